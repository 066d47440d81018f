import type { Heard, Said } from './parrot.ts';
import { good, numbers, type Platform } from './parrot-words.ts';

/** A way in which a platform, or whatever answers in its place, can say the words it is given. */
export interface Voice {
  readonly name: string;
  say(words: string, heard: Heard): Said;
}

const page = (text: string) => `<!DOCTYPE html><html><body><h1>Error</h1><pre>${text}</pre></body></html>`;
const html = { 'content-type': 'text/html' };
/** What HTTP lets stand in a header. */
const oneLine = (text: string) =>
  Buffer.from(text)
    .toString('latin1')
    .replace(/[^\x20-\x7e\x80-\xff]/gu, '?');

/** Of any platform, at any call: pages, broken bodies, headers. */
const anywhere: readonly Voice[] = [
  {
    name: 'a page with the address',
    say: (words, { target }) => ({ headers: html, body: page(`${target} ${words}`) }),
  },
  {
    name: 'a 503 page',
    say: (words, { target }) => ({ status: 503, headers: html, body: page(`${target} ${words}`) }),
  },
  { name: 'a 401 page', say: (words) => ({ status: 401, headers: html, body: page(words) }) },
  {
    name: 'a redirect',
    say: (words) => ({ status: 302, headers: { location: `http://127.0.0.1:1/?key=${oneLine(words)}` }, body: words }),
  },
  {
    name: 'headers',
    say: (words, heard) => {
      const usual = good(heard);
      const header = oneLine(words);
      return { ...usual, headers: { ...usual.headers, 'x-key': header, warning: header, 'www-authenticate': header } };
    },
  },
  { name: 'a body that breaks off', say: (words) => ({ body: `{"code":200,"msg":${JSON.stringify(words)}` }) },
  { name: 'a body of another shape', say: (words) => ({ body: JSON.stringify({ error: words, detail: [words] }) }) },
  { name: 'a list', say: (words) => ({ body: JSON.stringify([words]) }) },
  { name: 'a bare text', say: (words) => ({ body: words }) },
  { name: 'a text in JSON', say: (words) => ({ body: JSON.stringify(words) }) },
  {
    name: 'a name twice',
    say: (words) => ({ body: `{"code":200,"msg":${JSON.stringify(words)},"msg":"x","state":true}` }),
  },
  { name: 'a reset', say: () => 'reset' },
  { name: 'half an answer', say: () => 'half' },
];

type Bodies = readonly (readonly [name: string, body: (words: string, heard: Heard) => unknown])[];

const durianRefusals = [
  '803',
  '802',
  '800',
  '904',
  '905',
  '907',
  '902',
  '903',
  '906',
  '400',
  '401',
  '405',
  '400101',
  '999',
];

const durian: Bodies = [
  ...durianRefusals.map((code) => [`code ${code}`, (msg: string) => ({ code, msg, data: msg })] as const),
  ['success with words', (msg) => ({ code: 200, msg, data: msg })],
  ['an SMS', (words) => ({ code: 200, msg: words, data: `Your code is 482913. ${words}` })],
  ['several SMS', (words) => ({ code: 407, msg: words, data: `${words}:482913;${words}:111111;` })],
  ['waiting words', (msg) => ({ code: 908, msg, data: msg })],
  ['account facts', (words) => ({ code: 200, msg: words, data: { username: words, score: '5', create_date: words } })],
  ['a country', (words) => ({ code: 200, msg: words, data: { [words]: 2, bo: 1 } })],
  ['a number with words', (msg) => ({ code: 200, msg, data: `${numbers.durian},${msg}` })],
  ['a number beside words', (msg) => ({ code: 200, msg, data: numbers.durian })],
];

const zhimaSentences = [
  '',
  '项目不存在',
  '号码余量不足',
  '账户异常',
  '参数错误',
  'SESSION已失效，请重新验证密钥',
  '发送中',
  '成功',
];

const zhima: Bodies = [
  ...zhimaSentences.map((start) => [`words ${start}`, (words: string) => ({ msg: `${start} ${words}` })] as const),
  ['a wrong key', (msg) => ({ valid: 'N', msg })],
  ['a good key', (msg) => ({ valid: 'Y', leftQuantity: '5', msg })],
  ['project facts', (words) => ({ name: words, status: '1', price: words, type: words, msg: words })],
  ['an SMS', (words) => ({ sm: `【${words}】Your code is 482913.`, status: '2', msg: words })],
  ['waiting words', (msg) => ({ status: '1', msg })],
  ['an end', (msg) => ({ status: '4', msg })],
  ['a number with words', (words) => ({ phoneNos: `${numbers.zhima},${words}`, msg: words })],
];

const taomaSentences = ['', '参数错误', '余额不足', '号码已经离线', '暂时没有可用号码', '系统异常'];

const taoma: Bodies = [
  ...taomaSentences.map(
    (start) => [`words ${start}`, (words: string) => ({ state: false, message: `${start} ${words}` })] as const,
  ),
  ['account facts', (account) => ({ state: true, account, balance: 5, maxMobileSize: 9, message: account })],
  ['an SMS', (words) => messages([{ mobile: numbers.taoma, msg: `Your code is 482913. ${words}` }], words)],
  ['a flat SMS', (words) => ({ state: true, mobile: numbers.taoma, msg: `482913 ${words}`, message: words })],
  ['waiting words', (words) => messages([], words)],
  [
    'a number with words',
    (words) => ({ state: true, size: 1, mobiles: [`${numbers.taoma} ${words}`], message: words }),
  ],
  ['a blacklist with words', (words) => ({ state: true, size: 1, message: words })],
];

const messages = (data: readonly unknown[], message: string) => ({ state: true, size: data.length, data, message });

const own: Readonly<Record<Platform, Bodies>> = { durian, zhima, taoma };

export function voicesOf(platform: Platform): readonly Voice[] {
  const bodies = own[platform].map(
    ([name, body]): Voice => ({ name, say: (words, heard) => ({ body: JSON.stringify(body(words, heard)) }) }),
  );
  return [...anywhere, ...bodies];
}
