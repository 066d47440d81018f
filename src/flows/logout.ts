import type { ProviderDefinition } from '../providers/contract.ts';
import { fieldVariable, isBegun, type Sources, storeKey } from './configuration.ts';

export interface Logout {
  /** The keys to be removed. */
  readonly removed: readonly string[];
  /** Variables of the environment that go on giving credentials. */
  readonly environment: readonly string[];
}

/**
 * What a logout takes out of the settings: the credentials of one profile, and the choice of this provider where no
 * profile is left that could use it. Limits, the base URL and whatever else was chosen stay for the next login.
 */
export function planLogout(sources: Sources, definition: ProviderDefinition, profile: string): Logout {
  const credentials = definition.fields.filter((field) => field.choices === undefined);
  const keys = credentials.map(({ name }) => storeKey(definition.id, profile, name));
  const removed = keys.filter((key) => Object.hasOwn(sources.stored, key));
  const environment = credentials.map((field) => fieldVariable(definition, field)).filter((name) => sources.env[name]);
  const stored = Object.fromEntries(Object.entries(sources.stored).filter(([key]) => !removed.includes(key)));
  const profiles = Object.keys(stored).map((key) => key.split('.')[1] ?? '');
  const isLeft = profiles.some((one) => isBegun({ ...sources, stored }, definition, one));
  const isChosen = sources.stored.provider === definition.id;
  return { removed: isChosen && !isLeft && removed.length > 0 ? [...removed, 'provider'] : removed, environment };
}
