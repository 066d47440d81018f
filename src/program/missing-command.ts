import type { Context } from '../context/context.ts';
import { SmsctlError } from '../core/errors.ts';
import { findCommand } from '../help/find.ts';
import { commandPage, rootPage } from '../help/page.ts';
import { plainText, sectionsOf } from '../help/page-view.ts';
import { allCommands, manual } from './commands.ts';

/** The help that stands in for a command that was not given, on stderr. @returns the exit code */
export async function sayMissing(context: Context, path: readonly string[]): Promise<number> {
  const { host, output, texts } = context;
  const missing = new SmsctlError('usage.missingCommand');
  if (output.mode === 'json') throw missing;
  const found = findCommand(allCommands, path);
  const parts = { ...manual(), texts };
  const page = found === null ? rootPage(parts) : commandPage(found.spec, found.path, parts);
  const sections = sectionsOf(page, texts);
  if (host.stderr.isTTY === true) await output.show(sections);
  else for (const line of plainText(sections).split('\n')) output.alert(line);
  return missing.exitCode;
}
