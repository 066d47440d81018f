import { SmsctlError } from '../core/errors.ts';
import { openStates } from '../core/lease-state.ts';
import type { Lease } from '../core/model.ts';
import { isOn } from '../core/switches.ts';
import type { ProviderDefinition } from '../providers/contract.ts';
import type { Account, Desk } from './account.ts';
import { fieldSetting, limitFields, type Sources, variableName } from './configuration.ts';

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

/**
 * Nobody looks on in CI, where a loop that went wrong would rent until the money is gone.
 *
 * @throws SmsctlError `limits.missing`
 */
export function requireLimitInCi(sources: Sources, definition: ProviderDefinition, profile: string): void {
  if (!isOn(sources.env.CI) || isLimited(sources, definition, profile)) return;
  const params = { perDay: variableName('maxPerDay'), held: variableName('maxHeld') };
  throw new SmsctlError('limits.missing', { params, provider: definition.id, stake: 'nothingRented' });
}

/** Whether the user has said how many numbers may be rented; the limit that holds where nothing is said does not count. */
function isLimited(sources: Sources, definition: ProviderDefinition, profile: string): boolean {
  return limitFields
    .filter(({ name }) => name.startsWith('max'))
    .some((field) => {
      const source = fieldSetting(sources, definition, { profile, field })?.source;
      return source !== undefined && source !== 'default';
    });
}
