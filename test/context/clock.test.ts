import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { systemClock } from '../../src/context/clock.ts';

const longestTimer = 2 ** 31 - 1;

/** Whether a promise is settled by now. */
function watch(promise: Promise<void>): () => Promise<string> {
  let state = 'pending';
  promise.then(
    () => {
      state = 'over';
    },
    () => {
      state = 'stopped';
    },
  );
  return async () => {
    await new Promise(setImmediate);
    return state;
  };
}

/** Node itself says on stderr where a timer is longer than it can hold, and then does not wait at all. */
async function warningsOf(t: TestContext, act: () => Promise<void>): Promise<string[]> {
  const warnings: string[] = [];
  const listen = (warning: Error) => warnings.push(warning.name);
  process.on('warning', listen);
  t.after(() => process.off('warning', listen));
  await act();
  await new Promise(setImmediate);
  return warnings;
}

for (const ms of [longestTimer, longestTimer + 1, 10 * longestTimer, Number.POSITIVE_INFINITY]) {
  test(`a sleep of ${ms} ms is one that the system can hold, and a stop ends it`, async (t) => {
    const stop = new AbortController();
    const reason = new Error('stopped');
    const warnings = await warningsOf(t, async () => {
      const sleep = systemClock.sleep(ms, stop.signal);
      const state = watch(sleep);
      assert.equal(await state(), 'pending');
      stop.abort(reason);
      await assert.rejects(sleep, (error) => error === reason);
    });
    assert.deepEqual(warnings, []);
  });
}

test('a sleep longer than the system’s longest timer ends when its time is over, and not before', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const state = watch(systemClock.sleep(2 * longestTimer + 5_000));
  for (const [passing, expected] of [
    [longestTimer, 'pending'],
    [longestTimer, 'pending'],
    [4_999, 'pending'],
    [1, 'over'],
  ] as const) {
    t.mock.timers.tick(passing);
    assert.equal(await state(), expected);
  }
});

test('a sleep until a moment that has just passed is over at once, without a word', async (t) => {
  for (const ms of [-0.001, -5]) assert.deepEqual(await warningsOf(t, () => systemClock.sleep(ms)), []);
});

test('a stop in the second stretch of a long sleep ends it too', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const stop = new AbortController();
  let wokenUp = 0;
  stop.signal.removeEventListener = () => {
    wokenUp += 1;
  };
  const state = watch(systemClock.sleep(longestTimer + 5_000, stop.signal));
  t.mock.timers.tick(longestTimer + 1_000);
  assert.equal(await state(), 'pending');
  stop.abort();
  assert.equal(await state(), 'stopped');
  t.mock.timers.tick(longestTimer);
  assert.equal(wokenUp, 0, 'no timer is left that would keep the process alive');
});

test('a sleep that was stopped before it began does not begin', async () => {
  const reason = new Error('stopped');
  await assert.rejects(systemClock.sleep(1e12, AbortSignal.abort(reason)), (error) => error === reason);
});

test('all that sleep under one signal share a listener, which goes with the last of them', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const stop = new AbortController();
  const { signal } = stop;
  const changes: string[] = [];
  for (const name of ['addEventListener', 'removeEventListener'] as const) {
    const change = signal[name];
    Reflect.set(signal, name, (...given: unknown[]) => {
      changes.push(name);
      Reflect.apply(change, signal, given);
    });
  }
  const states = [1_000, 2_000, 2_000].map((ms) => watch(systemClock.sleep(ms, signal)));
  t.mock.timers.tick(1_000);
  assert.deepEqual(await Promise.all(states.map((state) => state())), ['over', 'pending', 'pending']);
  assert.deepEqual(changes, ['addEventListener']);
  t.mock.timers.tick(1_000);
  assert.deepEqual(await Promise.all(states.map((state) => state())), ['over', 'over', 'over']);
  assert.deepEqual(changes, ['addEventListener', 'removeEventListener']);

  const later = [3_000, 4_000].map((ms) => watch(systemClock.sleep(ms, signal)));
  stop.abort();
  assert.deepEqual(await Promise.all(later.map((state) => state())), ['stopped', 'stopped']);
});
