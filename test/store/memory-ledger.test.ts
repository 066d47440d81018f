import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openMemoryLedger } from '../../src/store/ledger.ts';
import { newIntent, noLimits, rentNumbers, reserveNew, start, steppedClock } from './fixtures.ts';

test('a ledger in memory knows what it was told, by its clock, and ends with its process', () => {
  const clock = steppedClock();
  const ledger = openMemoryLedger({ clock: { now: () => clock.now() + 0.5 } });
  const [lease] = rentNumbers(ledger, ['59173841704'], newIntent({}, { requestId: 'build-7', onEnd: 'release' }));
  assert.deepEqual([lease?.state, lease?.acquiredAt], ['held', start]);
  assert.deepEqual(ledger.leftBehind('durian', 'default'), []);
  assert.deepEqual(openMemoryLedger({ clock }).find({}), []);
  assert.deepEqual([ledger.takeTurn('an account', 1_000), ledger.takeTurn('an account', 1_000)], [0, 1_000]);
  ledger.close();
});

test('a purchase that is under way in it is waited for by who names it again', () => {
  const ledger = openMemoryLedger({ clock: steppedClock() });
  const intent = newIntent({}, { requestId: 'build-7' });
  reserveNew(ledger, intent);
  assert.equal(ledger.reserve(intent, noLimits).kind, 'pending');
  ledger.close();
});
