import type { Context } from './context/context.ts';
import type { Host } from './context/host.ts';
import { hostOf } from './context/process-host.ts';
import { checkLanguage, startSession } from './context/session.ts';
import { SmsctlError, withDetail } from './core/errors.ts';
import { loadMessages, type Speak } from './messages/index.ts';
import { commands } from './program/commands.ts';
import { fulfil } from './program/fulfil.ts';
import { readPlainLine } from './program/plain-line.ts';

/**
 * The program: reads the command line, runs one command, turns a failure into words and an exit code. It never ends the
 * process itself, so that nothing that was written is cut short. `speak` gives the texts of a language.
 */
export async function main(host: Host, speak: Speak = loadMessages): Promise<number> {
  const words = host.argv.slice(2);
  const { globals, wish } = readPlainLine(words) ?? (await import('./program/command-line.ts')).readCommandLine(words);
  const { context, end } = await startSession(host, globals, speak);
  try {
    checkLanguage(context);
    const exitCode = await fulfil(context, wish);
    await context.finishEarlier();
    for (const note of context.output.takeNotes()) context.output.alert(note);
    return exitCode;
  } catch (error) {
    const [{ createKeyMask }, { hideKeys }] = await Promise.all([
      import('./context/key-mask.ts'),
      import('./program/usage-error.ts'),
    ]);
    const mask = await createKeyMask(context);
    const failure = hideKeys(await asFailure(error, context, mask), mask);
    context.report(withDetail(failure, { params: { command: commandLine(words), ...failure.params } }));
    await context.finishEarlier().catch(() => {}); // the command's own failure is the one to be told
    return failure.exitCode;
  } finally {
    await end();
  }
}

/** The same for the process that this is. @returns its exit code, and whether the system has all that was written */
export async function run(
  process: NodeJS.Process,
): Promise<{ readonly exitCode: number; readonly isWritten: boolean }> {
  const host = hostOf(process);
  return { exitCode: await main(host), isWritten: !host.hasStreams() };
}

/** What nobody foresaw. Its own words stay inside: they may hold a URL with a key. --verbose shows where it came from. */
async function asFailure(
  error: unknown,
  { globals, output }: Context,
  mask: (text: string) => string,
): Promise<SmsctlError> {
  if (error instanceof SmsctlError) return error;
  if (globals.verbose && error instanceof Error) {
    const { framesOf } = await import('./context/stack-trace.ts');
    for (const frame of framesOf(error.stack ?? '')) output.alert(mask(frame), 'dim');
  }
  return new SmsctlError('unexpected', { params: { kind: error instanceof Error ? error.name : typeof error } });
}

/** `smsctl get-number`, `smsctl config set`, or `smsctl` where no command can be made out. */
function commandLine(words: readonly string[]): string {
  const typed = words.includes('--') ? words.slice(0, words.indexOf('--')) : words;
  const command = commands.find((one) => typed.includes(one.name));
  const inner = command?.subcommands?.find((one) => typed.includes(one.name));
  return ['smsctl', command?.name, inner?.name].filter((name) => name !== undefined).join(' ');
}
