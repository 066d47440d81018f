import { md5Hex } from '../core/digest.ts';
import { SmsctlError, withDetail } from '../core/errors.ts';
import type { Limits, Setting } from '../core/ports.ts';
import type { CredentialField, ProviderDefinition } from '../providers/contract.ts';

/** Where values come from: option, then environment, then the store, then the default (contract §6). */
export interface Sources {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stored: Readonly<Record<string, string>>;
  readonly storePath: string;
}

interface Wish {
  readonly key: string;
  readonly variable: string;
  readonly option?: { readonly name: string; readonly value: string | undefined };
  readonly fallback?: string | undefined;
}

export function findSetting(sources: Sources, wish: Wish): Setting | null {
  const { key } = wish;
  if (wish.option?.value !== undefined) {
    return { key, value: wish.option.value, source: 'option', origin: wish.option.name };
  }
  const fromEnv = sources.env[wish.variable];
  if (fromEnv !== undefined && fromEnv !== '') {
    return { key, value: fromEnv, source: 'environment', origin: wish.variable };
  }
  const stored = Object.hasOwn(sources.stored, key) ? sources.stored[key] : undefined;
  if (stored !== undefined) return { key, value: stored, source: 'store', origin: sources.storePath };
  if (wish.fallback === undefined) return null;
  return { key, value: wish.fallback, source: 'default', origin: '' };
}

/** `apiKey` of `durian` → `SMSCTL_DURIAN_API_KEY`. */
export function variableName(...words: string[]): string {
  const upper = words.map((word) => word.replace(/(?<=[a-z0-9])(?=[A-Z])/gu, '_').toUpperCase());
  return ['SMSCTL', ...upper].join('_');
}

export const storeKey = (provider: string, profile: string, name: string): string => `${provider}.${profile}.${name}`;

/** A field as the user would type it; the profile is left out only where it would be understood all the same. */
export function typedKey(
  sources: Sources,
  { id }: Pick<ProviderDefinition, 'id'>,
  { profile, name }: { profile: string; name: string },
): string {
  const usual = globalSetting(sources, 'profile', { fallback: 'default' })?.value;
  return profile === 'default' && usual === 'default' ? `${id}.${name}` : storeKey(id, profile, name);
}

export const profilePattern = /^[a-z0-9][a-z0-9_-]{0,31}$/iu;

/** The settings that are no provider's own. */
export const globalSettings = ['provider', 'profile', 'lang'] as const;
export type GlobalSetting = (typeof globalSettings)[number];

export function globalSetting(
  sources: Sources,
  name: GlobalSetting,
  { option, fallback }: { option?: string | undefined; fallback?: string },
): Setting | null {
  return findSetting(sources, {
    key: name,
    variable: variableName(name),
    option: { name: `--${name}`, value: option },
    fallback,
  });
}

const plaintextField: CredentialField = {
  name: 'allowPlaintext',
  secret: false,
  required: false,
  choices: ['yes', 'no'],
};

/** The user's own: they have no provider in their variables' names. */
export const limitFields: readonly CredentialField[] = [
  { name: 'maxHeld', secret: false, required: false, default: '20' },
  { name: 'maxPerDay', secret: false, required: false },
  { name: 'minBalance', secret: false, required: false },
];

/** Settings every provider has besides its credential fields. */
export const commonFields: readonly CredentialField[] = [
  { name: 'baseUrl', secret: false, required: false },
  ...limitFields,
  plaintextField,
];

export const fieldsOf = (definition: ProviderDefinition): readonly CredentialField[] => [
  ...definition.fields,
  ...commonFields,
];

/** `SMSCTL_DURIAN_API_KEY` */
export function fieldVariable(definition: ProviderDefinition, field: CredentialField): string {
  return limitFields.some(({ name }) => name === field.name)
    ? variableName(field.name)
    : variableName(definition.id, field.name);
}

/** One field of one profile. */
export function fieldSetting(
  sources: Sources,
  definition: ProviderDefinition,
  { profile, field }: { profile: string; field: CredentialField },
): Setting | null {
  return findSetting(sources, {
    key: storeKey(definition.id, profile, field.name),
    variable: fieldVariable(definition, field),
    fallback: field.name === 'baseUrl' ? (definition.baseUrl ?? undefined) : field.default,
  });
}

export interface AccountSettings {
  readonly baseUrl: string;
  readonly credentials: Readonly<Record<string, string>>;
  readonly limits: Limits;
}

/** All that is needed to talk to a platform. @throws `credentials.missing`, `provider.unconfigured`, `settings.invalid` */
export function accountSettings(sources: Sources, definition: ProviderDefinition, profile: string): AccountSettings {
  const value = (field: CredentialField) => fieldSetting(sources, definition, { profile, field })?.value;
  const credentials: Record<string, string> = {};
  const missing: CredentialField[] = [];
  for (const field of definition.fields) {
    const found = value(field);
    if (found !== undefined && field.choices !== undefined && !field.choices.includes(found)) {
      throw new SmsctlError('settings.invalid', { params: { name: field.name, reason: 'choice' } });
    }
    if (found !== undefined) credentials[field.name] = asKept(field, found);
    else if (field.required) missing.push(field);
  }
  if (missing.length > 0) throw credentialsMissing(sources, definition, { profile, missing });

  const baseUrl = value({ name: 'baseUrl', secret: false, required: false });
  if (baseUrl === undefined) {
    throw new SmsctlError('provider.unconfigured', {
      params: {
        title: definition.title,
        key: `${definition.id}.baseUrl`,
        variable: variableName(definition.id, 'baseUrl'),
      },
      provider: definition.id,
    });
  }
  requireSafePath(sources, definition, { profile, baseUrl: checkedUrl(baseUrl) });
  return { baseUrl: checkedUrl(baseUrl), credentials, limits: limitsOf(sources, definition, profile) };
}

/** A secret in the only form in which it is stored and sent. */
export function asKept(field: CredentialField, value: string): string {
  return field.keptAs === 'md5' ? md5Hex(value) : value;
}

/** Plain HTTP lets everybody on the way read the keys: the user must have said yes to that. This machine is no way. */
function requireSafePath(
  sources: Sources,
  definition: ProviderDefinition,
  { profile, baseUrl }: { profile: string; baseUrl: string },
): void {
  const { protocol, hostname, host } = new URL(baseUrl);
  if (protocol === 'https:' || /^(?:127(?:\.\d+){3}|localhost|\[::1\])$/u.test(hostname)) return;
  if (fieldSetting(sources, definition, { profile, field: plaintextField })?.value === 'yes') return;
  throw new SmsctlError('plaintext.unconfirmed', {
    params: { title: definition.title, host, key: storeKey(definition.id, profile, plaintextField.name) },
    provider: definition.id,
  });
}

/** Whether every required field has a value, without saying which. */
export function isConfigured(sources: Sources, definition: ProviderDefinition, profile: string): boolean {
  return definition.fields.every(
    (field) => !field.required || fieldSetting(sources, definition, { profile, field }) !== null,
  );
}

/** Whether some required field has a value: what is still missing is then worth naming. */
export function isBegun(sources: Sources, definition: ProviderDefinition, profile: string): boolean {
  return definition.fields.some(
    (field) => field.required && fieldSetting(sources, definition, { profile, field }) !== null,
  );
}

/** @throws SmsctlError `settings.invalid`, with the place of the value: a limit that cannot be read is never no limit. */
export function limitsOf(sources: Sources, definition: ProviderDefinition, profile: string): Limits {
  const checked = (name: string): string | null => {
    const field = limitFields.find((one) => one.name === name);
    const setting = field && fieldSetting(sources, definition, { profile, field });
    if (setting == null) return null;
    try {
      return checkedValue(name, setting.value);
    } catch (error) {
      if (!(error instanceof SmsctlError)) throw error;
      const place =
        setting.source === 'environment' ? setting.origin : typedKey(sources, definition, { profile, name });
      // What is no number may be a key that was put into the wrong place: it is not repeated.
      const value = /^[\d.,+\-e ]{1,20}$/iu.test(setting.value) ? { value: setting.value } : {};
      throw withDetail(error, { params: { ...error.params, ...value, name: place } });
    }
  };
  const whole = (name: string): number | null => {
    const text = checked(name);
    return text === null ? null : Number(text);
  };
  return { maxHeld: whole('maxHeld'), maxPerDay: whole('maxPerDay'), minBalance: checked('minBalance') };
}

/** @throws SmsctlError `settings.invalid` where the value cannot be one of this setting. */
export function checkedValue(name: string, value: string): string {
  const invalid = (reason: string) => new SmsctlError('settings.invalid', { params: { name, reason } });
  if (name === 'baseUrl') return checkedUrl(value);
  if (name.startsWith('max') && !/^\d{1,9}$/u.test(value)) throw invalid('number');
  if (name === 'minBalance' && !/^\d{1,15}(?:\.\d{1,9})?$/u.test(value)) throw invalid('decimal');
  return value;
}

function checkedUrl(value: string): string {
  const invalid = (reason: string) => new SmsctlError('settings.invalid', { params: { name: 'baseUrl', reason } });
  const url = URL.parse(value.trim());
  if (url === null) throw invalid('notUrl');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw invalid('scheme');
  if (url.username !== '' || url.password !== '') throw invalid('credentials');
  if (/[?#]/u.test(value)) throw invalid('query');
  return url.href.replace(/\/+$/u, '');
}

function credentialsMissing(
  sources: Sources,
  definition: ProviderDefinition,
  { profile, missing }: { profile: string; missing: readonly CredentialField[] },
) {
  const key = ({ name }: CredentialField) => typedKey(sources, definition, { profile, name });
  return new SmsctlError('credentials.missing', {
    params: {
      title: definition.title,
      provider: profile === 'default' ? definition.id : `${definition.id} --profile ${profile}`,
      missing: missing.map((field) => field.name).join(', '),
      variables: missing.map((field) => variableName(definition.id, field.name)).join(', '),
      commands: missing.map((field) => `smsctl config set ${key(field)}${field.secret ? '' : ' VALUE'}`).join('; '),
    },
    provider: definition.id,
  });
}
