import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { closedStates, openStates } from '../../src/core/lease-state.ts';
import { openDatabase } from '../../src/store/database.ts';
import { openLedger } from '../../src/store/ledger.ts';
import { createPace } from '../../src/store/pace.ts';
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

test('what stands in a ledger of an older version is found as what is new', (t) => {
  const path = join(tempDir(t), 'x.sqlite');
  openAt(path, 4);
  const old = new DatabaseSync(path);
  const insert = (table: string, row: Fields) =>
    old
      .prepare(
        `INSERT INTO ${table} (${Object.keys(row).join()}) VALUES (${Object.keys(row)
          .map(() => '?')
          .join()})`,
      )
      .run(...Object.values(row));
  insert('intents', { ...tables.intents?.row, id: 'r1' });
  const closed = { state: 'released', acquired_at: 1, closed_at: 5, intent_id: 'r1' };
  insert('leases', { ...tables.leases?.row, ...closed, id: 'n1', number: '+59173841704', platform_number: '900012' });
  old.close();
  const ledger = openLedger({ path, clock: { now: () => 10 } });
  t.after(() => ledger.close());
  for (const query of [{ endings: ['41704'] }, { endings: ['00012'] }, { closedSince: 5 }]) {
    assert.deepEqual(
      ledger.find(query).map(({ id }) => id),
      ['n1'],
      JSON.stringify(query),
    );
  }
  assert.deepEqual(ledger.find({ closedSince: 6 }), []);
});

test('a wait of an older version that is under way still takes its turns when a newer one has opened the ledger', (t) => {
  const path = join(tempDir(t), 'x.sqlite');
  const steps = ledgerSteps.slice(0, 5);
  const old = openDatabase({ path, applicationId: ledgerApplicationId, steps, durable: true });
  const pace = createPace({ open: () => old, isThere: () => true, now: () => 10 });
  assert.equal(pace.takeTurn('a', 500), 0);
  openLedger({ path, clock: { now: () => 10 } }).close();
  assert.deepEqual([pace.takeTurn('a', 500), pace.takeTurn('a', 500)], [0, 500]);
  old.close();
});

test('a step that fails leaves the version before it', (t) => {
  const path = join(tempDir(t), 'x.sqlite');
  const options = { path, applicationId: ledgerApplicationId, durable: true };
  openDatabase({ ...options, steps: ['CREATE TABLE one (a)'] }).close();
  const before = schemaOf(path);
  const broken = ['CREATE TABLE one (a)', 'CREATE TABLE two (a)', 'CREATE TABLE one (a)'];
  assert.throws(() => openDatabase({ ...options, steps: broken }), { code: 'ledger.unusable' });
  assert.deepEqual(schemaOf(path), before);
});

type Fields = Readonly<Record<string, string | number | null>>;

/** A row of each table that may be there, and what may not stand in it. */
const tables: Readonly<
  Record<string, { readonly row: Fields; readonly impossible: Readonly<Record<string, Fields>> }>
> = {
  intents: {
    row: {
      ...{ id: 'r2', provider: 'durian', profile: 'default', request_id: 'order-7', request: '{}', had_keys: 0 },
      ...{ state: 'open', attempts: 0, reason: null, created_at: 1, asked_at: null },
      ...{ host: '', boot: '', pid: 1, started: '' },
    },
    impossible: {
      'an id that is taken': { id: 'r1' },
      'a request that is no JSON': { request: 'hello' },
      'a truth that is neither': { had_keys: 2 },
      'a state nobody knows': { state: 'lost' },
      'fewer attempts than none': { attempts: -1, asked_at: 1 },
      'an attempt without its time': { attempts: 1 },
      'a time of no attempt': { asked_at: 1 },
      'a balance before it without its time': { balance_before: '100' },
      'a time of no balance before it': { balance_before_at: 1 },
      'a balance after it without its time': { balance_after: '100' },
      'a time of no balance after it': { balance_after_at: 1 },
      'a text where a number belongs': { pid: 'one' },
    },
  },
  leases: {
    row: {
      ...{ id: 'n1', intent_id: 'r1', provider: 'durian', profile: 'default', project: '1' },
      ...{ platform_number: '591', number: '+591', country: null, calling_code: null, multi: 0 },
      ...{ state: 'held', acquired_at: 1, expires_at: null, closed_at: null, code: null, messages: '[]' },
    },
    impossible: {
      'an id that is taken': { id: 'n0' },
      'a state nobody knows': { state: 'lost' },
      'an open lease with an end': { closed_at: 1 },
      'a closed lease without an end': { state: 'released' },
      'a held lease without a number': { platform_number: null, number: null },
      'half a number': { number: null },
      'the other half': { platform_number: null },
      'a lease of no intent': { intent_id: 'r3' },
      'messages that are no JSON': { messages: 'hello' },
      'a truth that is neither': { multi: 2 },
      'late that is neither': { late: 2 },
      'a text where the time of a code belongs': { received_at: 'now' },
      'a text where a number belongs': { acquired_at: 'now' },
    },
  },
  balances: {
    row: { account: 'a', balance: '100', at: 1 },
    impossible: {
      'nothing where a text belongs': { balance: null },
      'a text where a number belongs': { at: 'now' },
    },
  },
  pace: {
    row: { key: 'a', next_at: 1, penalty: 0 },
    impossible: {
      'a wait that is less than none': { penalty: -1 },
      'a text where a number belongs': { next_at: 'now' },
    },
  },
  memories: { row: { key: 'a', text: 'b' }, impossible: { 'nothing where a text belongs': { text: null } } },
  sends: {
    row: { key: 'a', state: 'sent', at: 1 },
    impossible: {
      'a state nobody knows': { state: 'lost' },
      'a text where a number belongs': { at: 'now' },
    },
  },
};

/** A ledger with an intent `r1`, which has a lease `n0`, and the means to put rows into it. */
function openTables(t: TestContext) {
  const path = join(tempDir(t), 'x.sqlite');
  const db = openDatabase({ path, applicationId: ledgerApplicationId, steps: ledgerSteps, durable: false });
  t.after(() => db.close());
  const insert = (table: string, row: Fields) => {
    const names = Object.keys(row);
    return db.run(`INSERT INTO ${table} (${names.join()}) VALUES (${names.map((name) => `:${name}`).join()})`, row);
  };
  insert('intents', { ...tables.intents?.row, id: 'r1', request_id: 'order-1' });
  insert('leases', { ...tables.leases?.row, id: 'n0' });
  return insert;
}

for (const [table, { row, impossible }] of Object.entries(tables)) {
  for (const [what, change] of Object.entries(impossible)) {
    test(`${what} never stands among the ${table}`, (t) => {
      const insert = openTables(t);
      assert.throws(() => insert(table, { ...row, ...change }), { code: 'ledger.unusable' });
      insert(table, row);
    });
  }
}

test('a request id stands for one purchase of a provider and profile, and for none that was abandoned', (t) => {
  const insert = openTables(t);
  const intent = { ...tables.intents?.row, request_id: 'order-7' };
  insert('intents', { ...intent, id: 'a1', state: 'abandoned' });
  insert('intents', { ...intent, id: 'a2', state: 'abandoned' });
  insert('intents', { ...intent, id: 'r7' });
  assert.throws(() => insert('intents', { ...intent, id: 'r8' }), { code: 'ledger.unusable' });
  insert('intents', { ...intent, id: 'r8', profile: 'work' });
  insert('intents', { ...intent, id: 'r9', provider: 'zhima' });
  for (const id of ['s1', 's2']) insert('intents', { ...intent, id, request_id: null });
});

for (const state of [...openStates, ...closedStates]) {
  const isClosed = closedStates.some((closed) => closed === state);
  const needsNumber = !['intent', 'unknown', 'notRented', 'expired'].includes(state);
  test(`a lease may be ${state}, with ${isClosed ? 'an' : 'no'} end, and ${needsNumber ? 'never' : 'also'} without a number`, (t) => {
    const insert = openTables(t);
    const lease = { ...tables.leases?.row, state, closed_at: isClosed ? 1 : null };
    insert('leases', lease);
    assert.throws(() => insert('leases', { ...lease, id: 'n2', closed_at: isClosed ? null : 1 }));
    const bare = { ...lease, id: 'n3', platform_number: null, number: null };
    if (needsNumber) assert.throws(() => insert('leases', bare), { code: 'ledger.unusable' });
    else insert('leases', bare);
  });
}
