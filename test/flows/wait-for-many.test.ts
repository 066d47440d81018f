import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { SmsctlError } from '../../src/core/errors.ts';
import type { Clock } from '../../src/core/ports.ts';
import type { WaitResult } from '../../src/flows/wait-end.ts';
import { type WaitOptions, waitForCodes } from '../../src/flows/wait-for-code.ts';
import type { FakeClock } from '../helpers/fake-clock.ts';
import { failure, type Kind, openFakeAccount, received, type Script, waiting } from '../helpers/fake-provider.ts';
import { hold, leaseNow, openDesk, withLedger } from '../helpers/temp-ledger.ts';

const paced: Kind = { times: { gap: 1_000 } };
const stopped = new SmsctlError('interrupted');

interface Wishes extends Partial<WaitOptions> {
  readonly count: number;
  readonly kind?: Kind;
  /** When the wait is stopped. */
  readonly stopAt?: number;
  /** Whether each reading of the clock takes a while, and the wall clock knows whole milliseconds only. */
  readonly slowClock?: boolean;
}

/** Waits for that many numbers of one account, rented just now, at a platform with a pace. */
function waitForMany(
  t: TestContext,
  script: Script,
  { count, kind = paced, stopAt, slowClock = false, ...options }: Wishes,
) {
  const desk = openDesk(t);
  let turnsTaken = 0;
  const takeTurn: typeof desk.ledger.takeTurn = (...given) => {
    turnsTaken += 1;
    return desk.ledger.takeTurn(...given);
  };
  const account = openFakeAccount(desk.clock, script, kind);
  const digits = Array.from({ length: count }, (_, index) => `${59173800000 + index}`);
  const targets = hold(desk, account, digits);
  const results: WaitResult[] = [];
  const stop = new AbortController();
  if (stopAt !== undefined) desk.clock.at(stopAt, () => stop.abort(stopped));
  const clock = slowClock ? slowed(desk.clock) : desk.clock;
  const over = desk.clock.run(
    waitForCodes({ ...withLedger(desk, { takeTurn }), clock }, account, targets, {
      ...{ timeout: null, interval: null, once: false, onTimeout: 'keep', keep: false, nextProject: null, match: null },
      signal: stop.signal,
      ...options,
      onSettled: async (result) => {
        results.push(result);
        await options.onSettled?.(result);
      },
    }),
  );
  const looksAt = (number: string | undefined) =>
    account.calls.filter((call) => call.name === 'read' && call.numbers[0] === number).map((call) => call.at);
  return { desk, account, digits, targets, results, over, looksAt, turnsTaken: () => turnsTaken };
}

function slowed(clock: FakeClock): Clock {
  const reading = (time: () => number) => () => {
    clock.pass(0.4);
    return time();
  };
  return { ...clock, now: reading(() => Math.floor(clock.now())), elapsed: reading(clock.elapsed) };
}

/** The least and the most time between two of them. */
function distances(times: readonly number[]): readonly [least: number, most: number] {
  const between = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  return [Math.min(...between), Math.max(...between)];
}

test('the looks at many numbers of one account are spread evenly over the interval', async (t) => {
  const { account, digits, looksAt, over, results, turnsTaken } = waitForMany(t, {}, { count: 300, timeout: 75_000 });
  await over;
  const rounds = account.made('read');
  assert.deepEqual(distances(rounds.slice(0, 1_200)), [50, 50], '15 s over 300');
  for (const number of digits) {
    const times = looksAt(number);
    assert.ok((times[0] ?? 0) < 30_000 && times.length >= 5, `${number}: ${times}`);
    assert.deepEqual(distances(times.slice(0, 4)), [15_000, 15_000]);
  }
  assert.ok(turnsTaken() <= rounds.length / 10 + 5, `${turnsTaken()} writes for ${rounds.length} looks`);
  assert.equal(results.length, 300);
  assert.ok(results.every(({ status, looks }) => status === 'timedOut' && looks >= 5));
});

test('up to as many as the gap has room for, they are as far apart as ever, one after the other', async (t) => {
  const script: Script = { takes: { read: 1_500 } };
  const { account, over, turnsTaken } = waitForMany(t, script, { count: 9, timeout: 30_000 });
  await over;
  const looks = account.made('read');
  assert.deepEqual(distances(looks.slice(0, 9)), [1_500, 1_500]);
  assert.equal(turnsTaken(), looks.length);
});

test('numbers rented together are looked at, and told, in the order they stand in', async (t) => {
  const limits = { rent: 50, rentInAll: 50, read: 50, readKeeping: 1, release: 50, blacklist: 50 };
  const kind: Kind = { ...paced, definition: { limits } };
  const { account, digits, over, results } = waitForMany(t, {}, { count: 18, kind, slowClock: true, timeout: 40_000 });
  await over;
  for (const call of account.calls.filter(({ name }) => name === 'read')) assert.deepEqual(call.numbers, digits);
  assert.deepEqual(
    results.map(({ target }) => target.platformNumber),
    digits,
  );
});

test('waits that begin at once look one a little after the other, and none past its end', async (t) => {
  for (const [place, timeout, expected] of [
    [{ index: 0, of: 3 }, 40_000, [15_000, 30_000, 40_000]],
    [{ index: 2, of: 3 }, 40_000, [15_010, 30_010, 40_000]],
    [{ index: 500, of: 10_000 }, 40_000, [15_750, 30_750, 40_000]],
    [{ index: 9_999, of: 10_000 }, 16_000, [16_000]],
  ] as const) {
    const { account, over } = waitForMany(t, {}, { count: 1, place, timeout });
    await over;
    assert.deepEqual(account.made('read'), expected);
  }
});

test('numbers that share a call need fewer of them', async (t) => {
  const limits = { rent: 50, rentInAll: 1_000, read: 50, readKeeping: 1, release: 50, blacklist: 50 };
  const kind: Kind = { ...paced, definition: { limits } };
  const { account, over } = waitForMany(t, {}, { count: 200, kind, timeout: 30_000 });
  await over;
  assert.deepEqual(account.made('read').slice(0, 8), [
    ...[15_000, 16_000, 17_000, 18_000],
    ...[30_000, 31_000, 32_000, 33_000],
  ]);
});

test('a platform that takes its time with each answer holds up none of the others', async (t) => {
  const { digits, looksAt, over } = waitForMany(t, { takes: { read: 4_000 } }, { count: 100, timeout: 80_000 });
  await over;
  for (const number of digits) assert.deepEqual(distances(looksAt(number).slice(0, 3)), [19_000, 19_000]);
});

test('no more than 64 looks are under way at once', async (t) => {
  const { account, over } = waitForMany(t, { takes: { read: 25_000 } }, { count: 300, timeout: 30_000 });
  await over;
  const looks = account.made('read');
  for (const at of looks) assert.ok(looks.filter((other) => other <= at && other > at - 25_000).length <= 64);
});

test('one look at each of many takes an interval, not a gap for each', async (t) => {
  const { account, desk, over, results } = waitForMany(t, {}, { count: 100, once: true });
  await over;
  assert.equal(account.made('read').length, 100);
  assert.ok(desk.clock.elapsed() < 30_000);
  assert.ok(results.every(({ status }) => status === 'pending'));
});

test('a code is told when its look is answered, whatever else is under way', async (t) => {
  const script: Script = {
    takes: { read: 3_000 },
    look: ({ platformNumber }) => (platformNumber === '59173800005' ? received('123456') : waiting),
  };
  const { desk, over, results } = waitForMany(t, script, {
    count: 100,
    timeout: 30_000,
    onSettled: async ({ code, waited }) => {
      if (code !== null) assert.deepEqual([code, waited, desk.clock.elapsed()], ['123456', 18_750, 18_750]);
    },
  });
  await over;
  assert.equal(results[0]?.status, 'received');
});

test('a busy answer slows all that come after it, once for those that were under way', async (t) => {
  let busy = 0;
  const read = (time: number) => {
    if (time < 20 || busy >= 10) return;
    busy += 1;
    throw failure('rate.limited');
  };
  const { account, over } = waitForMany(t, { read, takes: { read: 1_000 } }, { count: 100, timeout: 40_000 });
  await over;
  const looks = account.made('read');
  const first = looks[19] ?? 0;
  const quiet = looks.findIndex((at, index) => index > 19 && at - (looks[index - 1] ?? 0) > 1_000);
  assert.deepEqual([looks[quiet], (looks[quiet - 1] ?? 0) <= first + 1_000], [first + 4_000, true]);
});

test('a stop lets each look that is under way bring its code, and none is begun', async (t) => {
  const script: Script = { takes: { read: 1_500 }, look: () => received('123456') };
  const { account, desk, over, results, targets } = waitForMany(t, script, { count: 100, stopAt: 16_000 });
  await assert.rejects(over, (error) => error === stopped);
  const asked = account.made('read');
  assert.ok(asked.length > 2 && asked.every((at) => at <= 16_000));
  assert.equal(results.length, asked.length);
  const states = targets.map((target) => leaseNow(desk, target).state);
  assert.equal(states.filter((state) => state === 'done').length, asked.length);
  assert.ok(desk.clock.elapsed() <= 18_000);
});

test('what cannot be told ends the wait, and every code that was under way is written down', async (t) => {
  const full = new SmsctlError('output.failed');
  const script: Script = { takes: { read: 1_500 }, look: () => received('123456') };
  const onSettled = () => Promise.reject(full);
  const { account, desk, over, targets } = waitForMany(t, script, { count: 100, onSettled });
  await assert.rejects(over, (error) => error === full);
  const codes = targets.filter((target) => leaseNow(desk, target).code === '123456');
  assert.equal(codes.length, account.made('read').length);
  assert.ok(codes.length < 100);
});

test('a number that another process has ended while others were looked at is not asked about', async (t) => {
  const { account, desk, digits, over, results, targets } = waitForMany(t, {}, { count: 100, timeout: 30_000 });
  desk.clock.at(20_000, () => {
    for (const { lease } of targets.slice(50)) desk.elsewhere.change(lease?.id ?? '', { state: 'released' });
  });
  await over;
  const late = account.calls.filter(({ at, numbers }) => at > 22_500 && digits.indexOf(numbers[0] ?? '') >= 50);
  assert.deepEqual(late, []);
  assert.equal(results.length, 100);
});
