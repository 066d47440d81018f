import { groups } from '../core/batches.ts';
import type { Lease, LeftBehind, RunEnd } from '../core/model.ts';
import { freedBy } from './ability.ts';
import type { Account, Desk } from './account.ts';
import { type GiveBackResult, type GivingBack, giveBack } from './give-back.ts';
import { soon } from './soon.ts';
import { leaseTarget } from './target.ts';

interface Ending {
  readonly what: GivingBack;
  readonly endedAs?: 'done';
}

/**
 * Gives back what is still held of numbers that were rented for one command. One that brought a code has done its work.
 */
export async function endRun(
  desk: Desk,
  account: Account,
  held: readonly LeftBehind[],
  options: { readonly signal: AbortSignal; readonly attempts?: number },
): Promise<GiveBackResult[]> {
  desk.ledger.expire();
  const ends = new Map(held.map(({ lease, onEnd }) => [lease.id, onEnd]));
  const now = held.length === 0 ? [] : desk.ledger.find({ ids: [...ends.keys()] });
  const wanted = now.flatMap((lease) => {
    const target = leaseTarget(lease);
    const ending = endingOf(account, lease, ends.get(lease.id) ?? 'release');
    return target === null || ending === null ? [] : [{ target, ending }];
  });
  const results: GiveBackResult[] = [];
  for (const group of groups(wanted, ({ ending }) => `${ending.what} ${ending.endedAs}`)) {
    const [first] = group;
    if (first === undefined) continue;
    const { what, ...end } = first.ending;
    const targets = group.map(({ target }) => target);
    results.push(...(await giveBack(desk, account, what, targets, { ...options, ...end })));
  }
  return results;
}

function endingOf({ definition }: Account, { state }: Lease, onEnd: RunEnd): Ending | null {
  const all: Partial<Record<Lease['state'], Ending>> = {
    held: { what: freedBy(definition, onEnd) },
    received: { what: freedBy(definition), endedAs: 'done' },
    blacklistDue: { what: 'blacklist' },
  };
  return all[state] ?? null;
}

/** What the process a number was rented for can no longer give back, but for the numbers this one was started with. */
export function leftBehind({ ledger }: Desk, { definition, profile }: Account, except: readonly string[]) {
  return ledger.leftBehind(definition.id, profile).filter(({ lease }) => !except.includes(lease.id));
}

/** Ends that, unless it takes long: then the next command tries again. */
export function endLeftBehindSoon(
  desk: Desk,
  account: Account,
  { left, signal }: { left: readonly LeftBehind[]; signal: AbortSignal },
): Promise<GiveBackResult[]> {
  if (left.length === 0) return Promise.resolve([]);
  return soon(desk, signal, (limited) => {
    const ids = left.map(({ lease }) => lease.id);
    const still = leftBehind(desk, account, []).filter(({ lease }) => ids.includes(lease.id));
    return endRun(desk, account, still, { signal: limited, attempts: 1 });
  });
}
