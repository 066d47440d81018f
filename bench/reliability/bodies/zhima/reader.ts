import { refusal, type Verdict, value } from '../call.ts';
import { balance, digitsOfANumber } from '../decisions.ts';
import { isCount, isNumber } from '../scalars.ts';
import { unseen } from '../unseen.ts';
import { type Fields, isDone, isOk, type Means, refused, saysNo } from './fields.ts';
import { readPrices } from './prices.ts';
import { defiesUnderstanding, meaningOf } from './words.ts';

/** What the document of Zhima and docs/providers/zhima.md make of the fields of each answer. */

export const numbersOf: Means = (fields) => {
  const pieces = (fields.phoneNos ?? '').replaceAll('，', ',').split(',');
  const numbers = [...new Set(pieces.map((one) => one.trim()).filter((one) => one !== ''))];
  if (numbers.some((one) => !isNumber(one, digitsOfANumber.zhima))) return null;
  if (numbers.length === 0) return refused(fields, 'phoneNos/get');
  // Numbers that stand there are held, whatever is said beside them, but for a flat no.
  return saysNo(fields) ? null : value(numbers);
};

const endings = new Map([
  ['3', '消息丢失'],
  ['4', '接收超时'],
  ['5', '其他错误'],
]);

/** Z5. */
export const readingOf: Means = (fields, { numbers: [number] }) => {
  const { sm = '', status = '' } = fields;
  const msg = isOk(fields.msg) ? '' : (fields.msg ?? '');
  const isThere = sm.trim() !== '';
  if (isThere && unseen([[null, sm]], number).length > 0) return value([['received', [[null, sm]]]]);
  const meaning = msg === '' || defiesUnderstanding(msg) ? undefined : meaningOf(msg, 'sms/get');
  const isUnderstood = meaning !== undefined && meaning !== 'sessionLost';
  const isOpen = msg !== '' && !isUnderstood;
  if (meaning === 'notHeld') return value([['gone', msg]]);
  // What came too fast says nothing about the number, unless it is lost or timed out.
  const isBusy = meaning === 'rate.limited' || meaning === 'busy';
  if (isBusy && status !== '3' && status !== '4') return refusal('rate.limited', false);
  const stands = standing({ status, isThere, note: msg === '' ? null : msg, isEmpty: fields.sm !== undefined });
  if (isOpen) return { is: 'oneOf', verdicts: [stands, { is: 'sentence', values: [[['gone', msg]]], mayProve: true }] };
  return stands ?? (status === '' && !isThere ? refused(fields, 'sms/get') : null);

  function standing(at: { status: string; isThere: boolean; note: string | null; isEmpty: boolean }): Verdict | null {
    const ending = endings.get(at.status);
    if (ending !== undefined) return value([['over', at.note ?? ending]]);
    if (at.isThere || at.status === '1') return value([['waiting', at.note]]);
    if (at.status !== '' || isUnderstood) return null;
    return at.note === null && !at.isEmpty ? null : value([['waiting', at.note]]);
  }
};

/** What is answered with OK alone: `what`, or a refusal. */
const answeredWithOk =
  (what: unknown, read: Means): Means =>
  (fields, asked) => {
    const done = isDone(fields);
    return done === 'no' ? read(fields, asked) : done === 'yes' ? value(what) : null;
  };

/** `notHeld` is no failure of a giving back. */
const settled = (read: Verdict | null): Verdict | null =>
  read?.is === 'refusal' && read.code === 'number.gone' ? value(['notHeld']) : read;

export const blacklistingOf = answeredWithOk(['done'], (fields) =>
  settled(refused(fields, 'sms/block', [['already'], ['notHeld']])),
);

export const releasingOf = answeredWithOk(['done'], (fields) => settled(refused(fields, 'sms/release', [['notHeld']])));

export const releaseAllOf = answeredWithOk(null, (fields) => refused(fields, 'sms/releaseAll'));

export const sendingOf = answeredWithOk(null, (fields) => refused(fields, 'sms/send'));

export const sendStateOf = answeredWithOk(['sent', null], (fields) => {
  const { msg = '' } = fields;
  if (meaningOf(msg, 'sms/send') === 'sending') return value(['sending', msg]);
  const read = refused(fields, 'sms/send', [
    ['sending', msg],
    ['failed', msg],
  ]);
  return read?.is === 'refusal' && read.code === 'provider.refused' && !read.proof ? value(['failed', msg]) : read;
});

const states = new Map([
  ['1', '正常'],
  ['2', '已过期'],
  ['3', '其他异常'],
]);
const kinds: readonly string[] = [
  '',
  '每次请求只能获取一条',
  '每次请求可以获取多条',
  '可发送一条',
  '可发送多条',
  '可收发多条',
  '可收发多条',
];

export const projectOf: Means = (fields) => {
  const { name, status = '', price, type = '', msg } = fields;
  const call = 'items/details';
  if (status === '') return refused(fields, call);
  const state = states.get(status);
  if (state === undefined) return null;
  const kind = /^[1-6]$/.test(type) ? `${type}-${kinds[Number(type)]}` : type || null;
  const facts = value([
    name || null,
    `${status}-${state}`,
    kind,
    readPrices(price ?? ''),
    { name, status, price, type: fields.type, msg },
  ]);
  if (status !== '3' || (name ?? '') !== '') return facts;
  // An unknown project comes as "other", without a name, and with the reason.
  const read = refused(fields, call);
  if (read === null) return facts;
  return read.is === 'sentence' || (read.is === 'refusal' && read.code === 'provider.refused')
    ? { is: 'oneOf', verdicts: [facts, read] }
    : read;
};

export const balanceOf = ({ leftQuantity }: Fields): Verdict | null => {
  const digits = leftQuantity?.startsWith('-') ? leftQuantity.slice(1) : leftQuantity;
  return isCount(digits ?? null, balance.whole) ? value(['messages', leftQuantity, 'me', null, null]) : null;
};
