import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { glanceAtLeases } from '../../src/store/lease-glance.ts';
import { openLedger } from '../../src/store/ledger.ts';
import { contentOf, day, minute, newIntent, newLedger, rentNumbers, reserveNew, tempDir } from './fixtures.ts';

test('a glance finds what the ledger finds, and tidies nothing up', (t) => {
  const { ledger, clock, path } = newLedger(t);
  rentNumbers(ledger, ['5911', '5912']);
  reserveNew(ledger, newIntent({ project: '9' }));
  clock.pass(day);
  rentNumbers(ledger, ['5913'], newIntent({}, { provider: 'zhima' }));
  const before = contentOf(dirname(path));
  for (const query of [{}, { states: ['held'] as const }, { provider: 'zhima' }, { project: '9' }, { ids: ['n1'] }]) {
    assert.deepEqual(glanceAtLeases(path, query), ledger.find(query));
  }
  assert.equal(glanceAtLeases(path, { states: ['held'] }).length, 3, 'also those whose time is over');
  assert.deepEqual(contentOf(dirname(path)), before);
});

test('a glance makes no ledger', (t) => {
  const dir = tempDir(t);
  const path = join(dir, 'ledger.sqlite');
  assert.throws(() => glanceAtLeases(path, {}), { code: 'ledger.unusable', params: { path, reason: 'io' } });
  assert.deepEqual(contentOf(dir), {});
});

test('a glance takes no file of another program, nor of a later version, for a ledger', (t) => {
  const path = join(tempDir(t), 'ledger.sqlite');
  openLedger({ path, clock: { now: () => minute } }).close();
  for (const [pragma, reason] of [
    ['user_version = 99', 'newer'],
    ['application_id = 7', 'foreign'],
  ] as const) {
    const db = new DatabaseSync(path);
    db.exec(`PRAGMA ${pragma}`);
    db.close();
    assert.throws(() => glanceAtLeases(path, {}), { code: 'ledger.unusable', params: { path, reason } });
  }
});

test('a glance waits for no other process', (t) => {
  const { path } = newLedger(t);
  const other = new DatabaseSync(path);
  other.exec('BEGIN EXCLUSIVE');
  assert.throws(() => glanceAtLeases(path, {}), { code: 'ledger.unusable', params: { path, reason: 'busy' } });
  other.close();
});
