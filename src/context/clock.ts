import { onAbort } from '../core/abort.ts';
import type { Clock } from '../core/ports.ts';
import { elapsed } from '../core/stopwatch.ts';

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed,
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      // A timer of the system holds no more than 31 bits of milliseconds, some 24 days.
      let left = Math.max(0, ms); // a moment may have passed since it was reckoned
      const next = () => {
        const slice = Math.min(left, 2 ** 31 - 1);
        left -= slice;
        timer = setTimeout(left > 0 ? next : done, slice);
      };
      const stop = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      let timer: NodeJS.Timeout;
      next();
      const unheard = signal === undefined ? () => {} : onAbort(signal, stop);
      function done() {
        unheard();
        resolve();
      }
    }),
};
