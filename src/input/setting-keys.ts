import type { Context } from '../context/context.ts';
import { SmsctlError } from '../core/errors.ts';
import type { Setting } from '../core/ports.ts';
import {
  fieldSetting,
  fieldsOf,
  type GlobalSetting,
  globalSetting,
  globalSettings,
  profilePattern,
  type Sources,
  storeKey,
} from '../flows/configuration.ts';
import type { CredentialField, ProviderDefinition } from '../providers/contract.ts';
import { providers } from '../providers/index.ts';

/** A setting as the user names it. */
export type SettingKey =
  | { readonly kind: 'global'; readonly name: GlobalSetting }
  | {
      readonly kind: 'field';
      readonly definition: ProviderDefinition;
      readonly profile: string;
      readonly field: CredentialField;
    };

/** `provider`, `durian.apiKey` (of the profile in use) or `durian.work.apiKey`. @throws `usage.unknownSetting` */
export async function parseKey(context: Context, text: string): Promise<SettingKey> {
  const name = globalSettings.find((one) => one === text);
  if (name !== undefined) return { kind: 'global', name };
  const [provider = '', ...rest] = text.split('.');
  const definition = providers.find((one) => one.id === provider.toLowerCase());
  const fieldName = rest.at(-1);
  const field = definition && fieldsOf(definition).find((one) => one.name.toLowerCase() === fieldName?.toLowerCase());
  const profile = rest.length === 2 ? (rest[0] ?? '') : await context.profile();
  if (definition === undefined || field === undefined || rest.length > 2 || !profilePattern.test(profile)) {
    throw new SmsctlError('usage.unknownSetting', { params: { key: text } });
  }
  return { kind: 'field', definition, profile, field };
}

export function storedAs(key: SettingKey): string {
  return key.kind === 'global' ? key.name : storeKey(key.definition.id, key.profile, key.field.name);
}

export function isSecret(key: SettingKey): boolean {
  return key.kind === 'field' && key.field.secret;
}

/** Where a password may stand that does not belong there. */
export function isAddress(key: SettingKey): boolean {
  return key.kind === 'field' && key.field.name === 'baseUrl';
}

export function settingOf(sources: Sources, key: SettingKey): Setting | null {
  return key.kind === 'global' ? globalSetting(sources, key.name, {}) : fieldSetting(sources, key.definition, key);
}

/** Every setting there is, for every profile that the store knows. */
export function allKeys(sources: Sources): SettingKey[] {
  const globals = globalSettings.map((name): SettingKey => ({ kind: 'global', name }));
  const fields = providers.flatMap((definition) => {
    const stored = Object.keys(sources.stored).map((key) => key.split('.'));
    const named = stored
      .filter((parts) => parts[0] === definition.id && parts.length === 3)
      .map((parts) => parts[1] ?? '');
    const profiles = [...new Set(['default', ...named])];
    return profiles.flatMap((profile) =>
      fieldsOf(definition).map((field): SettingKey => ({ kind: 'field', definition, profile, field })),
    );
  });
  return [...globals, ...fields];
}
