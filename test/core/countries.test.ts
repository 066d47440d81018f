import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countriesIn, countryMeant } from '../../src/core/countries.ts';

const meant: readonly [typed: string, code: string | null][] = [
  ['Bolivia', 'BO'],
  ['bolivia', 'BO'],
  ['Tailand', 'TH'],
  ['玻利维亚', 'BO'],
  ['泰国', 'TH'],
  ['nowhere at all', null],
  ['12345', null],
  ['', null],
];

for (const [typed, code] of meant) {
  test(`"${typed}" is meant to be ${code ?? 'no country'}`, () => {
    assert.equal(countryMeant(typed)?.code ?? null, code);
  });
}

test('the list has the countries, each under its one code', () => {
  const known = countriesIn('zh-CN');
  assert.ok(known.length >= 249, String(known.length));
  assert.equal(known.find(({ code }) => code === 'GB')?.name, '英国');
  for (const none of ['UK', 'EU', 'ZZ', 'XA'])
    assert.equal(
      known.some(({ code }) => code === none),
      false,
      none,
    );
});
