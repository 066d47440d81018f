import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { printable } from '../../src/core/printable.ts';
import { displayWidth, fold, truncate, wrap } from '../../src/terminal/width.ts';

const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' })).map(printable);

describe('displayWidth', () => {
  const widths: readonly [text: string, columns: number][] = [
    ['', 0],
    ['abc 123', 7],
    ['验证码', 6],
    ['ｆｕｌｌ', 8],
    ['ﾊﾟｶﾞ', 4],
    ['각', 2],
    ['\u1112\u1161\u11ab', 2],
    ['e\u0301', 1],
    ['ไทยน้ำ', 5],
    ['רמז', 3],
    ['👍', 2],
    ['👍🏽', 2],
    ['👨‍👩‍👧', 2],
    ['🇨🇳', 2],
    ['🇨', 1],
    ['1️⃣', 2],
    ['❤️', 2],
    ['❤', 1],
    ['葛\u{e0100}', 2],
    ['𠮷', 2],
    ['…', 1],
    ['\u3000', 2],
  ];
  for (const [shown, columns] of widths) {
    it(`gives ${columns} to ${JSON.stringify(shown)}`, () => assert.equal(displayWidth(shown), columns));
  }
});

describe('the quick way', () => {
  it('gives a Latin or Chinese character the columns that the tables of Unicode give it', () => {
    // With an accent behind it, a character is looked up.
    const others: string[] = [];
    for (let point = 0x20; point <= 0xff60; point++) {
      const character = String.fromCodePoint(point);
      if (/[\p{Mark}\p{Cc}\p{Cs}\p{Cf}]/u.test(character)) continue;
      if (displayWidth(character) !== displayWidth(`${character}\u0301`)) others.push(point.toString(16));
    }
    assert.deepEqual(others, []);
  });
});

describe('truncate', () => {
  it('leaves alone what fits', () => {
    assert.equal(truncate('验证码', 6), '验证码');
  });

  it('ends what does not fit with an ellipsis inside of the width', () => {
    assert.equal(truncate('abcdef', 4), 'abc…');
    assert.equal(truncate('验证码', 5), '验证…');
    assert.equal(truncate('验证码', 4), '验…');
    assert.equal(truncate('👨‍👩‍👧👨‍👩‍👧', 3), '👨‍👩‍👧…');
    assert.equal(truncate('abc', 1), '…');
    assert.equal(truncate('abc', 0), '');
  });

  it('never takes more columns than there are', () => {
    fc.assert(
      fc.property(text, fc.nat(20), (shown, width) => {
        const cut = truncate(shown, width);
        assert.ok(displayWidth(cut) <= width);
        if (cut !== shown) assert.ok(shown.startsWith(cut.replace(/…$/u, '')));
      }),
    );
  });
});

describe('wrap', () => {
  it('leaves with a character what is a part of it', () => {
    assert.deepEqual(wrap('葛\u{E0101}葛\u{E0101}葛\u{FE0F}', 2), ['葛\u{E0101}', '葛\u{E0101}', '葛\u{FE0F}']);
    assert.deepEqual(fold('一二三四五六七\u{FE0F}八', 14), ['一二三四五六七\u{FE0F}', '  八']);
  });

  it('breaks at spaces, and inside of words that are longer than a line', () => {
    assert.deepEqual(wrap('Your code is 482913.', 12), ['Your code is', '482913.']);
    assert.deepEqual(wrap('abcdefgh ij', 4), ['abcd', 'efgh', 'ij']);
    assert.deepEqual(wrap('您的验证码是', 5), ['您的', '验证', '码是']);
    assert.deepEqual(wrap('', 5), ['']);
  });

  it('keeps every character but spaces and never takes more columns than there are', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 8, max: 20 }), (shown, width) => {
        const lines = wrap(shown, width);
        for (const line of lines) assert.ok(displayWidth(line) <= width, line);
        assert.equal(lines.join('').replace(/\s/g, ''), shown.replace(/\s/g, ''));
      }),
    );
  });

  it('breaks Chinese between characters, but never before the mark that closes or after the one that opens', () => {
    assert.deepEqual(wrap('按平台的要求，查询（仅一次）smsctl help。', 13), [
      '按平台的要',
      '求，查询（仅',
      '一次）',
      'smsctl help。',
    ]);
    assert.deepEqual(wrap('见 smsctl help exit-codes 的说明', 10), ['见 smsctl', 'help', 'exit-codes', '的说明']);
  });
});

describe('a command line in a text', () => {
  it('is not broken where it fits into a line', () => {
    assert.deepEqual(wrap('Then: smsctl wait-code h123456789 --sandbox', 40), [
      'Then:',
      'smsctl wait-code h123456789 --sandbox',
    ]);
    assert.deepEqual(wrap('Then: smsctl wait-code h123456789 --sandbox', 20), [
      'Then: smsctl',
      'wait-code h123456789',
      '--sandbox',
    ]);
  });

  it('ends where the sentence goes on', () => {
    assert.deepEqual(wrap('smsctl numbers --all lists the ledger.', 22), ['smsctl numbers --all', 'lists the ledger.']);
    assert.deepEqual(wrap('See (smsctl config list), then', 22), ['See', '(smsctl config list),', 'then']);
    assert.deepEqual(wrap('smsctl balance -p durian. For more', 25), ['smsctl balance -p durian.', 'For more']);
    assert.deepEqual(wrap('用 smsctl balance -p durian，再看', 29), ['用 smsctl balance -p durian，', '再看']);
  });
});

describe('fold', () => {
  it('indents what goes on further than where it began', () => {
    assert.deepEqual(fold('  What to do: one two three', 18), ['  What to do: one', '    two three']);
    assert.deepEqual(fold('  可以这样：查看账本', 14), ['  可以这样：查', '    看账本']);
    assert.deepEqual(fold('fits', 4), ['fits']);
  });

  it('never cuts a word or a command line, however narrow it is', () => {
    assert.deepEqual(fold('See /a/path/longer/than/that and smsctl wait-code h123456789.', 12), [
      'See',
      '  /a/path/longer/than/that',
      '  and',
      '  smsctl wait-code h123456789.',
    ]);
  });
});
