import type { Clock } from '../../src/core/ports.ts';

export interface FakeClock extends Clock {
  /** Waits for the work, moving time on to the next sleeper whenever everything sleeps. */
  run<T>(work: Promise<T>): Promise<T>;
  /** Does something at this many ms since the clock was made, before whoever sleeps until then wakes up. */
  at(elapsed: number, act: () => void): void;
  /** Lets time pass while nobody sleeps. */
  pass(ms: number): void;
  /** Sets the wall clock on, or back; the clock that never jumps is not touched. */
  jump(ms: number): void;
}

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** A clock whose time moves only in `run` and `pass`: a wait of an hour takes no time and always goes the same way. */
export function createFakeClock(wall = Date.UTC(2026, 10, 21, 12)): FakeClock {
  let elapsed = 0;
  let offset = wall;
  let sleepers: Sleeper[] = [];

  const put = (until: number, wake: () => void): Sleeper => {
    const sleeper = { until, wake };
    sleepers.push(sleeper);
    return sleeper;
  };
  const remove = (sleeper: Sleeper) => {
    sleepers = sleepers.filter((one) => one !== sleeper);
  };

  return {
    now: () => offset + elapsed,
    elapsed: () => elapsed,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const stop = () => {
          remove(sleeper);
          reject(signal?.reason);
        };
        const sleeper = put(elapsed + Math.max(0, ms), () => {
          signal?.removeEventListener('abort', stop);
          resolve();
        });
        signal?.addEventListener('abort', stop, { once: true });
      }),
    at(until, act) {
      sleepers.unshift({ until, wake: act });
    },
    pass(ms) {
      elapsed += ms;
    },
    jump(ms) {
      offset += ms;
    },
    async run(work) {
      let isOver = false;
      const end = () => {
        isOver = true;
      };
      work.then(end, end);
      for (let idle = 0; ; ) {
        await new Promise(setImmediate); // until nothing is left to do but to sleep
        if (isOver) return work;
        const next = sleepers.reduce<Sleeper | null>((a, b) => (a === null || b.until < a.until ? b : a), null);
        if (next === null) {
          idle += 1;
          if (idle > 20) throw new Error('the work waits for something that is no sleep');
          continue;
        }
        idle = 0;
        remove(next);
        elapsed = Math.max(elapsed, next.until);
        next.wake();
      }
    },
  };
}
