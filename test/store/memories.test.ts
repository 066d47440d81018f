import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openLedger } from '../../src/store/ledger.ts';
import { newLedger } from './fixtures.ts';

test('a text is there for other processes, and can be replaced and removed', (t) => {
  const { ledger, path, clock } = newLedger(t);
  const other = openLedger({ path, clock });
  t.after(() => other.close());
  assert.equal(other.recall('a'), null);
  ledger.remember('a', 'session 1');
  ledger.remember('b', 'session 2');
  assert.deepEqual([other.recall('a'), other.recall('b')], ['session 1', 'session 2']);
  other.remember('a', 'session 3');
  ledger.remember('b', null);
  assert.deepEqual([ledger.recall('a'), other.recall('b')], ['session 3', null]);
});
