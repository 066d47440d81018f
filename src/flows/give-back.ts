import { batches, groups } from '../core/batches.ts';
import { SmsctlError, withDetail } from '../core/errors.ts';
import { isOpen } from '../core/lease-state.ts';
import type { HeldNumber, Lease, LeaseState } from '../core/model.ts';
import { backoff, readAgain } from '../core/schedule.ts';
import type { Settlement } from '../providers/contract.ts';
import { requireAbility } from './ability.ts';
import type { Account, Desk } from './account.ts';
import { startGrace } from './grace.ts';
import { inTurn, isBusy, mayPass } from './pace.ts';
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
      const settlements = await settleEach(desk, account, { what, batch, options });
      for (const [index, target] of batch.entries()) {
        const settlement = settlements[index] ?? { kind: 'failed', error: new SmsctlError('provider.protocol') };
        await report(record(desk, { what, target, settlement, endedAs: options.endedAs }));
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

/** What failed for several at once, and may be the fault of one of them, is tried for each alone. */
async function settleEach(
  desk: Desk,
  account: Account,
  { what, batch, options }: { what: GivingBack; batch: readonly Target[]; options: GiveBackOptions },
): Promise<Settlement[]> {
  const together = await settleBatch(desk, account, { what, batch, options });
  const isShared = (one: Settlement) => one.kind === 'failed' && isPerhapsAnothers(one);
  if (batch.length === 1 || !together.every(isShared)) return together;
  const alone: Settlement[] = [];
  for (const target of batch) alone.push(...(await settleBatch(desk, account, { what, batch: [target], options })));
  return alone;
}

async function settleBatch(
  desk: Desk,
  account: Account,
  { what, batch, options }: { what: GivingBack; batch: readonly Target[]; options: GiveBackOptions },
): Promise<Settlement[]> {
  const numbers = batch.map((target) => ({
    ...heldNumber(target),
    project: projectFor(desk, account, { what, target }),
  }));
  const attempts = options.attempts ?? 4;
  const grace = options.signal === undefined ? null : startGrace(options.signal, callGrace, desk.clock);
  try {
    return await settleWithin(desk, account, { what, batch, options, numbers, attempts, callSignal: grace?.signal });
  } finally {
    grace?.end();
  }
}

/** A call that has left when the user stops is about to free or blacklist a number: its answer gets this long, in ms. */
const callGrace = 2_000;

interface Settling {
  readonly what: GivingBack;
  readonly batch: readonly Target[];
  readonly options: GiveBackOptions;
  readonly numbers: readonly HeldNumber[];
  readonly attempts: number;
  readonly callSignal: AbortSignal | undefined;
}

async function settleWithin(desk: Desk, account: Account, settling: Settling): Promise<Settlement[]> {
  const { what, batch, options, numbers, attempts, callSignal } = settling;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTurn(desk, account, { signal: options.signal }, async () => {
        const settlements = await account.provider[what]?.(numbers, callSignal);
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
  {
    what,
    target,
    settlement,
    endedAs,
  }: { what: GivingBack; target: Target; settlement: Settlement; endedAs: 'done' | undefined },
): GiveBackResult {
  const status = what === 'release' ? 'released' : 'blacklisted';
  const ended = endedAs ?? status;
  const move = (state: LeaseState): Lease | null =>
    target.lease === null ? null : (desk.ledger.change(target.lease.id, { state }) ?? target.lease);

  switch (settlement.kind) {
    case 'done':
      return { target, status, error: null, lease: move(ended) };
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

/** How long a command lets others' unfinished work hold it up, in ms: the grace of a call that has left included. */
const patience = 5_000;

/** As finishDue, but gives up soon, and is silent about why: the lease stays due, and the next command tries again. */
export async function finishDueSoon(
  desk: Desk,
  account: Account,
  { due, signal }: { due: readonly Lease[]; signal: AbortSignal },
): Promise<GiveBackResult[]> {
  const limit = new AbortController();
  const done = new AbortController();
  desk.clock.sleep(patience - callGrace, done.signal).then(
    () => limit.abort(new SmsctlError('interrupted')),
    () => {}, // finished in time
  );
  try {
    const ids = due.map((lease) => lease.id);
    const stillDue = dueNow(desk, account).filter((lease) => ids.includes(lease.id));
    return await finishDue(desk, account, { due: stillDue, signal: AbortSignal.any([signal, limit.signal]) });
  } catch (error) {
    if (error instanceof SmsctlError) return [];
    throw error;
  } finally {
    done.abort();
  }
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
