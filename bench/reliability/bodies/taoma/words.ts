import { longestSentence } from '../decisions.ts';
import type { Dice } from '../dice.ts';

/** The sentences of the document, and the variants that docs/providers/taoma.md names. */

export type TaomaMethod = 'getMobiles' | 'getMessages' | 'getMessageAndHoldMobile' | 'addBlackMobiles' | 'getUserInfo';

const errors: Readonly<Record<string, string>> = {
  余额不足: 'balance.insufficient',
  操作频繁: 'rate.limited',
  参数错误: 'provider.refused',
  暂时没有可用号码: 'numbers.none',
  号码已经离线: 'number.gone',
};

/** 失败原因 of each method, in its order; waiting is none. 离线 is taken at getMessages too. */
const listed: Readonly<Record<TaomaMethod, string>> = {
  getMobiles: '余额不足/操作频繁/参数错误/暂时没有可用号码',
  getMessages: '余额不足/操作频繁/参数错误/号码已经离线',
  getMessageAndHoldMobile: '余额不足/操作频繁/参数错误/号码已经离线',
  addBlackMobiles: '操作频繁/参数错误/号码已经离线',
  getUserInfo: '操作频繁/参数错误',
};

const variants: Readonly<Record<string, string>> = {
  操作过于频繁: '操作频繁',
  暂无可用号码: '暂时没有可用号码',
  参数有误: '参数错误',
  号码已离线: '号码已经离线',
  余额已不足: '余额不足',
};

/** Letters and digits alone: spaces and punctuation do not matter. */
const bare = (words: string): string =>
  words.replace(/[^\p{L}\p{M}\p{N}\p{Co}\p{Cn}\p{Cs}\p{Cc}]/gu, '').replace(/[\t\n\v\f\r]/g, '');

const phrases = [...Object.keys(errors), ...Object.keys(variants)];

export type Heard =
  /** It is one that is listed for the method. */
  | { readonly is: 'listed'; readonly error: string; readonly proves: boolean }
  /** No phrase of the document is in it, and nothing that looks like one. */
  | { readonly is: 'unknown' }
  /** Nobody can tell: it looks like one. */
  | { readonly is: 'near'; readonly proves: boolean };

export function hear(words: string, method: TaomaMethod): Heard {
  const plain = bare(words);
  const heard = phrases.filter((phrase) => plain.includes(phrase)).map((phrase) => variants[phrase] ?? phrase);
  const found = listed[method].split('/').find((phrase) => heard.includes(phrase));
  const proves = !speaksOfDeeds(words);
  const isNear = /频繁|余额.*不足|可用的?(手机)?号|没?有?手?机?号码|离线|下线|掉线|参数/u.test(plain);
  // A near one may be found before it.
  if (found !== undefined && isAlone(plain, found)) return { is: 'listed', error: errors[found] ?? '', proves };
  return isNear ? { is: 'near', proves } : { is: 'unknown' };
}

/** Nothing of another refusal stands beside it. */
function isAlone(plain: string, found: string): boolean {
  const kernels: Readonly<Record<string, RegExp>> = {
    余额不足: /余额/u,
    操作频繁: /频繁/u,
    参数错误: /参数/u,
    暂时没有可用号码: /可用|号码(?!已)/u,
    号码已经离线: /线/u,
  };
  return Object.entries(kernels).every(([phrase, kernel]) => phrase === found || !kernel.test(plain));
}

/** A success, a part of one, an allocation, or a number. */
function speaksOfDeeds(words: string): boolean {
  const plain = words.normalize('NFKC');
  return (
    plain.length > longestSentence || /(^|[^未不没])成功|部分|已(经|为|您)*(分配|提交|占用|获取)|\d{11}/u.test(plain)
  );
}

const more: readonly string[] = [
  ...[
    '暂时没收到短信',
    '暂时没有收到短信',
    '没收到',
    '天气很好',
    '失败原因',
    '系统错误',
    'error',
    '请求太频繁',
    '手机号码不存在',
    '无号',
  ],
  ...[
    '取号成功',
    '取号成功，余额不足',
    '部分号码离线',
    '号码已分配，操作频繁',
    '未成功，参数错误',
    '号码13812345678已经离线',
    '参数错误 13812345678',
  ],
  ...[
    '操作 频繁',
    '操作-频繁！',
    '余 额 不 足。',
    '"参数错误"',
    '暂时没有可用号码,稍候获取',
    '操作頻繁',
    '余额不足/操作频繁',
    '参\u200b数错误',
    '参\u0000数错误',
  ],
];

export function speak(dice: Dice): string {
  const one = dice.chance(0.7) ? dice.pick(phrases) : dice.pick(more);
  switch (dice.int(10)) {
    case 0:
      return one + dice.pick([',', '，', ' ', '']) + (dice.chance(0.5) ? dice.pick(phrases) : dice.pick(more));
    case 1: {
      const at = dice.int(one.length);
      return one.slice(0, at) + dice.pick(['不', '', '成功', ' ', '，', 'x', '已', '号']) + one.slice(at + 1);
    }
    case 2:
      return dice.pick([' ', '错误:', '<', '提示 ', '\t']) + one + dice.pick(['。', '!', ' ', '\n', '...', '']);
    case 3:
      return dice.chance(0.05) ? one.repeat(120) : one;
    default:
      return one;
  }
}
