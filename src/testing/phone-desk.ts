import { systemClock } from '../context/clock.ts';
import { SmsctlError } from '../core/errors.ts';
import { isOpen } from '../core/lease-state.ts';
import type { Clock } from '../core/ports.ts';
import type { HeldPhoneNumber, PhoneProvider } from '../library/offer.ts';
import { openProvider } from '../library/provider.ts';
import type { PhoneOptions, TestWish } from './offer.ts';
import { sourceOf } from './options.ts';

/** The account of one worker: opened when the first test asks for a number, closed with the worker. */
export interface PhoneDesk {
  readonly options: PhoneOptions;
  /** @throws SmsctlError */
  rent(wish: TestWish, limits: Limits): Promise<HeldPhoneNumber>;
  /** The one that all tests of the worker share, or the next where it is used up. @throws SmsctlError */
  ofWorker(limits: Limits): Promise<HeldPhoneNumber>;
  /** Gives back all that is held still. @throws SmsctlError where the platform cannot be told */
  close(): Promise<void>;
}

interface Limits {
  readonly signal: AbortSignal;
  /** Milliseconds to wait for a place at the most. */
  readonly most: number;
}

/** All that is under way at the end of a worker has ended after this, in ms. */
const patience = 40_000;
/** Between two looks whether another test has given a number back, in ms. */
const pause = 100;
/** A number with less time than this is not begun with, in ms. */
const spare = 60_000;

function openDesk(options: PhoneOptions, clock: Clock): PhoneDesk {
  const cut = new AbortController();
  const closing = new AbortController();
  const renting = new Set<Promise<unknown>>();
  const source = sourceOf(options);
  let opened: Promise<PhoneProvider> | null = null;
  let shared: HeldPhoneNumber | null = null;

  const provider = (): Promise<PhoneProvider> => {
    opened ??= openProvider(source.provider, { ...source.account, signal: cut.signal });
    return opened;
  };
  const rentNow = async (wish: TestWish, { signal, most }: Limits): Promise<HeldPhoneNumber> => {
    const account = await provider();
    const stop = AbortSignal.any([signal, closing.signal]);
    const until = clock.elapsed() + Math.min(options.placeTimeout ?? 300_000, most);
    for (;;) {
      stop.throwIfAborted();
      try {
        return await account.getNumber({ project: '', ...source.wish, ...wish });
      } catch (error) {
        // Nothing was asked of the platform: another test may give its number back.
        const isFull = error instanceof SmsctlError && error.code === 'limit.maxHeld';
        if (!isFull || clock.elapsed() >= until) throw error;
      }
      await clock.sleep(pause, stop);
    }
  };
  const rent = (wish: TestWish, limits: Limits): Promise<HeldPhoneNumber> => {
    const rented = rentNow(wish, limits);
    const settled: Promise<unknown> = rented.then(
      () => renting.delete(settled),
      () => renting.delete(settled),
    );
    renting.add(settled);
    return rented;
  };
  const isFresh = ({ state, expiresAt }: HeldPhoneNumber): boolean =>
    isOpen(state) && (expiresAt === null || expiresAt.getTime() > clock.now() + spare);

  return {
    options,
    rent,
    async ofWorker(limits) {
      if (shared !== null && isFresh(shared)) return shared;
      await shared?.[Symbol.asyncDispose]();
      shared = await rent({}, limits);
      return shared;
    },
    async close() {
      closing.abort(new TypeError('the worker is over'));
      if (opened === null) return;
      const done = new AbortController();
      clock.sleep(patience, done.signal).then(
        () => cut.abort(new SmsctlError('interrupted')),
        () => {}, // all has ended
      );
      try {
        await Promise.all(renting);
        const account = await opened.catch(() => null); // a test was told why it could not be opened
        await account?.close();
      } finally {
        done.abort();
      }
    },
  };
}

/** The fixture of each worker, whoever runs it. */
export async function deskFixture(
  { smsctl }: { readonly smsctl: PhoneOptions },
  use: (desk: PhoneDesk) => Promise<void>,
): Promise<void> {
  const desk = openDesk(smsctl, systemClock);
  await use(desk);
  await desk.close();
}
