import { extractCode } from '../../core/extract-code.ts';
import type { Balance, CountryStock, Message, RentedNumber } from '../../core/model.ts';
import { describePhone } from '../../core/phone.ts';
import { isObject, type Json, property, protocolError } from '../decode.ts';
import type { DurianFrame } from './codes.ts';

/** The `data` of each answer. What fits none of the documented shapes is `provider.protocol`. */

export function decodeBalance(data: Json): Balance {
  const score = property(data, 'score');
  if (typeof score !== 'string' || !/^-?\d{1,30}(?:\.\d{1,20})?$/u.test(score)) throw protocolError('shape');
  return {
    account: text(property(data, 'username')),
    balance: score,
    unit: 'points',
    maxNumbers: null,
    createdAt: text(property(data, 'create_date')),
  };
}

const phoneNumber = /^\+?\d{7,15}$/u;

/**
 * `"+n"`, `"+n,+cc"`, a list of either, or several joined by commas (D2, D13). The calling code is the platform's
 * guess ("仅供参考"), so it is read over; what a number says of itself is worked out from the number.
 */
export function decodeNumbers(data: Json): RentedNumber[] {
  const entries = Array.isArray(data) ? data : [data];
  const numbers = new Set<string>();
  for (const entry of entries) {
    if (typeof entry !== 'string') throw protocolError('shape');
    let before: 'number' | 'callingCode' | null = null;
    for (const part of entry.split(',').map((piece) => piece.trim())) {
      if (phoneNumber.test(part)) {
        numbers.add(part);
        before = 'number';
      } else if (before === 'number' && /^\+?\d{1,4}$/u.test(part)) {
        before = 'callingCode';
      } else {
        throw protocolError('shape');
      }
    }
  }
  if (numbers.size === 0) throw protocolError('shape');
  return [...numbers].map((platformNumber) => ({ platformNumber, ...describePhone(platformNumber) }));
}

/**
 * Whether anything like a number stands anywhere in what came with a refusal, however it is wrapped or spelled. The
 * refusal then contradicts itself, and a number that was rented after all must not be forgotten.
 */
export function bringsNumbers(data: Json): boolean {
  const left: Json[] = [data];
  for (let one = left.pop(); one !== undefined; one = left.pop()) {
    if (typeof one === 'string' && /\p{Nd}{7}/u.test(one.normalize('NFKC').replace(/[\s().-]/gu, ''))) return true;
    if (typeof one !== 'object' || one === null) continue;
    for (const part of [...Object.keys(one), ...Object.values(one)]) left.push(part);
  }
  return false;
}

/** 200 carries one code, 407 a list `project:code;project:code;` that only grows. */
export function decodeMessages(frame: DurianFrame): Message[] {
  const { data } = frame;
  if (frame.code === '407' && (data === null || data === '')) return [];
  if (typeof data !== 'string' || data.trim() === '') throw protocolError('shape');
  if (frame.code === '200') return [message(data.trim(), null)];
  return data
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => {
      const colon = entry.lastIndexOf(':');
      if (colon < 0 || colon === entry.length - 1) throw protocolError('shape');
      return message(entry.slice(colon + 1).trim(), entry.slice(0, colon).trim());
    });
}

/** The platform hands out the code itself, not the text, so a single word without a known shape is the code too. */
function message(words: string, project: string | null): Message {
  return { text: words, code: extractCode(words) ?? (/^[\p{L}\p{Nd}]{3,12}$/u.test(words) ? words : null), project };
}

/** `{"th":2,"":1}`; the empty key was seen in a real answer and is kept as it came. */
export function decodeCountries(data: Json): CountryStock[] {
  if (!isObject(data)) throw protocolError('shape');
  const stock = Object.entries(data).map(([key, count]) => {
    if (typeof count !== 'string' || !/^\d{1,9}$/u.test(count)) throw protocolError('shape');
    return { country: /^[A-Za-z]{2}$/u.test(key) ? key.toUpperCase() : key, available: Number(count) };
  });
  return stock.sort((a, b) => b.available - a.available);
}

const text = (value: Json | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null);
