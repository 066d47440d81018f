import { openStates } from '../core/lease-state.ts';
import type { Lease } from '../core/model.ts';
import type { ProviderDefinition } from '../providers/contract.ts';
import type { Account, Desk } from './account.ts';
import { fieldSetting, limitFields, type Sources } from './configuration.ts';

const day = 24 * 60 * 60_000;

/** How much of the user's own limits is used, counted as they are when a number is rented. */
export function limitUse({ ledger, clock }: Desk, { definition, profile }: Pick<Account, 'definition' | 'profile'>) {
  const now = clock.now();
  const ours = { provider: definition.id, profile };
  const isHeld = ({ expiresAt }: Lease) => expiresAt === null || expiresAt > now;
  const isTimely = ({ acquiredAt }: Lease) => acquiredAt <= now + day;
  const isToday = ({ acquiredAt, state }: Lease) => acquiredAt > now - day && state !== 'notRented';
  return {
    held: ledger.find({ ...ours, states: openStates }).filter((lease) => isTimely(lease) && isHeld(lease)).length,
    today: ledger.find({ ...ours, since: now - day }).filter((lease) => isTimely(lease) && isToday(lease)).length,
  };
}

/** Whether the user has said how many numbers may be rented; the limit that holds where nothing is said does not count. */
export function isLimited(sources: Sources, definition: ProviderDefinition, profile: string): boolean {
  return limitFields
    .filter(({ name }) => name.startsWith('max'))
    .some((field) => {
      const source = fieldSetting(sources, definition, { profile, field })?.source;
      return source !== undefined && source !== 'default';
    });
}
