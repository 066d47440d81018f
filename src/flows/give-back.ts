import { batches, groups } from '../core/batches.ts';
import { SmsctlError, withDetail } from '../core/errors.ts';
import { isOpen } from '../core/lease-state.ts';
import type { Lease, LeaseState } from '../core/model.ts';
import { backoff, readAgain } from '../core/schedule.ts';
import type { Settlement } from '../providers/contract.ts';
import { requireAbility } from './ability.ts';
import type { Account, Desk } from './account.ts';
import { callGrace, startGrace } from './grace.ts';
import { hasEnded, leaseNow } from './lease-now.ts';
import { inTurn, isBusy, mayPass } from './pace.ts';
import { soon } from './soon.ts';
import { heldNumber, leaseTarget, type Target } from './target.ts';
import { isPerhapsAnothers } from './watch.ts';

export type GivingBack = 'release' | 'blacklist';

export interface GiveBackResult {
  readonly target: Target;
  readonly status: 'released' | 'blacklisted' | 'already' | 'failed';
  readonly error: SmsctlError | null;
  /** The ledger's row after it, null for a number it does not know. */
  readonly lease: Lease | null;
}

export interface GiveBackOptions {
  readonly signal?: AbortSignal | undefined;
  /** How often a busy or failed call is made, at least 1. */
  readonly attempts?: number;
  /** What a released lease becomes; `released` unless it has done its work. */
  readonly endedAs?: 'done';
  /** Asked right before each call: whether there is nothing left to give back. Unless given: whether the lease has ended. */
  readonly isOver?: (target: Target) => boolean;
  readonly onResult?: (result: GiveBackResult) => Promise<void> | void;
}

/**
 * Releases or blacklists numbers, repeating a busy answer, and writes each end into the ledger the moment it is known.
 * A held lease whose blacklisting cannot be done now becomes `blacklistDue`.
 */
export async function giveBack(
  desk: Desk,
  account: Account,
  what: GivingBack,
  targets: readonly Target[],
  options: GiveBackOptions = {},
): Promise<GiveBackResult[]> {
  requireAbility(account.definition, what);
  const results: GiveBackResult[] = [];
  const report = async (result: GiveBackResult) => {
    results.push(result);
    await options.onResult?.(result);
  };

  const wanted: Target[] = [];
  for (const target of targets) {
    if (isSettledAlready(target, what)) await report({ target, status: 'already', error: null, lease: target.lease });
    else wanted.push(target);
  }
  for (const group of groups(wanted, (target) => projectFor(desk, account, { what, target }))) {
    for (const batch of batches(group, account.definition.limits[what])) {
      const outcomes = await settleEach(desk, account, { what, batch, options });
      for (const [index, target] of batch.entries()) {
        const outcome = outcomes[index] ?? forgotten();
        await report(record(desk, { what, options }, { target, outcome }));
      }
    }
  }
  return results;
}

/** A lease that has ended needs no release; one that is blacklisted needs no blacklisting. */
function isSettledAlready(target: Target, what: GivingBack): boolean {
  if (target.lease === null) return false;
  return what === 'release' ? !isOpen(target.lease.state) : target.lease.state === 'blacklisted';
}

/** A number that was moved to another project is blacklisted for the one it was rented for. */
function projectFor(desk: Desk, account: Account, { what, target }: { what: GivingBack; target: Target }): string {
  if (what === 'release' || !account.definition.canMove || target.lease === null) return target.project;
  return desk.ledger.intent(target.lease.intentId)?.project ?? target.project;
}

/** `ended`: another process has ended it, and nothing was asked. */
type Outcome = Settlement | { readonly kind: 'ended' };

interface Batch {
  readonly what: GivingBack;
  readonly batch: readonly Target[];
  readonly options: GiveBackOptions;
}

/** What failed for several at once, and may be the fault of one of them, is tried for each alone. */
async function settleEach(desk: Desk, account: Account, { what, batch, options }: Batch): Promise<Outcome[]> {
  const together = await settleBatch(desk, account, { what, batch, options });
  const isShared = (one: Outcome) => one.kind === 'failed' && isPerhapsAnothers(one);
  const asked = together.filter((one) => one.kind !== 'ended');
  if (asked.length < 2 || !asked.every(isShared)) return together;
  const alone: Outcome[] = [];
  for (const target of batch) alone.push(...(await settleBatch(desk, account, { what, batch: [target], options })));
  return alone;
}

async function settleBatch(desk: Desk, account: Account, wish: Batch): Promise<Outcome[]> {
  const { signal, attempts = 4 } = wish.options;
  const grace = signal === undefined ? null : startGrace(signal, callGrace, desk.clock);
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await inTurn(desk, account, { signal }, () => settleNow(desk, account, wish, grace?.signal));
      } catch (error) {
        if (!(error instanceof SmsctlError) || error.code === 'interrupted' || error.code === 'terminated') throw error;
        if (attempt >= attempts || !(isBusy(error) || mayPass(error))) {
          return wish.batch.map(() => ({ kind: 'failed', error }));
        }
        if (!isBusy(error)) await desk.clock.sleep(backoff(readAgain, attempt, desk.random), signal);
      }
    }
  } finally {
    grace?.end();
  }
}

/** One call. It may have waited long for its turn, and a number whose lease has ended since may be another's by now. */
async function settleNow(
  desk: Desk,
  account: Account,
  { what, batch, options }: Batch,
  signal: AbortSignal | undefined,
): Promise<Outcome[]> {
  const isOver = options.isOver ?? ((target: Target) => hasEnded(desk, target));
  const over = new Set(batch.filter(isOver));
  const left = batch.filter((target) => !over.has(target));
  const numbers = left.map((target) => ({
    ...heldNumber(target),
    project: projectFor(desk, account, { what, target }),
  }));
  const answers = numbers.length === 0 ? [] : await account.provider[what]?.(numbers, signal);
  return batch.map((target) => {
    if (over.has(target)) return { kind: 'ended' };
    return answers?.[left.indexOf(target)] ?? forgotten();
  });
}

/** An answer that leaves a number out has not done it. */
const forgotten = (): Outcome => ({ kind: 'failed', error: new SmsctlError('provider.protocol') });

/** Turns what became of one number into a result and the ledger's next state. */
function record(
  desk: Desk,
  { what, options }: Omit<Batch, 'batch'>,
  { target, outcome }: { target: Target; outcome: Outcome },
): GiveBackResult {
  const status = what === 'release' ? 'released' : 'blacklisted';
  const ended = options.endedAs ?? status;
  const move = (state: LeaseState): Lease | null =>
    target.lease === null ? null : (desk.ledger.change(target.lease.id, { state }) ?? target.lease);

  switch (outcome.kind) {
    case 'done':
      return { target, status, error: null, lease: move(ended) };
    case 'already':
      return { target, status: 'already', error: null, lease: move(ended) };
    case 'ended':
      return { target, status: 'already', error: null, lease: leaseNow(desk, target) };
    case 'notHeld':
      if (target.lease !== null) return { target, status: 'already', error: null, lease: move(ended) };
      return { target, status: 'failed', error: outcome.error, lease: null };
    case 'failed': {
      const lease = what === 'blacklist' ? afterFailedBlacklist(target.lease, outcome.error, move) : target.lease;
      const held = lease !== null && isOpen(lease.state) ? [lease] : [];
      const stake = held.length > 0 ? ({ stake: 'stillHeld', leases: held } as const) : {};
      return { target, status: 'failed', error: withDetail(outcome.error, stake), lease };
    }
  }
}

/** A number the platform says it does not know will not be blacklisted by asking again; anything else may be. */
function afterFailedBlacklist(
  lease: Lease | null,
  error: SmsctlError,
  move: (state: LeaseState) => Lease | null,
): Lease | null {
  if (lease === null || !isOpen(lease.state)) return lease;
  const isHopeless = error.code === 'number.unknown' || error.code === 'project.unknown';
  if (!isHopeless) return move('blacklistDue');
  return lease.state === 'blacklistDue' ? move('gone') : lease;
}

/** As finishDue, but gives up soon, and is silent about why: the lease stays due, and the next command tries again. */
export function finishDueSoon(
  desk: Desk,
  account: Account,
  { due, signal }: { due: readonly Lease[]; signal: AbortSignal },
): Promise<GiveBackResult[]> {
  return soon(desk, signal, (limited) => {
    const ids = due.map((lease) => lease.id);
    const stillDue = dueNow(desk, account).filter((lease) => ids.includes(lease.id));
    return finishDue(desk, account, { due: stillDue, signal: limited });
  });
}

/** Leases of the account that an earlier command had to leave `blacklistDue`. */
export function dueNow({ ledger }: Desk, { definition, profile }: Account): Lease[] {
  return ledger.find({ provider: definition.id, profile, states: ['blacklistDue'] });
}

/** Finishes, once and quietly, what is due. Returns what it tried. */
export async function finishDue(
  desk: Desk,
  account: Account,
  { due = dueNow(desk, account), signal }: { due?: readonly Lease[]; signal?: AbortSignal | undefined } = {},
): Promise<GiveBackResult[]> {
  const targets = due.map(leaseTarget).filter((target) => target !== null);
  const results: GiveBackResult[] = [];
  for (const batch of batches(targets, account.definition.limits.blacklist)) {
    const settled = await giveBack(desk, account, 'blacklist', batch, { signal, attempts: 1 });
    results.push(...settled);
    // While the platform is down or busy, the command that was really asked for must not wait for all the others too.
    if (settled.some(({ error }) => isBusy(error) || mayPass(error))) break;
  }
  return results;
}
