import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { openLedger } from '../../src/store/ledger.ts';
import { openStateFile } from '../../src/store/state-file.ts';
import { newIntent, newLedger, noLimits, rentedNumber, reserveNew, steppedClock, tempDir } from './fixtures.ts';

/** What node:sqlite is told while `work` runs; all of it is done. */
function commandsOf(t: TestContext, work: () => void): string {
  const told: string[] = [];
  const { exec } = DatabaseSync.prototype;
  t.after(() => {
    DatabaseSync.prototype.exec = exec;
  });
  DatabaseSync.prototype.exec = function (sql) {
    told.push(sql);
    exec.call(this, sql);
  };
  work();
  DatabaseSync.prototype.exec = exec;
  return told.join('\n');
}

test('the ledger outlives a power cut, and the sandbox’s memory need not', (t) => {
  const dir = tempDir(t);
  const ledger = commandsOf(t, () => openLedger({ path: join(dir, 'ledger.sqlite'), clock: steppedClock() }).close());
  assert.match(ledger, /synchronous = EXTRA/u);
  const state = commandsOf(t, () => openStateFile(join(dir, 'state.sqlite')).close());
  assert.match(state, /synchronous = OFF/u);
});

test('an id tells what it is of', (t) => {
  const { ledger } = newLedger(t);
  const intentId = reserveNew(ledger);
  assert.match(intentId, /^r[0-9a-z]{9}$/u);
  const leases = ledger.fulfil(intentId, ['5911', '5912'].map(rentedNumber), 60_000);
  for (const { id } of leases) assert.match(id, /^n[0-9a-z]{9}$/u);
});

test('a question takes no lock, nor does a change that there is no need for', (t) => {
  const { ledger, path, clock } = newLedger(t);
  ledger.takeTurn('account', 500);
  const intentId = reserveNew(ledger, newIntent({}, { requestId: 'order-7' }));
  clock.pass(500);
  const other = new DatabaseSync(path);
  other.exec('BEGIN IMMEDIATE');
  assert.deepEqual(ledger.expire(), []);
  assert.deepEqual(
    ledger.orphans(() => 60_000),
    [],
  );
  assert.equal(ledger.takeTurn('account', 0), 0, 'a turn that is due this very moment is had');
  ledger.speedUp('account');
  assert.equal(ledger.find({}).length, 1);
  assert.equal(ledger.intent(intentId)?.requestId, 'order-7');
  assert.equal(ledger.recall('session'), null);
  other.close();
});

test('after its end a ledger does nothing more, and may be ended twice', (t) => {
  const { ledger } = newLedger(t);
  ledger.close();
  assert.throws(() => ledger.find({}));
  assert.throws(() => ledger.reserve(newIntent(), noLimits));
  ledger.close();
});

test('the version is another one after every write, and no other', (t) => {
  const { ledger, clock, path } = newLedger(t);
  const other = openLedger({ path, clock });
  t.after(() => other.close());
  const seen = new Set<string>();
  const see = () => seen.add(ledger.version()).size;
  see();
  ledger.find({});
  ledger.takeTurn('a', 500);
  assert.equal(see(), 1);
  for (const [write, by] of [ledger, other, ledger, ledger, other, other].entries()) {
    by.remember('key', `text ${write}`);
    assert.equal(see(), write + 2);
  }
});
