import type { Account, Desk } from './account.ts';
import type { GiveBackResult } from './give-back.ts';
import { askAgain } from './pace.ts';
import type { Target } from './target.ts';

/** Gives back every number of an account with the one call its platform has for that, and closes the leases. */
export async function releaseAll(
  desk: Desk,
  account: Account,
  targets: readonly Target[],
  signal: AbortSignal,
): Promise<GiveBackResult[]> {
  if (targets.length === 0) return [];
  await askAgain(desk, account, signal, async () => account.provider.releaseAll?.(signal));
  return targets.map((target) => {
    const after = target.lease === null ? null : desk.ledger.change(target.lease.id, { state: 'released' });
    return { target, status: 'released', error: null, lease: after ?? target.lease };
  });
}
