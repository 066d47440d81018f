import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { SmsctlError } from '../../src/core/errors.ts';
import type { LeaseState, PlatformStatus } from '../../src/core/model.ts';
import { reconcileAccount, settleUnknown } from '../../src/flows/reconcile.ts';
import { failure, type Kind, openFakeAccount, type Script } from '../helpers/fake-provider.ts';
import { hold, leaseNow, openDesk } from '../helpers/temp-ledger.ts';
import { newIntent, reserveNew } from '../store/fixtures.ts';

function lose(t: TestContext) {
  const desk = openDesk(t);
  const intentId = reserveNew(desk.ledger, newIntent({ count: 2 }));
  desk.ledger.attempt(intentId);
  return { desk, lost: desk.ledger.markUnknown(intentId, 'provider.unreachable', 295_000) };
}

test('a lost purchase stays unknown as long as the platform may hold its numbers', (t) => {
  const { desk, lost } = lose(t);
  desk.clock.pass(294_999);
  assert.deepEqual(
    settleUnknown(desk, lost, false).map(({ from, to, reason }) => [from, to, reason]),
    Array(2).fill(['unknown', 'unknown', 'stillPossible']),
  );
  assert.deepEqual(
    desk.ledger.find({}).map((lease) => lease.state),
    ['unknown', 'unknown'],
  );
});

test('it is closed when the platform has freed whatever it may have rented', (t) => {
  const { desk, lost } = lose(t);
  desk.clock.pass(295_000);
  assert.deepEqual(
    settleUnknown(desk, lost, true).map(({ lease, to, reason }) => [lease.state, to, reason]),
    Array(2).fill(['unknown', 'expired', 'timeOver']),
  );
  assert.deepEqual(
    desk.ledger.find({}).map((lease) => lease.state),
    ['unknown', 'unknown'],
    'a dry run changes nothing',
  );
  assert.deepEqual(
    settleUnknown(desk, lost, false).map(({ lease, to }) => [lease.state, to]),
    Array(2).fill(['expired', 'expired']),
  );
  assert.deepEqual(
    desk.ledger.find({}).map((lease) => lease.state),
    ['expired', 'expired'],
  );
});

interface Wishes {
  readonly state?: LeaseState;
  readonly dryRun?: boolean;
  readonly passed?: number;
  readonly kind?: Kind;
  readonly signal?: AbortSignal;
}

async function reconcileOne(t: TestContext, script: Script, wishes: Wishes = {}) {
  const { state = 'held', dryRun = false, passed = 0, kind, signal = new AbortController().signal } = wishes;
  const desk = openDesk(t);
  const account = openFakeAccount(desk.clock, script, kind);
  const [target] = hold(desk, account, ['59173841704']);
  if (state !== 'held') desk.ledger.change(target?.lease?.id ?? '', { state });
  desk.clock.pass(passed);
  const leases = [leaseNow(desk, target)];
  const [result, ...more] = await desk.clock.run(reconcileAccount(desk, account, leases, { dryRun, signal }));
  assert.deepEqual(more, []);
  return { account, result: result ?? assert.fail('no result'), state: leaseNow(desk, target).state };
}

const findings: readonly {
  readonly state: LeaseState;
  readonly platform: PlatformStatus;
  readonly to: LeaseState;
  readonly reason: string;
}[] = [
  { state: 'held', platform: 'held', to: 'held', reason: 'held' },
  { state: 'held', platform: 'codeSent', to: 'held', reason: 'codeSent' },
  { state: 'held', platform: 'free', to: 'gone', reason: 'free' },
  { state: 'received', platform: 'held', to: 'received', reason: 'held' },
  { state: 'received', platform: 'codeSent', to: 'received', reason: 'codeSent' },
  { state: 'received', platform: 'free', to: 'done', reason: 'free' },
];
for (const { state, platform, to, reason } of findings) {
  test(`a lease that is ${state} and ${platform} at the platform: ${to}`, async (t) => {
    for (const dryRun of [true, false]) {
      const found = await reconcileOne(t, { status: () => platform }, { state, dryRun });
      assert.deepEqual([found.result.from, found.result.to, found.result.reason], [state, to, reason]);
      assert.equal(found.state, dryRun ? state : to);
      assert.deepEqual(
        found.account.calls.map((call) => call.name),
        ['status'],
        'it asks, and does nothing else',
      );
    }
  });
}

test('a lease whose time is over is closed without a question', async (t) => {
  for (const [state, to] of [
    ['held', 'expired'],
    ['received', 'done'],
  ] as const) {
    const found = await reconcileOne(t, {}, { state, passed: 295_000 });
    assert.deepEqual([found.result.reason, found.state, found.account.calls], ['timeOver', to, []]);
  }
});

test('where the platform cannot be asked, a lease stays until its time is over', async (t) => {
  const kind: Kind = { definition: { abilities: ['blacklist'] } };
  const found = await reconcileOne(t, {}, { kind });
  assert.deepEqual([found.result.reason, found.state, found.account.calls], ['notAsked', 'held', []]);
});

test('a question without an answer changes nothing and is told', async (t) => {
  const script: Script = {
    status: () => {
      throw failure('provider.unreachable');
    },
  };
  const found = await reconcileOne(t, script);
  assert.deepEqual(
    [found.result.reason, found.result.error?.code, found.state, found.account.calls.length],
    ['failed', 'provider.unreachable', 'held', 3],
  );
});

test('a blacklisting that is due is finished', async (t) => {
  const found = await reconcileOne(t, {}, { state: 'blacklistDue' });
  assert.deepEqual([found.result.to, found.result.reason, found.state], ['blacklisted', 'blacklisted', 'blacklisted']);
  const dry = await reconcileOne(t, {}, { state: 'blacklistDue', dryRun: true });
  assert.deepEqual([dry.result.to, dry.account.calls, dry.state], ['blacklistDue', [], 'blacklistDue']);
});

test('a blacklisting that fails again stays due, with the reason', async (t) => {
  const script: Script = {
    blacklist: () => {
      throw failure('rate.limited');
    },
  };
  const found = await reconcileOne(t, script, { state: 'blacklistDue' });
  assert.deepEqual(
    [found.result.to, found.result.error?.code, found.state],
    ['blacklistDue', 'rate.limited', 'blacklistDue'],
  );
});

test('a stop ends it', async (t) => {
  const reason = new SmsctlError('interrupted');
  const { account, ...found } = await reconcileOne(t, {}).then((one) => one);
  assert.equal(found.state, 'held');
  assert.equal(account.calls.length, 1);
  await assert.rejects(reconcileOne(t, {}, { signal: AbortSignal.abort(reason) }), (error) => error === reason);
});

test('of a lost purchase it is told what the balance was, and what else was rented in between', (t) => {
  const desk = openDesk(t);
  const buy = (account = 'an account') => {
    const intentId = reserveNew(desk.ledger, newIntent({ count: 2 }, { account }));
    desk.ledger.attempt(intentId);
    return intentId;
  };
  buy(); // before the first reading: not counted
  desk.clock.pass(1_000);
  const before = { balance: '100', at: desk.clock.now() };
  desk.ledger.noteBalance('an account', '100');
  desk.clock.pass(1_000);
  const lost = desk.ledger.markUnknown(buy(), 'provider.unreachable', 295_000);
  assert.deepEqual(settleUnknown(desk, lost, false)[0]?.loss, { before, after: null, otherNumbers: null });
  desk.ledger.abandon(buy(), 'numbers.none'); // not rented: not counted
  buy();
  desk.clock.pass(1_000);
  desk.ledger.noteBalance('an account', '97');
  const after = { balance: '97', at: desk.clock.now() };
  desk.clock.pass(1_000);
  buy(); // after the second reading: not counted
  assert.deepEqual(
    settleUnknown(desk, lost, false).map((one) => one.loss),
    Array(2).fill({ before, after, otherNumbers: 2 }),
  );
});
