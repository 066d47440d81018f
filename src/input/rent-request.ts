import { SmsctlError } from '../core/errors.ts';
import type { RentOption, RentRequest } from '../core/model.ts';
import { requireRentOption } from '../flows/ability.ts';
import type { Messages } from '../messages/index.ts';
import type { ProviderDefinition } from '../providers/contract.ts';
import { exclusions, operators } from './choices.ts';
import type { Input } from './spec.ts';
import { choiceOf, countryOf, invalid, isSet, neededProject, textOf, wholeOf } from './values.ts';

const wishes: readonly RentOption[] = [
  ...(['country', 'prefix', 'multi', 'vip', 'secretKey'] as const),
  ...(['exclude', 'area', 'operator', 'international', 'number'] as const),
];

/** @throws SmsctlError `usage.invalidValue`, about the option by that name */
export function requireRequestId(option: string, id: string, { expected }: Pick<Messages, 'expected'>): void {
  if (!/^.{1,200}$/u.test(id)) throw invalid(option, id, expected.requestId);
}

/**
 * What is to be rented, checked as far as it can be without asking the platform.
 *
 * @throws SmsctlError `usage.*`, or `provider.unsupported` for a wish the platform cannot grant.
 */
export function rentRequestOf(input: Input, definition: ProviderDefinition, texts: Messages): RentRequest {
  for (const wish of wishes) if (input.options[wish] !== undefined) requireRentOption(definition, wish);
  const most = definition.limits.rentInAll;
  const count = wholeOf(input, 'count', { least: 1, most, expected: texts.expected.count(most) }) ?? 1;
  const prefix = textOf(input, 'prefix');
  if (prefix !== null && !/^\d{1,6}$/u.test(prefix)) throw invalid('--prefix', prefix, texts.expected.prefix);
  const number = textOf(input, 'number');
  if (number !== null && count > 1) {
    throw new SmsctlError('usage.conflict', { params: { option: '--number', other: '--count' } });
  }
  return {
    project: neededProject(input, texts),
    count,
    country: countryOf(input, texts),
    prefix,
    multi: isSet(input, 'multi'),
    vip: nonEmpty(input, 'vip', texts),
    secretKey: nonEmpty(input, 'secretKey', texts),
    exclude: choiceOf(input, 'exclude', exclusions, texts) ?? 'mine',
    area: nonEmpty(input, 'area', texts),
    operator: choiceOf(input, 'operator', operators, texts),
    international: isSet(input, 'international'),
    number,
  };
}

function nonEmpty(input: Input, name: string, texts: Messages): string | null {
  const value = textOf(input, name);
  if (value !== null && value.trim() === '') throw invalid(`--${name}`, value, texts.expected.value);
  return value;
}
