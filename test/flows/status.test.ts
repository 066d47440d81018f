import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SmsctlError } from '../../src/core/errors.ts';
import { askBlacklisted, askStatus } from '../../src/flows/status.ts';
import { failure, openFakeAccount, type Script } from '../helpers/fake-provider.ts';
import { hold, leaseNow, openDesk } from '../helpers/temp-ledger.ts';

const { signal } = new AbortController();
const digits = ['11111', '22222', '33333'];

test('each number is asked about, and one number’s trouble hides no other’s answer', async (t) => {
  const desk = openDesk(t);
  const account = openFakeAccount(desk.clock, {
    status: ({ platformNumber }) => {
      if (platformNumber === '22222') throw failure('number.unknown');
      return platformNumber === '11111' ? 'codeSent' : 'free';
    },
  });
  const targets = hold(desk, account, digits);
  const results = await desk.clock.run(askStatus(desk, account, targets, signal));
  assert.deepEqual(
    results.map((one) => [one.target, one.platform, one.error?.code]),
    [
      [targets[0], 'codeSent', undefined],
      [targets[1], null, 'number.unknown'],
      [targets[2], 'free', undefined],
    ],
  );
  assert.equal(leaseNow(desk, targets[2]).state, 'held', 'a question changes nothing');
});

test('a status that is lost is asked for again', async (t) => {
  const desk = openDesk(t);
  const script: Script = {
    status: (_number, time) => {
      if (time < 3) throw failure('provider.unreachable', 'possible');
      return 'held';
    },
  };
  const account = openFakeAccount(desk.clock, script);
  const [result] = await desk.clock.run(askStatus(desk, account, hold(desk, account, ['11111']), signal));
  assert.deepEqual([result?.platform, account.calls.length], ['held', 3]);
});

test('where the platform has no such question, nothing is asked and nothing is wrong', async (t) => {
  const desk = openDesk(t);
  const account = openFakeAccount(desk.clock, {}, { definition: { abilities: ['isBlacklisted'] } });
  const [result] = await desk.clock.run(askStatus(desk, account, hold(desk, account, ['11111']), signal));
  assert.deepEqual([result?.platform, result?.error, account.calls], [null, null, []]);
});

test('the blacklist is asked number by number', async (t) => {
  const desk = openDesk(t);
  const account = openFakeAccount(desk.clock, {
    isBlacklisted: ({ platformNumber }) => {
      if (platformNumber === '33333') throw failure('credentials.rejected');
      return platformNumber === '22222';
    },
  });
  const results = await desk.clock.run(askBlacklisted(desk, account, hold(desk, account, digits), signal));
  assert.deepEqual(
    results.map((one) => [one.blacklisted, one.error?.code]),
    [
      [false, undefined],
      [true, undefined],
      [null, 'credentials.rejected'],
    ],
  );
});

test('a platform whose blacklist cannot be asked says so', async (t) => {
  const desk = openDesk(t);
  const account = openFakeAccount(desk.clock, {}, { definition: { abilities: ['status'] } });
  await assert.rejects(
    askBlacklisted(desk, account, hold(desk, account, ['11111']), signal),
    (error) => error instanceof SmsctlError && error.code === 'provider.unsupported' && error.exitCode === 11,
  );
});

test('a stop ends the asking', async (t) => {
  const desk = openDesk(t);
  const stop = new AbortController();
  const reason = new SmsctlError('interrupted');
  const account = openFakeAccount(desk.clock, {
    status: () => {
      stop.abort(reason);
      return 'held';
    },
  });
  const targets = hold(desk, account, digits);
  await assert.rejects(desk.clock.run(askStatus(desk, account, targets, stop.signal)), (error) => error === reason);
  assert.equal(account.calls.length, 1);
});
