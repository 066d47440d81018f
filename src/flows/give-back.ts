import { batches, groups } from '../core/batches.ts';
import { SmsctlError, withDetail } from '../core/errors.ts';
import { isOpen } from '../core/lease-state.ts';
import type { Lease, LeaseState } from '../core/model.ts';
import { backoff, readAgain } from '../core/schedule.ts';
import type { Settlement } from '../providers/contract.ts';
import { requireAbility } from './ability.ts';
import type { Account, Desk } from './account.ts';
import { inTurn, isBusy, mayPass } from './pace.ts';
import { heldNumber, leaseTarget, type Target } from './target.ts';

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
  for (const group of groups(wanted, (target) => target.project)) {
    for (const batch of batches(group, account.definition.limits[what])) {
      const settlements = await settleBatch(desk, account, { what, batch, options });
      for (const [index, target] of batch.entries()) {
        const settlement = settlements[index] ?? { kind: 'failed', error: new SmsctlError('provider.protocol') };
        await report(record(desk, { what, target, settlement }));
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

async function settleBatch(
  desk: Desk,
  account: Account,
  { what, batch, options }: { what: GivingBack; batch: readonly Target[]; options: GiveBackOptions },
): Promise<Settlement[]> {
  const numbers = batch.map(heldNumber);
  const attempts = options.attempts ?? 4;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTurn(desk, account, { signal: options.signal }, async () => {
        const settlements = await account.provider[what]?.(numbers, options.signal);
        return settlements ?? [];
      });
    } catch (error) {
      if (!(error instanceof SmsctlError) || error.code === 'interrupted' || error.code === 'terminated') throw error;
      if (attempt >= attempts || !(isBusy(error) || mayPass(error))) {
        return batch.map(() => ({ kind: 'failed', error }));
      }
      if (!isBusy(error)) await desk.clock.sleep(backoff(readAgain, attempt, desk.random), options.signal);
    }
  }
}

/** Turns the platform's answer for one number into a result and the ledger's next state. */
function record(
  desk: Desk,
  { what, target, settlement }: { what: GivingBack; target: Target; settlement: Settlement },
): GiveBackResult {
  const ended: LeaseState & ('released' | 'blacklisted') = what === 'release' ? 'released' : 'blacklisted';
  const move = (state: LeaseState): Lease | null =>
    target.lease === null ? null : (desk.ledger.change(target.lease.id, { state }) ?? target.lease);

  switch (settlement.kind) {
    case 'done':
      return { target, status: ended, error: null, lease: move(ended) };
    case 'already':
      return { target, status: 'already', error: null, lease: move(ended) };
    case 'notHeld':
      if (target.lease !== null) return { target, status: 'already', error: null, lease: move(ended) };
      return { target, status: 'failed', error: settlement.error, lease: null };
    case 'failed': {
      const lease = what === 'blacklist' ? afterFailedBlacklist(target.lease, settlement.error, move) : target.lease;
      const held = lease !== null && isOpen(lease.state) ? [lease] : [];
      const stake = held.length > 0 ? ({ stake: 'stillHeld', leases: held } as const) : {};
      return { target, status: 'failed', error: withDetail(settlement.error, stake), lease };
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

/** Finishes, once and quietly, what an earlier command had to leave `blacklistDue`. Returns what it could finish. */
export async function finishDue(desk: Desk, account: Account, signal?: AbortSignal): Promise<GiveBackResult[]> {
  const due = desk.ledger.find({
    provider: account.definition.id,
    profile: account.profile,
    states: ['blacklistDue'],
  });
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
