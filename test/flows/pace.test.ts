import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SmsctlError } from '../../src/core/errors.ts';
import { askAgain, inTurn, isBusy, mayPass } from '../../src/flows/pace.ts';
import { failure, openFakeAccount } from '../helpers/fake-provider.ts';
import { openDesk, withLedger } from '../helpers/temp-ledger.ts';

const unusable = () => {
  throw new SmsctlError('ledger.unusable');
};

test('calls keep the gap they ask for, whoever makes them', async (t) => {
  const desk = openDesk(t);
  const account = openFakeAccount(desk.clock);
  const neighbour = { ...desk, ledger: desk.elsewhere };
  const times: number[] = [];
  const call = (where: typeof desk) =>
    inTurn(where, account, { gap: 1_000 }, async () => void times.push(desk.clock.elapsed()));
  await desk.clock.run(Promise.all([call(desk), call(neighbour), call(desk)]));
  assert.deepEqual(times, [0, 1_000, 2_000]);
});

test('a call without a gap waits for nothing but a busy platform', async (t) => {
  const desk = openDesk(t);
  const account = openFakeAccount(desk.clock);
  const times: number[] = [];
  const call = () => inTurn(desk, account, {}, async () => void times.push(desk.clock.elapsed()));
  await desk.clock.run(Promise.all([call(), call()]));
  desk.elsewhere.slowDown(account.paceKey, 3_000, 30_000);
  await desk.clock.run(call());
  assert.deepEqual(times, [0, 0, 3_000]);
});

for (const [platform, every, pauses] of [
  ['a platform', 15_000, [3_000, 6_000, 12_000, 24_000, 30_000, 30_000, 0, 3_000]],
  ['the simulated one', 1_000, [1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 0, 1_000]],
] as const) {
  test(`busy answers of ${platform} double the pause, a good one ends it`, async (t) => {
    const desk = openDesk(t);
    const account = openFakeAccount(desk.clock, {}, { times: { every } });
    const times: number[] = [];
    const call = (answer: () => void) =>
      desk.clock.run(
        inTurn(desk, account, {}, async () => {
          times.push(desk.clock.elapsed());
          answer();
        }),
      );
    const busy = () => {
      throw failure('rate.limited');
    };
    for (let round = 0; round < 6; round += 1) await assert.rejects(call(busy), isBusy);
    await call(() => {});
    await assert.rejects(call(busy), isBusy);
    await call(() => {});
    assert.deepEqual(
      times.slice(1).map((time, index) => time - (times[index] ?? 0)),
      pauses,
    );
  });
}

test('other failures slow nobody down', async (t) => {
  const desk = openDesk(t);
  const account = openFakeAccount(desk.clock);
  await assert.rejects(
    inTurn(desk, account, {}, () => Promise.reject(failure('provider.unreachable', 'possible'))),
    mayPass,
  );
  assert.equal(desk.ledger.takeTurn(account.paceKey, 0), 0);
});

test('whoever has been stopped asks for nothing more', async (t) => {
  const desk = openDesk(t);
  const account = openFakeAccount(desk.clock);
  const reason = new SmsctlError('interrupted');
  const asked: string[] = [];
  const call = async () => void asked.push('asked');
  await assert.rejects(inTurn(desk, account, { signal: AbortSignal.abort(reason) }, call), (error) => error === reason);

  desk.elsewhere.slowDown(account.paceKey, 3_000, 30_000);
  const stop = new AbortController();
  desk.clock.at(1_000, () => stop.abort(reason));
  await assert.rejects(
    desk.clock.run(inTurn(desk, account, { signal: stop.signal }, call)),
    (error) => error === reason,
  );
  assert.deepEqual([asked, desk.clock.elapsed()], [[], 1_000]);
});

test('a call that is stopped rejects with the reason itself', async (t) => {
  const desk = openDesk(t);
  const stop = new AbortController();
  const reason = new SmsctlError('interrupted');
  const call = async () => {
    stop.abort(reason);
    throw reason;
  };
  const turn = { signal: stop.signal };
  await assert.rejects(inTurn(desk, openFakeAccount(desk.clock), turn, call), (error) => error === reason);
});

test('a failure that names no platform is given this one', async (t) => {
  const desk = openDesk(t);
  const call = () => Promise.reject(new SmsctlError('provider.protocol', { params: { reason: 'shape' } }));
  await assert.rejects(inTurn(desk, openFakeAccount(desk.clock), {}, call), (error) => {
    assert.ok(error instanceof SmsctlError);
    assert.deepEqual([error.code, error.provider, error.params], ['provider.protocol', 'fake', { reason: 'shape' }]);
    return true;
  });
});

test('an answer, good or busy, outranks the books of the pace', async (t) => {
  const desk = withLedger(openDesk(t), { speedUp: unusable, slowDown: unusable });
  const account = openFakeAccount(desk.clock);
  assert.equal(await inTurn(desk, account, {}, async () => 'a code'), 'a code');
  await assert.rejects(
    inTurn(desk, account, {}, () => Promise.reject(failure('rate.limited'))),
    isBusy,
  );
});

test('a question is asked three times where the answer is lost or makes no sense, once where it is understood', async (t) => {
  const codes = [
    'provider.unreachable',
    'provider.protocol',
    'rate.limited',
    'credentials.rejected',
    'provider.refused',
  ];
  const asked: Record<string, number[]> = {};
  for (const code of codes as SmsctlError['code'][]) {
    const desk = openDesk(t);
    const times: number[] = [];
    asked[code] = times;
    const ask = async () => {
      times.push(desk.clock.elapsed());
      throw failure(code, 'possible');
    };
    await assert.rejects(
      desk.clock.run(askAgain(desk, openFakeAccount(desk.clock), undefined, ask)),
      (error) => error instanceof SmsctlError && error.code === code,
    );
  }
  assert.deepEqual(asked, {
    'provider.unreachable': [0, 400, 1_200],
    'provider.protocol': [0, 400, 1_200],
    'rate.limited': [0],
    'credentials.rejected': [0],
    'provider.refused': [0],
  });
});

test('a later answer is as good as the first', async (t) => {
  const desk = openDesk(t);
  let asked = 0;
  const ask = async () => {
    asked += 1;
    if (asked < 3) throw failure('provider.unreachable');
    return asked;
  };
  assert.equal(await desk.clock.run(askAgain(desk, openFakeAccount(desk.clock), undefined, ask)), 3);
});
