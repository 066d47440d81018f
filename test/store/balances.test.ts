import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minute, newIntent, newLedger, reserveNew } from './fixtures.ts';

const account = 'an account';

test('a purchase remembers the balance as it was last read before its request', (t) => {
  const { ledger, clock } = newLedger(t);
  ledger.noteBalance(account, '100');
  clock.pass(minute);
  ledger.noteBalance(account, '99.50');
  ledger.noteBalance('another', '7');
  const at = clock.now();
  clock.pass(minute);
  const intentId = reserveNew(ledger);
  assert.equal(ledger.intent(intentId)?.balanceBefore, null, 'nothing was asked yet');
  ledger.attempt(intentId);
  ledger.noteBalance(account, '98');
  const { balanceBefore, balanceAfter } = ledger.intent(intentId) ?? assert.fail();
  assert.deepEqual([balanceBefore, balanceAfter], [{ balance: '99.50', at }, null]);
});

test('a lost answer remembers the balance as it was first read afterwards', (t) => {
  const { ledger, clock } = newLedger(t);
  const [lost, elsewhere, fulfilled] = [newIntent(), newIntent({}, { account: 'another' }), newIntent()].map(
    (intent) => {
      const id = reserveNew(ledger, intent);
      ledger.attempt(id);
      return id;
    },
  );
  assert.ok(lost !== undefined && elsewhere !== undefined && fulfilled !== undefined);
  for (const id of [lost, elsewhere]) ledger.markUnknown(id, 'provider.unreachable', minute);
  clock.pass(minute);
  const at = clock.now();
  ledger.noteBalance(account, '99');
  clock.pass(minute);
  ledger.noteBalance(account, '42');
  assert.deepEqual(
    [lost, elsewhere, fulfilled].map((id) => ledger.intent(id)?.balanceAfter),
    [{ balance: '99', at }, null, null],
  );
});

test('where the balance was never read, nothing is said of it', (t) => {
  const { ledger } = newLedger(t);
  const intentId = reserveNew(ledger);
  ledger.attempt(intentId);
  ledger.markUnknown(intentId, 'provider.unreachable', minute);
  const { balanceBefore, balanceAfter } = ledger.intent(intentId) ?? assert.fail();
  assert.deepEqual([balanceBefore, balanceAfter], [null, null]);
});

test('a balance that says nothing new is not written again', (t) => {
  const { ledger, clock } = newLedger(t);
  const readings = (balance = '100') => {
    clock.pass(minute);
    ledger.noteBalance(account, balance);
    const id = reserveNew(ledger, newIntent({}, { isLeaving: true }));
    const { at } = ledger.intent(id)?.balanceBefore ?? assert.fail();
    return clock.now() - at;
  };
  ledger.noteBalance(account, '100');
  assert.equal(readings(), minute, 'nothing has happened in between');
  assert.equal(readings(), 0, 'there was a purchase');
  assert.equal(readings(), 0, 'there was one in the moment of the reading');
  assert.equal(readings('99'), 0, 'it is another');
});

test('a balance that says nothing new is written where the clock was set back', (t) => {
  const { ledger, clock } = newLedger(t);
  ledger.noteBalance(account, '100');
  clock.pass(-5 * minute);
  ledger.noteBalance(account, '100');
  const id = reserveNew(ledger, newIntent({}, { isLeaving: true }));
  assert.equal(ledger.intent(id)?.balanceBefore?.at, clock.now());
});

test('a balance that says nothing new is written for a lost answer', (t) => {
  const { ledger, clock } = newLedger(t);
  const lost = reserveNew(ledger, newIntent({}, { isLeaving: true }));
  clock.pass(minute);
  ledger.noteBalance(account, '100');
  ledger.markUnknown(lost, 'provider.unreachable', minute);
  clock.pass(minute);
  ledger.noteBalance('another', '100');
  ledger.noteBalance(account, '100');
  assert.deepEqual(ledger.intent(lost)?.balanceAfter, { balance: '100', at: clock.now() });
});
