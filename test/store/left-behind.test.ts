import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openLedger } from '../../src/store/ledger.ts';
import { newIntent, newLedger, noLimits, rentNumbers } from './fixtures.ts';

test('what was rented for a process is left behind when that is gone, and not before', (t) => {
  const alive = new Set([1, 2]);
  const { ledger, path, clock } = newLedger(t, { pid: 1, isAlive: (pid) => alive.has(pid) });
  const [first, second] = rentNumbers(
    ledger,
    ['59173841701', '59173841702'],
    newIntent({ count: 2 }, { onEnd: 'blacklist' }),
  );
  rentNumbers(ledger, ['59173841703']);
  rentNumbers(ledger, ['59173841704'], newIntent({}, { profile: 'other', onEnd: 'release' }));
  const other = openLedger({ path, clock, pid: 2, isAlive: (pid) => alive.has(pid) });
  t.after(() => other.close());
  const left = () => other.leftBehind('durian', 'default').map(({ lease, onEnd }) => [lease.id, onEnd]);
  assert.deepEqual(left(), []);
  alive.delete(1);
  assert.deepEqual(left(), [
    [first?.id, 'blacklist'],
    [second?.id, 'blacklist'],
  ]);
  other.change(first?.id ?? '', { state: 'released' });
  assert.deepEqual(left(), [[second?.id, 'blacklist']]);
});

for (const onEnd of ['release', null] as const) {
  test(`numbers under a request id go to the process that names it next: ${onEnd}`, (t) => {
    const alive = new Set([2]);
    const { ledger, path, clock } = newLedger(t, { pid: 1, isAlive: (pid) => alive.has(pid) });
    const named = { requestId: 'build-7', onEnd: 'blacklist' } as const;
    rentNumbers(ledger, ['59173841701'], newIntent({}, named));
    const other = openLedger({ path, clock, pid: 2, isAlive: (pid) => alive.has(pid) });
    t.after(() => other.close());
    assert.equal(other.leftBehind('durian', 'default').length, 1);
    assert.equal(other.reserve(newIntent({}, { ...named, onEnd }), noLimits).kind, 'existing');
    assert.deepEqual(other.leftBehind('durian', 'default'), []);
    alive.delete(2);
    const ends = other.leftBehind('durian', 'default').map((one) => one.onEnd);
    assert.deepEqual(ends, onEnd === null ? [] : [onEnd]);
  });
}
