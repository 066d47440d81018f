import { type ErrorCode, SmsctlError } from '../../core/errors.ts';
import { longestSentence, saysSomethingWasDone } from '../wording.ts';

/** The calls of the document, by their paths without the ending. */
export type ZhimaCall =
  | 'pkey/verification'
  | 'items/details'
  | 'phoneNos/get'
  | 'sms/get'
  | 'sms/send'
  | 'sms/release'
  | 'sms/releaseAll'
  | 'sms/block';

/**
 * What a sentence of the platform comes to. There are no codes, and the document quotes four sentences in all, so others
 * are understood by their kind; a sentence of no known kind stays a refusal in the platform's own words.
 */
export type Sense =
  | ErrorCode
  /** The session is over, or there was none: verify, then ask again. */
  | 'sessionLost'
  /** The account does not hold the number. */
  | 'notHeld'
  /** It stands on the blacklist already. */
  | 'already'
  /** No SMS yet. */
  | 'waiting'
  /** A message is still on its way out. */
  | 'sending';

/** What tells how things stand refuses nothing: a message that is "being sent" may well go out. */
const states: readonly Sense[] = ['already', 'waiting', 'sending'];

interface Rule {
  readonly sense: Sense;
  readonly pattern: RegExp;
  /** All of them, unless given. */
  readonly calls?: readonly ZhimaCall[];
  /** The sentence does not prove that nothing was done. */
  readonly isVague?: boolean;
}

/** `…` is anything up to the end of the clause. */
function kind(source: string): RegExp {
  return new RegExp(source.replaceAll('…', '[^,;。!]*'), 'iu');
}

const ofANumber: readonly ZhimaCall[] = ['sms/get', 'sms/send', 'sms/release', 'sms/block'];
const rental: readonly ZhimaCall[] = ['phoneNos/get'];
const costly: readonly ZhimaCall[] = ['phoneNos/get', 'sms/send'];
const afterVerification: readonly ZhimaCall[] = [
  ...ofANumber.filter((call) => !costly.includes(call)),
  ...(['items/details', 'sms/releaseAll'] as const),
];

/** The first that fits is the one. */
const rules: readonly Rule[] = [
  {
    sense: 'sessionLost',
    calls: costly,
    // What costs money or sends a text is made again on this: only the end of a session, said in so many words, will do.
    pattern: kind(
      '(SESSION|会话|密钥|登录|验证)…(失效|过期|超时|无效|不存在|结束|错误|expired|invalid|timed out)|(请|需|须|应)…(重新|先|再次)…(验证|登录|认证)' +
        '|(未|没有?)(验证|登录|认证)',
    ),
  },
  {
    sense: 'sessionLost',
    calls: afterVerification,
    // These calls send no key: whatever is said of it, or of verifying, is said of the session.
    pattern: kind('SESSION|会话|密钥|pkey|(验证|认证|登录)(?!码|短信|信息)'),
  },
  { sense: 'rate.limited', pattern: kind('频繁|过快|太快|too (fast|many|frequent)') },

  { sense: 'already', calls: ['sms/block'], pattern: kind('(已|重复)…(黑名单|拉黑)|黑名单…(已存在|已有|重复)') },
  { sense: 'sending', calls: ['sms/send'], pattern: kind('发送中|正在发送|等待发送|待发送|排队|处理中') },
  { sense: 'notHeld', calls: ofANumber, pattern: kind('已(被|经)?…释放') },
  {
    sense: 'balance.insufficient',
    pattern: kind(
      '余额…(不足|不够|不多|没有|为零|为0|太少|过低|用完|用尽|耗尽)|(没有?|无)…余额|欠费|充值' +
        '|短信[^,;。!号]*(不足|不够|用完|用尽)|(点数|积分)不足',
    ),
  },
  {
    sense: 'waiting',
    calls: ['sms/get'],
    pattern: kind('接收中|等待|暂无(?!…号码)|(未|没有?)(收到|接收)|(未|没有?)(?!…(无法|不能))…(短信|验证码)'),
  },
  {
    sense: 'notHeld',
    calls: ofANumber,
    pattern: kind(
      '(未|没有?)被?(获取|取得|锁定|占用|持有|请求)|(号码|手机)…(不存在|失效|过期|无效|不属于|离线|未找到)' +
        '|(不存在|无效|无此|没有|找不到|不属于|未持有)…(号码|手机)',
    ),
  },

  {
    sense: 'account.suspended',
    pattern: kind('(?<!其[他它])(账[户号]|帐[户号]|开发者)…(异常|封|冻结|停用|禁用|锁定|注销|暂停)|封号'),
  },
  {
    sense: 'credentials.rejected',
    pattern: kind(
      '(密钥|pkey)…(不|未|无|错|失败|有误|异常)|(账[户号]|帐[户号]|开发者|用户名)…(错误|不存在|无效|不正确|有误|不匹配|未注册)' +
        '|非法(用户|开发者)|开发者?资格|验证(不通过|未通过|失败)',
    ),
  },
  { sense: 'quota.exceeded', pattern: kind('上限|已达…(限|最)|已满|超过…(限制|限额|最大)|超出|最多') },
  { sense: 'provider.refused', pattern: kind('没有?…权限|无权') },
  {
    sense: 'project.unknown',
    pattern: kind(
      '项目…(不存在|过期|无效|下线|下架|关闭|停用|暂停|异常|未找到|不可用)|项目(编号|ID)?(错误|有误|不正确)' +
        '|(不存在|无效|未知|找不到|没有|无此)(的|此|该|这个)?项目',
    ),
  },
  { sense: 'number.unknown', calls: rental, pattern: kind('(号码|手机)…(不存在|无效)|无此号码|(不存在|无效)的?…号码') },
  {
    sense: 'numbers.none',
    calls: rental,
    pattern: kind('余量不足|(没有|无)(?![效法需])…号码|号码…(不足|不够|用完|取完|占用)|库存不足|缺号|无号'),
  },
  {
    sense: 'parameter.refused',
    pattern: kind(
      '参数|格式|不能为空|必填|缺少|不合法|非法|(归属地|地区|运营商|类型|数量)…(错误|有误|不正确|无效|不支持|不存在)' +
        '|(?<!取)(手机)?号码?(错误|有误|不正确)',
    ),
  },
  { sense: 'rate.limited', isVague: true, pattern: kind('繁忙|稍[后候]') },
];

/** Whether to make the call twice costs money, or sends a text twice. */
export const isCostly = (call: ZhimaCall): boolean => costly.includes(call);

interface Understanding {
  readonly sense: Sense;
  readonly isVague: boolean;
}

function understand(words: string, call: ZhimaCall): Understanding | null {
  const plain = words.normalize('NFKC');
  if (plain.length > longestSentence) return null;
  // A success, or half of one, that is worded as a failure contradicts itself, and is no proof of anything.
  if (/(?<![未不])成功|部分/u.test(plain)) return null;
  // What a failing program says of itself in English says nothing of what it had done by then.
  const isSentence =
    /\p{Script=Han}/u.test(plain) || /^session (?:has |is )?(?:expired|invalid|timed out)\W*$/iu.test(plain);
  const isProof = isSentence && !saysSomethingWasDone(plain);
  if (isCostly(call) && !isProof) return null;
  const rule = rules.find(({ pattern, calls }) => (calls?.includes(call) ?? true) && pattern.test(plain));
  return rule === undefined ? null : { sense: rule.sense, isVague: rule.isVague ?? false };
}

/** The kind of a sentence that came with this call; null where it is of none that is known. */
export function senseOf(words: string, call: ZhimaCall): Sense | null {
  return understand(words, call)?.sense ?? null;
}

/**
 * The failure that a sentence stands for, with the sentence kept. Only one that is understood proves that the platform
 * did nothing.
 */
export function refusal(words: string, call: ZhimaCall): SmsctlError {
  const understood = understand(words, call);
  const isCertain = understood !== null && !understood.isVague && !states.includes(understood.sense);
  return say(codeOf(understood?.sense ?? null), { words, call, isCertain });
}

/** A verification that came to "N": the key is wrong, unless the words say something finer. */
export function keyRefusal(words: string): SmsctlError {
  const call = 'pkey/verification';
  const sense = senseOf(words, call);
  const isFiner = sense === 'account.suspended' || sense === 'rate.limited';
  return say(isFiner ? sense : 'credentials.rejected', { words, call, isCertain: true });
}

/** A session that was lost again right after it began. The call did nothing. */
export function sessionRefusal(words: string, call: ZhimaCall): SmsctlError {
  return say('provider.refused', { words, call, isCertain: true });
}

function say(
  code: ErrorCode,
  { words, call, isCertain }: { words: string; call: ZhimaCall; isCertain: boolean },
): SmsctlError {
  return new SmsctlError(code, {
    provider: 'zhima',
    // Without a word, what is left is the document's `valid`.
    ...(words === '' ? { providerCode: 'N' } : { providerMessage: words }),
    params: { call },
    effect: isCertain ? 'none' : 'possible',
  });
}

function codeOf(sense: Sense | null): ErrorCode {
  switch (sense) {
    case 'notHeld':
      return 'number.gone';
    case null:
    case 'sessionLost':
    case 'already':
    case 'waiting':
    case 'sending':
      return 'provider.refused';
    default:
      return sense;
  }
}
