import type { Context } from '../../context/context.ts';
import { SmsctlError } from '../../core/errors.ts';
import { nearestTo } from '../../core/nearest.ts';
import { aliasNameIn, projectPattern, writeIds } from '../../flows/aliases.ts';
import { profilePattern } from '../../flows/configuration.ts';
import { storedForm } from '../../flows/references.ts';
import { checkField } from '../../input/fields.ts';
import { isHidden, isSecret, parseKey, type SettingKey, storedAs } from '../../input/setting-keys.ts';
import type { Input } from '../../input/spec.ts';
import { readAll } from '../../input/stdin.ts';
import { invalid } from '../../input/values.ts';
import { languages } from '../../messages/index.ts';
import { providers } from '../../providers/index.ts';

/** An empty value removes it. */
export async function setSetting(context: Context, input: Input): Promise<void> {
  const { texts, output } = context;
  const [name = '', ...typed] = input.words;
  if (typed.length > 1 && aliasNameIn(name) === null) {
    const [shown] = name.split('='); // what stands behind it, and what is too much, may be a key
    throw new SmsctlError('usage.excessArguments', { params: { argument: `${shown}, ***` } });
  }
  const key = await parseKey(context, name);
  const given = await valueFor(context, { key, name, typed });
  const value = given === '' ? '' : await checkedFor(context, key, given);
  const store = await context.settings();
  const kept = key.kind === 'field' ? storedForm(key.field, value) : value;
  await store.write({ [storedAs(key)]: value === '' ? null : kept });
  const words = value === '' ? texts.config.removed(storedAs(key)) : texts.config.saved(storedAs(key));
  output.note(words, 'good');
  const shown = value === '' ? null : isHidden(key, value) ? '***' : value;
  await output.result({ json: { key: storedAs(key), value: shown, path: store.path }, plain: [], blocks: [] });
}

interface Given {
  readonly key: SettingKey;
  /** As the key was typed. */
  readonly name: string;
  readonly typed: readonly string[];
}

/** A secret comes from stdin or from a hidden prompt, never from the command line, which other processes can read. */
async function valueFor(context: Context, { key, name, typed }: Given): Promise<string> {
  const { texts, host, signal } = context;
  const [first] = typed;
  if (first === '-' && typed.length === 1) {
    const piped = (await readAll(host.stdin, signal)).replace(/\r?\n$/u, '');
    // Nothing comes from a password manager that failed: that is no wish to remove the value.
    if (piped === '') throw invalid(name, '', texts.expected.value);
    return piped;
  }
  if (first !== undefined && first !== '' && isHidden(key, first)) {
    throw new SmsctlError('usage.secretInArguments', { params: { key: name } });
  }
  if (first !== undefined) return typed.join(' ');
  if (!isSecret(key))
    throw new SmsctlError('usage.missingArgument', { params: { argument: 'VALUE', command: 'config set' } });
  if (!context.isInteractive) {
    throw new SmsctlError('input.required', { params: { what: name, hint: `… | smsctl config set ${name} -` } });
  }
  return (await context.prompts()).secret(texts.config.enterSecret(name));
}

/** The value as it is to be kept. @throws SmsctlError `usage.*`, `settings.invalid` */
async function checkedFor(context: Context, key: SettingKey, value: string): Promise<string> {
  const { expected } = context.texts;
  if (key.kind === 'alias') return checkedIds(context, key, value);
  if (key.kind === 'field') {
    checkField(context, key.field, value);
    return value;
  }
  const choices =
    key.name === 'provider' ? providers.map((one) => one.id) : key.name === 'lang' ? [...languages] : null;
  if (choices !== null && !choices.some((one) => one === value))
    throw invalid(key.name, value, expected.choice(choices.join(', ')), nearestTo(value, choices));
  if (key.name === 'profile' && !profilePattern.test(value)) throw invalid(key.name, value, expected.profile);
  return value;
}

/** `durian=0257 zhima=88` */
async function checkedIds(context: Context, key: SettingKey, value: string): Promise<string> {
  const { expected } = context.texts;
  const ids: Record<string, string> = {};
  for (const word of value.split(/\s+/u).filter((part) => part !== '')) {
    const [, provider, id = ''] = /^([^=]+)=(.*)$/u.exec(word) ?? [];
    if (provider === undefined) throw invalid(storedAs(key), word, expected.aliasIds);
    const definition = await context.provider(provider);
    if (!projectPattern.test(id)) throw invalid(storedAs(key), word, expected.project);
    ids[definition.id] = id;
  }
  return writeIds(ids);
}
