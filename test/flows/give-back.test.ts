import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { SmsctlError } from '../../src/core/errors.ts';
import type { HeldNumber, LeaseState } from '../../src/core/model.ts';
import {
  dueNow,
  finishDue,
  finishDueSoon,
  type GiveBackOptions,
  type GiveBackResult,
  type GivingBack,
  giveBack,
} from '../../src/flows/give-back.ts';
import type { Target } from '../../src/flows/target.ts';
import type { Settlement } from '../../src/providers/contract.ts';
import { failure, type Kind, openFakeAccount, type Script } from '../helpers/fake-provider.ts';
import { type FakeDesk, hold, leaseNow, openDesk, targetOf, withLedger } from '../helpers/temp-ledger.ts';

interface Wishes extends GiveBackOptions {
  readonly desk?: FakeDesk;
  readonly kind?: Kind;
  readonly targets?: readonly Target[];
}

async function giveUp(t: TestContext, what: GivingBack, script: Script = {}, wishes: Wishes = {}) {
  const { desk = openDesk(t), kind, targets, ...options } = wishes;
  const account = openFakeAccount(desk.clock, script, kind);
  const held = targets ?? hold(desk, account, ['59173841704']);
  const results = await desk.clock.run(giveBack(desk, account, what, held, options));
  return { desk, account, targets: held, results, result: results[0] ?? assert.fail('no result') };
}

const stranger: Target = {
  lease: null,
  platformNumber: '+59173841799',
  number: '+59173841799',
  project: '0257',
  multi: false,
};
const notHeld: Settlement = { kind: 'notHeld', error: failure('provider.refused') };
const says = (settlement: Settlement): Script => ({ release: () => settlement, blacklist: () => settlement });

interface Answer {
  readonly what: GivingBack;
  readonly settlement: Settlement;
  readonly status: GiveBackResult['status'];
  readonly state: LeaseState;
  /** For a number the ledger does not know. */
  readonly strangers: GiveBackResult['status'];
}

const answers: readonly Answer[] = [
  { what: 'release', settlement: { kind: 'done' }, status: 'released', state: 'released', strangers: 'released' },
  { what: 'release', settlement: { kind: 'already' }, status: 'already', state: 'released', strangers: 'already' },
  { what: 'release', settlement: notHeld, status: 'already', state: 'released', strangers: 'failed' },
  {
    what: 'release',
    settlement: { kind: 'failed', error: failure('provider.refused') },
    status: 'failed',
    state: 'held',
    strangers: 'failed',
  },
  {
    what: 'blacklist',
    settlement: { kind: 'done' },
    status: 'blacklisted',
    state: 'blacklisted',
    strangers: 'blacklisted',
  },
  { what: 'blacklist', settlement: { kind: 'already' }, status: 'already', state: 'blacklisted', strangers: 'already' },
  {
    what: 'blacklist',
    settlement: { kind: 'failed', error: failure('provider.refused') },
    status: 'failed',
    state: 'blacklistDue',
    strangers: 'failed',
  },
  {
    what: 'blacklist',
    settlement: { kind: 'failed', error: failure('number.unknown') },
    status: 'failed',
    state: 'held',
    strangers: 'failed',
  },
];

for (const { what, settlement, status, state, strangers } of answers) {
  const why = settlement.kind === 'failed' ? ` (${settlement.error.code})` : '';
  test(`${what}, ${settlement.kind}${why}: ${status} for a lease, ${strangers} for a stranger`, async (t) => {
    const { desk, targets, result } = await giveUp(t, what, says(settlement));
    assert.deepEqual([result.status, result.lease?.state, leaseNow(desk, targets[0]).state], [status, state, state]);
    assert.equal(
      result.error?.code,
      status === 'failed' ? settlement.kind === 'failed' && settlement.error.code : undefined,
    );
    if (status === 'failed') {
      assert.equal(result.error?.stake, 'stillHeld');
      assert.deepEqual(result.error?.leases, [leaseNow(desk, targets[0])]);
    }

    const unknown = await giveUp(t, what, says(settlement), { targets: [stranger] });
    assert.deepEqual([unknown.result.status, unknown.result.lease], [strangers, null]);
    assert.equal(unknown.result.error?.stake ?? null, null, 'nothing is said of what the ledger does not know');
    assert.deepEqual(unknown.desk.ledger.find({}), []);
  });
}

test('numbers go project by project, in runs the platform takes', async (t) => {
  const desk = openDesk(t);
  const kind: Kind = {
    definition: { limits: { rent: 10, rentInAll: 10, read: 1, readKeeping: 1, release: 2, blacklist: 1 } },
  };
  const shop = hold(desk, openFakeAccount(desk.clock), ['11111', '22222', '33333']);
  const bank = hold(desk, openFakeAccount(desk.clock), ['44444'], { project: '9' });
  const targets = [...shop.slice(0, 1), ...bank, ...shop.slice(1)];
  const { account, results } = await giveUp(t, 'release', {}, { desk, kind, targets });
  assert.deepEqual(
    account.calls.map((call) => call.numbers),
    [['11111', '22222'], ['33333'], ['44444']],
  );
  assert.deepEqual(
    results.map((one) => one.status),
    Array(4).fill('released'),
  );
  const blacklisting = await giveUp(
    t,
    'blacklist',
    {},
    { desk, kind, targets: [stranger, { ...stranger, platformNumber: '55555' }] },
  );
  assert.deepEqual(
    blacklisting.account.calls.map((call) => call.numbers),
    [['+59173841799'], ['55555']],
  );
});

test('one number’s refusal does not hide another’s success', async (t) => {
  const desk = openDesk(t);
  const targets = hold(desk, openFakeAccount(desk.clock), ['11111', '22222', '33333']);
  const release: Script['release'] = ({ platformNumber }) => {
    if (platformNumber === '22222') throw failure('provider.refused');
    return { kind: 'done' };
  };
  const { results } = await giveUp(t, 'release', { release }, { desk, targets });
  assert.deepEqual(
    results.map((one) => one.status),
    ['released', 'failed', 'released'],
  );
  assert.deepEqual(
    targets.map((target) => leaseNow(desk, target).state),
    ['released', 'held', 'released'],
  );
});

test('a platform that forgets a number of the list has not done it', async (t) => {
  const desk = openDesk(t);
  const kind: Kind = {
    definition: { limits: { rent: 10, rentInAll: 10, read: 1, readKeeping: 1, release: 10, blacklist: 1 } },
  };
  const account = openFakeAccount(desk.clock, {}, kind);
  const targets = hold(desk, account, ['11111', '22222']);
  const provider = { ...account.provider, release: async () => [{ kind: 'done' } as const] };
  const results = await desk.clock.run(giveBack(desk, { ...account, provider }, 'release', targets));
  assert.deepEqual(
    results.map((one) => [one.status, one.error?.code]),
    [
      ['released', undefined],
      ['failed', 'provider.protocol'],
    ],
  );
  assert.equal(leaseNow(desk, targets[1]).state, 'held');
});

test('a lease that has ended is not released again, one that is blacklisted not blacklisted again', async (t) => {
  for (const state of ['released', 'blacklisted', 'done', 'expired', 'gone'] as const) {
    const desk = openDesk(t);
    const [target] = hold(desk, openFakeAccount(desk.clock), ['11111']);
    desk.ledger.change(target?.lease?.id ?? '', { state });
    const targets = [targetOf(leaseNow(desk, target))];
    const release = await giveUp(t, 'release', {}, { desk, targets });
    assert.deepEqual([release.result.status, release.account.calls], ['already', []]);
    const blacklist = await giveUp(t, 'blacklist', {}, { desk, targets });
    assert.equal(blacklist.account.calls.length, state === 'blacklisted' ? 0 : 1, state);
    assert.equal(leaseNow(desk, target).state, state, 'a lease ends once');
  }
});

test('a busy or lost answer is repeated, up to four calls, and each result comes when it is known', async (t) => {
  for (const code of ['rate.limited', 'provider.unreachable', 'provider.protocol'] as const) {
    for (const [failures, status] of [
      [3, 'released'],
      [4, 'failed'],
    ] as const) {
      const told: string[] = [];
      const script: Script = {
        release: (_number, time) => {
          if (time <= failures) throw failure(code, 'possible');
          return { kind: 'done' };
        },
      };
      const { account, result } = await giveUp(t, 'release', script, { onResult: (one) => void told.push(one.status) });
      assert.deepEqual(
        [result.status, account.calls.length, told],
        [status, 4, [status]],
        `${code}, ${failures} times`,
      );
    }
  }
});

test('a refusal is final', async (t) => {
  const script: Script = {
    release: () => {
      throw failure('provider.refused');
    },
  };
  const { account, result } = await giveUp(t, 'release', script);
  assert.deepEqual([account.calls.length, result.status, result.error?.code], [1, 'failed', 'provider.refused']);
});

test('what the platform cannot do is said before anything is asked', async (t) => {
  const desk = openDesk(t);
  const account = openFakeAccount(desk.clock, {}, { definition: { abilities: ['blacklist'] } });
  const targets = hold(desk, account, ['11111']);
  await assert.rejects(
    giveBack(desk, account, 'release', targets),
    (error) => error instanceof SmsctlError && error.code === 'provider.unsupported' && error.effect === 'none',
  );
  assert.deepEqual([account.calls, leaseNow(desk, targets[0]).state], [[], 'held']);
});

test('a stop while a call is repeated leaves the rest as it is', async (t) => {
  const desk = openDesk(t);
  const stop = new AbortController();
  const reason = new SmsctlError('terminated');
  desk.clock.at(1_000, () => stop.abort(reason));
  const targets = hold(desk, openFakeAccount(desk.clock), ['11111', '22222', '33333']);
  const told: string[] = [];
  const release: Script['release'] = ({ platformNumber }) => {
    if (platformNumber !== '11111') throw failure('rate.limited');
    return { kind: 'done' };
  };
  await assert.rejects(
    giveUp(
      t,
      'release',
      { release },
      {
        desk,
        targets,
        signal: stop.signal,
        onResult: ({ target }) => void told.push(target.platformNumber),
      },
    ),
    (error) => error === reason,
  );
  assert.deepEqual(told, ['11111']);
  assert.deepEqual(
    targets.map((target) => leaseNow(desk, target).state),
    ['released', 'held', 'held'],
  );
});

for (const [what, state] of [
  ['release', 'released'],
  ['blacklist', 'blacklisted'],
] as const) {
  test(`${what}: a call that has left when the user stops gets its answer, and nothing more is started`, async (t) => {
    const desk = openDesk(t);
    const stop = new AbortController();
    const reason = new SmsctlError('interrupted');
    desk.clock.at(500, () => stop.abort(reason));
    const targets = hold(desk, openFakeAccount(desk.clock), ['11111', '22222']);
    const told: string[] = [];
    const made: number[] = [];
    const script: Script = {
      takes: { [what]: 2_000 },
      [what]: (_number: unknown, time: number): Settlement => {
        made.push(time);
        return { kind: 'done' };
      },
    };
    const onResult = (result: GiveBackResult) => void told.push(`${result.target.platformNumber} ${result.status}`);
    await assert.rejects(
      giveUp(t, what, script, { desk, targets, signal: stop.signal, onResult }),
      (error) => error === reason,
    );
    assert.deepEqual([told, made, desk.clock.elapsed()], [[`11111 ${state}`], [1], 2_000]);
    assert.deepEqual(
      targets.map((target) => leaseNow(desk, target).state),
      [state, 'held'],
    );
  });

  test(`${what}: its answer is waited for no longer than two seconds`, async (t) => {
    const desk = openDesk(t);
    const stop = new AbortController();
    const reason = new SmsctlError('terminated');
    desk.clock.at(500, () => stop.abort(reason));
    const targets = hold(desk, openFakeAccount(desk.clock), ['11111']);
    await assert.rejects(
      giveUp(t, what, { takes: { [what]: 60_000 } }, { desk, targets, signal: stop.signal }),
      (error) => error === reason,
    );
    assert.deepEqual([desk.clock.elapsed(), leaseNow(desk, targets[0]).state], [2_500, 'held']);
  });
}

test('after a stop not even the first call is made', async (t) => {
  const desk = openDesk(t);
  const account = openFakeAccount(desk.clock);
  const targets = hold(desk, account, ['11111']);
  const signal = AbortSignal.abort(new SmsctlError('interrupted'));
  await assert.rejects(desk.clock.run(giveBack(desk, account, 'release', targets, { signal })));
  assert.deepEqual([account.calls, desk.clock.elapsed()], [[], 0]);
});

function due(t: TestContext, digits: readonly string[]) {
  const desk = openDesk(t);
  const targets = hold(desk, openFakeAccount(desk.clock), digits);
  for (const target of targets) desk.ledger.change(target.lease?.id ?? '', { state: 'blacklistDue' });
  return { desk, targets };
}

test('what is due is finished by the next command, in one call each', async (t) => {
  const { desk, targets } = due(t, ['11111', '22222']);
  hold(desk, openFakeAccount(desk.clock), ['33333']);
  const account = openFakeAccount(desk.clock);
  const results = await desk.clock.run(finishDue(desk, account));
  assert.deepEqual(
    results.map((one) => one.status),
    ['blacklisted', 'blacklisted'],
  );
  assert.deepEqual(
    targets.map((target) => leaseNow(desk, target).state),
    ['blacklisted', 'blacklisted'],
  );
  assert.equal(account.calls.length, 2, 'a number that is held is not touched');
});

test('what cannot be finished stays due, and is tried once only', async (t) => {
  const { desk, targets } = due(t, ['11111']);
  const account = openFakeAccount(desk.clock, {
    blacklist: () => {
      throw failure('provider.unreachable', 'possible');
    },
  });
  const [result] = await desk.clock.run(finishDue(desk, account));
  assert.deepEqual(
    [result?.status, account.calls.length, leaseNow(desk, targets[0]).state],
    ['failed', 1, 'blacklistDue'],
  );
});

test('while the platform is down, the rest is left for a later command', async (t) => {
  const { desk } = due(t, ['11111', '22222', '33333']);
  const account = openFakeAccount(desk.clock, {
    blacklist: () => {
      throw failure('provider.unreachable', 'possible');
    },
  });
  const results = await desk.clock.run(finishDue(desk, account));
  assert.deepEqual([results.length, account.calls.length], [1, 1]);
});

test('a number the platform no longer knows is due no longer', async (t) => {
  const { desk, targets } = due(t, ['11111']);
  const account = openFakeAccount(desk.clock, {
    blacklist: () => {
      throw failure('number.unknown');
    },
  });
  await desk.clock.run(finishDue(desk, account));
  assert.equal(leaseNow(desk, targets[0]).state, 'gone');
});

test('what is due at another profile or provider is left to it', async (t) => {
  const { desk } = due(t, ['11111']);
  for (const kind of [{ profile: 'work' }, { definition: { id: 'other' } }] satisfies Kind[]) {
    const account = openFakeAccount(desk.clock, {}, kind);
    assert.deepEqual([await desk.clock.run(finishDue(desk, account)), account.calls], [[], []]);
  }
});

test('where the number has been rented anew, the old hold is not blacklisted any more', async (t) => {
  const { desk, targets } = due(t, ['11111']);
  const account = openFakeAccount(desk.clock);
  const [again] = hold(desk, account, ['11111']);
  assert.deepEqual(await desk.clock.run(finishDue(desk, account)), []);
  assert.deepEqual(
    [leaseNow(desk, targets[0]).state, leaseNow(desk, again).state, account.calls],
    ['gone', 'held', []],
  );
});

const manyAtOnce: Kind = {
  definition: { limits: { rent: 50, rentInAll: 50, read: 50, readKeeping: 1, release: 50, blacklist: 50 } },
};

test('what fails for several at once, and may be the fault of one, is tried for each alone', async (t) => {
  const desk = openDesk(t);
  const fake = openFakeAccount(desk.clock, {}, manyAtOnce);
  const asked: number[] = [];
  const error = failure('number.gone');
  const blacklist = async (numbers: readonly HeldNumber[]): Promise<Settlement[]> => {
    asked.push(numbers.length);
    if (numbers.every((one) => one.platformNumber !== '22222')) return numbers.map(() => ({ kind: 'done' }));
    return numbers.map(() => (numbers.length === 1 ? { kind: 'notHeld', error } : { kind: 'failed', error }));
  };
  const account = { ...fake, provider: { ...fake.provider, blacklist } };
  const targets = hold(desk, fake, ['11111', '22222', '33333']);
  const results = await desk.clock.run(giveBack(desk, account, 'blacklist', targets));
  assert.deepEqual(
    results.map((result) => result.status),
    ['blacklisted', 'already', 'blacklisted'],
  );
  assert.deepEqual(asked, [3, 1, 1, 1]);
});

test('what another process has ended is not asked for once more', async (t) => {
  for (const what of ['release', 'blacklist'] as const) {
    const desk = openDesk(t);
    const targets = hold(desk, openFakeAccount(desk.clock), ['11111']);
    desk.clock.at(1_000, () => desk.elsewhere.change(targets[0]?.lease?.id ?? '', { state: 'released' }));
    const busy = () => {
      throw failure('rate.limited');
    };
    const { account, result } = await giveUp(t, what, { [what]: busy }, { desk, targets });
    assert.deepEqual([result.status, result.lease?.state, account.made(what)], ['already', 'released', [0]]);
  }
});

test('of several, only those that nobody has ended are asked for', async (t) => {
  const desk = openDesk(t);
  const account = openFakeAccount(desk.clock, {}, manyAtOnce);
  const targets = hold(desk, account, ['11111', '22222', '33333']);
  desk.elsewhere.change(targets[1]?.lease?.id ?? '', { state: 'released' });
  const results = await desk.clock.run(giveBack(desk, account, 'blacklist', targets));
  assert.deepEqual(
    results.map((result) => [result.target.platformNumber, result.status]),
    [
      ['11111', 'blacklisted'],
      ['22222', 'already'],
      ['33333', 'blacklisted'],
    ],
  );
  assert.deepEqual(
    account.calls.map((call) => call.numbers),
    [['11111', '33333']],
  );
});

test('a clock set ahead ends nothing, unless the number has been rented anew since', async (t) => {
  for (const [isAgain, calls] of [
    [false, 1],
    [true, 0],
  ] as const) {
    const desk = openDesk(t);
    const account = openFakeAccount(desk.clock);
    const targets = hold(desk, account, ['11111']);
    desk.clock.jump(86_400_000);
    desk.elsewhere.expire();
    if (isAgain) hold(desk, account, ['11111']);
    await desk.clock.run(giveBack(desk, account, 'blacklist', targets));
    assert.equal(account.calls.length, calls);
  }
});

const never = new AbortController().signal;

test('in passing, what is due is finished and told', async (t) => {
  const { desk, targets } = due(t, ['11111', '22222']);
  const account = openFakeAccount(desk.clock, { takes: { blacklist: 1_000 } });
  const wish = { due: dueNow(desk, account), signal: never };
  const results = await desk.clock.run(finishDueSoon(desk, account, wish));
  assert.deepEqual(results.map((one) => [one.target.platformNumber, one.status]).toSorted(), [
    ['11111', 'blacklisted'],
    ['22222', 'blacklisted'],
  ]);
  assert.ok(targets.every((target) => leaseNow(desk, target).state === 'blacklisted'));
  assert.equal(desk.clock.elapsed(), 2_000, 'nothing is waited for when all is done');
});

test('in passing, a platform that hangs is waited for no longer than five seconds, and it stays due', async (t) => {
  const { desk, targets } = due(t, ['11111', '22222']);
  const account = openFakeAccount(desk.clock, { takes: { blacklist: 600_000 } });
  const wish = { due: dueNow(desk, account), signal: never };
  const results = await desk.clock.run(finishDueSoon(desk, account, wish));
  assert.deepEqual([results, account.calls.length, desk.clock.elapsed()], [[], 1, 5_000]);
  assert.ok(targets.every((target) => leaseNow(desk, target).state === 'blacklistDue'));
});

test('in passing, a platform that asked for patience is not waited for either', async (t) => {
  const { desk } = due(t, ['11111']);
  desk.elsewhere.slowDown('fake account', 60_000, 60_000);
  const account = openFakeAccount(desk.clock);
  const wish = { due: dueNow(desk, account), signal: never };
  assert.deepEqual(await desk.clock.run(finishDueSoon(desk, account, wish)), []);
  assert.deepEqual(account.calls, []);
  assert.ok(desk.clock.elapsed() <= 5_000);
});

test('in passing, only what was due before the command is finished, and not what it left due itself', async (t) => {
  const { desk, targets } = due(t, ['11111']);
  const account = openFakeAccount(desk.clock);
  const before = dueNow(desk, account);
  const [own] = hold(desk, account, ['22222']);
  desk.ledger.change(own?.lease?.id ?? '', { state: 'blacklistDue' });
  await desk.clock.run(finishDueSoon(desk, account, { due: before, signal: never }));
  assert.deepEqual(
    account.calls.map((call) => call.numbers),
    [['11111']],
  );
  assert.deepEqual([leaseNow(desk, targets[0]).state, leaseNow(desk, own).state], ['blacklisted', 'blacklistDue']);
});

test('in passing, what another process has finished meanwhile is left alone', async (t) => {
  const { desk, targets } = due(t, ['11111']);
  const account = openFakeAccount(desk.clock);
  const before = dueNow(desk, account);
  desk.elsewhere.change(targets[0]?.lease?.id ?? '', { state: 'blacklisted' });
  const results = await desk.clock.run(finishDueSoon(desk, account, { due: before, signal: never }));
  assert.deepEqual([results, account.calls], [[], []]);
});

test('in passing, no trouble is thrown: neither a stop nor the ledger’s nor the platform’s', async (t) => {
  const { desk, targets } = due(t, ['11111']);
  const script: Script = {
    blacklist: () => {
      throw failure('provider.unreachable', 'possible');
    },
  };
  const account = openFakeAccount(desk.clock, script);
  const before = dueNow(desk, account);
  const find = () => {
    throw new SmsctlError('ledger.unusable');
  };
  const stopped = AbortSignal.abort(new SmsctlError('interrupted'));
  const soon = (at: FakeDesk, signal: AbortSignal) =>
    desk.clock.run(finishDueSoon(at, account, { due: before, signal }));
  assert.deepEqual(await soon(withLedger(desk, { find }), never), []);
  assert.deepEqual(await soon(desk, stopped), []);
  assert.deepEqual(account.calls, [], 'whoever has stopped asks for nothing');
  assert.deepEqual(
    (await soon(desk, never)).map((one) => one.status),
    ['failed'],
  );
  assert.equal(leaseNow(desk, targets[0]).state, 'blacklistDue');
});
