import type { Setting } from '../core/ports.ts';
import type { CredentialField, ProviderDefinition } from '../providers/contract.ts';
import { asKept, commonFields, fieldSetting, fieldVariable, type Sources } from './configuration.ts';

/**
 * A credential may be kept as a command of the user's, `cmd:pass show durian`, whose first line of output is the value.
 * The command itself is no secret; what it prints is, and is never written down.
 */
const prefix = 'cmd:';

/** What all providers have, such as a limit, is looked at without using the account, and is no reference. */
export function isReference(field: CredentialField, value: string): boolean {
  const isCommon = commonFields.some(({ name }) => name === field.name);
  return field.choices === undefined && !isCommon && value.startsWith(prefix);
}

/** A value in the form in which it goes into the settings. */
export function storedForm(field: CredentialField, value: string): string {
  return isReference(field, value) ? value : asKept(field, value);
}

export interface Reference {
  readonly field: CredentialField;
  readonly setting: Setting;
  readonly command: string;
}

/** The commands that stand in the place of an account's credentials. */
export function referencesIn(sources: Sources, definition: ProviderDefinition, profile: string): Reference[] {
  return definition.fields.flatMap((field) => {
    const setting = fieldSetting(sources, definition, { profile, field });
    if (setting === null || !isReference(field, setting.value)) return [];
    return [{ field, setting, command: setting.value.slice(prefix.length).trim() }];
  });
}

/** The same sources with values that nothing else outranks. By field. */
export function withValues(
  sources: Sources,
  definition: ProviderDefinition,
  values: ReadonlyMap<CredentialField, string>,
): Sources {
  const over = [...values].map(([field, value]) => [fieldVariable(definition, field), value]);
  return { ...sources, env: { ...sources.env, ...Object.fromEntries(over) } };
}
