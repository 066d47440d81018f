import type { Clock } from '../core/ports.ts';

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => {
    const [seconds, nanoseconds] = process.hrtime(); // "performance" takes a millisecond to load
    return seconds * 1e3 + nanoseconds / 1e6;
  },
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const stop = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      // A timer of the system holds no more than 31 bits of milliseconds, some 24 days.
      let left = ms;
      const next = () => {
        const slice = Math.min(left, 2 ** 31 - 1);
        left -= slice;
        timer = setTimeout(left > 0 ? next : done, slice);
      };
      const done = () => {
        signal?.removeEventListener('abort', stop);
        resolve();
      };
      let timer: NodeJS.Timeout;
      next();
      signal?.addEventListener('abort', stop, { once: true });
    }),
};
