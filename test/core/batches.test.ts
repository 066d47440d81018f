import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { batches, groups } from '../../src/core/batches.ts';

test('a list is cut into runs, the last one shorter', () => {
  assert.deepEqual(batches([1, 2, 3, 4, 5], 2), [[1, 2], [3, 4], [5]]);
  assert.deepEqual(batches([1, 2], 50), [[1, 2]]);
  assert.deepEqual(batches([], 3), []);
});

test('nothing is lost, doubled or moved by cutting', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 60 }), (items, size) => {
      const cut = batches(items, size);
      assert.deepEqual(cut.flat(), items);
      assert.equal(cut.length, Math.ceil(items.length / size));
      assert.ok(cut.every((run) => run.length >= 1 && run.length <= size));
    }),
  );
});

test('groups come in the order of their first item, and keep the order within', () => {
  assert.deepEqual(
    groups(['b1', 'a1', 'b2', 'c1', 'a2'], (item) => item[0] ?? ''),
    [['b1', 'b2'], ['a1', 'a2'], ['c1']],
  );
  assert.deepEqual(groups([], String), []);
});

test('keys that objects know by themselves are keys like others', () => {
  assert.deepEqual(
    groups(['__proto__', 'constructor', '__proto__'], (item) => item),
    [['__proto__', '__proto__'], ['constructor']],
  );
});
