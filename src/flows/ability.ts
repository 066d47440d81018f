import { SmsctlError } from '../core/errors.ts';
import type { RentOption } from '../core/model.ts';
import type { Ability, ProviderDefinition } from '../providers/contract.ts';

/** The one place where a provider's lack of something becomes an error. */
export function requireAbility(definition: ProviderDefinition, ability: Ability): void {
  if (!definition.abilities.includes(ability)) throw unsupported(definition, ability);
}

export function requireRentOption(definition: ProviderDefinition, option: RentOption): void {
  if (!definition.rentOptions.includes(option)) throw unsupported(definition, option);
}

function unsupported(definition: ProviderDefinition, what: Ability | RentOption): SmsctlError {
  return new SmsctlError('provider.unsupported', {
    params: { what, title: definition.title },
    provider: definition.id,
    effect: 'none',
  });
}
