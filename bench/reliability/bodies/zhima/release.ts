import { type Asked, refusal, type Said, type Verdict, value } from '../call.ts';
import { isDone, refused } from './fields.ts';
import { readInSession } from './session.ts';
import { defiesUnderstanding, meaningOf } from './words.ts';

const call = 'sms/release';

/**
 * Several (Z8). Words that name some of them as not held leave the rest to a second request; a sentence that is not
 * quoted may do the same, so all that is certain then is that nothing is done that no OK has said.
 */
export function readReleases(said: readonly Said[], asked: Asked): Verdict | null {
  return readInSession(call, (fields, { numbers }) => {
    const { msg = '' } = fields;
    const done = isDone(fields);
    if (done !== 'no') return done === 'yes' ? value(numbers.map(() => 'done')) : null;
    const read = refused(fields, call);
    if (read === null || defiesUnderstanding(msg)) return read;
    const meaning = meaningOf(msg, call);
    // It names none of them, so nobody knows which.
    if (meaning === 'notHeld') return refusal('number.gone', true);
    if (meaning !== undefined) return read;
    return { is: 'sentence', values: settlements(msg, said, asked), mayProve: true };
  })(said, asked);
}

/** Those that the words name are not held, the rest is as a second answer says it. */
function settlements(words: string, said: readonly Said[], asked: Asked): readonly unknown[] {
  const plain = words.normalize('NFKC');
  const kinds = ['done', 'failed', 'notHeld'] as const;
  const named = asked.numbers.map(({ platformNumber }) => plain.includes(platformNumber.replace('+', '')));
  if (!named.includes(true)) return [];
  const isSaidOk = said.some(({ text }) => /ok/i.test(text));
  let lists: string[][] = [[]];
  for (const isNamed of named) {
    const may = isNamed ? ['notHeld'] : kinds.filter((kind) => kind !== 'done' || isSaidOk);
    lists = lists.flatMap((list) => may.map((kind) => [...list, kind]));
  }
  return lists;
}
