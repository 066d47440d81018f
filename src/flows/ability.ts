import { SmsctlError } from '../core/errors.ts';
import type { RentOption } from '../core/model.ts';
import type { Ability, ProviderDefinition } from '../providers/contract.ts';
import type { GivingBack } from './give-back.ts';
import type { EndWishes } from './wait-end.ts';

/** The one place where a provider's lack of something becomes an error. */
export function requireAbility(definition: ProviderDefinition, ability: Ability): void {
  if (!definition.abilities.includes(ability)) throw unsupported(definition, ability);
}

/** How a number is freed there: where it cannot be released, its platform wants it blacklisted. */
export function freedBy({ abilities }: ProviderDefinition, wish: GivingBack = 'release'): GivingBack {
  return abilities.includes(wish) ? wish : 'blacklist';
}

export function requireRentOption(definition: ProviderDefinition, option: RentOption): void {
  if (!definition.rentOptions.includes(option)) throw unsupported(definition, option);
}

/** Whether a platform can do what a wait is to end with; `hasSingle`: a number among them is for one message. */
export function requireWait(
  definition: ProviderDefinition,
  { once, onTimeout, keep, nextProject }: Omit<EndWishes, 'match' | 'signal'>,
  hasSingle: boolean,
): void {
  if (onTimeout !== 'keep' && !once) requireAbility(definition, onTimeout);
  if (keep && definition.keeps === 'multi' && hasSingle) throw unsupported(definition, 'keep');
  if (nextProject !== null && !definition.canMove) throw unsupported(definition, 'nextPid');
}

function unsupported(definition: ProviderDefinition, what: Ability | RentOption | 'keep' | 'nextPid'): SmsctlError {
  return new SmsctlError('provider.unsupported', {
    params: { what, title: definition.title },
    provider: definition.id,
    effect: 'none',
  });
}
