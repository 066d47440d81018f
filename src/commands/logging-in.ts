import type { Context } from '../context/context.ts';
import { SmsctlError, withDetail } from '../core/errors.ts';
import type { Balance } from '../core/model.ts';
import { readBalance } from '../flows/balance.ts';
import { commonFields, fieldVariable, globalSetting, typedKey } from '../flows/configuration.ts';
import { defaultProvider, knownValue, loginChanges, meansCredentials, neededFields } from '../flows/login.ts';
import { withValues } from '../flows/references.ts';
import { checkField, type FieldValues } from '../input/fields.ts';
import type { CredentialField, ProviderDefinition } from '../providers/contract.ts';
import { StepBack } from '../terminal/prompts.ts';
import { failureText } from '../views/failure.ts';

export interface LoginWish {
  readonly profile?: string;
  /** What need not be asked for. */
  readonly given?: FieldValues;
}

export interface LoggedIn {
  readonly definition: ProviderDefinition;
  readonly profile: string;
  readonly facts: Balance;
  /** The keys that were written. */
  readonly stored: readonly string[];
  /** Whether this is the provider that commands take when none is named. */
  readonly isDefault: boolean;
  /** The same of the profile. */
  readonly isUsual: boolean;
  readonly path: string;
}

const mostAttempts = 3;

/**
 * Logs in to one platform: asks at the terminal for what the account needs and is not given, makes one call that costs
 * nothing, and only when the platform accepts the keys writes them, all at once. From then on the same context works
 * with them. Says on stderr what it did; the result is for the caller to show.
 *
 * @throws SmsctlError `input.required` where there is nobody to ask; `interrupted` when the person leaves; what the
 *   platform said, after three tries at a terminal. Nothing is stored then.
 */
export async function logIn(
  context: Context,
  definition: ProviderDefinition,
  { profile: name, given = new Map() }: LoginWish = {},
): Promise<LoggedIn> {
  const { texts, output } = context;
  const profile = await context.profile(name);
  const account = { definition, profile };
  let values = new Map(given);
  try {
    const missing = await missingFields(context, account, values);
    if (missing.length > 0 && !context.isInteractive) throw fieldsRequired(definition, missing);
    if (missing.length > 0) for (const line of texts.login.intro(definition.title)) output.alert(line, 'dim');
    let asked = neededFields(definition).filter((field) => !given.has(field));
    for (let attempt = 1; ; attempt += 1) {
      if (context.isInteractive) values = await askFields(context, account, { asked, values });
      try {
        const { facts, agreed } = await check(context, account, values);
        return await store(context, account, { values: agreed, facts });
      } catch (error) {
        if (!meansCredentials(error) || !context.isInteractive || attempt === mostAttempts) throw error;
        output.alert(failureText(error, texts).message, 'warn');
        if (error.providerMessage !== null)
          output.alert(`  ${texts.labelled(texts.failure.platformSays, error.providerMessage)}`);
        output.alert(texts.login.tryAgain);
        asked = neededFields(definition);
      }
    }
  } catch (error) {
    if (!(error instanceof SmsctlError) || error instanceof StepBack || error.code === 'input.required') throw error;
    const isUnchecked = error.exitCode < 128 && error.code !== 'plaintext.unconfirmed';
    if (isUnchecked) output.note(texts.login.unchecked(await commandsInstead(context, account)));
    throw withDetail(error, { stake: 'nothingStored' });
  }
}

/** The way without a check. */
async function commandsInstead(context: Context, { definition, profile }: Which): Promise<string> {
  const sources = await context.sources();
  return neededFields(definition)
    .map(({ name, secret }) => {
      const key = `smsctl config set ${typedKey(sources, definition, { profile, name })}`;
      if (secret) return context.isInteractive ? key : `${key} -`; // it is asked for, without an echo
      return `${key} VALUE`;
    })
    .join('; ');
}

interface Which {
  readonly definition: ProviderDefinition;
  readonly profile: string;
}

async function missingFields(context: Context, { definition, profile }: Which, values: FieldValues) {
  const sources = await context.sources();
  return neededFields(definition).filter(
    (field) => !values.has(field) && knownValue(sources, definition, { profile, field }) === null,
  );
}

function fieldsRequired({ id }: ProviderDefinition, missing: readonly CredentialField[]): SmsctlError {
  const options = missing.map(({ name, secret }) => `--field ${name}=${secret ? '-' : 'VALUE'}`);
  return new SmsctlError('input.required', {
    params: { what: missing.map(({ name }) => name).join(', '), hint: `smsctl login ${id} ${options.join(' ')}` },
  });
}

interface Asking {
  readonly asked: readonly CredentialField[];
  readonly values: FieldValues;
}

/** What is known is offered to be kept, and is not written again. */
async function askFields(context: Context, { definition, profile }: Which, { asked, values }: Asking) {
  const { texts } = context;
  const sources = await context.sources();
  const prompts = await context.prompts();
  const answers = new Map(values);
  const complaint = (field: CredentialField, text: string): string | null => {
    try {
      checkField(context, field, text);
      return null;
    } catch (error) {
      if (error instanceof SmsctlError) return failureText(error, texts).message;
      throw error;
    }
  };
  for (const field of asked) {
    const known = values.get(field) ?? knownValue(sources, definition, { profile, field });
    if (!field.secret) {
      const check = (text: string) => complaint(field, text);
      const wish = known === null ? { check } : { check, initial: known };
      const text = await prompts.text(texts.login.ask(field.name), wish);
      if (text !== known) answers.set(field, text);
      continue;
    }
    const message = known === null ? texts.login.askSecret(field.name) : texts.login.askSecretAgain(field.name);
    for (;;) {
      const text = await prompts.secret(message);
      if (text === '' && known !== null) break;
      const wrong = complaint(field, text);
      if (wrong === null) {
        answers.set(field, text);
        break;
      }
      context.output.alert(wrong, 'warn');
    }
  }
  return answers;
}

/** Plain HTTP is agreed to here, so that the yes is stored together with the keys, or not at all. */
async function check(context: Context, { definition, profile }: Which, values: FieldValues) {
  const { texts, signal } = context;
  const agreed = new Map(values);
  const connect = async () => {
    const sources = withValues(await context.sources(), definition, agreed);
    return context.account({ provider: definition.id, profile, onlyLook: true, sources });
  };
  const account = await connect().catch(async (error: unknown) => {
    if (!(error instanceof SmsctlError) || error.code !== 'plaintext.unconfirmed' || !context.isInteractive)
      throw error;
    const message = texts.config.allowPlaintext(failureText(error, texts).message);
    const field = commonFields.find(({ name }) => String(error.params.key).endsWith(`.${name}`));
    if (field === undefined || !(await (await context.prompts()).confirm(message))) throw error;
    agreed.set(field, 'yes');
    return connect();
  });
  const desk = await context.desk();
  const progress = context.progress();
  await progress.start(texts.login.checking(definition.title));
  try {
    return { facts: await readBalance(desk, account, signal), agreed };
  } finally {
    progress.stop();
  }
}

async function store(
  context: Context,
  { definition, profile }: Which,
  { values, facts }: { readonly values: FieldValues; readonly facts: Balance },
): Promise<LoggedIn> {
  const { texts, output, host } = context;
  const { id, title } = definition;
  const now = defaultProvider(await context.sources());
  const mayAsk = context.isInteractive && now !== null && now.value !== id && now.source !== 'environment';
  const isChosen =
    now === null || (mayAsk && (await (await context.prompts()).confirm(texts.login.makeDefault(title, now.value))));
  const changes = { ...loginChanges(definition, profile, values), ...(isChosen ? { provider: id } : {}) };
  const settings = await context.settings();
  if (Object.keys(changes).length > 0) await settings.write(changes);

  output.note(texts.login.done(title), 'good');
  if (isChosen) output.note(texts.login.isDefault(id));
  const isUsual = profile === globalSetting(await context.sources(), 'profile', { fallback: 'default' })?.value;
  if (!isUsual) output.note(texts.login.withProfile(profile));
  for (const [field, value] of values) {
    const variable = fieldVariable(definition, field);
    if ((host.env[variable] ?? '') !== '' && host.env[variable] !== value) {
      output.note(texts.login.outranked(variable), 'warn');
    }
  }
  const stored = Object.keys(changes).toSorted();
  return { definition, profile, facts, stored, isDefault: isChosen || now?.value === id, isUsual, path: settings.path };
}
