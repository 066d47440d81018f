import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { extractCode } from '../../src/core/extract-code.ts';
import messages from './otp/messages.json' with { type: 'json' };
import moreMessages from './otp/more-messages.json' with { type: 'json' };

const corpora = { 'the sample messages': messages, 'the further messages': moreMessages };

for (const [name, corpus] of Object.entries(corpora)) {
  suite(`extractCode reads ${name}`, () => {
    for (const { text, code, lang, note } of corpus) {
      test(`${lang}, ${note}: ${code ?? 'no code'} in ${JSON.stringify(text)}`, () => {
        assert.equal(extractCode(text), code);
      });
    }
  });
}

suite('extractCode takes a text that is only a code', () => {
  const bare: ReadonlyArray<readonly [string, string]> = [
    ['482913', '482913'],
    ['0042', '0042'],
    ['637-322', '637322'],
    ['409 6882', '4096882'],
    ['G-830415', '830415'],
    ['T7Q4X9LM', 'T7Q4X9LM'],
    [' 482913.\n', '482913'],
    ['４８２９１３', '482913'],
    ['【Nimbus】482913', '482913'],
  ];
  for (const [text, code] of bare) test(JSON.stringify(text), () => assert.equal(extractCode(text), code));
});

suite('extractCode takes no number that stands alone for something else', () => {
  const others = ['', ' ', '123', '482913771', '$4,829.13', '12/05/2024', '10:30', '+1 415 555 0132', '50%', '2048 MB'];
  for (const text of others) test(JSON.stringify(text), () => assert.equal(extractCode(text), null));
});

suite('extractCode prefers the line for browsers', () => {
  test('over every other number of the text', () => {
    assert.equal(extractCode('Your code is 111111.\n\n@example.com #123456'), '123456');
  });
  test('also with an embedded frame', () => {
    assert.equal(extractCode('Your code: 123456\n@example.com #123456 @pay.example.org'), '123456');
  });
});

const code = fc.stringMatching(/^[0-9]{6}$/);
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        'code',
        '验证码',
        'OTP',
        ' ',
        '\n',
        '.',
        ':',
        '-',
        '12',
        '482913',
        '@a.io #',
        'A1',
        '٤',
        '$',
        '*',
      ),
      {
        maxLength: 80,
      },
    )
    .map((parts) => parts.join('')),
);

suite('extractCode holds for every text', () => {
  test('it returns null or 4 to 10 ASCII letters and digits, and never throws', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const found = extractCode(text);
        assert.ok(found === null || /^[A-Za-z0-9]{4,10}$/.test(found), String(found));
      }),
      { numRuns: 500 },
    );
  });

  test('a plain code is found whatever its digits', () => {
    fc.assert(fc.property(code, (digits) => assert.equal(extractCode(`Your verification code is ${digits}.`), digits)));
  });

  test('characters nobody sees do not hide a code', () => {
    const unseen = fc.string({
      unit: fc.constantFrom(
        '\u200B',
        '\u200C',
        '\u200D',
        '\u200E',
        '\u200F',
        '\u202A',
        '\u202C',
        '\u2066',
        '\u2069',
        '\uFEFF',
        '\u00AD',
      ),
      maxLength: 5,
    });
    fc.assert(
      fc.property(code, unseen, unseen, unseen, (digits, before, within, after) => {
        const hidden = `${before}${digits.slice(0, 3)}${within}${digits.slice(3)}${after}`;
        assert.equal(extractCode(`Your code: ${hidden}`), digits);
      }),
    );
  });

  test('text without digits or capitals has no code', () => {
    const prose = fc.string({
      unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz ,.!?:\nяжкод验证码のرمز'),
      maxLength: 200,
    });
    fc.assert(fc.property(prose, (text) => assert.equal(extractCode(text), null)));
  });
});

suite('extractCode reads the digits of every script', () => {
  const zeros = {
    Arabic: '٠',
    'Eastern Arabic': '۰',
    Devanagari: '०',
    Bengali: '০',
    Gurmukhi: '੦',
    Gujarati: '૦',
    Odia: '୦',
    Tamil: '௦',
    Telugu: '౦',
    Kannada: '೦',
    Malayalam: '൦',
    Thai: '๐',
    Lao: '໐',
    Tibetan: '༠',
    Myanmar: '၀',
    Khmer: '០',
    Mongolian: '᠐',
    'full-width': '０',
    'mathematical bold': '𝟎',
    'mathematical monospace': '𝟶',
  };
  for (const [script, zero] of Object.entries(zeros)) {
    test(script, () => {
      const first = zero.codePointAt(0) ?? 0;
      const native = [...'9048271653'].map((digit) => String.fromCodePoint(first + Number(digit))).join('');
      assert.equal(extractCode(`OTP: ${native.slice(0, (native.length / 10) * 8)}`), '90482716');
    });
  }
});

suite('extractCode comes to an end on hostile texts of 100 kB', () => {
  const units = [
    '1',
    '1 ',
    '1-',
    '1.',
    '1,',
    'a',
    'A1-',
    'a.',
    'a@a.',
    '*1',
    '#1',
    '(1) ',
    '+1 (',
    'http://',
    'code ',
    '验证码',
  ];
  for (const unit of [
    ...units,
    'USD 1 ',
    'jan 1 ',
    '\n',
    '\u200B',
    '\uD83D',
    'a\u0301',
    'ᄀ',
    '\u{1D7FF}',
    'code 4821 order ',
  ]) {
    test(JSON.stringify(unit), () => {
      const found = extractCode(unit.repeat(Math.ceil(100_000 / unit.length)));
      assert.ok(found === null || found === '4821', String(found));
    });
  }
});
