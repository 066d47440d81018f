import type { Context } from '../context/context.ts';
import { SmsctlError } from '../core/errors.ts';
import { nearestTo } from '../core/nearest.ts';
import type { Setting } from '../core/ports.ts';
import { aliasesIn, aliasKey, aliasNameIn } from '../flows/aliases.ts';
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
import { isReference } from '../flows/references.ts';
import type { CredentialField, ProviderDefinition } from '../providers/contract.ts';
import { providers } from '../providers/index.ts';
import { invalid } from './values.ts';

/** A setting as the user names it. */
export type SettingKey =
  | { readonly kind: 'global'; readonly name: GlobalSetting }
  | { readonly kind: 'alias'; readonly name: string }
  | {
      readonly kind: 'field';
      readonly definition: ProviderDefinition;
      readonly profile: string;
      readonly field: CredentialField;
    };

/**
 * `provider`, `project.shop`, `durian.apiKey` (of the profile in use) or `durian.work.apiKey`.
 *
 * @throws SmsctlError `usage.unknownSetting`, `usage.invalidValue`
 */
export async function parseKey(context: Context, text: string): Promise<SettingKey> {
  const name = globalSettings.find((one) => one === text);
  if (name !== undefined) return { kind: 'global', name };
  const alias = aliasNameIn(text);
  if (alias !== null) return { kind: 'alias', name: alias };
  if (/^project\./u.test(text)) throw invalid('project.NAME', text.split('=')[0] ?? '', context.texts.expected.alias);
  const profile = await context.profile();
  const key = fieldKey(text, profile);
  if (key !== null) return key;
  const suggestion = keyMeant(text, await context.sources());
  throw new SmsctlError('usage.unknownSetting', {
    params: { key: text, ...(suggestion === null ? {} : { suggestion }) },
  });
}

/** @param usual the profile of a key that names none */
function fieldKey(text: string, usual: string): SettingKey | null {
  const [provider = '', ...rest] = text.split('.');
  const definition = providers.find((one) => one.id === provider.toLowerCase());
  const fieldName = rest.at(-1);
  const field = definition && fieldsOf(definition).find((one) => one.name.toLowerCase() === fieldName?.toLowerCase());
  const profile = rest.length === 2 ? (rest[0] ?? '') : usual;
  if (definition === undefined || field === undefined || rest.length > 2 || !profilePattern.test(profile)) return null;
  return { kind: 'field', definition, profile, field };
}

/** The key that was probably meant, in the form in which it was typed. */
function keyMeant(text: string, sources: Sources): string | null {
  const [provider = '', profile = '', ...rest] = text.split('.');
  const hasProfile = rest.length === 1 && profilePattern.test(profile);
  const fields = providers.flatMap((definition) =>
    fieldsOf(definition).map(({ name }) =>
      hasProfile ? `${definition.id}.${profile}.${name}` : `${definition.id}.${name}`,
    ),
  );
  const aliases = aliasesIn(sources).map(({ name }) => aliasKey(name));
  const found = nearestTo(text, [...globalSettings, ...fields, ...aliases]);
  if (found !== null || text.includes('.')) return found;
  // The name of a field alone.
  const only = fields.filter((key) => key.split('.')[1]?.toLowerCase() === provider.toLowerCase());
  return only[0] ?? null;
}

export function storedAs(key: SettingKey): string {
  if (key.kind === 'alias') return aliasKey(key.name);
  return key.kind === 'global' ? key.name : storeKey(key.definition.id, key.profile, key.field.name);
}

export function isSecret(key: SettingKey): boolean {
  return key.kind === 'field' && key.field.secret;
}

/** A value that nobody may see. A command that gives one is none. */
export function isHidden(key: SettingKey, value: string): boolean {
  return key.kind === 'field' && key.field.secret && !isReference(key.field, value);
}

/** Where a password may stand that does not belong there. */
export function isAddress(key: SettingKey): boolean {
  return key.kind === 'field' && key.field.name === 'baseUrl';
}

export function settingOf(sources: Sources, key: SettingKey): Setting | null {
  if (key.kind === 'global') return globalSetting(sources, key.name, {});
  if (key.kind === 'field') return fieldSetting(sources, key.definition, key);
  const value = sources.stored[aliasKey(key.name)];
  return value === undefined ? null : { key: aliasKey(key.name), value, source: 'store', origin: sources.storePath };
}

/** Every setting there is, for every profile that the store knows. */
export function allKeys(sources: Sources): SettingKey[] {
  const globals = globalSettings.map((name): SettingKey => ({ kind: 'global', name }));
  const aliases = aliasesIn(sources).map(({ name }): SettingKey => ({ kind: 'alias', name }));
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
  return [...globals, ...aliases, ...fields];
}

/** A key of the file that nothing looks for, perhaps written by hand. */
export interface IgnoredKey {
  readonly key: string;
  /** What was probably meant, or null. */
  readonly suggestion: string | null;
}

export function ignoredKeys(sources: Sources): IgnoredKey[] {
  const known = new Set(allKeys(sources).map(storedAs));
  return Object.keys(sources.stored)
    .filter((key) => !known.has(key))
    .map((key) => {
      const meant = fieldKey(key, 'default');
      return { key, suggestion: meant === null ? keyMeant(key, sources) : storedAs(meant) };
    });
}
