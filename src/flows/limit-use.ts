import { isOpen } from '../core/lease-state.ts';
import type { Account, Desk } from './account.ts';

const day = 24 * 60 * 60_000;

/** How much of the user's own limits is used, counted as they are when a number is rented. */
export function limitUse({ ledger, clock }: Desk, { definition, profile }: Pick<Account, 'definition' | 'profile'>) {
  const now = clock.now();
  const ours = ledger.find({ provider: definition.id, profile }).filter(({ acquiredAt }) => acquiredAt <= now + day);
  const isHeld = ({ expiresAt }: (typeof ours)[number]) => expiresAt === null || expiresAt > now;
  return {
    held: ours.filter((lease) => isOpen(lease.state) && isHeld(lease)).length,
    today: ours.filter((lease) => lease.acquiredAt > now - day && lease.state !== 'notRented').length,
  };
}
