import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createQueue } from '../../src/flows/queue.ts';

test('work is done in order, one after the other, and its end can be waited for', async () => {
  const queue = createQueue();
  const done: string[] = [];
  for (const name of ['first', 'second', 'third']) {
    queue.add(async () => {
      done.push(`${name} begins`);
      await Promise.resolve();
      done.push(`${name} ends`);
    });
  }
  await queue.end();
  assert.deepEqual(
    done,
    ['first', 'second', 'third'].flatMap((name) => [`${name} begins`, `${name} ends`]),
  );
});

test('a failure stops nothing that follows, and is thrown when it is asked for', async () => {
  const queue = createQueue();
  const failure = new Error('the first');
  let isFollowed = false;
  queue.add(() => Promise.reject(failure));
  queue.add(async () => {
    isFollowed = true;
  });
  assert.doesNotThrow(() => queue.throwIfFailed(), 'nothing has run yet');
  await assert.rejects(queue.end(), (error) => error === failure);
  assert.ok(isFollowed);
  assert.throws(
    () => queue.throwIfFailed(),
    (error) => error === failure,
  );
});
