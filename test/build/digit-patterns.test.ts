import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type MetadataJson, parsePhoneNumberFromString } from 'libphonenumber-js/core';
import whole from 'libphonenumber-js/metadata.max.json';
import { shortWays } from '../../scripts/build/digit-patterns.ts';
import { asked, type Metadata } from '../../scripts/build/phone-tables.ts';

const short = asked(whole as unknown as Metadata) as unknown as MetadataJson;
const long = whole as unknown as MetadataJson;

/** Texts of digits, the same in every run. */
function* numbers(count: number): Generator<string> {
  let seed = 1;
  for (let done = 0; done < count; done += 1) {
    seed = (seed * 48_271) % 2_147_483_647;
    yield String(seed).padStart(10, '0').slice(-10);
  }
}

describe('the tables of phone numbers in the package', () => {
  it('say of numbers what the whole ones say', () => {
    const answers = new Set<string>();
    for (const [country, codes] of Object.entries(short.countries)) {
      const [code] = codes as unknown as readonly [string];
      for (const digits of numbers(60)) {
        for (const length of [7, 8, 9, 10]) {
          const number = `+${code}${digits.slice(0, length)}`;
          const [one, other] = [short, long].map((tables) => {
            const parsed = parsePhoneNumberFromString(number, tables);
            return [parsed?.isValid(), parsed?.number, parsed?.country, parsed?.nationalNumber].join(' ');
          });
          assert.equal(one, other, `${country} ${number}`);
          answers.add(String(one).split(' ')[0] ?? '');
        }
      }
    }
    assert.deepEqual([...answers].sort(), ['false', 'true']);
  });
});

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
