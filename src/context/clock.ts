import type { Clock } from '../core/ports.ts';

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => {
    const [seconds, nanoseconds] = process.hrtime(); // "performance" takes a millisecond to load
    return seconds * 1e3 + nanoseconds / 1e6;
  },
  sleep: createSleep(),
};

/** A signal looks through all of its listeners for each that is added: all that sleep under one share a listener. */
function createSleep(): Clock['sleep'] {
  const stopsOf = new WeakMap<AbortSignal, Set<() => void>>();

  const listen = (signal: AbortSignal, stop: () => void): void => {
    const stops = stopsOf.get(signal) ?? new Set();
    stops.add(stop);
    if (stops.size > 1) return;
    stopsOf.set(signal, stops);
    signal.addEventListener('abort', stopAll, { once: true });
  };
  const forget = (signal: AbortSignal, stop: () => void): void => {
    const stops = stopsOf.get(signal);
    stops?.delete(stop);
    if (stops?.size !== 0) return;
    stopsOf.delete(signal);
    signal.removeEventListener('abort', stopAll);
  };
  const stopAll = ({ target }: Event): void => {
    const stops = target instanceof AbortSignal ? stopsOf.get(target) : undefined;
    for (const stop of stops ?? []) stop();
  };

  return (ms, signal) =>
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
      let left = Math.max(0, ms); // a moment may have passed since it was reckoned
      const next = () => {
        const slice = Math.min(left, 2 ** 31 - 1);
        left -= slice;
        timer = setTimeout(left > 0 ? next : done, slice);
      };
      const done = () => {
        if (signal !== undefined) forget(signal, stop);
        resolve();
      };
      let timer: NodeJS.Timeout;
      next();
      if (signal !== undefined) listen(signal, stop);
    });
}
