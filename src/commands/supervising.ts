import type { Child, Ended } from '../context/child-process.ts';
import type { Context } from '../context/context.ts';
import type { Host, StopSignal } from '../context/host.ts';

type Listener = (signal: StopSignal) => void;

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Signals extends Disposable {
  /** Who hears of signals from now on. */
  listen(listener: Listener): void;
}

/** From here on no signal ends this process: what it holds for a command is given back first. */
export function takeSignals(host: Host): Signals {
  let heard: Listener = () => {};
  const listeners = stopSignals.map((signal) => [signal, () => heard(signal)] as const);
  for (const [signal, listener] of listeners) {
    host.removeAllListeners(signal);
    host.on(signal, listener);
  }
  return {
    listen(listener) {
      heard = listener;
    },
    [Symbol.dispose]() {
      for (const [signal, listener] of listeners) host.off(signal, listener);
    },
  };
}

/** How long a command that was told to end may take for it, in ms. */
const patience = 5_000;

/** Waits for the end of a command, hands signals on to it, and ends it when its time is over. */
export async function supervise(
  { host, clock }: Pick<Context, 'host' | 'clock'>,
  child: Child,
  { signals, timeout }: { readonly signals: Signals; readonly timeout: number | null },
): Promise<Ended & { readonly isTimedOut: boolean }> {
  // Ctrl-C reaches all that run at the terminal: handed on, it would reach the command twice.
  const isAtTerminal = [host.stdin, host.stdout, host.stderr].some(({ isTTY }) => isTTY === true);
  signals.listen((signal) => {
    if (signal !== 'SIGINT' || !isAtTerminal) child.kill(signal);
  });
  const over = new AbortController();
  let isTimedOut = false;
  const stop = async (ms: number) => {
    await clock.sleep(ms, over.signal);
    isTimedOut = true;
    child.kill('SIGTERM');
    await clock.sleep(patience, over.signal);
    child.kill('SIGKILL');
  };
  if (timeout !== null) stop(timeout).catch(() => {}); // it ended in time
  const ended = await child.ended;
  over.abort();
  // What was stopped half-way is no success, even where it ended in good order.
  return { ...ended, exitCode: isTimedOut && ended.exitCode === 0 ? 143 : ended.exitCode, isTimedOut };
}
