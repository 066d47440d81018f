import { SmsctlError } from '../core/errors.ts';
import { telling } from './telling.ts';

/** What is under way at a provider: it is closed when all of that has ended, and begins nothing after it. */
export interface Work {
  /** Ends what asks and waits, when the provider is closed or its user stops it. Giving back is not ended by it. */
  readonly signal: AbortSignal;
  /** Whether it has begun to close. */
  readonly isOver: boolean;
  /** @throws SmsctlError `usage.providerClosed` */
  run<T>(work: () => Promise<T> | T): Promise<T>;
  /** How many waits for a code there are. */
  readonly waits: number;
  /** As `run`, for one of those. */
  wait<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is under way any more. A request to rent that has left is waited for. */
  end(): Promise<void>;
}

export function createWork(stop: AbortSignal | undefined): Work {
  const closing = new AbortController();
  const running = new Set<Promise<unknown>>();
  let waits = 0;
  const run: Work['run'] = (work) => {
    const one = telling(() => {
      closing.signal.throwIfAborted();
      return work();
    });
    running.add(one);
    const forget = () => running.delete(one);
    one.then(forget, forget);
    return one;
  };
  return {
    signal: stop === undefined ? closing.signal : AbortSignal.any([stop, closing.signal]),
    get isOver() {
      return closing.signal.aborted;
    },
    get waits() {
      return waits;
    },
    run,
    wait: (work) =>
      run(async () => {
        waits += 1;
        try {
          return await work();
        } finally {
          waits -= 1;
        }
      }),
    async end() {
      closing.abort(new SmsctlError('usage.providerClosed', { effect: 'none' }));
      await Promise.allSettled(running);
    },
  };
}
