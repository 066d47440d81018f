import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { SmsctlError } from '../../src/core/errors.ts';
import type { LeaseState } from '../../src/core/model.ts';
import { findGivenUp, lookLate } from '../../src/flows/late-codes.ts';
import { findLateCodes } from '../../src/flows/reconcile.ts';
import { waitForCodes } from '../../src/flows/wait-for-code.ts';
import { failure, openFakeAccount, received, type Script, waiting } from '../helpers/fake-provider.ts';
import { withoutTime } from '../helpers/leases.ts';
import { type FakeDesk, hold, leaseNow, openDesk, withLedger } from '../helpers/temp-ledger.ts';

const { signal } = new AbortController();
const number = '59173841704';

async function look(t: TestContext, script: Script, { state = 'blacklisted' as LeaseState, desk = openDesk(t) } = {}) {
  const account = openFakeAccount(desk.clock, script);
  const [target] = hold(desk, account, [number]);
  desk.ledger.change(target?.lease?.id ?? '', { state });
  const looks = await desk.clock.run(lookLate(desk, account, findGivenUp(desk), signal));
  return { desk, account, target, looks, lease: leaseNow(desk, target) };
}

for (const state of ['blacklisted', 'released', 'blacklistDue'] as const) {
  test(`a number that is ${state} is looked at once more, and a late code is kept with it`, async (t) => {
    const { looks, lease, account } = await look(t, { look: () => received('482913') }, { state });
    assert.deepEqual(
      looks.map((one) => [one.code, one.error]),
      [['482913', null]],
    );
    assert.deepEqual([lease.state, lease.code, lease.late], [state, '482913', true]);
    assert.deepEqual(account.made('read').length, 1);
  });
}

for (const state of ['gone', 'expired', 'done'] as const) {
  test(`a number that is ${state} is not looked at`, async (t) => {
    const { looks, account } = await look(t, { look: () => received('482913') }, { state });
    assert.deepEqual([looks, account.calls], [[], []]);
  });
}

test('it is looked at only until its time is over', async (t) => {
  const desk = openDesk(t);
  const account = openFakeAccount(desk.clock);
  const [target] = hold(desk, account, [number]);
  desk.ledger.change(target?.lease?.id ?? '', { state: 'blacklisted' });
  desk.clock.pass(account.times.lease - 1);
  assert.equal(findGivenUp(desk).length, 1);
  desk.clock.pass(1);
  assert.deepEqual(findGivenUp(desk), []);
});

test('nothing new leaves it as it was, and once its code is there it is left alone', async (t) => {
  const { desk, account, lease } = await look(t, { look: (_number, time) => (time < 2 ? waiting : received('1234')) });
  assert.deepEqual([lease.code, lease.late], [null, false]);
  for (const _again of [1, 2]) await desk.clock.run(lookLate(desk, account, findGivenUp(desk), signal));
  assert.equal(account.made('read').length, 2);
});

test('a message without a code is kept too', async (t) => {
  const message = { text: 'Welcome', code: null, project: null };
  const { looks, lease } = await look(t, { look: () => ({ kind: 'received', messages: [message] }) });
  assert.deepEqual(
    looks.map((one) => one.code),
    [null],
  );
  assert.deepEqual([withoutTime(lease.messages), lease.code, lease.late], [[message], null, true]);
});

test('that the platform knows it no longer is no trouble; that it cannot be asked is', async (t) => {
  for (const code of ['provider.refused', 'number.gone', 'number.unknown', 'parameter.refused'] as const) {
    const { looks } = await look(t, {
      read: () => {
        throw failure(code);
      },
    });
    assert.deepEqual(looks, [], code);
  }
  for (const code of ['provider.unreachable', 'rate.limited', 'credentials.rejected'] as const) {
    const { looks, lease } = await look(t, {
      read: () => {
        throw failure(code);
      },
    });
    assert.deepEqual(
      looks.map((one) => [one.code, one.error?.code]),
      [[null, code]],
    );
    assert.equal(lease.state, 'blacklisted');
  }
});

test('where the platform is down or busy, the other numbers are not asked about', async (t) => {
  for (const [code, reads] of [
    ['provider.unreachable', 1],
    ['rate.limited', 1],
    ['credentials.rejected', 2],
  ] as const) {
    const desk = openDesk(t);
    const account = openFakeAccount(desk.clock, {
      read: () => {
        throw failure(code);
      },
    });
    for (const target of hold(desk, account, ['11111', '22222'])) {
      desk.ledger.change(target.lease?.id ?? '', { state: 'released' });
    }
    await desk.clock.run(lookLate(desk, account, findGivenUp(desk), signal));
    assert.equal(account.calls.length, reads, code);
  }
});

test('a number that was rented again since is not asked about, because its code is another’s', async (t) => {
  const desk = openDesk(t);
  const account = openFakeAccount(desk.clock, { look: () => received('482913') });
  const [first] = hold(desk, account, [number]);
  desk.ledger.change(first?.lease?.id ?? '', { state: 'released' });
  desk.clock.pass(1_000);
  const [again] = hold(desk, account, [number]);
  await desk.clock.run(lookLate(desk, account, findGivenUp(desk), signal));
  assert.deepEqual([account.calls, leaseNow(desk, first).code, leaseNow(desk, again).code], [[], null, null]);
});

test('a late code that cannot be written down is told all the same', async (t) => {
  const desk = openDesk(t);
  const broken = withLedger(desk, {
    keepLate: () => {
      throw new SmsctlError('ledger.unusable');
    },
  });
  const { looks } = await look(t, { look: () => received('482913') }, { desk: broken });
  assert.deepEqual(
    looks.map((one) => [one.code, one.error?.code]),
    [['482913', 'ledger.unusable']],
  );
});

test('reconcile tells late codes, and hands on what stood in the way', async (t) => {
  const desk = openDesk(t);
  const account = openFakeAccount(desk.clock, {
    look: ({ platformNumber }) => {
      if (platformNumber === '22222') throw failure('credentials.rejected');
      return platformNumber === '11111' ? received('482913') : waiting;
    },
  });
  for (const target of hold(desk, account, ['11111', '22222', '33333'])) {
    desk.ledger.change(target.lease?.id ?? '', { state: 'blacklisted' });
  }
  const troubles: string[] = [];
  const onTrouble = (_lease: unknown, error: SmsctlError) => void troubles.push(error.code);
  const found = await desk.clock.run(findLateCodes(desk, account, findGivenUp(desk), { signal, onTrouble }));
  assert.deepEqual(
    found.map((one) => [one.lease.platformNumber, one.from, one.to, one.reason, one.lease.code]),
    [['11111', 'blacklisted', 'blacklisted', 'lateCode', '482913']],
  );
  assert.deepEqual(troubles, ['credentials.rejected']);
});

test('a stop ends it', async (t) => {
  const desk: FakeDesk = openDesk(t);
  const account = openFakeAccount(desk.clock);
  const [target] = hold(desk, account, [number]);
  desk.ledger.change(target?.lease?.id ?? '', { state: 'blacklisted' });
  const stopped = AbortSignal.abort(new SmsctlError('interrupted'));
  await assert.rejects(desk.clock.run(lookLate(desk, account, findGivenUp(desk), stopped)), { code: 'interrupted' });
});

test('a late code is never the success of a wait: it is shown beside the news that the number is gone', async (t) => {
  const { desk, account, target } = await look(t, { look: () => received('482913') });
  assert.ok(target !== undefined);
  const results: unknown[] = [];
  await desk.clock.run(
    waitForCodes(desk, account, [{ ...target, lease: leaseNow(desk, target) }], {
      ...{ once: false, onTimeout: 'blacklist', keep: false, nextProject: null, match: null, signal },
      ...{ timeout: null, interval: null },
      onSettled: async ({ status, code, messages, error }) => {
        results.push([status, code, messages.map((message) => message.text), error?.code, error?.params.lateCode]);
      },
    }),
  );
  assert.deepEqual(results, [['gone', null, ['482913'], 'lease.closed', '482913']]);
});
