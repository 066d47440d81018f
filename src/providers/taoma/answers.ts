import type { Balance, RentedNumber } from '../../core/model.ts';
import { describePhone, onlyDigits } from '../../core/phone.ts';
import { isObject, type Json, property } from '../decode.ts';
import { misfit, readText, type TaomaFrame } from './codes.ts';

/** What each answer brings. What fits none of the documented shapes is `provider.protocol`. */

const phoneNumber = /^\+?\d{7,15}$/u;

/** Two spellings of one number have the same key: its digits, without China's calling code. */
export function keyOf(number: string): string {
  return onlyDigits(number).replace(/^86(?=1[3-9]\d{9}$)/u, '');
}

/** A list of numbers, or one text with commas (T16); at least one, and as many as the answer says. */
export function decodeNumbers(frame: TaomaFrame): RentedNumber[] {
  const mobiles = property(frame.body, 'mobiles');
  const entries = Array.isArray(mobiles) ? (mobiles as readonly Json[]) : [mobiles];
  const numbers = new Map<string, string>();
  for (const number of entries.flatMap((entry) => splitNumbers(frame, entry))) {
    if (!numbers.has(keyOf(number))) numbers.set(keyOf(number), number);
  }
  if (numbers.size === 0 || (frame.size !== null && frame.size !== numbers.size)) throw misfit(frame);
  return [...numbers.values()].map(describeNumber);
}

function splitNumbers(frame: TaomaFrame, list: Json | undefined): string[] {
  if (typeof list !== 'string') throw misfit(frame);
  const numbers = list
    .split(/[,，]/u)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  if (!numbers.every((number) => phoneNumber.test(number))) throw misfit(frame);
  return numbers;
}

/** Eleven digits are a number of mainland China; of any other spelling without a plus nothing is certain. */
function describeNumber(platformNumber: string): RentedNumber {
  const key = keyOf(platformNumber);
  const international = /^1[3-9]\d{9}$/u.test(key) ? `+86${key}` : platformNumber;
  const facts = international.startsWith('+') ? describePhone(international) : null;
  return facts?.callingCode == null
    ? { platformNumber, number: platformNumber, country: null, callingCode: null }
    : { platformNumber, ...facts };
}

/** Whether a failure has brought numbers all the same, or says so, and contradicts itself. */
export function bringsNumbers({ body, size }: TaomaFrame): boolean {
  const mobiles = property(body, 'mobiles') ?? '';
  const entries = Array.isArray(mobiles) ? (mobiles as readonly Json[]) : [mobiles];
  return (size ?? 0) > 0 || entries.some((entry) => entry !== '');
}

export function decodeBalance(frame: TaomaFrame): Balance {
  const balance = property(frame.body, 'balance');
  const most = property(frame.body, 'maxMobileSize') ?? null;
  if (typeof balance !== 'string' || !/^-?\d{1,30}(?:\.\d{1,20})?$/u.test(balance)) throw misfit(frame);
  if (most !== null && (typeof most !== 'string' || !/^\d{1,9}$/u.test(most))) throw misfit(frame);
  const account = readText(frame.body, 'account');
  return {
    account: account === '' ? null : account,
    balance,
    // The document names no unit, and no other place does.
    unit: 'yuan',
    maxNumbers: most === null ? null : Number(most),
    createdAt: null,
  };
}

interface Entry {
  readonly mobile: string;
  readonly text: string;
}

/**
 * The messages of getMessages by the key of their number: `data[]`, or, where one number was asked for, the flat `msg`
 * of an older version (T3). A message is there only where its text is not empty (T2). Entries of numbers that were not
 * asked for are passed over, but an answer in which all are strangers is none to this question.
 */
export function decodeMessages(frame: TaomaFrame, asked: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const data = property(frame.body, 'data') ?? null;
  if (data !== null && !Array.isArray(data)) throw misfit(frame);
  const listed = ((data ?? []) as readonly Json[]).map((entry) => readEntry(frame, entry));
  const entries = listed.length > 0 ? listed : readFlat(frame, asked);
  const full = entries.filter(({ text }) => text.trim() !== '');
  const sizes = full.length > 0 ? [full.length, entries.length, asked.length] : [0, entries.length];
  if (frame.size !== null && !sizes.includes(frame.size)) throw misfit(frame);
  if (data === null && readText(frame.body, 'msg') === null && frame.words === '') throw misfit(frame);
  return byNumber(frame, entries, asked);
}

/** The message of getMessageAndHoldMobile, which is always flat. */
export function decodeHeldMessage(frame: TaomaFrame, asked: string): readonly string[] {
  if (readText(frame.body, 'msg') === null && frame.words === '') throw misfit(frame);
  return byNumber(frame, readFlat(frame, [asked]), [asked]).get(keyOf(asked)) ?? [];
}

function byNumber(frame: TaomaFrame, entries: readonly Entry[], asked: readonly string[]): Map<string, string[]> {
  const keys = new Set(asked.map(keyOf));
  const ours = entries.filter(({ mobile }) => keys.has(keyOf(mobile)));
  if (entries.length > 0 && ours.length === 0) throw misfit(frame);
  const texts = new Map<string, string[]>();
  for (const { mobile, text } of ours) {
    if (text.trim() !== '') texts.set(keyOf(mobile), [...(texts.get(keyOf(mobile)) ?? []), text]);
  }
  // A failure has a reason and brings nothing.
  if (!frame.state && (frame.words === '' || texts.size > 0)) throw misfit(frame);
  return texts;
}

function readEntry(frame: TaomaFrame, entry: Json): Entry {
  const mobile = property(entry, 'mobile');
  if (!isObject(entry) || typeof mobile !== 'string' || !phoneNumber.test(mobile.trim())) throw misfit(frame);
  if (!Object.hasOwn(entry, 'msg')) throw misfit(frame);
  return { mobile: mobile.trim(), text: readText(entry, 'msg') ?? '' };
}

/** A message without a list around it belongs to the one number that was asked for, or to nobody. */
function readFlat(frame: TaomaFrame, asked: readonly string[]): Entry[] {
  const text = readText(frame.body, 'msg') ?? '';
  const mobile = (readText(frame.body, 'mobile') ?? '').trim();
  if (text.trim() === '') return [];
  const [only = ''] = asked;
  if (asked.length !== 1 || (mobile !== '' && !phoneNumber.test(mobile))) throw misfit(frame);
  return [{ mobile: mobile === '' ? only : mobile, text }];
}

/** The keys of the numbers that are blacklisted now: they stand in `message` (T8). */
export function decodeBlacklisted(frame: TaomaFrame, asked: readonly string[]): ReadonlySet<string> {
  const listed = new Set(splitNumbers(frame, frame.words).map(keyOf));
  if (frame.size !== null && frame.size !== listed.size) throw misfit(frame);
  if (!asked.some((number) => listed.has(keyOf(number)))) throw misfit(frame);
  return listed;
}
