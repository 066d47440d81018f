import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { glanceAtLeases } from '../../src/store/lease-glance.ts';
import { openLedger } from '../../src/store/ledger.ts';
import {
  contentOf,
  day,
  minute,
  newIntent,
  newLedger,
  rentNumbers,
  reserveNew,
  steppedClock,
  tempDir,
} from './fixtures.ts';

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

test('where another process is writing, a glance is over at once', async (t) => {
  const path = join(tempDir(t), 'ledger.sqlite');
  const ledger = openLedger({ path, clock: steppedClock() });
  rentNumbers(ledger, ['5911']);
  ledger.close();
  const code = `
    import { glanceAtLeases } from ${JSON.stringify(import.meta.resolve('../../src/store/lease-glance.ts'))};
    try {
      console.log(glanceAtLeases(${JSON.stringify(path)}, {}).length);
    } catch ({ code }) {
      console.log(code);
    }
  `;
  const glance = async () => {
    const args = ['--input-type=module', '--eval', code];
    return (await promisify(execFile)(process.execPath, args, { timeout: 10_000 })).stdout;
  };
  assert.equal(await glance(), '1\n');
  const writer = new DatabaseSync(path);
  writer.exec('BEGIN EXCLUSIVE');
  assert.equal(await glance(), 'ledger.unusable\n');
  writer.exec('ROLLBACK');
  writer.close();
});
