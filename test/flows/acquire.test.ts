import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { errorCatalogue, SmsctlError } from '../../src/core/errors.ts';
import type { Lease, RentRequest } from '../../src/core/model.ts';
import type { Ledger } from '../../src/core/ports.ts';
import { type AcquireOptions, acquire } from '../../src/flows/acquire.ts';
import { failure, type Kind, openFakeAccount, type Script } from '../helpers/fake-provider.ts';
import { type FakeDesk, openDesk, withLedger } from '../helpers/temp-ledger.ts';
import { newRequest, noLimits, rentedNumber } from '../store/fixtures.ts';

const unusable = () => {
  throw new SmsctlError('ledger.unusable', { params: { path: '/ledger', reason: 'full' } });
};

interface Asking extends Partial<AcquireOptions> {
  readonly desk?: FakeDesk;
  readonly wishes?: Partial<RentRequest>;
  readonly kind?: Kind;
}

/** Rents at a platform that answers as the script says: one number unless it says otherwise. */
function renting(t: TestContext, script: Script = {}, { desk = openDesk(t), wishes, kind, ...options }: Asking = {}) {
  const account = openFakeAccount(desk.clock, { rent: () => [rentedNumber('59173841704')], ...script }, kind);
  const again = (more: Asking = {}) =>
    desk.clock.run(
      acquire(more.desk ?? desk, account, newRequest({ ...wishes, ...more.wishes }), {
        requestId: null,
        retryFor: null,
        signal: new AbortController().signal,
        ...options,
        ...more,
      }),
    );
  return { desk, account, again, outcome: again() };
}

async function failureOf(outcome: Promise<unknown>): Promise<SmsctlError> {
  const reason = await outcome.then(
    () => assert.fail('expected a failure'),
    (error: unknown) => error,
  );
  return reason instanceof SmsctlError ? reason : assert.fail(`not one of ours: ${String(reason)}`);
}

const statesIn = (desk: FakeDesk): string[] => desk.elsewhere.find({}).map((lease) => lease.state);

test('the intent is on disk before the request leaves, the lease before the flow returns', async (t) => {
  const desk = openDesk(t);
  const seen: string[][] = [];
  const script: Script = {
    rent: () => {
      seen.push(statesIn(desk));
      const [lease] = desk.elsewhere.find({});
      assert.equal(desk.elsewhere.intent(lease?.intentId ?? '')?.attempts, 1);
      return [rentedNumber('59173841704'), rentedNumber('59173841705')];
    },
  };
  const { leases, isRepeat } = await renting(t, script, { desk, wishes: { count: 2 } }).outcome;
  assert.deepEqual(seen, [['intent', 'intent']]);
  assert.equal(isRepeat, false);
  assert.deepEqual(
    leases.map((lease) => lease.platformNumber),
    ['59173841704', '59173841705'],
  );
  assert.deepEqual(desk.elsewhere.find({}).toReversed(), leases);
  assert.deepEqual(
    leases.map((lease) => [lease.state, (lease.expiresAt ?? 0) - desk.clock.now()]),
    [
      ['held', 295_000],
      ['held', 295_000],
    ],
  );
});

test('the lease lasts from the answer on, not from the request', async (t) => {
  const { desk, outcome } = renting(t, { takes: { rent: 20_000 } });
  const [lease] = (await outcome).leases;
  assert.equal(desk.clock.elapsed(), 20_000);
  assert.equal(lease?.acquiredAt, desk.clock.now());
});

test('fewer numbers than asked for are kept, and the rest was not rented', async (t) => {
  const { desk, outcome } = renting(t, {}, { wishes: { count: 3 } });
  assert.equal((await outcome).leases.length, 1);
  assert.deepEqual(statesIn(desk).toSorted(), ['held', 'notRented', 'notRented']);
});

const codes = Object.keys(errorCatalogue) as SmsctlError['code'][];
const worthAsking: readonly string[] = ['numbers.none', 'rate.limited', 'provider.unreachable'];

test('whatever the failure, one request leaves for one intent unless the user asked to go on', async (t) => {
  for (const code of codes) {
    for (const effect of ['none', 'possible'] as const) {
      const { desk, account, outcome } = renting(t, {
        rent: () => {
          throw failure(code, effect);
        },
      });
      const error = await failureOf(outcome);
      const said = `${code}, effect ${effect}`;
      assert.equal(account.calls.length, 1, said);
      if (effect === 'none') {
        assert.deepEqual([error.code, error.stake], [code, 'nothingRented'], said);
        assert.equal(error.providerMessage, `said ${code}`, said);
        assert.deepEqual(statesIn(desk), ['notRented'], said);
      } else {
        assert.deepEqual([error.code, error.exitCode, error.stake], ['outcome.unknown', 9, 'maybeRented'], said);
        assert.equal(error.params.reason, code, said);
        assert.equal(error.providerMessage, `said ${code}`, said);
        assert.deepEqual(
          error.leases.map((lease) => lease.state),
          ['unknown'],
          said,
        );
        assert.deepEqual(desk.elsewhere.find({}), error.leases, said);
      }
    }
  }
});

test('with --retry-for it asks again only where it is proven that nothing was rented and a later try may do better', async (t) => {
  for (const code of codes) {
    for (const effect of ['none', 'possible'] as const) {
      const script: Script = {
        rent: (time) => {
          if (time === 1) throw failure(code, effect);
          return [rentedNumber('59173841704')];
        },
      };
      const { desk, account, outcome } = renting(t, script, { retryFor: 60_000 });
      const goesOn = effect === 'none' && worthAsking.includes(code);
      const got = await outcome.then(
        ({ leases }) => leases.length,
        () => 'failed',
      );
      assert.deepEqual([got, account.calls.length], goesOn ? [1, 2] : ['failed', 1], `${code}, effect ${effect}`);
      assert.equal(desk.elsewhere.find({}).length, 1, 'still one intent');
    }
  }
});

test('a failure that is no error of ours leaves the outcome unknown too', async (t) => {
  const { desk, outcome } = renting(t, {
    rent: () => {
      throw new TypeError('undefined is not a number');
    },
  });
  assert.equal((await failureOf(outcome)).code, 'outcome.unknown');
  assert.deepEqual(statesIn(desk), ['unknown']);
});

test('a success without a number leaves the outcome unknown', async (t) => {
  const { desk, outcome } = renting(t, { rent: () => [] });
  const error = await failureOf(outcome);
  assert.deepEqual([error.code, error.params.reason], ['outcome.unknown', 'provider.protocol']);
  assert.deepEqual(statesIn(desk), ['unknown']);
});

test('--retry-for stops at its end, with one last request there', async (t) => {
  const pauses: number[] = [];
  const { desk, account, outcome } = renting(
    t,
    {
      rent: () => {
        throw failure('numbers.none');
      },
    },
    { retryFor: 60_000, onRetry: (_error, pause) => pauses.push(pause) },
  );
  const error = await failureOf(outcome);
  assert.equal(error.code, 'numbers.none');
  assert.deepEqual(account.made('rent'), [0, 5_000, 10_000, 20_000, 30_000, 50_000, 60_000]);
  assert.deepEqual(pauses, [5_000, 5_000, 10_000, 10_000, 20_000, 10_000]);
  assert.deepEqual(statesIn(desk), ['notRented']);
  const [lease] = desk.elsewhere.find({});
  assert.equal(desk.elsewhere.intent(lease?.intentId ?? '')?.attempts, 7);
});

test('an answer that is lost ends --retry-for at once, also after refusals', async (t) => {
  const { account, outcome } = renting(
    t,
    {
      rent: (time) => {
        throw time === 3 ? failure('provider.unreachable', 'possible') : failure('numbers.none');
      },
    },
    { retryFor: 600_000 },
  );
  assert.equal((await failureOf(outcome)).code, 'outcome.unknown');
  assert.equal(account.calls.length, 3);
});

test('a jump of the wall clock neither ends --retry-for nor makes it last', async (t) => {
  for (const jump of [-86_400_000, 86_400_000]) {
    const desk = openDesk(t);
    desk.clock.at(12_000, () => desk.clock.jump(jump));
    const { account, outcome } = renting(
      t,
      {
        rent: () => {
          throw failure('numbers.none');
        },
      },
      { desk, retryFor: 30_000 },
    );
    await failureOf(outcome);
    assert.deepEqual(account.made('rent'), [0, 5_000, 10_000, 20_000, 30_000]);
  }
});

test('a stop before the request leaves costs nothing and abandons the intent', async (t) => {
  const stop = AbortSignal.abort(new SmsctlError('interrupted'));
  const { desk, account, outcome } = renting(t, {}, { signal: stop });
  await assert.rejects(outcome, (error) => error === stop.reason);
  assert.deepEqual(account.calls, []);
  assert.deepEqual(statesIn(desk), ['notRented']);
});

test('a stop between two requests abandons the intent', async (t) => {
  const desk = openDesk(t);
  const stop = new AbortController();
  desk.clock.at(2_000, () => stop.abort(new SmsctlError('interrupted')));
  const { account, outcome } = renting(
    t,
    {
      rent: () => {
        throw failure('numbers.none');
      },
    },
    { desk, retryFor: 60_000, signal: stop.signal },
  );
  await assert.rejects(outcome, (error) => error === stop.signal.reason);
  assert.equal(account.calls.length, 1);
  assert.deepEqual(statesIn(desk), ['notRented']);
});

test('a stop while it waits for its turn abandons the intent', async (t) => {
  const desk = openDesk(t);
  desk.elsewhere.slowDown('fake account', 3_000, 30_000);
  const stop = new AbortController();
  desk.clock.at(1_000, () => stop.abort(new SmsctlError('terminated')));
  const { account, outcome } = renting(t, {}, { desk, signal: stop.signal });
  assert.equal((await failureOf(outcome)).code, 'terminated');
  assert.deepEqual(account.calls, []);
  assert.deepEqual(statesIn(desk), ['notRented']);
});

test('a stop while the request is out waits for the answer and keeps the number', async (t) => {
  const desk = openDesk(t);
  const stop = new AbortController();
  desk.clock.at(1_000, () => stop.abort(new SmsctlError('interrupted')));
  const { outcome } = renting(t, { takes: { rent: 9_000 } }, { desk, signal: stop.signal });
  const { leases } = await outcome;
  assert.equal(desk.clock.elapsed(), 9_000);
  assert.deepEqual(desk.elsewhere.find({ states: ['held'] }), leases);
});

test('the same request id again returns the same leases and buys nothing', async (t) => {
  const { account, again, outcome } = renting(t, {}, { requestId: 'order-7' });
  const first = await outcome;
  const second = await again();
  assert.deepEqual([second.leases, second.isRepeat], [first.leases, true]);
  assert.equal(account.calls.length, 1);
});

test('a repeat returns its leases even where the balance has fallen below the floor by the purchase', async (t) => {
  const script: Script = { balance: (time) => (time === 1 ? '10' : '9') };
  const { account, again, outcome } = renting(t, script, {
    requestId: 'order-7',
    kind: { limits: { minBalance: '10' } },
  });
  const first = await outcome;
  assert.deepEqual((await again()).leases, first.leases);
  assert.deepEqual(
    account.calls.map((call) => call.name),
    ['balance', 'rent'],
  );
});

test('a request id is good for one request only', async (t) => {
  const { account, again, outcome } = renting(t, {}, { requestId: 'order-7' });
  const { leases } = await outcome;
  const error = await failureOf(again({ wishes: { project: '9' } }));
  assert.deepEqual([error.code, error.leases], ['usage.requestIdReused', leases]);
  assert.equal(account.calls.length, 1);
});

test('a request id whose answer was lost buys nothing until that is settled', async (t) => {
  const script: Script = {
    rent: () => {
      throw failure('provider.unreachable', 'possible');
    },
  };
  const { account, again, outcome } = renting(t, script, { requestId: 'order-7' });
  const lost = await failureOf(outcome);
  const error = await failureOf(again());
  assert.deepEqual([error.code, error.stake, error.leases], ['outcome.unknown', 'maybeRented', lost.leases]);
  assert.equal(account.calls.length, 1);
});

/** Another process, alive, has just begun to buy. */
function beginElsewhere({ elsewhere }: FakeDesk, requestId: string | null, count = 1): string {
  const request = newRequest({ count });
  const begun = elsewhere.reserve(
    { provider: 'fake', profile: 'default', account: 'fake account', request, requestId },
    noLimits,
  );
  if (begun.kind !== 'reserved') return assert.fail(begun.kind);
  elsewhere.attempt(begun.intentId);
  return begun.intentId;
}

test('a request id that a process is buying under is waited for, and brings its leases', async (t) => {
  const desk = openDesk(t);
  const intentId = beginElsewhere(desk, 'order-7');
  desk.clock.at(9_000, () => desk.elsewhere.fulfil(intentId, [rentedNumber('59173841704')], 295_000));
  const { account, outcome } = renting(t, {}, { desk, requestId: 'order-7' });
  const { leases, isRepeat } = await outcome;
  assert.deepEqual([leases, isRepeat, account.calls], [desk.elsewhere.find({ states: ['held'] }), true, []]);
  assert.equal(leases.length, 1);
  assert.ok(desk.clock.elapsed() >= 9_000 && desk.clock.elapsed() < 10_000, 'it looks often');
});

test('where that process is refused, this one buys', async (t) => {
  const desk = openDesk(t);
  const intentId = beginElsewhere(desk, 'order-7');
  desk.clock.at(2_000, () => desk.elsewhere.abandon(intentId, 'numbers.none'));
  const { account, outcome } = renting(t, {}, { desk, requestId: 'order-7' });
  const { leases, isRepeat } = await outcome;
  assert.deepEqual([leases.length, isRepeat, account.calls.length], [1, false, 1]);
  assert.ok((account.made('rent')[0] ?? 0) >= 2_000);
});

test('where that process loses its answer, this one buys nothing and says so at once', async (t) => {
  const desk = openDesk(t);
  const intentId = beginElsewhere(desk, 'order-7');
  desk.clock.at(2_000, () => desk.elsewhere.markUnknown(intentId, 'provider.unreachable', 295_000));
  const { account, outcome } = renting(t, {}, { desk, requestId: 'order-7' });
  const error = await failureOf(outcome);
  assert.deepEqual([error.code, error.params.reason, account.calls], ['outcome.unknown', 'provider.unreachable', []]);
  assert.ok(desk.clock.elapsed() < 3_000);
});

for (const [retryFor, patience] of [
  [null, 35_000],
  [60_000, 95_000],
] as const) {
  test(`where nothing comes of it in ${patience} ms, this one gives up: the outcome is unknown`, async (t) => {
    const desk = openDesk(t);
    beginElsewhere(desk, 'order-7');
    const { account, outcome } = renting(t, {}, { desk, requestId: 'order-7', retryFor });
    const error = await failureOf(outcome);
    assert.deepEqual([error.code, error.exitCode, error.stake], ['outcome.unknown', 9, 'maybeRented']);
    assert.deepEqual([account.calls, desk.clock.elapsed()], [[], patience]);
    assert.deepEqual(statesIn(desk), ['intent'], 'what the other process is about to rent is still expected');
  });
}

test('a stop ends the wait for another process’s purchase, and leaves that alone', async (t) => {
  const desk = openDesk(t);
  beginElsewhere(desk, 'order-7');
  const stop = new AbortController();
  desk.clock.at(1_000, () => stop.abort(new SmsctlError('interrupted')));
  const { account, outcome } = renting(t, {}, { desk, requestId: 'order-7', signal: stop.signal });
  await assert.rejects(outcome, (error) => error === stop.signal.reason);
  assert.deepEqual([account.calls, statesIn(desk), desk.clock.elapsed()], [[], ['intent'], 1_000]);
});

test('a request id whose purchase was refused may buy', async (t) => {
  const script: Script = {
    rent: (time) => {
      if (time === 1) throw failure('numbers.none');
      return [rentedNumber('59173841704')];
    },
  };
  const { again, outcome } = renting(t, script, { requestId: 'order-7' });
  await failureOf(outcome);
  const { leases, isRepeat } = await again();
  assert.deepEqual([leases.length, isRepeat], [1, false]);
});

const fullLimits: readonly { readonly limit: Kind['limits']; readonly code: string }[] = [
  { limit: { maxHeld: 1 }, code: 'limit.maxHeld' },
  { limit: { maxPerDay: 1 }, code: 'limit.maxPerDay' },
  { limit: { minBalance: '100.01' }, code: 'limit.minBalance' },
];
for (const { limit, code } of fullLimits) {
  test(`${code} is refused before anything is asked for`, async (t) => {
    const desk = openDesk(t);
    if (code !== 'limit.minBalance') await renting(t, {}, { desk }).outcome;
    const { account, outcome } = renting(t, {}, { desk, kind: { limits: { ...limit } } });
    const error = await failureOf(outcome);
    assert.deepEqual([error.code, error.exitCode, error.stake], [code, 6, 'nothingRented']);
    assert.deepEqual(account.made('rent'), []);
    assert.ok(!statesIn(desk).includes('intent'), 'no place stays taken');
  });
}

test('a balance is compared as a number, and is asked for only where a floor is set', async (t) => {
  for (const [balance, minBalance, rents] of [
    ['10.50', '10.5', true],
    ['100', '9', true],
    ['9', '10', false],
    ['9.99', '10', false],
    ['-1', '0', false],
  ] as const) {
    const { account, outcome } = renting(t, { balance: () => balance }, { kind: { limits: { minBalance } } });
    await outcome.catch((error: unknown) =>
      assert.ok(error instanceof SmsctlError && error.code === 'limit.minBalance'),
    );
    assert.deepEqual(account.made('rent').length, rents ? 1 : 0, `${balance}, at least ${minBalance}`);
  }
  const { account, outcome } = renting(t);
  await outcome;
  assert.deepEqual(
    account.calls.map((call) => call.name),
    ['rent'],
  );
});

test('numbers that are about to be rented count against the floor, and so does each of this request', async (t) => {
  for (const [balance, others, count, rents] of [
    ['100', 0, 1, true],
    ['101', 0, 3, false],
    ['102', 0, 3, true],
    ['101', 2, 1, false],
    ['102', 2, 1, true],
    ['103', 2, 3, false],
    ['104', 2, 3, true],
  ] as const) {
    const desk = openDesk(t);
    if (others > 0) beginElsewhere(desk, null, others);
    desk.clock.pass(1);
    const kind: Kind = { limits: { minBalance: '100' } };
    const { account, outcome } = renting(t, { balance: () => balance }, { desk, kind, wishes: { count } });
    const code = await outcome.then(
      () => null,
      (error: unknown) => error instanceof SmsctlError && error.code,
    );
    assert.equal(code, rents ? null : 'limit.minBalance', `${balance}, ${others} pending, ${count} wanted`);
    assert.equal(account.made('rent').length, rents ? 1 : 0);
  }
});

test('a number that another process holds already has been paid for, and one of another profile is not ours', async (t) => {
  const desk = openDesk(t);
  await renting(t, {}, { desk }).outcome;
  const work = { provider: 'fake', profile: 'work', account: 'another', request: newRequest(), requestId: null };
  desk.elsewhere.reserve(work, noLimits);
  const kind: Kind = { limits: { minBalance: '100' } };
  assert.equal((await renting(t, { balance: () => '100' }, { desk, kind }).outcome).leases.length, 1);
});

test('of two that ask at the same time only the later one counts the other, whatever their ids', async (t) => {
  for (const wait of [0, 1]) {
    for (let round = 0; round < 8; round += 1) {
      const desk = openDesk(t);
      // Between the reservation and the look at the balance another process comes.
      const reserve: Ledger['reserve'] = (intent, limits) => {
        const reservation = desk.ledger.reserve(intent, limits);
        desk.clock.pass(wait);
        beginElsewhere(desk, null);
        return reservation;
      };
      const kind: Kind = { limits: { minBalance: '100' } };
      const first = renting(t, { balance: () => '100' }, { desk: withLedger(desk, { reserve }), kind });
      assert.equal((await first.outcome).leases.length, 1, 'what came later does not count');
    }
    for (let round = 0; round < 8; round += 1) {
      const desk = openDesk(t);
      beginElsewhere(desk, null);
      desk.clock.pass(wait);
      const second = renting(t, { balance: () => '100' }, { desk, kind: { limits: { minBalance: '100' } } });
      const error = await failureOf(second.outcome);
      assert.equal(error.code, 'limit.minBalance');
      assert.deepEqual(error.params, { limit: '100', balance: '100', used: 1, asked: 1 });
      assert.deepEqual(error.leases, desk.elsewhere.find({ states: ['intent'] }), 'the one that came first');
    }
  }
});

test('a balance that cannot be read rents nothing and frees its place', async (t) => {
  const { desk, account, outcome } = renting(
    t,
    {
      balance: () => {
        throw failure('credentials.rejected');
      },
    },
    { kind: { limits: { minBalance: '1', maxHeld: 1 } } },
  );
  const error = await failureOf(outcome);
  assert.deepEqual([error.code, error.stake], ['credentials.rejected', 'nothingRented']);
  assert.deepEqual(account.made('rent'), []);
  assert.deepEqual(statesIn(desk), ['notRented']);
});

for (const method of ['reserve', 'attempt', 'takeTurn'] as const) {
  test(`a ledger that fails in ${method} rents nothing`, async (t) => {
    const desk = withLedger(openDesk(t), { [method]: unusable });
    const kind: Kind = method === 'attempt' ? { limits: { minBalance: '1' } } : {}; // else it is noted with the intent
    const { account, outcome } = renting(t, { balance: () => '100' }, { desk, kind });
    const error = await failureOf(outcome);
    assert.deepEqual([error.code, error.stake], ['ledger.unusable', 'nothingRented']);
    assert.deepEqual(account.made('rent'), []);
  });
}

test('one write notes a purchase and its request, unless something is asked or waited for in between', async (t) => {
  for (const [limits, gap, attempts] of [
    [{}, 0, 0] as const,
    [{ minBalance: '1' }, 0, 1] as const,
    [{}, 500, 1] as const,
  ]) {
    const desk = openDesk(t);
    let noted = 0;
    const attempt = (id: string) => {
      noted += 1;
      desk.ledger.attempt(id);
    };
    const watched = withLedger(desk, { attempt });
    if (gap > 0) desk.ledger.takeTurn(openFakeAccount(desk.clock, {}).paceKey, gap);
    const { leases } = await renting(t, { balance: () => '100' }, { desk: watched, kind: { limits } }).outcome;
    assert.equal(desk.ledger.intent(leases[0]?.intentId ?? '')?.attempts, 1);
    assert.equal(noted, attempts);
  }
});

test('numbers that cannot be written down after the purchase are named in the error', async (t) => {
  for (const fulfil of [
    unusable,
    () => {
      throw new TypeError('a bug in the ledger');
    },
  ]) {
    const desk = withLedger(openDesk(t), { fulfil });
    const script: Script = { rent: () => [rentedNumber('59173841704'), rentedNumber('59173841705')] };
    const error = await failureOf(renting(t, script, { desk, wishes: { count: 2 } }).outcome);
    assert.deepEqual([error.code, error.exitCode, error.stake], ['ledger.unusable', 12, 'stillHeld']);
    assert.equal(error.params.numbers, '+59173841704, +59173841705');
    assert.deepEqual(statesIn(desk), ['intent', 'intent'], 'reconcile will find the intent');
  }
});

test('a lost answer is told as such also where the ledger cannot be written any more', async (t) => {
  const desk = withLedger(openDesk(t), { markUnknown: unusable });
  const { outcome } = renting(
    t,
    {
      rent: () => {
        throw failure('provider.protocol', 'possible');
      },
    },
    { desk },
  );
  const error = await failureOf(outcome);
  assert.deepEqual([error.code, error.stake], ['outcome.unknown', 'maybeRented']);
});

test('a pace that cannot be written down loses no number', async (t) => {
  const desk = withLedger(openDesk(t), { speedUp: unusable, slowDown: unusable });
  const { leases } = await renting(t, {}, { desk }).outcome;
  assert.deepEqual(
    leases.map((lease: Lease) => lease.state),
    ['held'],
  );
});

test('a busy platform that refused is proof that nothing was rented, also where the pace cannot be written', async (t) => {
  const desk = withLedger(openDesk(t), { slowDown: unusable });
  const { outcome } = renting(
    t,
    {
      rent: () => {
        throw failure('rate.limited');
      },
    },
    { desk },
  );
  assert.deepEqual([(await failureOf(outcome)).code, statesIn(desk)], ['rate.limited', ['notRented']]);
});

test('a request that cannot be made is found before it is written down', async (t) => {
  const desk = openDesk(t);
  const account = openFakeAccount(desk.clock);
  const provider = {
    ...account.provider,
    rentRequest: () => {
      throw new SmsctlError('usage.invalidValue');
    },
  };
  const options = { requestId: null, retryFor: null, signal: new AbortController().signal };
  const error = await failureOf(acquire(desk, { ...account, provider }, newRequest(), options));
  assert.equal(error.code, 'usage.invalidValue');
  assert.deepEqual(desk.elsewhere.find({}), []);
});

test('while it goes on asking, the balance is looked at no more than once a minute, and too little of it ends the asking', async (t) => {
  const script: Script = {
    rent: () => {
      throw failure('numbers.none');
    },
    balance: (time) => (time < 3 ? '100' : '5'),
  };
  const kind: Kind = { limits: { minBalance: '10' } };
  const { account, desk, outcome } = renting(t, script, { retryFor: 600_000, kind });
  assert.equal((await failureOf(outcome)).code, 'limit.minBalance');
  const looks = account.made('balance');
  assert.equal(looks.length, 3);
  assert.ok(
    looks.every((at, index) => index === 0 || at - (looks[index - 1] ?? 0) >= 60_000),
    String(looks),
  );
  assert.ok(account.made('rent').length > 3);
  assert.deepEqual(statesIn(desk), ['notRented']);
});
