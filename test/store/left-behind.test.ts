import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
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
  other.change(second?.id ?? '', { state: 'received' });
  assert.deepEqual(left(), [[second?.id, 'blacklist']], 'also where a code has come, and it may be held for another');
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

/** Two numbers that process 1 has rented under a request id, and what process 2 is told that names it, too. */
function heldByAnother(
  t: TestContext,
  ends: { readonly theirs?: 'release'; readonly ours?: 'release'; readonly pid?: number },
) {
  const alive = new Set([1, 2]);
  const isAlive = (pid: number) => alive.has(pid);
  const { ledger, path, clock } = newLedger(t, { pid: 1, isAlive });
  const named = (onEnd: 'release' | undefined) =>
    newIntent({ count: 2 }, { requestId: 'build-7', ...(onEnd === undefined ? {} : { onEnd }) });
  const leases = rentNumbers(ledger, ['59173841701', '59173841702'], named(ends.theirs));
  const other = openLedger({ path, clock, pid: ends.pid ?? 2, isAlive });
  t.after(() => other.close());
  const reserve = () => other.reserve(named(ends.ours), noLimits);
  const change = (sql: string) => {
    const db = new DatabaseSync(path);
    const rows = sql.startsWith('SELECT') ? db.prepare(sql).all() : db.exec(sql);
    db.close();
    return rows;
  };
  return { ledger, leases, reserve, change };
}

test('numbers that a live process gives back at its end are not another’s to work with', (t) => {
  const { ledger, leases, reserve, change } = heldByAnother(t, { theirs: 'release', ours: 'release' });
  const held = { code: 'usage.requestIdHeld', params: { requestId: 'build-7' }, effect: 'none', leases };
  assert.throws(reserve, held);
  ledger.change(leases[0]?.id ?? '', { state: 'released' });
  assert.throws(reserve, { code: 'usage.requestIdHeld' }, 'one is still at work with');
  change("UPDATE intents SET host = 'elsewhere'");
  assert.equal(reserve().kind, 'existing', 'of another machine nothing is known');
});

test('numbers that have ended are told to whoever names their request id', (t) => {
  const { ledger, leases, reserve } = heldByAnother(t, { theirs: 'release', ours: 'release' });
  for (const { id } of leases) ledger.change(id, { state: 'released' });
  assert.equal(reserve().kind, 'existing');
});

test('a process may name a request id of its own again', (t) => {
  const { reserve } = heldByAnother(t, { theirs: 'release', ours: 'release', pid: 1 });
  assert.equal(reserve().kind, 'existing');
});

for (const [ends, after] of [
  [{ theirs: 'release' }, { on_end: null, pid: 2 }],
  [{ ours: 'release' }, { on_end: 'release', pid: 2 }],
  [{}, { on_end: null, pid: 1 }],
] as const) {
  test(`numbers that are kept belong to whoever named them last: ${JSON.stringify(ends)}`, (t) => {
    const { reserve, change } = heldByAnother(t, ends);
    assert.equal(reserve().kind, 'existing');
    assert.deepEqual({ ...Object(change('SELECT on_end, pid FROM intents'))[0] }, after);
  });
}

test('an end that nobody knows is a broken file, and is not written', (t) => {
  const { ledger, leases, change } = heldByAnother(t, {});
  assert.throws(() => change("UPDATE intents SET on_end = 'sell'"), /CHECK constraint/);
  change("PRAGMA ignore_check_constraints = ON; UPDATE intents SET on_end = 'sell'");
  const broken = { code: 'ledger.unusable' };
  assert.throws(() => ledger.intent(leases[0]?.intentId ?? ''), broken);
});
