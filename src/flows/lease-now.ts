import { isOpen } from '../core/lease-state.ts';
import type { Lease } from '../core/model.ts';
import type { Desk } from './account.ts';
import type { Target } from './target.ts';

/** What other processes have made of a lease since it was chosen. */

export function leaseNow({ ledger }: Desk, { lease }: Target): Lease | null {
  return lease === null ? null : (ledger.find({ ids: [lease.id] })[0] ?? lease);
}

/** Whether another process has ended a lease that was open when it was chosen. */
export function hasEnded(desk: Desk, target: Target): boolean {
  const now = leaseNow(desk, target);
  if (target.lease === null || now === null || !isOpen(target.lease.state) || isOpen(now.state)) return false;
  // That its time is over is the word of a clock that may have jumped.
  return now.state !== 'expired' || isAnothers(desk, now);
}

/** Whether the number of a lease whose time is over has been rented anew: what is done for the old would hit the new. */
export function isAnothers(
  { ledger }: Desk,
  { id, state, provider, profile, platformNumber, acquiredAt }: Lease,
): boolean {
  if (state !== 'expired') return false;
  const later = ledger.find({ provider, profile, since: acquiredAt });
  return later.some((one) => one.id !== id && one.platformNumber === platformNumber);
}
