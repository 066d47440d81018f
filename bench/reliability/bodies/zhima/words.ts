import { longestSentence } from '../decisions.ts';
import type { Dice } from '../dice.ts';

/**
 * The sentences that the document or docs/providers/zhima.md quote, and what these say of them. Nothing else is known;
 * any other sentence may be understood by its kind, within what `mayRefuse` and `mayEndSession` allow.
 */

export type ZhimaMethod =
  | 'pkey/verification'
  | 'items/details'
  | 'phoneNos/get'
  | 'sms/get'
  | 'sms/send'
  | 'sms/release'
  | 'sms/releaseAll'
  | 'sms/block';

/** An error, or what only some calls can be told. */
export type Meaning = 'sessionLost' | 'notHeld' | 'sending' | 'busy' | (string & {});

interface Known {
  readonly words: readonly string[];
  readonly means: Meaning;
  readonly at?: readonly ZhimaMethod[];
}

const ofANumber: readonly ZhimaMethod[] = ['sms/get', 'sms/send', 'sms/release', 'sms/block'];

/** What costs money, or sends a text that cannot be taken back. */
export const costly: readonly ZhimaMethod[] = ['phoneNos/get', 'sms/send'];

const known: readonly Known[] = [
  {
    words: ['SESSION已失效', 'SESSION已失效，请重新验证密钥', 'session expired'],
    means: 'sessionLost',
    at: [...ofANumber, 'phoneNos/get', 'items/details', 'sms/releaseAll'],
  },
  { words: ['操作频繁', '请求过快'], means: 'rate.limited' },
  { words: ['余额不足', '短信余量不足'], means: 'balance.insufficient' },
  { words: ['号码未获取', '号码已释放', '不存在该号码'], means: 'notHeld', at: ofANumber },
  { words: ['账户异常', '账号已被封禁'], means: 'account.suspended' },
  { words: ['账号不存在'], means: 'credentials.rejected' },
  { words: ['已达上限', '超过限制'], means: 'quota.exceeded' },
  { words: ['项目编号不存在', '项目已过期'], means: 'project.unknown' },
  { words: ['号码不存在'], means: 'number.unknown', at: ['phoneNos/get'] },
  { words: ['号码余量不足', '没有可用号码'], means: 'numbers.none', at: ['phoneNos/get'] },
  { words: ['参数错误', '归属地编号错误'], means: 'parameter.refused' },
  { words: ['系统繁忙', '请稍后再试', '系统繁忙，请稍后再试'], means: 'busy' },
  { words: ['发送中'], means: 'sending', at: ['sms/send'] },
];

/** The meaning of a sentence that is quoted for this call; undefined for any other. */
export function meaningOf(words: string, method: ZhimaMethod): Meaning | undefined {
  const plain = plainOf(words)
    ?.replace(/[\s。!.]+$/u, '')
    .trim();
  if (plain === undefined) return undefined;
  return known.find(
    (one) => (one.at?.includes(method) ?? true) && one.words.some((quoted) => quoted.normalize('NFKC') === plain),
  )?.means;
}

/** In one width; null for what is too long to be a sentence, which nobody understands. */
function plainOf(words: string): string | null {
  // No text of this length has a form that is short.
  if (words.length > 8 * longestSentence) return null;
  const plain = words.normalize('NFKC');
  return plain.length > longestSentence ? null : plain;
}

/** A success in it, or a part of one: whatever else it says, it refuses nothing. */
export function defiesUnderstanding(words: string): boolean {
  const plain = plainOf(words);
  return plain === null || /(^|[^未不没])成功|部分/u.test(plain);
}

/** That something was done after all: allocated, handed in, or named by its number. */
export function speaksOfDeeds(words: string): boolean {
  const plain = plainOf(words);
  return plain === null || defiesUnderstanding(plain) || /已(经|为|您)*(分配|提交)|\d{11}/u.test(plain);
}

/** It says no in some way, in Chinese but for the end of a session, and speaks of no deed. */
export function mayRefuse(words: string): boolean {
  const plain = plainOf(words) ?? '';
  if (speaksOfDeeds(words)) return false;
  if (!/\p{Script=Han}/u.test(plain)) return /^session /i.test(plain);
  return /[不未无没否非过超满限错误欠缺需须请锁频异封冻停禁注销释关架离权最多格式必填充值占快太失效束空完尽参先资格号]/u.test(
    plain,
  );
}

/**
 * Of a rental or a message only the end of the session in so many words makes it be made again; the other calls send no
 * key, so whatever is said of one, or of verifying, is said of the session.
 */
export function mayEndSession(words: string, method: ZhimaMethod): boolean {
  const isDone = costly.includes(method) ? speaksOfDeeds(words) : defiesUnderstanding(words);
  return !isDone && /session|会话|密钥|pkey|登录|验证|认证/iu.test(plainOf(words) ?? '');
}

const every = known.flatMap(({ words }) => words);
const more: readonly string[] = [
  ...[
    '天气很好',
    '系统异常',
    '未知错误',
    '获取失败',
    '发送失败',
    '已在黑名单中',
    '暂无短信',
    '暂未收到验证码',
    '号码已离线',
    '没有权限',
  ],
  ...[
    '今日次数已达上限',
    '请先验证密钥',
    '开发者未登录',
    '签名验证通过',
    '该号码已被其他账户锁定',
    '不存在',
    '失败',
    'error',
    'session expired',
  ],
  ...[
    '取号成功',
    '取号成功，余额不足',
    '未成功，余额不足',
    '部分号码余量不足',
    '号码已分配',
    '号码已分配，请登录后查看',
    '短信已提交',
  ],
  ...[
    '短信已提交，SESSION已失效',
    '号码13812345678已分配',
    '号码13812345678不存在',
    '13812345678已释放',
    '１３８１２３４５６７８已为您占用',
  ],
  ...[
    '13812345678,13900001111未获取',
    '不存在该号码:13900001111',
    '号码未获取 8615012345678',
    'ＯＫ',
    'O K',
    'OK!',
    'ok',
    'Ok',
    'OKOK',
  ],
  ...[
    'Failed to write session data',
    'Notice: session_start(): session expired',
    '号码\u0000不足',
    '\u001b[31m余额不足',
    '余额\u200b不足',
  ],
];

/** A sentence, as it may be said, half said or said together with another. */
export function speak(dice: Dice): string {
  const one = dice.chance(0.6) ? dice.pick(every) : dice.pick(more);
  switch (dice.int(12)) {
    case 0:
      return `${one}${dice.pick(['，', ',', '。', ' ', ';', '！', ''])}${dice.chance(0.5) ? dice.pick(every) : dice.pick(more)}`;
    case 1:
      return one.slice(0, dice.int(one.length + 1));
    case 2: {
      const at = dice.int(one.length);
      return (
        one.slice(0, at) +
        dice.pick(['不', '未', '已', '成功', '', ' ', '\n', '13812345678', 'x', '，', '足']) +
        one.slice(at + 1)
      );
    }
    case 3:
      return one + dice.pick(['。', '！', ' ', '\n', '!', '...', '，', ':']);
    case 4:
      return dice.pick([' ', '\t', '错误:', '提示：', '\u0000', '<b>', '号码', '您的', '\ufeff']) + one;
    case 5:
      return dice.chance(0.02) ? one.repeat(130) : 'OK';
    default:
      return one;
  }
}
