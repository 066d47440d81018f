import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { openDatabase } from '../../src/store/database.ts';
import { ledgerApplicationId, ledgerSteps } from '../../src/store/schema.ts';
import { tempDir } from './fixtures.ts';

function schemaOf(path: string): unknown {
  const db = new DatabaseSync(path, { readOnly: true });
  const schema = db.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name').all();
  const version = db.prepare('PRAGMA user_version').get();
  const id = db.prepare('PRAGMA application_id').get();
  db.close();
  return { schema, version, id };
}

function openAt(path: string, version: number): void {
  const steps = ledgerSteps.slice(0, version);
  openDatabase({ path, applicationId: ledgerApplicationId, steps, durable: true }).close();
}

for (let version = 0; version <= ledgerSteps.length; version += 1) {
  test(`a ledger of version ${version} is brought up to date`, (t) => {
    const dir = tempDir(t);
    const [old, fresh] = [join(dir, 'old.sqlite'), join(dir, 'fresh.sqlite')];
    openAt(old, version);
    openAt(old, ledgerSteps.length);
    openAt(fresh, ledgerSteps.length);
    assert.deepEqual(schemaOf(old), schemaOf(fresh));
  });
}

test('a step that fails leaves the version before it', (t) => {
  const path = join(tempDir(t), 'x.sqlite');
  const options = { path, applicationId: ledgerApplicationId, durable: true };
  openDatabase({ ...options, steps: ['CREATE TABLE one (a)'] }).close();
  const before = schemaOf(path);
  const broken = ['CREATE TABLE one (a)', 'CREATE TABLE two (a)', 'CREATE TABLE one (a)'];
  assert.throws(() => openDatabase({ ...options, steps: broken }), { code: 'ledger.unusable' });
  assert.deepEqual(schemaOf(path), before);
});

const lease = {
  id: 'n1',
  intent_id: 'r1',
  platform_number: '591',
  number: '+591',
  state: 'held',
  closed_at: null as number | null,
  messages: '[]',
  multi: 0,
};

const impossible: Record<string, Partial<Record<keyof typeof lease, string | number | null>>> = {
  'a state nobody knows': { state: 'lost' },
  'an open lease with an end': { closed_at: 1 },
  'a closed lease without an end': { state: 'released' },
  'a held lease without a number': { platform_number: null, number: null },
  'half a number': { number: null },
  'a lease of no intent': { intent_id: 'r2' },
  'messages that are no JSON': { messages: 'hello' },
  'a truth that is neither': { multi: 2 },
};

test('the schema takes a possible lease and refuses impossible ones', (t) => {
  const path = join(tempDir(t), 'x.sqlite');
  const db = openDatabase({ path, applicationId: ledgerApplicationId, steps: ledgerSteps, durable: false });
  t.after(() => db.close());
  db.run(
    `INSERT INTO intents (id, provider, profile, request, had_keys, state, attempts, created_at, host, boot, pid, started)
     VALUES ('r1', 'durian', 'default', '{}', 0, 'open', 0, 1, '', '', 1, '')`,
  );
  const insert = (row: Record<string, string | number | null>) =>
    db.run(
      `INSERT INTO leases (id, intent_id, provider, profile, project, platform_number, number, multi, state,
         acquired_at, closed_at, messages)
       VALUES (:id, :intent_id, 'durian', 'default', '1', :platform_number, :number, :multi, :state,
         1, :closed_at, :messages)`,
      row,
    );
  insert(lease);
  for (const [what, change] of Object.entries(impossible)) {
    assert.throws(() => insert({ ...lease, id: 'n2', ...change }), { code: 'ledger.unusable' }, what);
  }
});
