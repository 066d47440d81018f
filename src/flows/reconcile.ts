import { SmsctlError } from '../core/errors.ts';
import { isOpen } from '../core/lease-state.ts';
import type { Lease, LeaseState } from '../core/model.ts';
import type { BalanceReading } from '../core/ports.ts';
import type { Account, Desk } from './account.ts';
import { endRun, leftBehind } from './end-run.ts';
import { finishDue, type GiveBackResult } from './give-back.ts';
import { lookLate } from './late-codes.ts';
import { askAgain } from './pace.ts';
import { heldNumber, leaseTarget } from './target.ts';

/** What reconcile found about one open lease, and what it did. */
export interface Reconciled {
  readonly lease: Lease;
  readonly from: LeaseState;
  readonly to: LeaseState;
  /** Why, for the texts. */
  readonly reason:
    | 'timeOver'
    | 'stillPossible'
    | 'free'
    | 'codeSent'
    | 'held'
    | 'blacklisted'
    | 'leftBehind'
    | 'notAsked'
    | 'lateCode'
    | 'failed';
  readonly error: SmsctlError | null;
  /** What is known of a purchase whose answer was lost; null for all others. */
  readonly loss: Loss | null;
}

export interface Loss {
  readonly before: BalanceReading | null;
  readonly after: BalanceReading | null;
  /** Numbers that were rented between the two readings, for certain or perhaps, by other purchases of the profile. */
  readonly otherNumbers: number | null;
}

export interface ReconcileOptions {
  /** Says what would be done; asks the platform, changes nothing. */
  readonly dryRun: boolean;
  readonly signal: AbortSignal;
  /** Ids of leases that this process was started with: whoever rented them may be gone, what runs with them is not. */
  readonly around?: readonly string[];
}

/** Purchases whose answer was lost: closed when the platform has freed whatever it may have rented. Asks nobody. */
export function settleUnknown(desk: Desk, leases: readonly Lease[], dryRun: boolean): Reconciled[] {
  return leases.map((lease) => {
    const known = { from: lease.state, error: null, loss: lossOf(desk, lease) };
    const isOver = lease.expiresAt !== null && lease.expiresAt <= desk.clock.now();
    if (!isOver) return { ...known, lease, to: lease.state, reason: 'stillPossible' };
    const after = dryRun ? null : desk.ledger.change(lease.id, { state: 'expired' });
    return { ...known, lease: after ?? lease, to: 'expired', reason: 'timeOver' };
  });
}

function lossOf({ ledger }: Desk, { intentId, provider, profile }: Lease): Loss {
  const intent = ledger.intent(intentId);
  const before = intent?.balanceBefore ?? null;
  const after = intent?.balanceAfter ?? null;
  if (before === null || after === null) return { before, after, otherNumbers: null };
  const between = ledger.find({ provider, profile, since: before.at });
  const others = between.filter(
    (lease) => lease.intentId !== intentId && lease.state !== 'notRented' && lease.acquiredAt <= after.at,
  );
  return { before, after, otherNumbers: others.length };
}

/** Codes that came after their numbers were given up. What stands in the way of a look is handed to `onTrouble`. */
export async function findLateCodes(
  desk: Desk,
  account: Account,
  leases: readonly Lease[],
  { signal, onTrouble }: { signal: AbortSignal; onTrouble: (lease: Lease, error: SmsctlError) => void },
): Promise<Reconciled[]> {
  const looks = await lookLate(desk, account, leases, signal);
  return looks.flatMap(({ lease, code, error }): Reconciled[] => {
    if (error !== null) onTrouble(lease, error);
    if (code === null) return [];
    const told = { ...lease, code };
    return [{ lease: told, from: lease.state, to: lease.state, reason: 'lateCode', error: null, loss: null }];
  });
}

/** Asks the platform about each number that the ledger holds open. Never rents, never touches a number not ours. */
export async function reconcileAccount(
  desk: Desk,
  account: Account,
  leases: readonly Lease[],
  options: ReconcileOptions,
): Promise<Reconciled[]> {
  const { dryRun, signal, around = [] } = options;
  const due = leases.filter((lease) => lease.state === 'blacklistDue');
  const ids = leases.map(({ id }) => id);
  const left = dryRun ? [] : leftBehind(desk, account, around).filter(({ lease }) => ids.includes(lease.id));
  const ended = new Map<string, GiveBackResult>();
  if (!dryRun) {
    const finished = await finishDue(desk, account, { due, signal });
    for (const one of [...finished, ...(await endRun(desk, account, left, { signal, attempts: 1 }))]) {
      ended.set(one.target.lease?.id ?? '', one);
    }
  }
  const endOf = (lease: Lease, reason: 'blacklisted' | 'leftBehind'): Reconciled => {
    const { lease: after = null, error = null } = ended.get(lease.id) ?? {};
    const now = after ?? lease;
    const isDone = !isOpen(now.state);
    return { lease: now, from: lease.state, to: now.state, reason: isDone ? reason : 'notAsked', error, loss: null };
  };
  const results = [
    ...due.map((lease) => endOf(lease, 'blacklisted')),
    ...left.map(({ lease }) => endOf(lease, 'leftBehind')),
  ];
  const told = new Set([...due, ...left.map(({ lease }) => lease)].map(({ id }) => id));
  for (const lease of leases) {
    if (!told.has(lease.id)) results.push(await reconcileHeld(desk, account, { lease, options }));
  }
  return results;
}

async function reconcileHeld(
  desk: Desk,
  account: Account,
  { lease, options }: { lease: Lease; options: ReconcileOptions },
): Promise<Reconciled> {
  const target = leaseTarget(lease);
  const { provider } = account;
  const stays = { lease, from: lease.state, to: lease.state, error: null, loss: null } as const;
  if (target === null) return { ...stays, reason: 'stillPossible' };
  const close = (state: LeaseState, reason: Reconciled['reason']): Reconciled => {
    const after = options.dryRun ? null : desk.ledger.change(lease.id, { state });
    return { ...stays, lease: after ?? lease, to: state, reason };
  };
  if (lease.expiresAt !== null && lease.expiresAt <= desk.clock.now()) {
    return close(lease.state === 'received' ? 'done' : 'expired', 'timeOver');
  }
  if (provider.status === undefined) return { ...stays, reason: 'notAsked' };
  try {
    const status = await askAgain(desk, account, options.signal, async () =>
      provider.status?.(heldNumber(target), options.signal),
    );
    if (status === 'free') return close(lease.state === 'received' ? 'done' : 'gone', 'free');
    return { ...stays, reason: status === 'codeSent' ? 'codeSent' : 'held' };
  } catch (error) {
    options.signal.throwIfAborted();
    if (!(error instanceof SmsctlError)) throw error;
    return { ...stays, reason: 'failed', error };
  }
}
