import { SmsctlError } from '../core/errors.ts';
import { languageOf, languages, type Speak } from '../messages/index.ts';
import { wantsAscii } from '../terminal/bar.ts';
import { createOutput } from '../terminal/output.ts';
import { wantsColor } from '../terminal/style.ts';
import { type Context, createContext } from './context.ts';
import type { Globals } from './globals.ts';
import type { Host, StopSignal } from './host.ts';
import { chosenLanguage } from './language.ts';
import { readVersion } from './version.ts';

export interface Session {
  readonly context: Context;
  /** Closes and puts away all that the session opened, and waits until what was written has left. */
  end(): Promise<void>;
}

/** Sets up everything one run of the program needs, loading nothing heavy. */
export async function startSession(host: Host, globals: Globals, speak: Speak): Promise<Session> {
  const { env, stdout, stderr } = host;
  const color = (isTTY: boolean | undefined) => wantsColor({ env, isTTY: isTTY === true, noColor: !globals.color });
  const output = await createOutput({
    stdout,
    stderr,
    mode: globals.json ? 'json' : stdout.isTTY === true ? 'terminal' : 'plain',
    quiet: globals.quiet,
    color: { stdout: color(stdout.isTTY), stderr: color(stderr.isTTY) },
    width: stdout.columns ?? 80,
    ascii: wantsAscii(env),
  });
  const stop = createStop(host);
  const context = createContext({
    host,
    globals,
    output,
    texts: await speak(chosenLanguage(globals, env).language),
    get version() {
      return readVersion();
    },
    signal: stop.signal,
  });
  return {
    context,
    async end() {
      await context.close();
      stop.forget();
      await output.flush();
    },
  };
}

/**
 * Listens for signals from when somebody first wants to know of them: a command that holds nothing and waits for nothing
 * is just ended by one.
 */
function createStop(host: Host): { readonly signal: () => AbortSignal; readonly forget: () => void } {
  let stop: AbortController | null = null;
  const listeners = new Map<StopSignal, () => void>();
  return {
    signal() {
      stop ??= new AbortController();
      const wish = stop;
      for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        if (listeners.has(signal)) continue;
        const listener = () => onSignal(host, wish, signal);
        listeners.set(signal, listener);
        host.on(signal, listener);
      }
      return wish.signal;
    },
    forget() {
      for (const [signal, listener] of listeners) host.off(signal, listener);
    },
  };
}

/** The first signal asks, the second one ends the process on the spot. */
function onSignal(host: Host, stop: AbortController, signal: StopSignal): void {
  if (!stop.signal.aborted) {
    stop.abort(new SmsctlError(signal === 'SIGINT' ? 'interrupted' : 'terminated'));
    return;
  }
  host.removeAllListeners(signal);
  host.kill(host.pid, signal);
}

/** @throws SmsctlError `usage.invalidValue` for a --lang that we have no texts in */
export function checkLanguage({ globals, texts }: Context): void {
  const { lang } = globals;
  if (lang === undefined || languageOf(lang) !== null) return;
  const expected = texts.expected.choice(languages.join(', '));
  throw new SmsctlError('usage.invalidValue', { params: { option: '--lang', value: lang, expected } });
}
