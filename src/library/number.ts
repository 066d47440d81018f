import { SmsctlError } from '../core/errors.ts';
import { isOpen } from '../core/lease-state.ts';
import type { Lease } from '../core/model.ts';
import { freedBy } from '../flows/ability.ts';
import type { Account, Desk } from '../flows/account.ts';
import { type GivingBack, giveBack } from '../flows/give-back.ts';
import type { LookPace } from '../flows/look-pace.ts';
import { markNumber } from '../flows/mark.ts';
import { leaseTarget, type Target } from '../flows/target.ts';
import type { WaitResult } from '../flows/wait-end.ts';
import { waitForCodes } from '../flows/wait-for-code.ts';
import { chooseCode, excluding } from '../flows/watch.ts';
import { check } from './checks.ts';
import type { HeldPhoneNumber, WaitOptions } from './offer.ts';
import type { Work } from './work.ts';

interface Parts {
  readonly desk: Desk;
  readonly account: Account;
  readonly work: Work;
  readonly pace: LookPace;
}

/** What is still to be done for a number, so that the platform holds it no longer. */
export interface Debt {
  readonly how: GivingBack;
  readonly target: Target;
}

interface Rented {
  readonly number: HeldPhoneNumber;
  debt(): Debt | null;
  /** The ledger is about to be closed: what it knows now stays known. */
  freeze(): void;
}

export function createNumber({ desk, account, work, pace }: Parts, rented: Lease): Rented {
  let isWaiting = false;
  /** Under way, or the last: what is waited for comes after it. */
  let marking: Promise<void> = Promise.resolve();
  let hasTimedOut = false;
  /** Messages that were there at the last mark. */
  let marked = 0;
  let frozen: Lease | null = null;
  const now = (): Lease => frozen ?? desk.ledger.find({ ids: [rented.id] })[0] ?? rented;
  const target = (): Target => {
    const lease = now();
    const found = leaseTarget(lease);
    if (found === null || !isOpen(lease.state)) throw closed(lease);
    return found;
  };

  const wait = async (options: WaitOptions) => {
    check(options, waitOptions);
    const { timeout, interval, match, not = [], since, keep = false, signal: stop } = options;
    work.signal.throwIfAborted();
    stop?.throwIfAborted();
    const wanted = excluding(match ?? null, typeof not === 'string' ? [not] : not);
    if (since !== undefined) {
      const found = chooseCode(
        now().messages.filter(({ seenAt = 0 }, index) => index >= marked && seenAt >= since.getTime()),
        wanted,
      );
      if (found !== null) return found;
    }
    const targets = [target()];
    const results: WaitResult[] = [];
    await waitForCodes(desk, account, targets, {
      timeout: timeout ?? null,
      interval: interval ?? null,
      once: false,
      onTimeout: 'keep',
      keep,
      nextProject: null,
      match: wanted,
      beside: { pace, others: () => work.waits - 1 },
      signal: stop === undefined ? work.signal : AbortSignal.any([work.signal, stop]),
      onSettled: async (result) => void results.push(result),
    });
    const [result] = results;
    if (result === undefined) throw new SmsctlError('unexpected');
    hasTimedOut = result.status === 'timedOut';
    if (result.code !== null) return result.code;
    throw result.error ?? new SmsctlError('code.unrecognized', { params: { number: rented.number ?? '' } });
  };

  const requireNoWait = (): void => {
    if (isWaiting) throw new SmsctlError('usage.waitedTwice', { params: { number: rented.number ?? '' } });
  };

  const settle = async (how: GivingBack): Promise<void> => {
    const [result] = await giveBack(desk, account, how, [target()]);
    if (result?.error != null) throw result.error;
  };

  const debt = (): Debt | null => {
    const lease = now();
    const held = leaseTarget(lease);
    if (held === null || !isOpen(lease.state)) return null;
    // One that has brought a message works, and would be welcome again.
    const isBad = lease.state === 'blacklistDue' || (hasTimedOut && lease.state === 'held');
    return { how: freedBy(account.definition, isBad ? 'blacklist' : 'release'), target: held };
  };
  const dispose = async (): Promise<void> => {
    const owed = debt();
    if (owed !== null) await settle(owed.how);
  };

  const number: HeldPhoneNumber = {
    id: rented.id,
    number: rented.number ?? rented.platformNumber ?? '',
    platformNumber: rented.platformNumber ?? '',
    provider: rented.provider,
    profile: rented.profile,
    project: rented.project,
    country: rented.country,
    callingCode: rented.callingCode,
    acquiredAt: new Date(rented.acquiredAt),
    expiresAt: rented.expiresAt === null ? null : new Date(rented.expiresAt),
    get state() {
      return now().state;
    },
    get messages() {
      return now().messages;
    },
    mark: () =>
      work.run(() => {
        requireNoWait();
        const mark = async () => {
          await markNumber(desk, account, target(), work.signal);
          marked = now().messages.length;
        };
        const done = marking.then(mark);
        marking = done.catch(() => {}); // told to who asked for it
        return done;
      }),
    waitForCode: (options = {}) =>
      work.wait(async () => {
        requireNoWait();
        isWaiting = true;
        try {
          await marking;
          return await wait(options);
        } finally {
          isWaiting = false;
        }
      }),
    release: () => work.run(() => settle('release')),
    blacklist: () => work.run(() => settle('blacklist')),
    // What closes the provider gives it back.
    [Symbol.asyncDispose]: async () => (work.isOver ? undefined : work.run(dispose)),
  };
  const freeze = () => {
    frozen = now();
  };
  return { number, debt, freeze };
}

function closed(lease: Lease): SmsctlError {
  return new SmsctlError('lease.closed', { params: { number: lease.number ?? lease.id, state: lease.state } });
}

const waitOptions = {
  timeout: 'wait',
  interval: 'wait',
  match: 'pattern',
  not: 'texts',
  since: 'moment',
  keep: 'flag',
  signal: 'signal',
} as const;
