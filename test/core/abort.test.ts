import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import { onAbort } from '../../src/core/abort.ts';

test('all who listen are told, once, and share one listener', () => {
  const controller = new AbortController();
  const told: number[] = [];
  for (const listener of [1, 2, 3]) onAbort(controller.signal, () => told.push(listener));
  assert.equal(getEventListeners(controller.signal, 'abort').length, 1);
  controller.abort();
  controller.abort();
  assert.deepEqual(told, [1, 2, 3]);
});

test('whoever has had enough is not told, and nothing stays when nobody listens any more', () => {
  const controller = new AbortController();
  const told: string[] = [];
  const unheard = onAbort(controller.signal, () => told.push('left'));
  const last = onAbort(controller.signal, () => told.push('stayed'));
  unheard();
  unheard();
  const again = onAbort(controller.signal, () => told.push('came'));
  last();
  again();
  assert.equal(getEventListeners(controller.signal, 'abort').length, 0);
  onAbort(controller.signal, () => told.push('late'));
  controller.abort();
  assert.deepEqual(told, ['late']);
});

test('one who leaves while all are told is not told after it', () => {
  const controller = new AbortController();
  const told: string[] = [];
  let unheard = () => {};
  onAbort(controller.signal, () => unheard());
  unheard = onAbort(controller.signal, () => told.push('second'));
  controller.abort();
  assert.deepEqual(told, []);
});
