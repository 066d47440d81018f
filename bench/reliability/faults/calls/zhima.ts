import { balanceShown, type Call, numbersShown } from '../call.ts';
import { already, numbersIn, type Reader, readObject, type Said, textOf, yes } from '../reader.ts';

type Fields = (name: string) => string;

/** An object of texts, the same in a JSON string, or bare words. */
const fields =
  (say: (field: Fields, request: string) => Said | null): Reader =>
  (text, request) => {
    const members = readObject(text) ?? readObject(unquoted(text));
    if (members !== null) return say((name) => textOf(members, name), request);
    return say((name) => (name === 'msg' ? text.trim() : ''), request);
  };

function unquoted(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : '';
  } catch {
    return '';
  }
}

const isOk = (field: Fields): boolean => field('msg').toUpperCase() === 'OK';

const verified = fields((field) => (field('valid').toUpperCase() === 'Y' ? yes() : null));

const balance = fields((field) => {
  const isValid = field('valid').toUpperCase() === 'Y' && /^-?\d+$/u.test(field('leftQuantity'));
  return isValid ? yes(field('leftQuantity')) : null;
});

const rental = fields((field) => {
  const numbers = numbersIn(field('phoneNos'));
  return numbers.length > 0 ? yes(...numbers) : null;
});

const message = fields((field) => (field('sm') === '' ? null : yes(field('sm'))));

const release = fields((field) => (isOk(field) ? yes() : /未获取|已释放/u.test(field('msg')) ? already : null));

/** Where the call for all numbers fails, each is asked for; only there can one be "not held". */
const releaseOfAll = fields((field, request) => {
  if (isOk(field)) return yes();
  return /\/sms\/release\.php/u.test(request) && /未获取|已释放/u.test(field('msg')) ? already : null;
});

const blacklisting = fields((field) =>
  isOk(field) ? yes() : /未获取|已释放|已在黑名单/u.test(field('msg')) ? already : null,
);

const facts = fields((field) =>
  /^[123]$/u.test(field('status')) && field('name') !== '' ? yes(field('name'), field('status')) : null,
);

const sending = fields((field) => (isOk(field) ? yes() : null));
const sent = fields((field) => (isOk(field) ? yes('sent') : field('msg') === '发送中' ? yes('sending') : null));

const ours = { platform: 'zhima', lead: 1 } as const;
const released = /\/sms\/release\.php\?/u;
const blocked = /\/sms\/block\.php\?/u;

/** The eight addresses of Zhima's document. Each command verifies the key first: its address is new to the ledger. */
export const zhimaCalls: readonly Call[] = [
  {
    ...ours,
    ...{ name: 'pkey/verification', does: 'read', request: /\/pkey\/verification\.php\?/u, lead: 0 },
    ...{ command: 'balance', reads: balance, shown: balanceShown, most: 3 },
  },
  {
    ...ours,
    ...{ name: 'pkey/verification before a rental', does: 'before', request: /\/pkey\/verification\.php\?/u, lead: 0 },
    ...{ command: 'get-number --pid 123', reads: verified, most: 2, opensSession: true },
  },
  {
    ...ours,
    ...{ name: 'phoneNos/get', isVariant: true, does: 'rent', request: /\/phoneNos\/get\.php\?/u, most: 1 },
    ...{ command: 'get-number --pid 123', reads: rental, shown: numbersShown },
  },
  {
    ...ours,
    ...{ name: 'phoneNos/get with patience', does: 'rent', request: /\/phoneNos\/get\.php\?/u, most: 1 },
    ...{ command: 'get-number --pid 123 --count 2 --retry-for 7s --request-id one', reads: rental },
    ...{ shown: numbersShown, isPatient: true },
  },
  {
    ...ours,
    ...{ name: 'sms/get', does: 'wait', request: /\/sms\/get\.php\?/u, most: 4, held: '123', reads: message },
    ...{ command: 'wait-code {id} --keep --timeout 1s --interval 1s --on-timeout keep' },
    shown: ({ code }) => [String(code)],
  },
  {
    ...ours,
    ...{ name: 'sms/release', does: 'release', request: released, command: 'release {id}', most: 4 },
    ...{ held: '123', reads: release },
  },
  {
    ...ours,
    ...{ name: 'sms/releaseAll', does: 'release', request: /\/sms\/release(All)?\.php/u, most: 7 },
    ...{ command: 'release --all', held: '123', reads: releaseOfAll },
  },
  {
    ...ours,
    ...{ name: 'sms/release after a code', does: 'after', request: released, lead: null, most: 2 },
    ...{ command: 'wait-code {id} --timeout 1s --interval 1s', held: '123', reads: release },
  },
  {
    ...ours,
    ...{ name: 'sms/block', does: 'blacklist', request: blocked, command: 'blacklist {id}', most: 4 },
    ...{ held: '123', reads: blacklisting },
  },
  {
    ...ours,
    ...{ name: 'sms/block after a wait', does: 'after', request: blocked, lead: null, most: 4, ends: [7] },
    ...{ command: 'wait-code {id} --timeout 1s --interval 1s', held: '9001', reads: blacklisting },
  },
  {
    ...ours,
    ...{
      name: 'items/details',
      does: 'read',
      request: /\/items\/details\.php\?/u,
      command: 'project --pid 123',
      most: 3,
    },
    ...{ reads: facts, shown: ({ name, status }) => [String(name), String(status).slice(0, 1)] },
  },
  {
    ...ours,
    ...{ name: 'sms/send', does: 'send', request: /\/sms\/send\.php\?.*querys=N/u, most: 1, held: '123' },
    ...{ command: 'send-sms {id} --text JOIN', reads: sending, shown: ({ state }) => [String(state)].filter(isOdd) },
  },
  {
    ...ours,
    ...{ name: 'sms/send asked about', does: 'read', request: /\/sms\/send\.php\?.*querys=Y/u, most: 3, held: '123' },
    ...{ earlier: 'send-sms {id} --text JOIN', command: 'send-sms {id} --check', reads: sent },
    shown: ({ state }) => [String(state)],
  },
];

/** A message that was sent is told as one and has no other fact. */
function isOdd(state: string): boolean {
  return state !== 'sent';
}
