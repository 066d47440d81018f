import { balanceShown, type Call, numbersShown, rowsIn } from '../call.ts';
import { already, isDecimal, isObject, numbersIn, type Reader, readObject, type Said, textOf, yes } from '../reader.ts';

/** `{"code", "msg", "data"}`; what the code says is looked up by the call. */
const frame =
  (say: (code: string, data: unknown) => Said | null): Reader =>
  (text) => {
    const members = readObject(text);
    if (members === null || !/^\d{1,9}$/u.test(textOf(members, 'code'))) return null;
    return say(textOf(members, 'code'), Object.hasOwn(members, 'data') ? members.data : null);
  };

const balance = frame((code, data) => {
  const score = isObject(data) ? textOf(data, 'score') : '';
  return code === '200' && isDecimal(score) ? yes(score) : null;
});

const rental = frame((code, data) => {
  const numbers = numbersIn(data);
  return code === '200' && numbers.length > 0 ? yes(...numbers) : null;
});

const message = frame((code, data) =>
  ['200', '407'].includes(code) && typeof data === 'string' && data.trim() !== '' ? yes(data) : null,
);

const release = frame((code) => (code === '200' ? yes() : code === '401' ? already : null));
const blacklisting = frame((code) => (code === '200' ? yes() : code === '912' ? already : null));

const states: Readonly<Record<string, string>> = { 200: 'codeSent', 201: 'codeSent', 202: 'held', 203: 'free' };
const status = frame((code) => (states[code] === undefined ? null : yes(states[code])));

const check = frame((code) => (code === '200100' ? yes('true') : code === '400100' ? yes('false') : null));

const stock = frame((code, data) => {
  if (code === '403') return yes();
  if (code !== '200' || !isObject(data)) return null;
  const entries = Object.entries(data);
  if (!entries.every(([, count]) => typeof count === 'string' && /^\d+$/u.test(count))) return null;
  return yes(...entries.map(([key, count]) => `${key.toUpperCase()} ${Number(count)}`));
});

const ours = { platform: 'durian', lead: 0 } as const;
const waitOnce = '--timeout 1s --interval 1s --on-timeout keep';

/** The nine calls of Durian's document. */
export const durianCalls: readonly Call[] = [
  {
    ...ours,
    ...{ name: 'getUserInfo', does: 'read', request: /\/getUserInfo\?/u, command: 'balance', most: 3 },
    ...{ reads: balance, shown: balanceShown },
  },
  {
    ...ours,
    ...{ name: 'getUserInfo before a rental', does: 'before', request: /\/getUserInfo\?/u, most: 3 },
    ...{ command: 'get-number --pid 123', env: { SMSCTL_MIN_BALANCE: '1' }, reads: balance },
  },
  {
    ...ours,
    ...{ name: 'getMobileCode', isVariant: true, does: 'rent', request: /\/getMobileCode\?/u, most: 1 },
    ...{ command: 'get-number --pid 123', reads: rental, shown: numbersShown },
  },
  {
    ...ours,
    ...{ name: 'getMobileCode with patience', does: 'rent', request: /\/getMobileCode\?/u, most: 1, isPatient: true },
    ...{
      command: 'get-number --pid 123 --count 2 --retry-for 7s --request-id one',
      reads: rental,
      shown: numbersShown,
    },
  },
  {
    ...ours,
    ...{ name: 'getMobile', does: 'rent', request: /\/getMobile\?/u, most: 1 },
    ...{ command: 'get-number --pid 123 --multi --country th', env: { SMSCTL_DURIAN_RENT_CALL: 'getMobile' } },
    ...{ reads: rental, shown: numbersShown },
  },
  {
    ...ours,
    ...{ name: 'getMsg', does: 'wait', request: /\/getMsg\?/u, command: `wait-code {id} ${waitOnce}`, most: 4 },
    ...{ held: '123', reads: message, shown: ({ code }) => [String(code)] },
  },
  {
    ...ours,
    ...{ name: 'passMobile', does: 'release', request: /\/passMobile\?/u, command: 'release {id}', most: 4 },
    ...{ held: '123', reads: release },
  },
  {
    ...ours,
    ...{ name: 'addBlack', does: 'blacklist', request: /\/addBlack\?/u, command: 'blacklist {id}', most: 4 },
    ...{ held: '123', reads: blacklisting },
  },
  {
    ...ours,
    ...{ name: 'addBlack after a wait', does: 'after', request: /\/addBlack\?/u, most: 4, lead: null, ends: [7] },
    ...{ command: 'wait-code {id} --timeout 1s --interval 1s', held: '9001', reads: blacklisting },
  },
  {
    ...ours,
    ...{ name: 'getBlack', does: 'read', request: /\/getBlack\?/u, command: 'blacklist --check {id}', most: 3 },
    ...{ held: '123', reads: check },
    shown: (document) => rowsIn(document, 'results').map((row) => String(row.blacklisted)),
  },
  {
    ...ours,
    ...{ name: 'getStatus', does: 'read', request: /\/getStatus\?/u, command: 'status {id}', most: 3 },
    ...{ held: '9001', reads: status },
    shown: (document) => rowsIn(document, 'results').map((row) => String(row.platform)),
  },
  {
    ...ours,
    ...{ name: 'getStatus for reconcile', does: 'read', request: /\/getStatus\?/u, command: 'reconcile', most: 3 },
    ...{ held: '9001', reads: status },
    shown: (document) => rowsIn(document, 'results').map((row) => String(row.reason)),
  },
  {
    ...ours,
    ...{ name: 'getCountryPhoneNum', does: 'read', request: /\/getCountryPhoneNum\?/u, most: 3 },
    ...{ command: 'countries --pid 123', reads: stock },
    shown: (document) => rowsIn(document, 'countries').map((row) => `${row.country} ${row.available}`),
  },
];
