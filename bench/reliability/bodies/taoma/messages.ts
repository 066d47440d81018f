import { type Asked, type Verdict, value } from '../call.ts';
import { digitsOfANumber } from '../decisions.ts';
import type { Value } from '../json.ts';
import { isMissing, isNumber } from '../scalars.ts';
import { unseen } from '../unseen.ts';
import { type Frame, keyOf, type Means, readText, refused } from './reader.ts';
import { hear, type TaomaMethod } from './words.ts';

interface Entry {
  readonly key: string;
  readonly text: string;
}

const isFull = ({ text }: Entry): boolean => text.trim() !== '';

/** `data[]`; null where an entry is none. */
function readEntries(data: Value | undefined): Entry[] | null {
  if (isMissing(data)) return [];
  if (!Array.isArray(data)) return null;
  const entries: Entry[] = [];
  for (const one of data as readonly Value[]) {
    if (!(one instanceof Map) || !one.has('msg')) return null;
    const [mobile, text] = [readText(one.get('mobile'))?.trim() ?? '', readText(one.get('msg'))];
    if (text === undefined || !isNumber(mobile, digitsOfANumber.taoma)) return null;
    entries.push({ key: keyOf(mobile), text: text ?? '' });
  }
  return entries;
}

/** T3: a flat `msg` belongs to the one number that was asked for, or to nobody. */
function readFlat({ body }: Frame, asked: readonly string[]): Entry[] | null {
  const [text, said] = [readText(body.get('msg')), readText(body.get('mobile'))];
  if (text === undefined || said === undefined) return null;
  if ((text ?? '').trim() === '') return [];
  const mobile = (said ?? '').trim();
  if (asked.length !== 1 || (mobile !== '' && !isNumber(mobile, digitsOfANumber.taoma))) return null;
  return [{ key: keyOf(mobile === '' ? (asked[0] ?? '') : mobile), text: text ?? '' }];
}

/** What the entries, or the words where there are none, mean for each number that was asked for. */
function readFor(
  method: TaomaMethod,
  frame: Frame,
  { entries, asked }: { entries: readonly Entry[]; asked: Asked },
): Verdict | null {
  const { state, words } = frame;
  const keys = new Set(asked.numbers.map(({ platformNumber }) => keyOf(platformNumber)));
  const ours = entries.filter(({ key }) => keys.has(key));
  // Strangers beside ours are passed over; strangers alone are no answer to this question.
  if (entries.length > 0 && ours.length === 0) return null;
  const full = ours.filter(isFull);
  if (!state && (words === '' || full.length > 0)) return null;
  const note = words === '' ? null : words;
  const readings = asked.numbers.map((number) => {
    const own = full.filter(({ key }) => key === keyOf(number.platformNumber));
    const fresh = unseen(
      own.map(({ text }) => [null, text] as const),
      number,
    );
    return fresh.length > 0 ? ['received', fresh] : ['waiting', note];
  });
  if (full.length > 0 || note === null) return value(readings);
  const heard = hear(words, method);
  const isOne = new Set(asked.numbers.map(({ platformNumber }) => platformNumber)).size === 1;
  const gone = asked.numbers.map(() => ['gone', words]);
  if (heard.is === 'unknown') return value(readings);
  if (heard.is === 'near') return { is: 'sentence', values: [readings, gone], mayProve: true };
  return heard.error === 'number.gone' && isOne ? value(gone) : refused(frame, method);
}

const distinct = (asked: Asked): string[] => [...new Set(asked.numbers.map(({ platformNumber }) => platformNumber))];

export const messagesOf: Means = (frame, asked) => {
  const { body, size, words } = frame;
  const numbers = distinct(asked);
  const listed = readEntries(body.get('data'));
  const entries = listed?.length === 0 ? readFlat(frame, numbers) : listed;
  if (entries === null || entries === undefined) return null;
  const full = entries.filter(isFull).length;
  const sizes = full > 0 ? [full, entries.length, numbers.length] : [0, entries.length];
  if (size !== null && !sizes.includes(size)) return null;
  // It brings neither messages, nor a place for them, nor words.
  if (isMissing(body.get('data')) && isMissing(body.get('msg')) && words === '') return null;
  return readFor('getMessages', frame, { entries, asked });
};

export const heldMessageOf: Means = (frame, asked) => {
  const entries = readFlat(frame, distinct(asked));
  if (entries === null || (isMissing(frame.body.get('msg')) && frame.words === '')) return null;
  return readFor('getMessageAndHoldMobile', frame, { entries, asked });
};
