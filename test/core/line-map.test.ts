import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findLine, type OriginFrom, packLines } from '../../src/core/line-map.ts';

const code = 'a(b(c),d),e(f);g(h),i(j)';
const at = (name: string): number => code.indexOf(name);
const origins: readonly OriginFrom[] = [
  { offset: at('a'), source: 'src/one.ts', line: 7 },
  { offset: at('b'), source: 'src/one.ts', line: 8 },
  { offset: at('e'), source: null, line: 0 },
  { offset: at('g'), source: 'src/two.ts', line: 300 },
  { offset: at('i'), source: 'src/one.ts', line: 5 },
];

describe('the lines that a file was made from', () => {
  for (const [name, source, line] of [
    ['a', 'src/one.ts', 7],
    ['b', 'src/one.ts', 8],
    ['c', 'src/one.ts', 8],
    ['d', 'src/one.ts', 8],
    ['g', 'src/two.ts', 300],
    ['h', 'src/two.ts', 300],
    ['i', 'src/one.ts', 5],
    ['j', 'src/one.ts', 5],
  ] as const) {
    it(`are found again: ${name} at line ${line}`, () => {
      assert.deepEqual(findLine(code, packLines(code, origins), at(name)), { source, line });
    });
  }

  it('are none where nobody has made it', () => {
    for (const name of ['e', 'f']) assert.equal(findLine(code, packLines(code, origins), at(name)), null);
  });

  it('are none before the first that is known', () => {
    assert.equal(findLine(code, packLines(code, origins.slice(3)), at('a')), null);
  });

  it('are none in a map of nothing, or in what is none', () => {
    for (const packed of ['', '\n', 'src/one.ts\nx', packLines(code, [])])
      assert.equal(findLine(code, packed, 3), null);
  });
});
