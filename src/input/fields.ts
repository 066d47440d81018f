import type { Context } from '../context/context.ts';
import { SmsctlError } from '../core/errors.ts';
import { nearestTo } from '../core/nearest.ts';
import { checkedValue, fieldsOf } from '../flows/configuration.ts';
import { isReference } from '../flows/references.ts';
import type { CredentialField, ProviderDefinition } from '../providers/contract.ts';
import type { Input } from './spec.ts';
import { readAll } from './stdin.ts';
import { invalid } from './values.ts';

/** What was given for the fields of a provider. */
export type FieldValues = ReadonlyMap<CredentialField, string>;

/**
 * The values of `--field NAME=VALUE`, and of `--field NAME=-` those lines of stdin that stand in the same order.
 *
 * @throws SmsctlError `usage.*`, `settings.invalid`
 */
export async function fieldsGiven(context: Context, input: Input, definition: ProviderDefinition) {
  const words = input.options.field;
  const pairs = (Array.isArray(words) ? words : []).map((word: string) => pairOf(context, word, definition));
  const isPiped = pairs.some(({ value }) => value === '-');
  const lines = isPiped ? (await readAll(context.host.stdin, context.signal)).split(/\r?\n/u) : [];
  const values = new Map<CredentialField, string>();
  for (const { field, value } of pairs) {
    const text = value === '-' ? (lines.shift() ?? '') : value;
    checkField(context, field, text);
    values.set(field, text);
  }
  return values;
}

function pairOf({ texts }: Context, word: string, definition: ProviderDefinition) {
  const equals = word.indexOf('=');
  // Without its name a value may be anything, a key too.
  if (equals <= 0) throw invalid('--field', '***', texts.expected.field);
  const name = word.slice(0, equals);
  const value = word.slice(equals + 1);
  const fields = fieldsOf(definition);
  const field = fields.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (field === undefined) {
    const known = fields.map((one) => one.name);
    throw invalid('--field', name, texts.expected.choice(known.join(', ')), nearestTo(name, known));
  }
  if (field.secret && value !== '-' && !isReference(field, value)) {
    const pipe = `smsctl login ${definition.id} --field ${field.name}=-`;
    throw new SmsctlError('usage.secretInArguments', { params: { key: field.name, pipe } });
  }
  return { field, value };
}

/** @throws SmsctlError `usage.invalidValue`, `settings.invalid` where the value cannot be one of this field */
export function checkField({ texts }: Context, field: CredentialField, value: string): void {
  const { name, choices, secret } = field;
  if (value.trim() === '' || /\p{Cc}/u.test(value)) {
    throw invalid(name, secret && value !== '' ? '***' : value, texts.expected.value);
  }
  if (choices !== undefined && !choices.includes(value)) {
    throw invalid(name, value, texts.expected.choice(choices.join(', ')), nearestTo(value, choices));
  }
  checkedValue(name, value);
}
