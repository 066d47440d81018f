import type { Clock } from '../core/ports.ts';

/** Looks that are under way beside each other. */
export interface Flights {
  readonly size: number;
  add(flight: Promise<void>): void;
  /** Resolves when the next one has landed. */
  landing(): Promise<void>;
  /** Resolves when all have. Does not reject. */
  all(): Promise<void>;
  /** @throws what the first one failed with */
  throwIfFailed(): void;
}

/** @param onLanding told of each, and whether it failed, before `landing` resolves */
export function createFlights(onLanding: (failed: boolean) => void): Flights {
  const under = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let awaited: PromiseWithResolvers<void> | null = null;
  const land = (landed: Promise<void>, failed: boolean) => {
    under.delete(landed);
    onLanding(failed);
    awaited?.resolve();
    awaited = null;
  };
  return {
    get size() {
      return under.size;
    },
    add(flight) {
      const landed: Promise<void> = flight.then(
        () => land(landed, false),
        (error: unknown) => {
          failures.push(error);
          land(landed, true);
        },
      );
      under.add(landed);
    },
    landing() {
      awaited ??= Promise.withResolvers<void>();
      return awaited.promise;
    },
    all: async () => void (await Promise.all(under)),
    throwIfFailed() {
      if (failures.length > 0) throw failures[0];
    },
  };
}

/** A sleep that ends early when somebody has news. */
export interface Nap {
  /** @throws the signal's reason when stopped */
  until(elapsed: number): Promise<void>;
  /** Ends the nap there is, if it would last longer than this. */
  wake(elapsed: number): void;
  end(): void;
}

export function createNap(clock: Clock, signal: AbortSignal): Nap {
  let bell = new AbortController();
  let wanted = Number.NEGATIVE_INFINITY;
  const stop = () => bell.abort(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  return {
    async until(elapsed) {
      signal.throwIfAborted();
      wanted = elapsed;
      try {
        await clock.sleep(elapsed - clock.elapsed(), bell.signal);
      } catch (error) {
        if (!bell.signal.aborted) throw error;
      } finally {
        wanted = Number.NEGATIVE_INFINITY;
      }
      signal.throwIfAborted();
      if (bell.signal.aborted) bell = new AbortController();
    },
    wake(elapsed) {
      if (wanted > elapsed) bell.abort();
    },
    end: () => signal.removeEventListener('abort', stop),
  };
}
