import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { printable, printableLines, safeJson } from '../../src/core/printable.ts';
import { fragments, invisibles, sequences } from '../terminal/hostile-texts.ts';

const unsafe =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Bidi_Control}\p{Noncharacter_Code_Point}\u{e0000}-\u{e007f}\u{fff9}-\u{fffb}]/u;

/** Letters of many scripts mixed with everything a terminal might obey. */
const nasty = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(...sequences, ...invisibles, ...fragments),
      fc.constantFrom(
        '\x1b',
        '[',
        ']',
        '\x9d',
        '\x9c',
        '\x07',
        '\n',
        '\r',
        '\t',
        '\u200d',
        '\u200c',
        '\ufe0f',
        '\ud83d',
        '👨',
        'ک',
        'ʼ',
        '\u{e0101}',
      ),
    ),
  )
  .map((parts) => parts.join(''));

describe('printable', () => {
  it('knows at least 200 control sequences to be tested with', () => {
    assert.ok(new Set(sequences).size >= 200, `${sequences.length}`);
  });

  it('drops every whole control sequence and nothing else', () => {
    for (const sequence of sequences) {
      assert.equal(printable(`码 12${sequence}34 码`), '码 1234 码', JSON.stringify(sequence));
    }
  });

  it('drops characters that turn or hide text', () => {
    for (const invisible of invisibles) {
      assert.equal(printable(`码 12${invisible}34 码`), '码 1234 码', JSON.stringify(invisible));
    }
  });

  it('keeps the text behind a sequence that is never ended', () => {
    for (const fragment of fragments) {
      const shown = printable(`code 12${fragment}34 bye`);
      assert.match(shown, /^code 12.*34 bye$/u, JSON.stringify(fragment));
      assert.doesNotMatch(shown, unsafe);
    }
    assert.equal(printable('code \x1b[482913'), 'code 482913');
    assert.equal(printable('a\x1b]0;one\ntwo\x07b'), 'a0;one twob');
  });

  it('puts line breaks and tabs of every kind as one space', () => {
    for (const gap of ['\n', '\r\n', '\r', '\t', '\v', '\f', '\x85', '\u2028', '\u2029', '\r\n\t\n']) {
      assert.equal(printable(`a${gap}b`), 'a b', JSON.stringify(gap));
    }
  });

  it('shows what cannot be read as a replacement character', () => {
    assert.equal(printable('a\ud83db\udc00c'), 'a\ufffdb\ufffdc');
    assert.equal(printable('a\ue000b\u{f0000}c\uffffd\ufdd0'), 'a\ufffdb\ufffdc\ufffdd\ufffd');
  });

  const unchanged = [
    '',
    'Your code is 482913.',
    '【淘码】您的验证码是 482913，5 分钟内有效。',
    'e\u0301 Å ñ ﬁ',
    'رمز التحقق هو ١٢٣٤',
    'می\u200cخواهم',
    'क\u094d\u200dष \u0d28\u0d4d\u200d',
    'קוד אימות',
    'ไทยน้ำ ខ្មែរ မြန်မာ བོད',
    '\u1820\u180b\u1820\u180e\u1820',
    '각 \u1112\u1161\u11ab ｶﾞ カ゛',
    '👨‍👩‍👧 👍🏽 🇨🇳 1️⃣ ❤️ 🏳️‍🌈 🏴 ☺',
    '葛\u{e0100}',
    '\u00a0\u3000—…€½',
    '\u0600\u0661',
  ];
  it('leaves all scripts, combining marks and emoji as they are', () => {
    for (const text of unchanged) assert.equal(printable(text), text);
  });

  it('keeps joiners and selectors only where they join or select something', () => {
    assert.equal(printable('pay\u200dpal\u200c'), 'paypal');
    assert.equal(printable('👨\u200d\u200d\u200d👩'), '👨\u200d👩');
    assert.equal(printable('a \ufe0f\ufe0f\u{e0100}b\ufe0f\ufe0e'), 'a b\ufe0f');
    assert.equal(printable('\u{1f3f4}\u{e0067}\u{e0062}\u{e007f}'), '\u{1f3f4}');
    assert.equal(printable('\ufe0fa'), 'a', 'at the beginning there is nothing to select');
  });

  it('gives only printable characters, whatever came', () => {
    fc.assert(fc.property(nasty, (text) => assert.doesNotMatch(printable(text), unsafe)));
  });

  it('changes nothing the second time', () => {
    fc.assert(fc.property(nasty, (text) => assert.equal(printable(printable(text)), printable(text))));
  });

  it('leaves text without controls as it is', () => {
    const harmless = /[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}]/u;
    const clean = fc
      .oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }))
      .map((text) => [...text].filter((each) => harmless.test(each)).join(''));
    fc.assert(
      fc.property(clean, (text) => {
        fc.pre(!/\p{Default_Ignorable_Code_Point}/u.test(text));
        assert.equal(printable(text), text);
      }),
    );
  });

  it('does not choke on a long row of beginnings', () => {
    for (const start of [
      '\x1b[',
      '\x1b]',
      '\x9d',
      '\x1bP',
      '\x1b[1;',
      '\x1b ',
      'e\u0301',
      '👨\u200d',
      '\t',
      '\x1b]0;x',
    ]) {
      const text = start.repeat(2 ** 18 / start.length);
      assert.doesNotMatch(printable(text), unsafe);
      assert.doesNotMatch(printable(`${start}${'1'.repeat(2 ** 18)}`), unsafe);
    }
  });
});

describe('printableLines', () => {
  it('keeps line breaks of every kind as line feeds, empty lines included', () => {
    assert.equal(printableLines('a\r\nb\rc\n\nd\u2028e\x85f\vg'), 'a\nb\nc\n\nd\ne\nf\ng');
  });

  it('drops and replaces the same as printable', () => {
    for (const sequence of sequences) {
      assert.equal(printableLines(`码 12${sequence}34\n码`), '码 1234\n码', JSON.stringify(sequence));
    }
    assert.equal(printableLines('a\tb\x00c\x7f\u202ed\ue000\n'), 'a bcd\ufffd\n');
  });

  it('is printable line by line', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const shown = printableLines(text);
        assert.equal(printableLines(shown), shown);
        for (const line of shown.split('\n')) assert.equal(printable(line), line);
      }),
    );
  });
});

describe('safeJson', () => {
  it('gives the identical value back', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) =>
        assert.equal(JSON.stringify(JSON.parse(safeJson(value))), JSON.stringify(value)),
      ),
    );
    fc.assert(fc.property(nasty, (text) => assert.equal(JSON.parse(safeJson(text)), text)));
    assert.equal(JSON.parse(safeJson('\ud83d \udc00')), '\ud83d \udc00');
  });

  it('holds nothing that printable would change', () => {
    fc.assert(
      fc.property(nasty, (text) => assert.equal(printable(safeJson({ [text]: text })), safeJson({ [text]: text }))),
    );
    for (const text of [...sequences, ...invisibles, ...fragments]) {
      const json = safeJson([text]);
      assert.equal(printable(json), json);
      assert.deepEqual(JSON.parse(json), [text]);
    }
  });

  it('escapes as JSON does and leaves letters readable', () => {
    assert.equal(
      safeJson({ a: '\x7f\x9b\u202e\u2028\ufeff\u{e0041}\ud800' }),
      '{"a":"\\u007f\\u009b\\u202e\\u2028\\ufeff\\udb40\\udc41\\ud800"}',
    );
    assert.equal(safeJson(['验证码', 'é', '👍', null, 1.5]), '["验证码","é","👍",null,1.5]');
    assert.equal(safeJson(undefined), 'null');
  });
});

describe('the quick way', () => {
  it('lets no character pass that the thorough one changes', () => {
    // Beside a private character, which is changed, every other one is looked at.
    const others: string[] = [];
    for (let point = 0; point <= 0xffff; point++) {
      const character = String.fromCodePoint(point);
      const quick = printable(character);
      if (printable(`${character}\u{E000}`) !== `${quick}\u{FFFD}`) others.push(point.toString(16));
      if (JSON.parse(safeJson(`${character}\u{E000}`))[0] !== JSON.parse(safeJson(character))[0])
        others.push(point.toString(16));
      if (safeJson(`${character}\u{E000}`).slice(0, -7) !== safeJson(character).slice(0, -1))
        others.push(point.toString(16));
    }
    assert.deepEqual(others, []);
  });
});
