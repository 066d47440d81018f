import { SmsctlError } from '../core/errors.ts';
import type { CredentialField, ProviderDefinition } from '../providers/contract.ts';
import { commonFields, fieldSetting, globalSetting, type Sources, storeKey } from './configuration.ts';
import { storedForm } from './references.ts';

/** What must be known before an account can be used. */
export function neededFields(definition: ProviderDefinition): CredentialField[] {
  const address = commonFields.filter(({ name }) => name === 'baseUrl' && definition.baseUrl === null);
  return [...definition.fields.filter((field) => field.required), ...address];
}

/** What is known of a field already: not a default, which nobody has chosen. */
export function knownValue(
  sources: Sources,
  definition: ProviderDefinition,
  wish: { readonly profile: string; readonly field: CredentialField },
): string | null {
  const setting = fieldSetting(sources, definition, wish);
  return setting === null || setting.source === 'default' ? null : setting.value;
}

/** What is to be written for the fields that are new. */
export function loginChanges(
  definition: ProviderDefinition,
  profile: string,
  values: ReadonlyMap<CredentialField, string>,
): Record<string, string> {
  return Object.fromEntries(
    [...values].map(([field, value]) => [storeKey(definition.id, profile, field.name), storedForm(field, value)]),
  );
}

/** Whether the platform may mean the credentials: asked for again, they may be typed better. */
export function meansCredentials(error: unknown): error is SmsctlError {
  if (!(error instanceof SmsctlError)) return false;
  if (error.code === 'credentials.rejected' || error.code === 'credentials.commandFailed') return true;
  return error.code === 'provider.refused' && error.params.meaning === 'anyParameter';
}

/** The provider that commands take when none is named; null where nobody has chosen one. */
export function defaultProvider(sources: Sources) {
  return globalSetting(sources, 'provider', {});
}
