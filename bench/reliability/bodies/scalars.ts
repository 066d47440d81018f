import { readStatus, type Said, type Verdict } from './call.ts';
import { balance, doublesAreRefused } from './decisions.ts';
import { Num, readJson, type Value } from './json.ts';

export type Members = ReadonlyMap<string, Value>;

/** Every platform may write a number as a text and the reverse; null for what is neither. */
export function scalar(value: Value | undefined): string | null {
  if (value instanceof Num) return value.text;
  return typeof value === 'string' ? value : null;
}

/** A member that is missing and one that is null are the same. */
export const isMissing = (value: Value | undefined): value is null | undefined => value === undefined || value === null;

/** The members of a body that is one JSON object; null for anything else. */
export function readMembers(text: string): Members | null {
  const document = readJson(text);
  if (document === null || (document.hasDoubles && doublesAreRefused)) return null;
  return document.value instanceof Map ? document.value : null;
}

/** Reads the body where the status is one of success. */
export function readSaid<T extends Verdict | null>(said: Said | undefined, read: (text: string) => T): Verdict | null {
  if (said === undefined) return null;
  return readStatus(said.status) ?? read(said.text);
}

export const isCount = (text: string | null, most: number): text is string =>
  text !== null && text.length >= 1 && text.length <= most && isAllDigits(text);

/** `0123`, `-5`, `10.50`, digit for digit. */
export function isDecimal(text: string | null): text is string {
  if (text === null) return false;
  const [whole = '', ...rest] = (text.startsWith('-') ? text.slice(1) : text).split('.');
  const [fraction] = rest;
  if (rest.length > 1 || !isCount(whole, balance.whole)) return false;
  return fraction === undefined || isCount(fraction, balance.fraction);
}

export function isAllDigits(text: string): boolean {
  for (const char of text) if (char < '0' || char > '9') return false;
  return true;
}

/** Digits, with or without a plus before them, as many as the platform's numbers have. */
export function isNumber(text: string, [least, most]: readonly [number, number]): boolean {
  const digits = text.startsWith('+') ? text.slice(1) : text;
  return digits.length >= least && digits.length <= most && isAllDigits(digits);
}
