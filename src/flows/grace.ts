import type { Clock } from '../core/ports.ts';

export interface Grace {
  /** Aborts `ms` after the other signal did. */
  readonly signal: AbortSignal;
  /** Call it when the work is over, so that no timer is left running. */
  end(): void;
}

/** A call that has left when the user stops is about to free or blacklist a number: its answer gets this long, in ms. */
export const callGrace = 2_000;

export function startGrace(signal: AbortSignal, ms: number, clock: Clock): Grace {
  const late = new AbortController();
  const over = new AbortController();
  const follow = () => {
    clock.sleep(ms, over.signal).then(
      () => late.abort(signal.reason),
      () => {}, // the work ended first: there is nothing left to abort
    );
  };
  if (signal.aborted) follow();
  else signal.addEventListener('abort', follow, { once: true, signal: over.signal });
  return { signal: late.signal, end: () => over.abort() };
}
