import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shortWays } from '../../scripts/build/digit-patterns.ts';

describe('patterns in few letters', () => {
  const cases = [
    { ways: ['2[1-35-9]\\d{6}', '24\\d{6}'], among: '[2-9]\\d{7}', lengths: [8], short: ['2[1-9].*'] },
    { ways: ['(?:31|32)4\\d'], among: '\\d{4}', lengths: [4], short: ['3[12]4.*'] },
    { ways: ['[2-8]\\d{2}', '5\\d{3}'], among: '[2-8]\\d{2,3}', lengths: [3, 4], short: ['.*', '5.*'] },
  ];
  for (const { ways, among, lengths, short: wanted } of cases) {
    it(`${ways.join(' or ')} among ${among}`, () => {
      const all = ways.map((pattern) => ({ pattern, lengths }));
      const found = shortWays({ ways: all, among, lengths });
      assert.deepEqual(
        found.map(({ pattern }) => pattern),
        wanted,
      );
    });
  }

  it('are refused where one is not understood', () => {
    const ways = [{ pattern: '(?!1)\\d', lengths: [1] }];
    assert.throws(() => shortWays({ ways, among: '\\d', lengths: [1] }), /what is at 0/);
  });
});
