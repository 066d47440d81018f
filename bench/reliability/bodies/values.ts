import { bolivian, mainland, several } from './asked.ts';
import type { Dice } from './dice.ts';
import { members, raw, type Tree } from './tree.ts';

/** What stands where something else should. */
const odd: readonly Tree[] = [
  ...[
    '',
    ' ',
    ',',
    '，',
    ',,',
    '0',
    '-1',
    '1.5',
    '1e3',
    'null',
    'true',
    'false',
    'N',
    'Y',
    'OK',
    'NaN',
    '[]',
    '{}',
    '<b>',
  ],
  ...[
    '１３８１２３４５６７８',
    '０',
    '一',
    '\u0000',
    '\u001b[2J',
    '\u202e1',
    '\ufeff',
    '\u00a0',
    '\u3000',
    '😀',
    '\ud800',
    '\\',
    '"',
  ],
  ...['__proto__', 'undefined', '12345678901234567890', '13812345678', '+59173841704', '号码余量不足', '成功'],
  ...['null', 'true', 'false', '0', '1', '-1', '-0', '1.5', '2e2', '1e999', '12345678901234567890', '13812345678'].map(
    raw,
  ),
  ...[[], [[]], [''], [raw('null')], ['+59173841704'], [['+59173841704']], members()],
  members(['__proto__', members(['polluted', raw('true')])]),
  members(['0', '+59173841704']),
];

export const anyOdd = (dice: Dice): Tree => dice.pick(odd);

/** Names of every document, and those that are something in JavaScript. */
export const names: readonly string[] = [
  ...[
    'code',
    'msg',
    'data',
    'username',
    'score',
    'create_date',
    'valid',
    'leftQuantity',
    'name',
    'status',
    'price',
    'type',
  ],
  ...['phoneNos', 'sm', 'state', 'size', 'mobiles', 'mobile', 'message', 'account', 'balance', 'maxMobileSize'],
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'valueOf',
    'hasOwnProperty',
    'then',
    'toJSON',
    'length',
    '',
    '0',
    '1',
  ],
  ...[
    'Code',
    'CODE',
    ' code',
    'code ',
    'ｃｏｄｅ',
    'Data',
    'dаta',
    'Msg',
    'State',
    'phoneNo',
    'PhoneNos',
    'number',
    'numbers',
  ],
];

/** A number as the platforms write it, or nearly so. */
export function spellNumber(dice: Dice): string {
  switch (dice.int(20)) {
    case 0:
      return bolivian;
    case 1:
      return mainland;
    case 2:
      return dice.pick(several);
    case 3:
    case 4:
    case 5:
      return `+591${dice.pick(['6', '7'])}${dice.digits(7)}`;
    case 6:
    case 7:
    case 8:
      return `1${dice.pick(['35', '38', '39', '50', '86'])}${dice.digits(8)}`;
    case 9:
      return `${dice.pick(['86', '+86', '0086', '+0'])}138${dice.digits(8)}`;
    case 10:
    case 11:
      return `+${dice.pick(['66', '44', '1', '52', '54', '39', '7', '380', '855'])}${dice.digits(6 + dice.int(5))}`;
    case 12:
      return `${dice.chance(0.5) ? '+' : ''}${dice.digits(4 + dice.int(13))}`;
    case 13:
      return dice.digits(dice.pick([4, 5, 6, 7, 11, 15, 16, 20]));
    case 14:
      return `+591${dice.digits(8)}`;
    default:
      return dice.chance(0.7) ? `+591738417${dice.digits(2)}` : misspell(dice, `+591738417${dice.digits(2)}`);
  }
}

function misspell(dice: Dice, number: string): string {
  const at = 1 + dice.int(number.length - 1);
  const cut = (text: string) => number.slice(0, at) + text + number.slice(at);
  return dice.pick([
    () => cut(dice.pick([' ', '-', '.', '*', 'a', '\u200b', '\u0000', '+', '０', '٣', '(', '/', ';', '、', '\n'])),
    () => number.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
    () => `${number.slice(0, 4)}********`,
    () => ` ${number}\t`,
    () => `00${number.slice(1)}`,
    () => `${number}.0`,
    () => number.slice(1),
    () => '+',
    () => '',
  ])();
}

/** A list of numbers with doubles, gaps and commas of both widths. */
export function spellNumbers(dice: Dice, most: number): string[] {
  const count = 1 + dice.int(dice.chance(0.003) ? 200 : most);
  const list = Array.from({ length: count }, () => spellNumber(dice));
  if (dice.chance(0.15)) list.push(dice.pick(list));
  if (dice.chance(0.08))
    list.splice(dice.int(list.length + 1), 0, dice.pick(['', ' ', '+591', '591', '1', '０', 'null', '无']));
  return list;
}

export const comma = (dice: Dice): string =>
  dice.chance(0.75) ? ',' : dice.pick(['，', ', ', ' ,', ' ， ', ',,', ';', '、', '|', ' ', '\n', '；', ',\n']);

/** A decimal number, and what may be taken for one. */
export function decimal(dice: Dice): string {
  const plain = String(dice.int(10 ** (1 + dice.int(6))));
  return dice.pick([
    ...[plain, plain, plain, `${plain}.${dice.digits(1 + dice.int(4))}`, `-${plain}`, '0', '0.00', '-0', '00', plain],
    ...[
      dice.digits(30),
      dice.digits(31),
      `1.${dice.digits(20)}`,
      `1.${dice.digits(21)}`,
      dice.digits(20),
      '1e5',
      '1E+5',
    ],
    ...['.5', '5.', '+5', ' 5', '5 ', '5,000', '０', '1.2.3', '--1', '', '-', 'Infinity', '0x10', '五'],
  ]);
}

/** What an SMS says, or the code alone. */
export function spellText(dice: Dice): string {
  const code = dice.digits(4 + dice.int(4));
  return dice.pick([
    ...[
      code,
      code,
      dice.digits(6),
      `您的验证码是${code}，5分钟内有效【某某】`,
      `Your code is ${code}`,
      `G-${code} is your code`,
    ],
    ...[
      `${code.slice(0, 3)}-${code.slice(3)}`,
      `<#> ${code}`,
      'A1B2C3',
      '',
      ' ',
      '\n',
      '无',
      `  ${code}  `,
      `${code}\u0000`,
    ],
    ...[
      '\u202e验证码\u0007',
      `１２３４${code}`,
      '今天天气很好',
      '"',
      '{"sm":"1"}',
      '验证码短信',
      `@example.com #${code}`,
    ],
  ]);
}
