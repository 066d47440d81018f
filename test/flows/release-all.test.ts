import assert from 'node:assert/strict';
import { test } from 'node:test';
import { releaseAll } from '../../src/flows/release-all.ts';
import { openFakeAccount } from '../helpers/fake-provider.ts';
import { hold, leaseNow, openDesk } from '../helpers/temp-ledger.ts';

test('every number is given back with one call, and every lease is closed', async (t) => {
  const desk = openDesk(t);
  const account = openFakeAccount(desk.clock);
  let calls = 0;
  const provider = {
    ...account.provider,
    releaseAll: async () => {
      calls += 1;
    },
  };
  const targets = hold(desk, account, ['11111', '22222', '33333']);
  const { signal } = new AbortController();
  const results = await desk.clock.run(releaseAll(desk, { ...account, provider }, targets, signal));
  assert.equal(calls, 1);
  assert.deepEqual(
    results.map((result) => result.status),
    ['released', 'released', 'released'],
  );
  assert.deepEqual(
    targets.map((target) => leaseNow(desk, target).state),
    ['released', 'released', 'released'],
  );
});

test('where nothing is held nothing is asked', async (t) => {
  const desk = openDesk(t);
  const account = openFakeAccount(desk.clock);
  assert.deepEqual(await desk.clock.run(releaseAll(desk, account, [], new AbortController().signal)), []);
  assert.deepEqual(account.calls, []);
});
