import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { projectIn, spellRequest } from '../../src/store/intent-rows.ts';
import { newLedger, newRequest, reserveNew } from './fixtures.ts';

test('the spelling of a request stands in ledgers, so it never changes', () => {
  const request = newRequest({ project: '0257', count: 2, country: 'BO', vip: 'secret', secretKey: 'secret' });
  assert.equal(
    spellRequest(request),
    '{"count":2,"country":"BO","exclude":"mine","international":false,"multi":false,"project":"0257"}',
  );
  assert.equal(projectIn(spellRequest(request)), '0257');
});

test('a wish of a later version is no other request where it is null', () => {
  const later = { ...newRequest(), age: null };
  assert.equal(spellRequest(later), spellRequest(newRequest()));
});

test('a request of an unknown kind has no project', () => {
  assert.equal(projectIn('{}'), '');
});

test('an intent in a state nobody knows is a broken file', (t) => {
  const { ledger, path } = newLedger(t);
  const id = reserveNew(ledger);
  const db = new DatabaseSync(path);
  db.exec("PRAGMA ignore_check_constraints = ON; UPDATE intents SET state = 'lost'");
  db.close();
  assert.throws(() => ledger.intent(id), { code: 'ledger.unusable', params: { path, reason: 'corrupt' } });
});
