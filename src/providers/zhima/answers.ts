import { extractCode } from '../../core/extract-code.ts';
import type { HeldNumber, ProjectFacts, Reading, RentedNumber } from '../../core/model.ts';
import { describePhone, onlyDigits, type PhoneFacts } from '../../core/phone.ts';
import type { HttpAnswer } from '../../core/ports.ts';
import { unseenMessages } from '../../core/unseen.ts';
import { isObject, type Json, parseJson, property, protocolError, successText } from '../decode.ts';
import { longestSentence } from '../wording.ts';
import { refusal, senseOf } from './codes.ts';

const names = ['valid', 'leftQuantity', 'name', 'status', 'price', 'type', 'phoneNos', 'sm', 'msg'] as const;

/** Every field the document knows; null where it is missing, the empty text where it came empty. */
export type Fields = Readonly<Record<(typeof names)[number], string | null>>;

/**
 * "All return values are STRING" (Z1): an object whose values are strings or numbers, the same written into a JSON
 * string, or bare words, which are the `msg`. A null is a field that is missing. Anything else is `provider.protocol`.
 */
export function decodeFields(answer: HttpAnswer): Fields {
  return fieldsIn(successText(answer), false);
}

function fieldsIn(text: string, isUnwrapped: boolean): Fields {
  const body = text.trim(); // a byte order mark goes with it
  if (body === '' || /^[[{<]/u.test(body)) return pick(parseJson(body));
  if (body.startsWith('"')) {
    const inner = parseJson(body);
    if (isUnwrapped || typeof inner !== 'string') throw protocolError('shape');
    return fieldsIn(inner, true);
  }
  // Bytes of something else, such as a compression that was not labelled, are no sentence.
  const isSentence = /\p{L}/u.test(body) && body.length <= longestSentence && !/[<{]|(?!\s)\p{Cc}/u.test(body);
  if (!isSentence || /^(?:null|true|false)$/iu.test(body)) throw protocolError('shape');
  return pick({ msg: body });
}

function pick(body: Json): Fields {
  if (!isObject(body)) throw protocolError('shape');
  const fields = names.map((name) => {
    const value = property(body, name) ?? null;
    if (value !== null && typeof value !== 'string') throw protocolError('shape');
    // The words of an SMS stay as they are.
    return [name, name === 'sm' ? value : (value?.trim() ?? null)] as const;
  });
  if (fields.every(([, value]) => value === null)) throw protocolError('shape');
  return Object.fromEntries(fields) as Fields;
}

export const isOk = (msg: string | null): boolean => /^ok$/iu.test(msg ?? '');

/** Says that the key was not verified, or no longer is. */
export const isNo = ({ valid }: Fields): boolean => valid?.toUpperCase() === 'N';

/** @throws SmsctlError `provider.protocol` for a yes and a no in one answer. */
export function isDone(fields: Fields): boolean {
  if (isOk(fields.msg) && isNo(fields)) throw protocolError('shape');
  return isOk(fields.msg);
}

/** @throws SmsctlError `provider.protocol` for what is neither yes nor no. */
export function isYes(valid: string): boolean {
  if (!/^[yn]$/iu.test(valid)) throw protocolError('shape');
  return valid.toUpperCase() === 'Y';
}

/** The words of an answer that brought nothing else. */
export function wordsOf({ msg }: Fields): string {
  if (msg === null || msg === '' || isOk(msg)) throw protocolError('shape');
  return msg;
}

export function decodeBalance({ leftQuantity }: Fields): string {
  if (leftQuantity === null || !/^-?\d{1,30}$/u.test(leftQuantity)) throw protocolError('shape');
  return leftQuantity;
}

/** Mobile numbers of mainland China come without a calling code; what others are is told by their own alone (Z4). */
export function decodeNumbers(fields: Fields, wish: { count: number; international: boolean }): RentedNumber[] {
  const pieces = (fields.phoneNos ?? '').split(/[,，]/u).map((piece) => piece.trim());
  const numbers = [...new Set(pieces.filter((piece) => piece !== ''))];
  if (numbers.some((number) => !/^\+?\d{5,15}$/u.test(number))) throw protocolError('shape');
  if (numbers.length === 0) throw refusal(wordsOf(fields), 'phoneNos/get');
  // Numbers that stand there are held and paid for, whatever is said beside them; only a flat "N" contradicts them.
  if (isNo(fields)) throw protocolError('shape');
  return numbers.map((platformNumber) => ({ platformNumber, ...describeNumber(platformNumber, wish.international) }));
}

function describeNumber(spelled: string, isForeign: boolean): PhoneFacts {
  if (isForeign || spelled.startsWith('+')) return describePhone(spelled);
  if (/^(?:86)?1[3-9]\d{9}$/u.test(spelled)) return describePhone(spelled, 'CN');
  return { number: spelled, country: null, callingCode: null };
}

const endings = new Map([
  ['3', '消息丢失'],
  ['4', '接收超时'],
  ['5', '其他错误'],
]);

/** An SMS is there when its text is; `status` says the rest, and words alone are a refusal (Z5). */
export function decodeReading(fields: Fields, number: HeldNumber): Reading {
  const { sm, status } = fields;
  const msg = fields.msg === '' || isOk(fields.msg) ? null : fields.msg;
  const isThere = sm !== null && sm.trim() !== '';
  if (isThere) {
    const fresh = unseenMessages([{ text: sm, code: extractCode(sm), project: null }], number.messages);
    if (fresh.length > 0) return { kind: 'received', messages: fresh };
  }
  const ending = endings.get(status ?? '');
  const sense = msg === null ? null : senseOf(msg, 'sms/get');
  if (sense === 'notHeld') return { kind: 'gone', note: msg };
  // An answer to a question that came too fast says nothing about the number, unless it is "lost" or "timed out".
  if (msg !== null && sense === 'rate.limited' && status !== '3' && status !== '4') throw refusal(msg, 'sms/get');
  if (ending !== undefined) return { kind: 'over', note: msg ?? ending };
  if (isThere || status === '1') return { kind: 'waiting', note: msg };
  if (status !== null && status !== '') throw protocolError('shape');
  // No status is a wait (Z5): words that nobody understands are shown to the one who waits.
  const isOpen = sense === 'waiting' || sense === null;
  if (isOpen && (msg !== null || sm !== null)) return { kind: 'waiting', note: msg };
  throw refusal(wordsOf(fields), 'sms/get');
}

const states = new Map([
  ['1', '正常'],
  ['2', '已过期'],
  ['3', '其他异常'],
]);
const kinds = new Map([
  ['1', '每次请求只能获取一条'],
  ['2', '每次请求可以获取多条'],
  ['3', '可发送一条'],
  ['4', '可发送多条'],
  ['5', '可收发多条'],
  ['6', '可收发多条'],
]);

/** Numbers with the document's own words; two kinds have the same ones (Z7). */
export function decodeProject(fields: Fields): ProjectFacts {
  const { name, status, type, price, msg } = fields;
  const state = states.get(status ?? '');
  const isUnknown = status === '3' && (name ?? '') === '' && msg !== null && senseOf(msg, 'items/details') !== null;
  if ((status ?? '') === '' || isUnknown) throw refusal(wordsOf(fields), 'items/details');
  if (state === undefined) throw protocolError('shape');
  const raw = Object.entries({ name, status, price, type, msg }).filter(([, value]) => value !== null);
  return {
    name: name === '' ? null : name,
    status: `${status}-${state}`,
    kind: type === null || type === '' ? null : named(type, kinds.get(type)),
    prices: readPrices(price ?? ''),
    raw: Object.fromEntries(raw) as Record<string, string>,
  };
}

const named = (value: string, words: string | undefined): string => (words === undefined ? value : `${value}-${words}`);

const tier = /^(?<price>\d{1,9}(?:\.\d{1,9})?)(?:\((?:(?:(?<from>\d{1,12})-)?(?<to>\d{1,12})|(?<rest>\+))\))?$/u;

/**
 * `0.1(10000), 0.01(10001-30000), 0.08(+)`: the price of one message up to the 10000th, from there to the 30000th, and
 * of all after it; both ends belong to the tier (Z6). A text of another shape has no tiers, and stands in `raw`.
 */
function readPrices(text: string): ProjectFacts['prices'] {
  const prices: { from: number; to: number | null; price: string }[] = [];
  let next: number | null = 1;
  for (const part of text.normalize('NFKC').split(',')) {
    const groups = tier.exec(part.trim())?.groups;
    if (groups === undefined || next === null) return [];
    const from: number = groups.from === undefined ? next : Number(groups.from);
    const to = groups.to === undefined ? null : Number(groups.to);
    if (from < next || (to !== null && to < from)) return [];
    prices.push({ from, to, price: groups.price ?? '' });
    next = to === null ? null : to + 1;
  }
  return prices;
}

/** The numbers that a sentence names, as digits. */
export function numbersNamed(words: string): ReadonlySet<string> {
  return new Set([...words.normalize('NFKC').matchAll(/\d{5,15}/gu)].map(([digits]) => onlyDigits(digits)));
}
