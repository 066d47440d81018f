import assert from 'node:assert/strict';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  readFileSync,
  statfsSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { openLedger } from '../../src/store/ledger.ts';
import { inspectLedger, inspectPace, inspectPlace } from '../../src/store/ledger-facts.ts';
import { ledgerSteps } from '../../src/store/schema.ts';
import { contentOf, minute, newIntent, newLedger, rentNumbers, reserveNew, start, tempDir } from './fixtures.ts';

/** Past the ledger, as only a damaged one can be. */
function changeFile(path: string, sql: string): void {
  const db = new DatabaseSync(path);
  db.exec(sql);
  db.close();
}

test('where no ledger is yet there is nothing to tell, and none is made', (t) => {
  const dir = tempDir(t);
  assert.equal(inspectLedger(join(dir, 'ledger.sqlite'), start), null);
  assert.deepEqual(contentOf(dir), {});
});

test('a ledger is told with its size, its mode, its version and its leases, and stays as it is', (t) => {
  const { ledger, path } = newLedger(t);
  rentNumbers(ledger, ['5911', '5912']);
  reserveNew(ledger, newIntent({ count: 3 }));
  chmodSync(path, 0o640);
  const before = contentOf(dirname(path));
  assert.deepEqual(inspectLedger(path, start), {
    bytes: statSync(path).size,
    mode: 0o640,
    version: ledgerSteps.length,
    newest: ledgerSteps.length,
    leases: 5,
    states: { held: 2, intent: 3 },
  });
  assert.deepEqual(contentOf(dirname(path)), before);
  assert.equal(statSync(path).mode & 0o777, 0o640);
});

test('a ledger without a table, as a crash at its creation leaves it, holds nothing', (t) => {
  const path = join(tempDir(t), 'ledger.sqlite');
  writeFileSync(path, '', { mode: 0o600 });
  const nothing = { bytes: 0, mode: 0o600, version: 0, leases: 0, states: {} };
  assert.deepEqual(inspectLedger(path, start), { ...nothing, newest: ledgerSteps.length });
});

test('what the clock has ended is not counted as held; what is not settled is, whatever the time', (t) => {
  const { ledger, path } = newLedger(t);
  const [, received, due, released] = rentNumbers(ledger, ['5911', '5912', '5913', '5914']);
  ledger.change(received?.id ?? '', { state: 'received', code: '1234' });
  ledger.change(due?.id ?? '', { state: 'blacklistDue' });
  ledger.change(released?.id ?? '', { state: 'released' });
  ledger.markUnknown(reserveNew(ledger), 'provider.unreachable', minute);
  const ever = { blacklistDue: 1, released: 1, unknown: 1 };
  const end = start + 5 * minute;
  const statesAt = (now: number) => inspectLedger(path, now)?.states;
  assert.deepEqual(statesAt(end - 1), { ...ever, held: 1, received: 1 });
  assert.deepEqual(statesAt(end - 0.5), { ...ever, held: 1, received: 1 }, 'a time is whole milliseconds');
  assert.deepEqual(statesAt(end), ever);
  assert.equal(inspectLedger(path, end)?.leases, 5);
  changeFile(path, "UPDATE leases SET expires_at = NULL WHERE state = 'held'");
  assert.deepEqual(statesAt(end), { ...ever, held: 1 }, 'nor is it over where no end is known');
});

test('a ledger is looked at as a whole, also where nothing else is read', (t) => {
  const { ledger, path } = newLedger(t);
  reserveNew(ledger);
  const db = new DatabaseSync(path, { readOnly: true });
  const root = Number(db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'sends'").get()?.rootpage);
  db.close();
  const bytes = readFileSync(path);
  bytes.fill(0xff, (root - 1) * 4096, root * 4096);
  writeFileSync(path, bytes);
  assert.throws(() => inspectLedger(path, start), { code: 'ledger.unusable', params: { path, reason: 'corrupt' } });
});

test('a ledger without its table of leases is damaged', (t) => {
  const { path } = newLedger(t);
  changeFile(path, 'DROP TABLE leases');
  assert.throws(() => inspectLedger(path, start), { code: 'ledger.unusable', params: { path, reason: 'corrupt' } });
});

test('a write that was cut short is told as that, and the next opening takes it back', (t) => {
  const { ledger, clock, path } = newLedger(t);
  rentNumbers(ledger, ['5911']);
  const copy = join(tempDir(t), 'ledger.sqlite');
  const writer = new DatabaseSync(path);
  writer.exec('PRAGMA synchronous = OFF; BEGIN IMMEDIATE; DELETE FROM leases'); // its journal counts from the start
  for (const end of ['', '-journal']) copyFileSync(`${path}${end}`, `${copy}${end}`);
  writer.close();
  const before = contentOf(dirname(copy));
  const refusal = { code: 'ledger.unusable', params: { path: copy, reason: 'interrupted' } };
  assert.throws(() => inspectLedger(copy, start), refusal);
  assert.deepEqual(contentOf(dirname(copy)), before);
  openLedger({ path: copy, clock }).close();
  assert.equal(inspectLedger(copy, start)?.leases, 1);
});

test('a write that goes on just now is no reason to tell anything else', (t) => {
  const { ledger, path } = newLedger(t);
  rentNumbers(ledger, ['5911']);
  const writer = new DatabaseSync(path);
  writer.exec('BEGIN IMMEDIATE; DELETE FROM leases');
  assert.ok(existsSync(`${path}-journal`));
  assert.equal(inspectLedger(path, start)?.leases, 1);
  writer.close();
});

test('a path that leads nowhere is refused', (t) => {
  const path = join(tempDir(t), 'loop', 'ledger.sqlite');
  symlinkSync(dirname(path), dirname(path));
  assert.throws(() => inspectLedger(path, start), { code: 'ledger.unusable', params: { path, reason: 'io' } });
});

test('the file of the pace is fine where there is none and where it is ours, and stays as it is', (t) => {
  const { ledger, path } = newLedger(t);
  const pace = join(dirname(path), 'pace.sqlite');
  inspectPace(pace);
  assert.equal(existsSync(pace), false);
  ledger.takeTurn('a', 500);
  const before = readFileSync(pace);
  inspectPace(pace);
  assert.deepEqual(readFileSync(pace), before);
  changeFile(pace, 'PRAGMA user_version = 99');
  assert.throws(() => inspectPace(pace), { code: 'ledger.unusable', params: { path: pace, reason: 'newer' } });
  changeFile(pace, 'PRAGMA application_id = 1');
  assert.throws(() => inspectPace(pace), { code: 'ledger.unusable', params: { path: pace, reason: 'foreign' } });
});

test('a place is told by its folder, or by the nearest one above it that is there', (t) => {
  const dir = tempDir(t);
  const { type, bavail, bsize } = statfsSync(dir);
  for (const path of [join(dir, 'ledger.sqlite'), join(dir, 'not', 'yet', 'ledger.sqlite')]) {
    const place = inspectPlace(path);
    assert.equal(place?.type, process.platform === 'linux' ? type : null);
    // Other programs write meanwhile.
    assert.ok(Math.abs((place?.free ?? 0) / (bavail * bsize) - 1) < 0.5, `${place?.free}`);
  }
});
