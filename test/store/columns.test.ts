import assert from 'node:assert/strict';
import { test } from 'node:test';
import { integerIn, integerOrNullIn, jsonIn, textIn, textOrNullIn } from '../../src/store/columns.ts';
import type { Row } from '../../src/store/database.ts';

type Reader = (row: Row, name: string) => unknown;

const fine: readonly [read: Reader, value: Row[string], meant: unknown][] = [
  [textIn, 'a', 'a'],
  [textIn, '', ''],
  [textOrNullIn, 'a', 'a'],
  [textOrNullIn, null, null],
  [integerIn, 0, 0],
  [integerOrNullIn, 5, 5],
  [integerOrNullIn, null, null],
  [jsonIn, '{"a":[1]}', { a: [1] }],
];

const broken: readonly [read: Reader, value: Row[string]][] = [
  [textIn, null],
  [textIn, 1],
  [textOrNullIn, 1],
  [integerIn, '1'],
  [integerIn, null],
  [integerIn, 1n],
  [integerOrNullIn, ''],
  [jsonIn, '{'],
  [jsonIn, null],
];

for (const [read, value, meant] of fine) {
  test(`${read.name} reads ${JSON.stringify(value)}`, () => assert.deepEqual(read({ column: value }, 'column'), meant));
}

for (const [read, value] of broken) {
  test(`${read.name} takes no ${typeof value} ${value} and names the column`, () => {
    assert.throws(() => read({ column: value } as Row, 'column'), { name: 'DecodeError', message: 'column' });
  });
}

test('a column that is not there is no null', () => {
  for (const [read] of broken) {
    assert.throws(() => read({}, 'column'), { name: 'DecodeError' });
  }
});
