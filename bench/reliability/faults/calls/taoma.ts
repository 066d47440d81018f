import { balanceShown, type Call, numbersShown } from '../call.ts';
import {
  already,
  digitsOf,
  isDecimal,
  isObject,
  numbersIn,
  type Reader,
  readObject,
  type Said,
  textOf,
  yes,
} from '../reader.ts';

type Members = Readonly<Record<string, unknown>>;

/** `{"state", …, "message"}`; `asked` are the digits of the numbers in the question. */
const frame =
  (say: (members: Members, state: boolean, asked: readonly string[]) => Said | null): Reader =>
  (text, request) => {
    const members = readObject(text);
    if (members === null) return null;
    const state = String(members.state);
    if (state !== 'true' && state !== 'false') return null;
    const asked = /mobiles?=([^&]*)/u.exec(request)?.[1] ?? '';
    return say(members, state === 'true', decodeURIComponent(asked).split(',').map(digitsOf));
  };

const balance = frame((members, state) =>
  state && isDecimal(textOf(members, 'balance')) ? yes(textOf(members, 'balance')) : null,
);

const rental = frame(({ mobiles }, state) => {
  const numbers = numbersIn(mobiles);
  return state && numbers.length > 0 ? yes(...numbers) : null;
});

/** A text that belongs to the number that was asked about, in the list or beside it. */
const message = frame((members, state, asked) => {
  const entries = [members, ...(Array.isArray(members.data) ? members.data : [])].filter(isObject);
  const ours = entries.filter((entry) => {
    const mobile = digitsOf(textOf(entry, 'mobile'));
    return asked.includes(mobile) || (mobile === '' && entry === members);
  });
  const texts = ours.map((entry) => textOf(entry, 'msg')).filter((text) => text !== '');
  return state && texts.length > 0 ? yes(...texts) : null;
});

const blacklisting = frame((members, state, asked) => {
  if (!state) return /离线/u.test(textOf(members, 'message')) ? already : null;
  return numbersIn(textOf(members, 'message')).some((number) => asked.includes(number)) ? yes() : null;
});

const ours = { platform: 'taoma', lead: 0 } as const;
const get = { SMSCTL_TAOMA_METHOD: 'GET' };
const rented = /[?&]action=getMobiles(&| )/u;
const blacklisted = /[?&]action=addBlackMobiles(&| )/u;

/** The five methods of Taoma's document. */
export const taomaCalls: readonly Call[] = [
  {
    ...ours,
    ...{ name: 'getUserInfo', does: 'read', request: /[?&]action=getUserInfo(&| )/u, command: 'balance', most: 3 },
    ...{ reads: balance, shown: balanceShown },
  },
  {
    ...ours,
    ...{ name: 'getMobiles', isVariant: true, does: 'rent', request: rented, command: 'get-number --pid 123', most: 1 },
    ...{ reads: rental, shown: numbersShown },
  },
  {
    ...ours,
    ...{
      name: 'getMobiles as GET',
      isVariant: true,
      does: 'rent',
      request: rented,
      command: 'get-number --pid 123',
      most: 1,
    },
    ...{ env: get, reads: rental, shown: numbersShown },
  },
  {
    ...ours,
    ...{ name: 'getMobiles with patience', does: 'rent', request: rented, most: 1, isPatient: true },
    ...{
      command: 'get-number --pid 123 --count 2 --retry-for 7s --request-id one',
      reads: rental,
      shown: numbersShown,
    },
  },
  {
    ...ours,
    ...{ name: 'getMessages', does: 'wait', request: /[?&]action=getMessages(&| )/u, most: 4, held: '123' },
    ...{ command: 'wait-code {id} --timeout 1s --interval 1s --on-timeout keep', reads: message },
    shown: ({ code }) => [String(code)],
  },
  {
    ...ours,
    ...{ name: 'getMessageAndHoldMobile', does: 'wait', request: /[?&]action=getMessageAndHoldMobile(&| )/u, most: 4 },
    ...{ command: 'wait-code {id} --keep --timeout 1s --interval 1s --on-timeout keep', held: '123', reads: message },
    shown: ({ code }) => [String(code)],
  },
  {
    ...ours,
    ...{ name: 'addBlackMobiles', does: 'blacklist', request: blacklisted, command: 'blacklist {id}', most: 4 },
    ...{ held: '123', reads: blacklisting },
  },
  {
    ...ours,
    ...{
      name: 'addBlackMobiles as GET',
      isVariant: true,
      does: 'blacklist',
      request: blacklisted,
      command: 'blacklist {id}',
      most: 4,
    },
    ...{ env: get, held: '123', reads: blacklisting },
  },
  {
    ...ours,
    ...{ name: 'addBlackMobiles after a wait', does: 'after', request: blacklisted, lead: null, most: 4, ends: [7] },
    ...{ command: 'wait-code {id} --timeout 1s --interval 1s', held: '9001', reads: blacklisting },
  },
];
