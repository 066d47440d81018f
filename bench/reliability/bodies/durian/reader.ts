import { type Asked, refusal, type Said, type Verdict, value } from '../call.ts';
import { digitsOfACallingCode, digitsOfANumber, digitsThatContradict, longestCount } from '../decisions.ts';
import { Num, type Value } from '../json.ts';
import { isAllDigits, isCount, isDecimal, isMissing, isNumber, readMembers, readSaid, scalar } from '../scalars.ts';
import { unseen } from '../unseen.ts';

/** What the document of Durian RCS and docs/providers/durian.md make of a body. */

export type DurianMethod =
  | 'getUserInfo'
  | 'getMobile'
  | 'getMsg'
  | 'passMobile'
  | 'addBlack'
  | 'getStatus'
  | 'getBlack'
  | 'getCountryPhoneNum';

const common = '800 802 803';
const ofRenting = '902 903 904 906 907 400 403 406 409 400101 400102 400103 400906 200408';

/** 返回值参考 of each call, successes left out. */
export const listed: Readonly<Record<DurianMethod, readonly string[]>> = {
  getUserInfo: common.split(' '),
  getMobile: `${common} ${ofRenting}`.split(' '),
  getMsg: `${common} 904 905 908 405 407 400906`.split(' '),
  passMobile: `${common} 401 904 905 400906`.split(' '),
  addBlack: `${common} 400 904 905 912`.split(' '),
  getStatus: `${common} 904 905 201 202 203`.split(' '),
  getBlack: `${common} 904 905 902 400100`.split(' '),
  getCountryPhoneNum: `403 ${common} 907`.split(' '),
};

/** "Return codes" of docs/providers/durian.md. */
const meanings: readonly (readonly [codes: string, error: string])[] = [
  ['400 401 405', 'provider.refused'],
  ['403', 'balance.insufficient'],
  ['406 200408', 'quota.exceeded'],
  ['409', 'rate.limited'],
  ['800', 'account.suspended'],
  ['802 803', 'credentials.rejected'],
  ['902 400102 400906', 'parameter.refused'],
  ['903', 'country.unknown'],
  ['904', 'project.unknown'],
  ['905', 'number.unknown'],
  ['906', 'numbers.none'],
  ['907 400103', 'key.rejected'],
  ['400101', 'key.required'],
];
const errors = new Map(meanings.flatMap(([codes, error]) => codes.split(' ').map((code) => [code, error] as const)));

interface Frame {
  readonly code: string;
  readonly words: string;
  readonly data: Value;
}

function readFrame(text: string): Frame | null {
  const body = readMembers(text);
  const code = scalar(body?.get('code'));
  if (body === null || !isCount(code, longestCount)) return null;
  return { code, words: scalar(body.get('msg')) ?? '', data: body.get('data') ?? null };
}

/** 409 is said before a call is looked at, so any call may get it. */
function readRefusal(method: DurianMethod, { code, data }: Frame): Verdict | null {
  const error = listed[method].includes(code) || code === '409' ? errors.get(code) : undefined;
  return error === undefined ? null : refusal(error, !holdsNumber(data));
}

/** A refusal that brings something like a phone number contradicts itself, wherever in `data` it stands. */
function holdsNumber(data: Value): boolean {
  if (data instanceof Map) return [...data].some(([name, one]) => holdsNumber(name) || holdsNumber(one));
  if (Array.isArray(data)) return data.some(holdsNumber);
  const text = data instanceof Num ? data.text : data;
  if (typeof text !== 'string') return false;
  let row = 0;
  for (const char of text.normalize('NFKC')) {
    if (/[\s().-]/.test(char)) continue;
    row = /\p{Nd}/u.test(char) ? row + 1 : 0;
    if (row === digitsThatContradict) return true;
  }
  return false;
}

type Means = (frame: Frame, asked: Asked) => Verdict | null;

const answers: Readonly<Record<DurianMethod, Means>> = {
  getUserInfo({ code, data }) {
    if (code !== '200' || !(data instanceof Map)) return null;
    const score = scalar(data.get('score'));
    if (!isDecimal(score)) return null;
    const words = (name: string) => scalar(data.get(name)) || null;
    return value(['points', score, words('username'), null, words('create_date')]);
  },
  getMobile({ code, data }) {
    const numbers = code === '200' ? readNumbers(data) : null;
    return numbers === null || numbers.length === 0 ? null : value(numbers);
  },
  getMsg({ code, words, data }, { numbers: [number] }) {
    if (code === '908') return value([['waiting', null]]); // it says no more than that there is nothing yet
    if (code === '907') return value([['waiting', words || null]]);
    const messages = readMessages(code, data);
    if (messages === null) return null;
    const fresh = unseen(messages, number);
    return value([fresh.length > 0 ? ['received', fresh] : ['waiting', null]]);
  },
  passMobile: ({ code }) => (code === '200' ? value(['done']) : code === '401' ? value(['notHeld']) : null),
  addBlack: ({ code }) => (code === '200' ? value(['done']) : code === '912' ? value(['already']) : null),
  getStatus({ code }) {
    if (code === '200' || code === '201') return value('codeSent');
    return code === '202' ? value('held') : code === '203' ? value('free') : null;
  },
  getBlack: ({ code }) => (code === '200100' ? value(true) : code === '400100' ? value(false) : null),
  getCountryPhoneNum({ code, data }) {
    if (code === '403') return value([]);
    if (code !== '200' || !(data instanceof Map)) return null;
    const stock = [...data].map(([key, count]): [string, string | null] => [key, scalar(count)]);
    if (!stock.every(([, count]) => isCount(count, longestCount))) return null;
    const named = stock.map(([key, count]) => [/^[A-Za-z]{2}$/.test(key) ? key.toUpperCase() : key, Number(count)]);
    return value(named.map(String).sort());
  },
};

/** D2, D13: one number, a list, several joined by commas; behind a number its calling code. */
function readNumbers(data: Value): string[] | null {
  const numbers = new Set<string>();
  for (const entry of Array.isArray(data) ? data : [data]) {
    const text = scalar(entry);
    if (text === null) return null;
    let mayFollow = false;
    for (const piece of text.split(',').map((one) => one.trim())) {
      const digits = piece.replace(/^\+/, '');
      const isCode = digits.length >= digitsOfACallingCode[0] && digits.length <= digitsOfACallingCode[1];
      if (isNumber(piece, digitsOfANumber.durian)) numbers.add(piece);
      else if (!mayFollow || !isCode || !isAllDigits(digits)) return null;
      mayFollow = isNumber(piece, digitsOfANumber.durian);
    }
  }
  return [...numbers];
}

/** D5: 200 brings the code, 407 `项目:码;项目:码;`. */
function readMessages(code: string, data: Value): (readonly [string | null, string])[] | null {
  if (code === '407' && (isMissing(data) || data === '')) return [];
  const text = scalar(data)?.trim() ?? '';
  if (text === '') return null;
  if (code === '200') return [[null, text]];
  if (code !== '407') return null;
  const entries = text.split(';').map((one) => one.trim());
  const messages: (readonly [string, string])[] = [];
  for (const entry of entries.filter((one) => one !== '')) {
    const pieces = entry.split(':');
    const last = pieces.pop()?.trim() ?? '';
    if (pieces.length === 0 || last === '') return null;
    messages.push([pieces.join(':').trim(), last]);
  }
  return messages;
}

/** A number with a plus that the platform does not know (905) is asked about once more in digits alone (D1). */
const aboutANumber: readonly DurianMethod[] = ['getMsg', 'passMobile', 'addBlack', 'getStatus', 'getBlack'];

export function readDurian(method: DurianMethod, said: readonly Said[], asked: Asked): Verdict | null {
  const isAskedAgain = aboutANumber.includes(method) && asked.numbers[0]?.platformNumber.startsWith('+') === true;
  return readSaid(said[0], (text) => {
    const frame = readFrame(text);
    if (frame === null) return null;
    if (frame.code === '905' && isAskedAgain) {
      return readSaid(said[1] ?? said[0], (later) => {
        const again = readFrame(later);
        return again && (answers[method](again, asked) ?? readRefusal(method, again));
      });
    }
    return answers[method](frame, asked) ?? readRefusal(method, frame);
  });
}
