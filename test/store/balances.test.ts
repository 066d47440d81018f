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
