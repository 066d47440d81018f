import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newLedger } from './fixtures.ts';

test('a message is new once; while it is on its way, nobody knows', (t) => {
  const { ledger } = newLedger(t);
  assert.deepEqual([ledger.beginSend('a'), ledger.beginSend('a')], ['new', 'unknown']);
  assert.equal(ledger.beginSend('b'), 'new');
});

test('a message keeps its end; one that was not sent may be sent', (t) => {
  const { ledger } = newLedger(t);
  for (const [key, end, next] of [
    ['a', 'sent', 'sent'],
    ['b', 'unknown', 'unknown'],
    ['c', 'notSent', 'new'],
  ] as const) {
    ledger.beginSend(key);
    ledger.endSend(key, end);
    assert.equal(ledger.beginSend(key), next);
  }
});
