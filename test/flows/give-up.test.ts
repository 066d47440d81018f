import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { LeaseState } from '../../src/core/model.ts';
import { giveUpOn } from '../../src/flows/give-up.ts';
import type { WaitResult } from '../../src/flows/wait-end.ts';
import { startWatch } from '../../src/flows/watch.ts';
import { openFakeAccount } from '../helpers/fake-provider.ts';
import { type FakeDesk, hold, leaseNow, openDesk } from '../helpers/temp-ledger.ts';

const message = { text: 'Your code is 1234', code: '1234', project: null };
const plan = { firstLook: 0, every: 15_000, giveUp: 15_000 };
const busy = 3_000;

/** Gives a number up while the account has to keep quiet, and lets another process do something before its turn comes. */
async function giveUp(t: TestContext, meanwhile: (desk: FakeDesk, id: string) => void) {
  const desk = openDesk(t);
  const account = openFakeAccount(desk.clock);
  const [target] = hold(desk, account, ['11111'], { multi: true });
  if (target === undefined) return assert.fail();
  const watch = { ...startWatch(target, plan, { elapsed: 0, sinceRented: 0 }), looks: 1 };
  desk.ledger.slowDown(account.paceKey, busy, busy);
  desk.clock.at(1_000, () => meanwhile(desk, target.lease?.id ?? ''));
  const results: WaitResult[] = [];
  const options = {
    once: false,
    onTimeout: 'blacklist',
    keep: false,
    nextProject: null,
    match: null,
    signal: new AbortController().signal,
    onSettled: async (result: WaitResult) => void results.push(result),
  } as const;
  await desk.clock.run(giveUpOn(desk, account, { verdicts: [{ kind: 'timedOut', watch }], options }));
  const [result] = results;
  return { account, result, told: results.length, state: leaseNow(desk, target).state };
}

test('a number whose turn comes late is given up then', async (t) => {
  const { account, result, state } = await giveUp(t, () => {});
  assert.deepEqual([account.made('blacklist'), result?.status, state], [[busy], 'timedOut', 'blacklisted']);
});

test('a code that another process brings before its turn is told, and the number is left alone', async (t) => {
  const { account, result, told, state } = await giveUp(t, (desk, id) => {
    desk.elsewhere.change(id, { state: 'received', code: '1234', messages: [message] });
  });
  assert.deepEqual([result?.status, result?.code, result?.after, told], ['received', '1234', 'kept', 1]);
  assert.deepEqual([account.calls, state], [[], 'received']);
});

for (const ended of ['released', 'blacklisted', 'gone'] satisfies LeaseState[]) {
  test(`a number that another process has made ${ended} before its turn is not given up`, async (t) => {
    const { account, result, told, state } = await giveUp(t, (desk, id) => {
      desk.elsewhere.change(id, { state: ended });
    });
    assert.deepEqual([result?.status, result?.error?.code, told], ['gone', 'lease.closed', 1]);
    assert.deepEqual([account.calls, state], [[], ended]);
  });
}
