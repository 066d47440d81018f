import type { Asked } from '../call.ts';
import type { Dice } from '../dice.ts';
import { members, numeric, raw, type Tree } from '../tree.ts';
import { anyOdd, comma, decimal, spellNumber, spellNumbers, spellText } from '../values.ts';
import { speak, type TaomaMethod } from './words.ts';

/** The document's bodies, first as they are printed (with masked numbers and quotes of print), then as they must be meant. */
export const samples: Readonly<Record<TaomaMethod, readonly string[]>> = {
  getMobiles: [
    '{"state":true,"size":1,"mobiles":[“138********”,”1310001234”],"message":""}',
    '{"state":true,"size":2,"mobiles":["13812345678","13100012345"],"message":""}',
    '{"state":false,"size":0,"mobiles":[],"message":"余额不足"}',
    '{"state":false,"size":0,"mobiles":[],"message":"暂时没有可用号码,稍候获取"}',
  ],
  getMessages: [
    '{"state":true,"size":2,\n\n"data":[ {“mobile”:” 138********”,”msg”:”验证码短信”},\n\n{“mobile”:” 138********”,”msg”:”验证码短信”} ],\n\n"message":""}',
    '{"state":true,"size":1,"data":[{"mobile":" 13812345678","msg":"验证码短信"}],"message":""}',
    '{"state":true,"size":0, "data":[ ],message":"失败原因"}',
    '{"state":true,"size":0,"data":[],"message":"暂时没收到短信"}',
  ],
  getMessageAndHoldMobile: [
    '{"state":true, “mobile”:” 138********”,”msg”:”验证码短信”, "message":""}',
    '{"state":true,"mobile":" 13812345678","msg":"验证码短信","message":""}',
    '{"state":false,"mobile":"","msg":"","message":"号码已经离线"}',
  ],
  addBlackMobiles: [
    '{"state":true, “size”:1, "message":"成功加黑的号码,多个号码用逗号,隔开"}',
    '{"state":true,"size":1,"message":"13812345678"}',
    '{"state":false,"size":0,"message":"操作频繁"}',
  ],
  getUserInfo: [
    '{"state":true, account:"","balance":1, "maxMobileSize":100,"message":""}',
    '{"state":true,"account":"me","balance":1,"maxMobileSize":100,"message":""}',
    '{"state":false,"account":"","balance":0,"maxMobileSize":0,"message":"参数错误"}',
  ],
};

/** Mostly one that was asked for, in one of its spellings. */
function anyMobile(dice: Dice, { numbers }: Asked): string {
  const own = dice.pick(numbers)?.platformNumber ?? '';
  const digits = own.replace(/^\+?86(?=1)/, '');
  if (dice.chance(0.7)) return own;
  return dice.chance(0.5)
    ? dice.pick([`86${digits}`, `+86${digits}`, digits, ` ${own} `, `${own.slice(0, 3)}********`])
    : spellNumber(dice);
}

type Plan = (
  dice: Dice,
  asked: Asked,
  isGood: boolean,
) => { readonly size: number | null; readonly fields: [string, Tree][] };

const plans: Readonly<Record<TaomaMethod, Plan>> = {
  getMobiles(dice, _asked, isGood) {
    const mobiles = isGood || dice.chance(0.1) ? spellNumbers(dice, 6) : [];
    const size = new Set(mobiles).size;
    if (dice.chance(0.1)) return { size, fields: [['mobiles', mobiles.join(comma(dice))]] };
    return {
      size,
      fields: [['mobiles', mobiles.map((one) => (dice.chance(0.1) && /^[1-9]\d*$/.test(one) ? raw(one) : one))]],
    };
  },
  getMessages(dice, asked, isGood) {
    const count = isGood || dice.chance(0.1) ? dice.int(5) : 0;
    if (dice.chance(0.12))
      return {
        size: null,
        fields: [
          ['mobile', dice.pick(['', anyMobile(dice, asked)])],
          ['msg', spellText(dice)],
        ],
      };
    const data = Array.from({ length: count }, () =>
      members(['mobile', anyMobile(dice, asked)], ['msg', spellText(dice)]),
    );
    return { size: dice.chance(0.8) ? count : asked.numbers.length, fields: [['data', data]] };
  },
  getMessageAndHoldMobile: (dice, asked, isGood) => ({
    size: null,
    fields: [
      ['mobile', isGood || dice.chance(0.1) ? anyMobile(dice, asked) : ''],
      ['msg', isGood || dice.chance(0.1) ? spellText(dice) : ''],
    ],
  }),
  addBlackMobiles: (dice, _asked, isGood) => ({ size: isGood ? null : dice.int(dice.chance(0.9) ? 1 : 3), fields: [] }),
  getUserInfo: (dice) => ({
    size: null,
    fields: [
      ['account', dice.pick(['me', '', '管理员'])],
      ['balance', dice.chance(0.5) ? numeric(dice, dice.int(1000)) : decimal(dice)],
      ['maxMobileSize', dice.chance(0.9) ? numeric(dice, dice.int(100)) : decimal(dice)],
    ],
  }),
};

export function plan(method: TaomaMethod, dice: Dice, asked: Asked): Tree {
  const isGood = dice.chance(0.7);
  const { size, fields } = plans[method](dice, asked, isGood);
  const state: Tree = dice.chance(0.85)
    ? raw(String(isGood))
    : dice.pick<Tree>([String(isGood), raw('true'), raw('false'), 'TRUE', raw('1')]);
  const all: [string, Tree][] = [['state', state]];
  if (method === 'addBlackMobiles' && isGood) {
    const list = Array.from({ length: 1 + dice.int(4) }, () => anyMobile(dice, asked));
    const own = dice.chance(0.5) ? asked.numbers.map(({ platformNumber }) => platformNumber) : list;
    if (dice.chance(0.7)) all.push(['size', numeric(dice, dice.chance(0.8) ? new Set(own).size : dice.int(5))]);
    all.push(['message', dice.chance(0.9) ? own.join(dice.chance(0.8) ? ',' : comma(dice)) : speak(dice)]);
    return members(...all);
  }
  if (size !== null && dice.chance(0.85)) all.push(['size', numeric(dice, dice.chance(0.93) ? size : dice.int(6))]);
  const saysWords = isGood ? dice.chance(0.1) : dice.chance(0.95);
  const words: Tree = saysWords ? speak(dice) : dice.chance(0.9) ? '' : raw('null');
  return members(...all, ...fields, ['message', dice.chance(0.02) ? anyOdd(dice) : words]);
}
