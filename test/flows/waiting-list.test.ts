import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWaitingList } from '../../src/flows/waiting-list.ts';
import { startWatch, type Watch } from '../../src/flows/watch.ts';

function watchOf(number: string, due: number, alone = false): Watch {
  const target = { lease: null, platformNumber: number, number, project: '9', multi: false };
  const plan = { firstLook: 0, every: 10_000, giveUp: 60_000 };
  return { ...startWatch(target, plan, { elapsed: 0, sinceRented: null }), due, alone };
}

const numbersOf = (watches: readonly Watch[]): string =>
  watches.map(({ target }) => target.platformNumber ?? '').join('');

test('numbers come in the order in which they are due, those of the same moment as they were put in', () => {
  const list = createWaitingList([watchOf('c', 30), watchOf('a', 10)]);
  for (const one of [watchOf('b', 20), watchOf('B', 20), watchOf('0', 0), watchOf('d', 40)]) list.add(one);
  assert.deepEqual([numbersOf(list.all()), list.size, list.due()], ['0abBcd', 6, 0]);
});

test('those that are due within half an interval share a call, as many as it takes', () => {
  const watches = [watchOf('a', 0), watchOf('b', 5_000), watchOf('c', 5_001)];
  assert.equal(numbersOf(createWaitingList(watches).take(50)), 'ab');
  const list = createWaitingList(watches);
  assert.deepEqual([numbersOf(list.take(1)), numbersOf(list.all())], ['a', 'bc']);
});

test('one that is to be looked at alone shares no call', () => {
  const watches = [watchOf('a', 0), watchOf('B', 1, true), watchOf('c', 2)];
  const list = createWaitingList(watches);
  assert.deepEqual([numbersOf(list.take(50)), numbersOf(list.take(50)), list.size], ['ac', 'B', 0]);
  const first = createWaitingList([watchOf('A', 0, true), watchOf('b', 1)]);
  assert.deepEqual([numbersOf(first.take(50)), numbersOf(first.all())], ['A', 'b']);
});

test('an empty list is never due', () => {
  const list = createWaitingList([]);
  assert.deepEqual([list.due(), list.take(5)], [Number.POSITIVE_INFINITY, []]);
});
