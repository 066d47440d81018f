import { type Asked, refusal, type Verdict } from '../call.ts';
import { controlInBareWords, longestBareWords } from '../decisions.ts';
import { Num, readJson, type Value } from '../json.ts';
import { costly, defiesUnderstanding, mayRefuse, meaningOf, speaksOfDeeds, type ZhimaMethod } from './words.ts';

/** The frame of every answer, and what the words in it refuse. */

const names = ['valid', 'leftQuantity', 'name', 'status', 'price', 'type', 'phoneNos', 'sm', 'msg'] as const;
export type Fields = Readonly<Partial<Record<(typeof names)[number], string>>>;

/** Z1. Null for what is none of the four forms. */
export function readFields(text: string, isInner = false): Fields | null {
  const body = text.trim();
  if (body.startsWith('"')) {
    const inner = readJson(body)?.value;
    return isInner || typeof inner !== 'string' ? null : readFields(inner, true);
  }
  if (body !== '' && !'{[<'.includes(body[0] ?? '')) return readBareWords(body);
  const document = readJson(body);
  return document !== null && !document.hasDoubles && document.value instanceof Map ? pick(document.value) : null;
}

function readBareWords(body: string): Fields | null {
  const isWord = ['null', 'true', 'false'].includes(body.toLowerCase());
  if (isWord || body.length > longestBareWords || /[<{]/.test(body) || !/\p{L}/u.test(body)) return null;
  if (controlInBareWords.test(body)) return null;
  return { msg: body };
}

function pick(body: ReadonlyMap<string, Value>): Fields | null {
  const fields: Partial<Record<(typeof names)[number], string>> = {};
  for (const name of names) {
    const one = body.get(name);
    if (one === undefined || one === null) continue;
    const text = one instanceof Num ? one.text : one;
    if (typeof text !== 'string') return null;
    // The words of an SMS are nobody's to trim.
    fields[name] = name === 'sm' ? text : text.trim();
  }
  return Object.keys(fields).length === 0 ? null : fields;
}

export const isOk = (msg: string | undefined): boolean => msg?.toLowerCase() === 'ok';
export const saysNo = ({ valid }: Fields): boolean => valid?.toLowerCase() === 'n';

/** What a sentence refuses, `values` being what it may bring where it does not. */
export function refused({ msg }: Fields, method: ZhimaMethod, values: readonly unknown[] = []): Verdict | null {
  if (msg === undefined || msg === '' || isOk(msg)) return null;
  const isCostly = costly.includes(method);
  if (isCostly ? speaksOfDeeds(msg) : defiesUnderstanding(msg)) {
    // What was named or handed in proves nothing; of the other calls only a success does away with a refusal.
    return isCostly && !defiesUnderstanding(msg)
      ? { is: 'sentence', values, mayProve: false }
      : refusal('provider.refused', false);
  }
  const meaning = meaningOf(msg, method);
  switch (meaning) {
    case undefined:
      return { is: 'sentence', values, mayProve: mayRefuse(msg) };
    case 'notHeld':
      return refusal('number.gone', true);
    case 'busy':
      return refusal('rate.limited', false);
    case 'sending':
      return refusal('provider.refused', false);
    // It came where a session cannot have been lost, beside something else.
    case 'sessionLost':
      return refusal('provider.refused', true);
    default:
      return refusal(meaning, true);
  }
}

/** A yes beside a flat no contradicts itself. */
export function isDone(fields: Fields): 'yes' | 'no' | 'contradicted' {
  if (!isOk(fields.msg)) return 'no';
  return saysNo(fields) ? 'contradicted' : 'yes';
}

export type Means = (fields: Fields, asked: Asked) => Verdict | null;
