import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDuration } from '../../src/core/duration.ts';

const good: Readonly<Record<string, number>> = {
  '90s': 90_000,
  '5m': 300_000,
  '1h30m': 5_400_000,
  '1h': 3_600_000,
  '1h2m3s': 3_723_000,
  '7d': 604_800_000,
  '1d12h': 129_600_000,
  '1h3s': 3_603_000,
  '45': 45_000,
  '0': 0,
  '0s': 0,
  '1.5': 1_500,
  '0.25s': 250,
  '1.5h': 5_400_000,
  ' 5M ': 300_000,
  '090s': 90_000,
  '999999999': 999_999_999_000,
};
for (const [text, milliseconds] of Object.entries(good)) {
  test(`"${text}" is ${milliseconds} ms`, () => assert.equal(parseDuration(text), milliseconds));
}

const bad = [
  '',
  ' ',
  's',
  'h',
  '5x',
  '5 m',
  '-5',
  '-5s',
  '+5',
  '5m1h',
  '5s5s',
  '1w',
  '1h1d',
  '100ms',
  '5m30',
  '1e3',
  'NaN',
  'Infinity',
  '.5',
  '5.',
  '1.2345s',
  '9999999999',
  '５m',
  '5m\n5m',
];
for (const text of bad) {
  test(`${JSON.stringify(text)} is no duration`, () => assert.equal(parseDuration(text), null));
}
