import { isDate, isRegExp } from 'node:util/types';
import { SmsctlError } from '../core/errors.ts';
import { nearestTo } from '../core/nearest.ts';

/** What a caller without types may hand in: each is refused before anything is asked of a platform. */

type Wanted =
  | 'text'
  | 'flag'
  | 'milliseconds'
  | 'wait'
  | 'pattern'
  | 'moment'
  | 'texts'
  | 'object'
  | 'signal'
  | 'function';

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

const kinds: Readonly<Record<Wanted, readonly [expected: string, fits: (value: unknown) => boolean]>> = {
  text: ['a text, with its leading zeros', isText],
  flag: ['true or false', (value) => typeof value === 'boolean'],
  milliseconds: ['milliseconds, 0 or more', (value) => Number.isFinite(value) && Number(value) >= 0],
  wait: ['milliseconds, more than 0', (value) => Number.isFinite(value) && Number(value) > 0],
  pattern: ['a regular expression', isRegExp],
  moment: ['a date', (value) => isDate(value) && !Number.isNaN(value.getTime())],
  texts: ['a text or a list of texts', (value) => isText(value) || (Array.isArray(value) && value.every(isText))],
  object: ['an object', (value) => typeof value === 'object' && value !== null],
  signal: ['an AbortSignal', (value) => value instanceof AbortSignal],
  function: ['a function', (value) => typeof value === 'function'],
};

/** @throws SmsctlError `usage.unknownOption`, `usage.invalidValue` */
export function check(given: object, known: Readonly<Record<string, Wanted | readonly string[] | null>>): void {
  for (const [option, value] of Object.entries(given)) {
    const wanted = Object.hasOwn(known, option) ? known[option] : undefined;
    if (wanted === undefined) {
      const names = Object.keys(known);
      const suggestion = nearestTo(option, names) ?? names.join(', ');
      throw new SmsctlError('usage.unknownOption', { params: { option, suggestion }, effect: 'none' });
    }
    if (wanted !== null && value !== undefined) requireKind(option, value, wanted);
  }
}

/** @throws SmsctlError `usage.invalidValue` */
export function requireKind(option: string, value: unknown, wanted: Wanted | readonly string[]): void {
  const isKind = typeof wanted === 'string';
  if (isKind ? kinds[wanted][1](value) : wanted.includes(String(value))) return;
  const expected = isKind ? kinds[wanted][0] : wanted.join(', ');
  throw new SmsctlError('usage.invalidValue', { params: { option, value: shown(value), expected }, effect: 'none' });
}

/** As `requireKind`, for what may be a secret: it is not repeated. */
export function requireSecretText(option: string, value: unknown): void {
  if (typeof value === 'string') return;
  const params = { option, value: typeof value, expected: kinds.text[0] };
  throw new SmsctlError('usage.invalidValue', { params, effect: 'none' });
}

function shown(value: unknown): string {
  return typeof value === 'object' && value !== null ? Object.prototype.toString.call(value) : String(value);
}
