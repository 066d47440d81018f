import type { Asked } from '../call.ts';
import type { Dice } from '../dice.ts';
import { members, numeric, raw, type Tree } from '../tree.ts';
import { anyOdd, comma, decimal, spellNumbers, spellText } from '../values.ts';
import { type DurianMethod, listed } from './reader.ts';

/** The document's own bodies, letter for letter, and those that were recorded. */
export const samples: Readonly<Record<DurianMethod, readonly string[]>> = {
  getUserInfo: [
    `{\n    "code": 200,\n    "msg": "Success",\n    "data": {\n        "username": "admin",\n        "score": 100,\n        "create_date": "2018-05-09 11:18:35"\n    }\n}`,
  ],
  getMobile: [
    `{\n    "code": 200,\n    "msg": "Success",\n    "data": "+59173841704"\n}`,
    `{\n    "code": 200,\n    "msg": "Success",\n    "data": [\n        "+59173841704",\n        "+59173841704"\n    ]\n}`,
    `{\n    "code": 200,\n    "msg": "Success",\n    "data":"+59173841704,+591"\n}`,
    `{\n    "code": 200,\n    "msg": "Success",\n    "data": [\n        "+59173841704,+591",\n        "+59173841704,+591"\n    ]\n}`,
    '{"code":906,"msg":"Mobile phone number list is empty","data":""}',
    '{"code":403,"msg":"Insufficient points","data":""}',
  ],
  getMsg: [
    `{\n    "code": 200,\n    "msg": "Success",\n    "data": "123456"\n}`,
    `{\n    "code": 407,\n    "msg": "Access to all SMS, API requests refresh and retry",\n    "data": "项目名称:123456;项目名称:123456;"\n}`,
    '{"code":908,"msg":"The verification code has not been queried yet, please try again later","data":""}',
    '{"code":200,"msg":"Success","data":"637-322"}',
  ],
  passMobile: [`{\n    "code": 200,\n    "msg": "Success",\n    "data": ""\n}`],
  addBlack: [`{\n    "code": 200,\n    "msg": "Success",\n    "data": 1\n}`],
  getStatus: [
    `{\n    "code": 203,\n    "msg": "The number is not occupied and no SMS is received",\n    "data": ""\n}`,
    '{"code":202,"msg":"Success","data":null}',
  ],
  getBlack: [`{\n    "code": 200100,\n    "msg": "Blacklist added successfully",\n    "data": ""\n}`],
  getCountryPhoneNum: [
    `{\n    "code":200,\n    "msg":"Success",\n    "data":{\n        "th":2,\n        "id":1,\n        "in":1\n    }\n}`,
  ],
};

const successes: Readonly<Record<DurianMethod, readonly string[]>> = {
  getUserInfo: ['200'],
  getMobile: ['200'],
  getMsg: ['200', '200', '407', '407', '908', '907'],
  passMobile: ['200'],
  addBlack: ['200', '912'],
  getStatus: ['200', '201', '202', '203'],
  getBlack: ['200100', '400100'],
  getCountryPhoneNum: ['200', '200', '200', '403'],
};

const everyCode = [...new Set([...Object.values(listed).flat(), ...Object.values(successes).flat()])];
const oddCodes = [
  '0',
  '1',
  '-200',
  '200.0',
  '2e2',
  '20',
  '2000',
  '199',
  '404',
  '500',
  '999',
  '908908908',
  '1234567890',
  '409',
];
const oddWords = ['0200', ' 200', '200 ', '２００', '+200', '', '0x200', 'Success', '二百'];

function anyCode(method: DurianMethod, dice: Dice): Tree {
  const share = dice.next();
  if (share < 0.58) return numeric(dice, dice.pick(successes[method]));
  if (share < 0.8) return numeric(dice, dice.pick(listed[method]));
  if (share < 0.9) return numeric(dice, dice.pick(everyCode));
  return dice.chance(0.6) ? numeric(dice, dice.pick(oddCodes)) : dice.pick(oddWords);
}

const oddKeys = [
  '',
  'TH',
  'uk',
  'GB',
  'xx',
  'usa',
  '0',
  '10',
  '泰国',
  '__proto__',
  'constructor',
  'ｔｈ',
  ' th',
  'th ',
];

const data: Readonly<Record<DurianMethod, (dice: Dice) => Tree>> = {
  getUserInfo: (dice) =>
    members(
      ['username', dice.pick(['admin', '', '管理员', '__proto__', '\u001b[31m'])],
      ['score', numericOrNot(dice, decimal(dice))],
      ['create_date', '2018-05-09 11:18:35'],
    ),
  getMobile(dice) {
    const numbers = spellNumbers(dice, 6).map((number) => {
      if (dice.chance(0.6)) return number;
      return (
        number + comma(dice) + dice.pick(['+591', '591', '+86', '+1', '+59173', '', '+', '0', number, '+591,+591'])
      );
    });
    const share = dice.next();
    if (share < 0.3) return numbers[0] ?? '';
    if (share < 0.5) return numbers.join(comma(dice));
    if (share < 0.55) return raw((numbers[0] ?? '0').replace('+', ''));
    return numbers;
  },
  getMsg(dice) {
    if (dice.chance(0.5)) return dice.chance(0.1) ? raw(dice.digits(6)) : spellText(dice);
    const entry = () =>
      dice.pick(['项目名称', '某:某', '', ' x ', 'A']) + dice.pick([':', ':', ':', '：', '', '::']) + spellText(dice);
    const list = Array.from({ length: dice.int(5) }, entry);
    return list.join(dice.pick([';', ';', '; ', '；', ';;'])) + dice.pick([';', ';', '', ' ; ']);
  },
  passMobile: () => '',
  addBlack: (dice) => numeric(dice, '1'),
  getStatus: (dice) => dice.pick<Tree>(['', raw('null')]),
  getBlack: () => '',
  getCountryPhoneNum: (dice) =>
    members(
      ...Array.from({ length: dice.int(6) }, (): [string, Tree] => [
        dice.chance(0.8)
          ? dice.pick(['th', 'id', 'in', 'bo', 'us']) + (dice.chance(0.1) ? 'a' : '')
          : dice.pick(oddKeys),
        dice.chance(0.9) ? numeric(dice, dice.int(100)) : numericOrNot(dice, decimal(dice)),
      ]),
    ),
};

/** As a number where JSON has it, else as the text it is. */
function numericOrNot(dice: Dice, text: string): Tree {
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text) ? numeric(dice, text) : text;
}

const words = [
  'Success',
  'success',
  '',
  '成功',
  'Mobile phone number list is empty',
  '\u001b]0;x\u0007',
  '号码+59173841704',
  'null',
];

export function plan(method: DurianMethod, dice: Dice, _asked: Asked): Tree {
  const code = anyCode(method, dice);
  const isRefusal = typeof code === 'object' && 'raw' in code && !successes[method].includes(code.raw);
  const empty: readonly Tree[] = ['', '', '', raw('null'), [], members(), [''], raw('0'), raw('false'), '号码列表为空'];
  const brought = dice.chance(isRefusal ? 0.75 : 0.04) ? dice.pick(empty) : data[method](dice);
  return members(['code', code], ['msg', dice.pick(words)], ['data', dice.chance(0.03) ? anyOdd(dice) : brought]);
}
