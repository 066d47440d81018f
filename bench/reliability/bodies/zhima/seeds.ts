import type { Dice } from '../dice.ts';
import { members, numeric, raw, type Tree } from '../tree.ts';
import { anyOdd, comma, decimal, spellNumbers, spellText } from '../values.ts';
import { speak, type ZhimaMethod } from './words.ts';

/** Put together from the tables of the document, which shows no body. */
export const samples: Readonly<Record<ZhimaMethod, readonly string[]>> = {
  'pkey/verification': ['{"valid":"Y","leftQuantity":"158"}', '{"valid":"N","msg":"账户异常"}'],
  'items/details': [
    '{"name":"某项目","status":"1","price":"0.1(10000), 0.01(10001-30000), 0.08(+)","type":"2"}',
    '{"status":"3","msg":"项目编号不存在"}',
  ],
  'phoneNos/get': ['{"phoneNos":"13812345678,13900001111"}', '{"phoneNos":"13812345678"}', '{"msg":"号码余量不足"}'],
  'sms/get': ['{"sm":"您的验证码是123456","status":"2"}', '{"status":"1"}', '{"status":"4","msg":"接收超时"}'],
  'sms/send': ['{"msg":"OK"}', '{"msg":"账户异常"}', 'OK'],
  'sms/release': ['{"msg":"OK"}', 'OK'],
  'sms/releaseAll': ['{"msg":"OK"}', 'OK'],
  'sms/block': ['{"msg":"OK"}', 'OK'],
};

const prices = [
  '0.1(10000), 0.01(10001-30000), 0.08(+)',
  '0.1',
  '0.1(+)',
  '0.1(10),0.2(5)',
  '0.1(10), 0.2(12-20)',
  '0.1（10）',
  '',
  '免费',
];

const fields: Readonly<Record<ZhimaMethod, (dice: Dice) => [string, Tree][]>> = {
  'pkey/verification': (dice) => [
    ['valid', dice.pick(['Y', 'Y', 'Y', 'Y', 'N', 'N', 'y', 'n', 'YES', '', '1', ' Y '])],
    ['leftQuantity', dice.chance(0.7) ? numeric(dice, dice.int(100_000), 0.8) : decimal(dice)],
  ],
  'items/details': (dice) => [
    ['name', dice.pick(['某项目', '', '1', ' ', '<b>'])],
    ['status', numeric(dice, dice.pick(['1', '1', '1', '2', '3', '3', '4', '0']), 0.8)],
    ['price', dice.chance(0.5) ? dice.pick(prices) : spellPrices(dice)],
    ['type', numeric(dice, dice.int(8), 0.8)],
  ],
  'phoneNos/get': (dice) => [['phoneNos', spellNumbers(dice, 6).join(comma(dice))]],
  'sms/get': (dice) => [
    ['sm', spellText(dice)],
    ['status', numeric(dice, dice.pick(['1', '1', '2', '2', '3', '4', '5', '0', '6', '11']), 0.8)],
  ],
  'sms/send': () => [],
  'sms/release': () => [],
  'sms/releaseAll': () => [],
  'sms/block': () => [],
};

function spellPrices(dice: Dice): string {
  let last = 0;
  const tiers = Array.from({ length: 1 + dice.int(3) }, () => {
    const from = last + (dice.chance(0.9) ? 1 : dice.int(3));
    last = from + dice.int(1000);
    const price = dice.chance(0.7) ? `0.${dice.digits(2)}` : decimal(dice);
    return price + dice.pick([`(${last})`, `(${from}-${last})`, '(+)', `(${last}-${from})`, '', '()', `(${from})`]);
  });
  return tiers.join(dice.pick([',', ', ', '，', ';']));
}

const isOfWordsAlone = (method: ZhimaMethod): boolean =>
  fields[method] === fields['sms/send'] || method.startsWith('sms/re');

export function plan(method: ZhimaMethod, dice: Dice): Tree {
  const all = fields[method](dice).filter(() => dice.chance(0.88));
  const isWords = all.length === 0 || isOfWordsAlone(method) || method === 'sms/block';
  if (isWords) all.push(['msg', dice.chance(0.35) ? 'OK' : speak(dice)]);
  else if (dice.chance(0.25)) all.push(['msg', dice.chance(0.2) ? 'OK' : speak(dice)]);
  else if (dice.chance(0.2)) all.push(['msg', dice.chance(0.5) ? '' : raw('null')]);
  if (dice.chance(0.06)) all.push(['valid', dice.pick(['N', 'n', 'Y', ''])]);
  if (dice.chance(0.03)) all.splice(dice.int(all.length), 1, [all[0]?.[0] ?? 'msg', anyOdd(dice)]);
  const body = members(...all);
  if (!dice.chance(0.08)) return body;
  // The whole in a JSON string (Z1).
  return JSON.stringify(Object.fromEntries(all.map(([name, one]) => [name, typeof one === 'string' ? one : null])));
}
