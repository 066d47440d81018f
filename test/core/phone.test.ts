import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  callingCodes,
  describePhone,
  endingsOf,
  isSameNumber,
  looksLikeNumber,
  onlyDigits,
} from '../../src/core/phone.ts';

const facts: Readonly<Record<string, ReturnType<typeof describePhone>>> = {
  '+59173841704': { number: '+59173841704', country: 'BO', callingCode: '591' },
  '59173841704': { number: '+59173841704', country: 'BO', callingCode: '591' },
  '+8613473456789': { number: '+8613473456789', country: 'CN', callingCode: '86' },
  '+447400123456': { number: '+447400123456', country: 'GB', callingCode: '44' },
  '+12025550123': { number: '+12025550123', country: 'US', callingCode: '1' },
  '+77012345678': { number: '+77012345678', country: 'KZ', callingCode: '7' },
  '+79161234567': { number: '+79161234567', country: 'RU', callingCode: '7' },
  // What is no valid number keeps its spelling, and nothing is guessed.
  '+591': { number: '+591', country: null, callingCode: null },
  '17012345': { number: '17012345', country: null, callingCode: null },
  'not a number': { number: 'not a number', country: null, callingCode: null },
  '': { number: '', country: null, callingCode: null },
};
for (const [spelled, expected] of Object.entries(facts)) {
  test(`"${spelled}" says of itself: ${expected.country ?? 'nothing'}`, () => {
    assert.deepEqual(describePhone(spelled), expected);
  });
}

test('with a country, digits without a plus are in the national spelling of its country, and a plus is believed', () => {
  const home = { number: '+8613812345678', country: 'CN', callingCode: '86' };
  for (const spelled of ['13812345678', '138 1234 5678', '8613812345678', '+8613812345678', '\uff0b8613812345678']) {
    assert.deepEqual(describePhone(spelled, 'CN'), home, spelled);
  }
  assert.equal(describePhone('+59173841704', 'CN').country, 'BO');
  for (const spelled of ['66812345678', '10086', '']) {
    assert.deepEqual(describePhone(spelled, 'CN'), { number: spelled, country: null, callingCode: null }, spelled);
  }
  assert.equal(describePhone('13812345678', null).country, null);
});

test('a number that belongs to no one country has a calling code and no country', () => {
  assert.deepEqual(describePhone('+80012345678'), { number: '+80012345678', country: null, callingCode: '800' });
});

test('digits are digits, full-width ones too, and nothing else is', () => {
  assert.equal(onlyDigits('+591 (7) 384-17\u00a004'), '59173841704');
  assert.equal(onlyDigits('\uff15\uff19\uff11'), '591');
  assert.equal(onlyDigits('n4f'), '4');
  assert.equal(onlyDigits('none'), '');
});

const bolivia = '+59173841704';

const same = [
  '+59173841704',
  '59173841704',
  '0059173841704',
  '+591 7384-1704',
  '(591) 7384 1704',
  '73841704',
  '7384 1704',
];
for (const typed of same) {
  test(`"${typed}" means ${bolivia}`, () => assert.ok(isSameNumber(typed, bolivia, 'BO')));
}

const others = ['+73841704', '\uff0b73841704', '3841704', '173841704', '591738417040', '59173841705', '+', ''];
for (const typed of others) {
  test(`"${typed}" does not mean ${bolivia}`, () => assert.ok(!isSameNumber(typed, bolivia, 'BO')));
}

test('a national spelling needs the number’s country, its trunk zero may be there', () => {
  assert.ok(!isSameNumber('73841704', bolivia, null));
  assert.ok(!isSameNumber('73841704', bolivia, 'TH'));
  for (const typed of ['07911123456', '7911 123 456', '(0) 7911 123456']) {
    assert.ok(isSameNumber(typed, '+447911123456', 'GB'), typed);
  }
});

test('nothing means a number without digits', () => {
  assert.ok(!isSameNumber('', '', 'BO'));
  assert.ok(!isSameNumber('+', '+', null));
});

test('a number means itself however it is broken up', () => {
  const separators = fc.array(fc.constantFrom('', ' ', '-', '.', '\u00a0', '(', ')', '\u2013', '\u200e'), {
    minLength: 11,
    maxLength: 11,
  });
  fc.assert(
    fc.property(separators, fc.constantFrom('', '+', '00', '\uff0b'), (marks, before) => {
      const typed = before + [...'59173841704'].map((digit, index) => digit + (marks[index] ?? '')).join('');
      assert.ok(looksLikeNumber(typed));
      assert.ok(isSameNumber(typed, bolivia, 'BO'));
    }),
  );
});

const numbers = [
  '+59173841704',
  '12345',
  '591 738 41704',
  '(591) 738-41.704',
  '+591\u201373841704',
  '\uff0b\uff15\uff19\uff11\uff17\uff13',
  '\u202a+591 7384 1704\u202c',
  '\uff08591\uff0973841704',
];
const names = [
  'n8mszrxam',
  '1234',
  '+591',
  '',
  ' ',
  '5917384170x',
  'ext 12345',
  '12345;6',
  '\u0661\u0662\u0663\u0664\u0665',
];

test('a number looks like one, a lease id does not', () => {
  assert.deepEqual(
    numbers.filter((text) => !looksLikeNumber(text)),
    [],
  );
  assert.deepEqual(names.filter(looksLikeNumber), []);
});

test('calling codes are known for every country that has one', () => {
  const codes = callingCodes();
  assert.deepEqual([codes.BO, codes.US, codes.KZ, codes.CN], ['591', '1', '7', '86']);
  assert.ok(Object.values(codes).every((code) => /^\d{1,3}$/.test(code)));
  assert.equal(codes.AQ, undefined);
});

test('the endings of what is typed are its last five digits, with 00 before it and without', () => {
  assert.deepEqual(endingsOf('+591 7384-1704'), ['41704']);
  assert.deepEqual(endingsOf('\uff10\uff10\uff15\uff19\uff11\uff11'), ['05911', '5911']);
  assert.deepEqual(endingsOf('12345'), ['12345']);
});

test('in every country, a number ends as each spelling does that means it', () => {
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 6, maxLength: 15 });
  const countries = fc.constantFrom(...Object.keys(callingCodes()));
  fc.assert(
    fc.property(countries, digits, fc.constantFrom('', '0', '00', '8', '011'), (country, rest, before) => {
      const typed = `${before}${rest}`;
      const { number } = describePhone(typed, country);
      if (!isSameNumber(typed, number, country)) return;
      assert.ok(endingsOf(typed).includes(onlyDigits(number).slice(-5)), `${typed}, ${number}`);
    }),
    { numRuns: 5000 },
  );
});
