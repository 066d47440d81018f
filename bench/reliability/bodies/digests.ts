import { SmsctlError } from '../../../src/core/errors.ts';
import type { Balance, CountryStock, Message, Reading, RentedNumber } from '../../../src/core/model.ts';
import type { Settlement } from '../../../src/providers/contract.ts';
import { codeWord } from './decisions.ts';

/** What a client handed back, in the form in which a verdict says it. */

export const digestNumbers = (value: unknown): unknown =>
  (value as readonly RentedNumber[]).map(({ platformNumber }) => platformNumber);

export const digestReadings = (value: unknown): unknown =>
  (value as readonly Reading[]).map((one) =>
    one.kind === 'received'
      ? ['received', one.messages.map(({ project, text }) => [project, text])]
      : [one.kind, one.note],
  );

export const digestSettlements = (value: unknown): unknown => (value as readonly Settlement[]).map(({ kind }) => kind);

export function digestBalance(value: unknown): unknown {
  const { unit, balance, account, maxNumbers, createdAt } = value as Balance;
  return [unit, balance, account, maxNumbers, createdAt];
}

export const digestCountries = (value: unknown): unknown =>
  (value as readonly CountryStock[]).map(({ country, available }) => String([country, available])).sort();

export const digestAsIs = (value: unknown): unknown => value ?? null;

/** A settlement that is no success says why. */
export function complainOfSettlements(value: unknown): string | null {
  const all = value as readonly Settlement[];
  const isMute = all.some(
    (one) => 'error' in one && !(one.error instanceof SmsctlError && one.error.code !== 'unexpected'),
  );
  return isMute ? 'a settlement without an error of ours' : null;
}

export function complainOfCountries(value: unknown): string | null {
  const counts = (value as readonly CountryStock[]).map(({ available }) => available);
  return counts.every((count, at) => at === 0 || count <= (counts[at - 1] ?? 0)) ? null : 'not most first';
}

/** Families of numbers whose country nobody doubts. */
const families: readonly (readonly [RegExp, country: string, callingCode: string])[] = [
  [/^\+5917\d{7}$/, 'BO', '591'],
  [/^\+86138\d{8}$/, 'CN', '86'],
  [/^\+6681\d{7}$/, 'TH', '66'],
];

/** No digit lost, none invented: what is shown is the platform's number, with a plus or China's code before it. */
export function complainOfNumbers(value: unknown): string | null {
  for (const { platformNumber, number, country, callingCode } of value as readonly RentedNumber[]) {
    const known = families.find(([pattern]) => pattern.test(platformNumber));
    if (known !== undefined && (known[1] !== country || known[2] !== callingCode)) {
      return `${platformNumber} is of ${String(country)}, +${String(callingCode)}`;
    }
    if (callingCode === null && country !== null) return `${platformNumber} has a country and no calling code`;
    if (number === platformNumber) continue;
    if (callingCode === null || !number.startsWith(`+${callingCode}`)) return `${platformNumber} is shown as ${number}`;
    const [shown, given] = [number.slice(1), platformNumber.replace(/\D/g, '')];
    if (shown !== given && shown !== `86${given}` && !isTrunkPrefix(shown, given, callingCode)) {
      return `${platformNumber} is shown as ${number}`;
    }
  }
  return null;
}

/** A digit for calls at home (`+44 0…`, `+54 … 15 …`) is no part of a number in E.164. */
function isTrunkPrefix(shown: string, given: string, callingCode: string): boolean {
  const [own, said] = [shown.slice(callingCode.length), given.slice(callingCode.length)];
  return given.startsWith(callingCode) && said.endsWith(own) && said.length - own.length <= 2;
}

/** A code is made of what stands in its text, in that order; a word alone is the code where the platform hands over codes. */
function complainOfCode({ text, code }: Message, isCodeAlone: boolean): string | null {
  const plain = code !== null && text.includes(code) ? text : text.normalize('NFKC');
  if (code === null) return isCodeAlone && codeWord.test(text) ? `no code in ${JSON.stringify(text)}` : null;
  let at = 0;
  for (const char of code) {
    for (;;) {
      const there = plain[at];
      if (there === undefined) return `the code ${code} is not in ${JSON.stringify(text)}`;
      at += 1;
      if (there === char || (/\p{Nd}/u.test(there) && there > '9' && /\d/.test(char))) break;
    }
  }
  if (/^\d{6}$/.test(text) && code !== text) return `${text} has the code ${code}`;
  return null;
}

export const complainOfCodes = (isCodeAlone: boolean) => (value: unknown) => {
  for (const one of value as readonly Reading[]) {
    if (one.kind !== 'received') continue;
    if (one.messages.length === 0) return 'received, and no message';
    for (const message of one.messages) {
      const complaint = complainOfCode(message, isCodeAlone);
      if (complaint !== null) return complaint;
    }
  }
  return null;
};
