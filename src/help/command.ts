import type { Context } from '../context/context.ts';
import { SmsctlError } from '../core/errors.ts';
import type { CommandSpec } from '../input/spec.ts';
import { findCommand, wordMeant } from './find.ts';
import { commandPage, type Manual, rootPage } from './page.ts';
import { pageView } from './page-view.ts';
import { topicNamed, topicNames } from './topics/index.ts';

type ManualWords = Omit<Manual, 'texts'>;

/**
 * The page of a command or a topic, to stdout.
 *
 * @throws SmsctlError `usage.unknownCommand`, with what was probably meant
 */
export async function showHelp(context: Context, manual: ManualWords, path: readonly string[]): Promise<void> {
  const { texts, output } = context;
  const parts = { ...manual, texts };
  if (path.length === 0) return output.result(pageView(rootPage(parts), texts));
  const topic = topicNamed(path.join(' '));
  if (topic !== null) return output.result(await topic({ ...parts, context }));
  const found = findCommand(manual.commands, path);
  if (found === null) throw unknownPage(manual, path);
  return output.result(pageView(commandPage(found.spec, found.path, parts), texts));
}

function unknownPage({ commands }: ManualWords, path: readonly string[]): SmsctlError {
  const suggestion = meantByPath(commands, path);
  return new SmsctlError('usage.unknownCommand', {
    params: { name: path.join(' '), ...(suggestion === null ? {} : { suggestion }) },
  });
}

/** The page that a path leads to once its first wrong word is put right. */
function meantByPath(commands: readonly CommandSpec[], path: readonly string[]): string | null {
  const right = path.findIndex((_, index) => findCommand(commands, path.slice(0, index + 1)) === null);
  const before = path.slice(0, right);
  const inner = right === 0 ? commands : (findCommand(commands, before)?.spec.subcommands ?? []);
  const known = inner.filter((one) => one.hidden !== true).map((one) => one.name);
  const meant = wordMeant(path[right] ?? '', right === 0 ? [...known, ...topicNames] : known);
  return meant === null ? null : ['smsctl help', ...before, meant].join(' ');
}
