import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearestTo } from '../../src/core/nearest.ts';

const known = ['durian', 'zhima', 'taoma', 'get-number', 'TH', 'apiKey'];

const cases: readonly [typed: string, meant: string | null][] = [
  ['durain', 'durian'],
  ['Durian', 'durian'],
  ['durin', 'durian'],
  ['get-numbers', 'get-number'],
  ['gt-nmber', 'get-number'],
  ['zima', 'zhima'],
  ['apikey', 'apiKey'],
  ['th ', 'TH'],
  ['visa', null],
  ['', null],
  ['x', null],
  ['d'.repeat(100), null],
];

for (const [typed, meant] of cases) {
  test(`"${typed.slice(0, 20)}" ${meant === null ? 'is near to nothing' : `was meant to be ${meant}`}`, () => {
    assert.equal(nearestTo(typed, known), meant);
  });
}

test('where nothing is known nothing is suggested', () => {
  assert.equal(nearestTo('durian', []), null);
});
