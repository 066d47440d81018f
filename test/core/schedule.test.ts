import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { backoff, busyPause, firstPause, nextPause, readAgain } from '../../src/core/schedule.ts';

const still = () => 0;

test('pauses double from the first to the most', () => {
  const pauses = [1, 2, 3, 4, 5, 6].map((failures) => backoff(busyPause, failures, still));
  assert.deepEqual(pauses, [3_000, 6_000, 12_000, 24_000, 30_000, 30_000]);
  assert.deepEqual(
    [0, -1].map((failures) => backoff(readAgain, failures, still)),
    [400, 400],
  );
});

test('jitter adds up to a quarter and never takes away', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10_000 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (failures, random) => {
        const plain = backoff(readAgain, failures, still);
        const pause = backoff(readAgain, failures, () => random);
        assert.ok(pause >= plain && pause < plain * 1.25 + Number.EPSILON * plain);
        assert.ok(pause <= readAgain.most * 1.25);
      },
    ),
  );
});

const plan = { firstLook: 15_000, every: 15_000, giveUp: 300_000 };

test('the first pause is what is left of the first look since the rental', () => {
  assert.deepEqual(
    [0, 5_000, 15_000, 100_000].map((since) => firstPause(plan, since)),
    [15_000, 10_000, 0, 0],
  );
  assert.equal(firstPause(plan, null), 0);
  assert.equal(firstPause(plan, -5_000), 15_000, 'the wall clock was set back');
});

test('a wait that is shorter than the first look looks at its end', () => {
  assert.equal(firstPause({ ...plan, giveUp: 4_000 }, 0), 4_000);
  assert.equal(firstPause({ ...plan, giveUp: 0 }, 0), 0);
});

test('the pause after a look is cut short by the end of the wait', () => {
  assert.deepEqual(
    [15_000, 285_000, 290_000, 300_000, 310_000].map((waited) => nextPause(plan, waited)),
    [15_000, 15_000, 10_000, 0, 0],
  );
  assert.equal(nextPause(plan, 15_000, 3_000), 18_000);
  assert.equal(nextPause(plan, 299_000, 3_000), 1_000);
});

test('no wait without an end has a pause without one', () => {
  assert.equal(nextPause({ ...plan, giveUp: Number.POSITIVE_INFINITY }, 1e9), 15_000);
});
