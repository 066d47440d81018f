import { type Asked, refusal, type Said, type Verdict, value } from '../call.ts';
import { digitsOfANumber, longestCount } from '../decisions.ts';
import type { Value } from '../json.ts';
import { isCount, isDecimal, isMissing, isNumber, type Members, readMembers, readSaid, scalar } from '../scalars.ts';
import { hear, type TaomaMethod } from './words.ts';

/** What the document of Taoma and docs/providers/taoma.md make of a body. Its messages are read in messages.ts. */

export interface Frame {
  readonly body: Members;
  readonly state: boolean;
  readonly size: number | null;
  readonly words: string;
}

/** T16: booleans and integers may be texts. */
function readFrame(text: string): Frame | null {
  const body = readMembers(text);
  const state = body?.get('state');
  if (body === null || (String(state) !== 'true' && String(state) !== 'false')) return null;
  if (typeof state !== 'boolean' && typeof state !== 'string') return null;
  const size = readSize(body.get('size'));
  const words = readText(body.get('message'));
  return size === undefined || words === undefined
    ? null
    : { body, state: String(state) === 'true', size, words: (words ?? '').trim() };
}

function readSize(size: Value | undefined): number | null | undefined {
  if (isMissing(size)) return null;
  const text = scalar(size);
  return isCount(text, longestCount) ? Number(text) : undefined;
}

/** Null where it is missing, undefined for what is no text. */
export function readText(one: Value | undefined): string | null | undefined {
  return isMissing(one) ? null : (scalar(one) ?? undefined);
}

/** T17. Words that nobody knows are a refusal of no proof; `values` is what near ones may bring. */
export function refused({ words }: Frame, method: TaomaMethod, values: readonly unknown[] = []): Verdict | null {
  if (words === '') return null;
  const heard = hear(words, method);
  if (heard.is === 'listed') return refusal(heard.error, heard.proves);
  return heard.is === 'unknown'
    ? refusal('provider.refused', false)
    : { is: 'sentence', values, mayProve: heard.proves };
}

/** Two spellings of one number, with and without China's calling code, have one key. */
export function keyOf(number: string): string {
  const digits = number.replace('+', '');
  return digits.length === 13 && /^861[3-9]/.test(digits) ? digits.slice(2) : digits;
}

/** Numbers by their keys in the first spelling of each; null where a piece is none. */
function readNumbers(list: Value | undefined): Map<string, string> | null {
  const numbers = new Map<string, string>();
  for (const entry of Array.isArray(list) ? (list as readonly Value[]) : [list]) {
    const text = scalar(entry);
    if (text === null) return null;
    for (const piece of text
      .replaceAll('，', ',')
      .split(',')
      .map((one) => one.trim())) {
      if (piece === '') continue;
      if (!isNumber(piece, digitsOfANumber.taoma)) return null;
      if (!numbers.has(keyOf(piece))) numbers.set(keyOf(piece), piece);
    }
  }
  return numbers;
}

export type Means = (frame: Frame, asked: Asked) => Verdict | null;

export const readTaoma =
  (means: Means) =>
  (said: readonly Said[], asked: Asked): Verdict | null =>
    readSaid(said[0], (text) => {
      const frame = readFrame(text);
      return frame === null ? null : means(frame, asked);
    });

export const balanceOf: Means = (frame) => {
  if (!frame.state) return refused(frame, 'getUserInfo');
  const [balance, most] = [scalar(frame.body.get('balance')), readSize(frame.body.get('maxMobileSize'))];
  const account = readText(frame.body.get('account'));
  if (!isDecimal(balance) || most === undefined || account === undefined) return null;
  return value(['yuan', balance, account || null, most, null]);
};

export const rentalOf: Means = (frame) => {
  const { body, state, size } = frame;
  const mobiles = body.get('mobiles');
  if (state) {
    const numbers = readNumbers(mobiles);
    if (numbers === null || numbers.size === 0 || (size !== null && size !== numbers.size)) return null;
    return value([...numbers.values()]);
  }
  const read = refused(frame, 'getMobiles');
  const isEmpty = (one: Value | undefined) => one === '' || isMissing(one);
  const bringsNone =
    (size ?? 0) === 0 && (isEmpty(mobiles) || (Array.isArray(mobiles) && mobiles.every((one) => one === '')));
  if (bringsNone || read === null) return read;
  return read.is === 'sentence'
    ? { ...read, mayProve: false }
    : read.is === 'refusal'
      ? { ...read, proof: false }
      : read;
};

/** T8: those that are blacklisted stand in `message`. */
export const blacklistingOf: Means = (frame, { numbers }) => {
  const { state, size, words } = frame;
  const keys = new Set(numbers.map(({ platformNumber }) => platformNumber));
  const gone = numbers.map(() => (keys.size === 1 ? 'notHeld' : 'failed'));
  if (!state) {
    if ((size ?? 0) > 0) return null;
    const read = refused(frame, 'addBlackMobiles', [gone]);
    return read?.is === 'refusal' && read.code === 'number.gone' ? value(gone) : read;
  }
  const listed = readNumbers(words);
  if (listed === null || (size !== null && size !== listed.size)) return null;
  const kinds = numbers.map(({ platformNumber }) => (listed.has(keyOf(platformNumber)) ? 'done' : 'failed'));
  return kinds.includes('done') ? value(kinds) : null;
};
