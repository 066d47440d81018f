import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createTurns } from '../../src/flows/turns.ts';
import { openFakeAccount } from '../helpers/fake-provider.ts';
import { openDesk, withLedger } from '../helpers/temp-ledger.ts';

const { signal } = new AbortController();

/** Turns whose ledger counts what is asked of it. */
function open(t: TestContext) {
  const desk = openDesk(t);
  const calls: string[] = [];
  const counted = (name: 'takeTurn' | 'slowDown' | 'speedUp') => ({
    [name]: (...given: unknown[]): unknown => {
      calls.push(name);
      return Reflect.apply(desk.ledger[name], desk.ledger, given);
    },
  });
  const books = withLedger(desk, { ...counted('takeTurn'), ...counted('slowDown'), ...counted('speedUp') });
  const account = openFakeAccount(desk.clock);
  const turns = createTurns(books, account);
  const next = async (gap: number, looks = 1_000): Promise<number> => {
    await desk.clock.run(turns.next({ gap, looks, signal }));
    return desk.clock.elapsed();
  };
  const take = async (count: number, gap: number, looks?: number): Promise<number[]> => {
    const times: number[] = [];
    for (let turn = 0; turn < count; turn += 1) times.push(await next(gap, looks));
    return times;
  };
  return { ...desk, turns, take, next, key: account.paceKey, calls };
}

test('turns that stand close are written down half a second at a time', async (t) => {
  const { take, calls } = open(t);
  const times = await take(100, 10);
  assert.deepEqual(
    times,
    times.map((_, index) => index * 10),
  );
  assert.deepEqual(calls, ['takeTurn', 'takeTurn']);
});

test('turns of half a second and more are taken one by one, as are those of a platform without a pace', async (t) => {
  for (const [gap, expected] of [
    [1_000, [0, 1_000, 2_000]],
    [500, [0, 500, 1_000]],
    [0, [0, 0, 0]],
  ] as const) {
    const { take, calls } = open(t);
    assert.deepEqual(await take(3, gap), expected);
    assert.equal(calls.length, 3);
  }
});

test('no more turns are taken than there are looks to make', async (t) => {
  const { elsewhere, take, key } = open(t);
  await take(1, 10, 3);
  assert.equal(elsewhere.takeTurn(key, 10), 30);
});

test('gaps of less than a millisecond add up', async (t) => {
  const { elsewhere, take, key } = open(t);
  await take(8, 0.25, 8);
  assert.equal(elsewhere.takeTurn(key, 0), 2, 'the ledger, which has whole milliseconds, has two for the eight');
});

test('turns that are closer than the process can well be woken are had together, none much too early or late', async (t) => {
  for (const gap of [0.25, 1, 4]) {
    const { take } = open(t);
    const times = await take(200, gap);
    const early = times.map((time, index) => index * gap - time);
    assert.ok(Math.min(...early) >= 0 && Math.max(...early) <= 5, `${gap}: ${early}`);
    assert.ok(new Set(times).size <= Math.ceil((200 * gap) / 5), `${gap}: woken ${new Set(times).size} times`);
  }
});

test('two waits share the pace turn by turn, and neither is held up for longer than half a second', async (t) => {
  const { elsewhere, take, next, key, clock } = open(t);
  await take(1, 10);
  assert.equal(elsewhere.takeTurn(key, 100), 500);
  clock.pass(600);
  assert.equal(await next(10), 600, 'turns that have passed are as good as others for half a second');
  clock.pass(1_000);
  elsewhere.takeTurn(key, 1_000);
  assert.equal(await next(10), 2_600, 'and then no turns any more');
});

test('a clock that is set back parks nobody', async (t) => {
  const { take, next, clock } = open(t);
  await take(50, 10);
  clock.jump(-86_400_000);
  assert.equal(await next(10), 490, 'a turn that nobody can have written is not waited for');
  assert.deepEqual(await take(2, 10), [500, 510]);
});

test('a busy answer makes the turns in hand void', async (t) => {
  const { take, next, turns, clock } = open(t);
  await take(3, 10);
  turns.busy(clock.elapsed());
  assert.equal(await next(10), 3_020);
});

test('one that comes while a turn is waited for makes that void too', async (t) => {
  const { take, next, turns, clock } = open(t);
  await take(1, 400);
  clock.at(100, () => turns.busy(0));
  assert.equal(await next(400), 3_100);
});

test('busy answers to looks that were under way together slow the account once, and good ones do not speed it up', async (t) => {
  const { take, turns, clock, calls } = open(t);
  const [first = 0, second = 0, third = 0] = await take(3, 10);
  clock.pass(100);
  for (const left of [first, second]) turns.busy(left);
  turns.good(third);
  assert.deepEqual(calls, ['takeTurn', 'slowDown']);
  const [later = 0] = await take(1, 10);
  turns.busy(later);
  assert.deepEqual(calls.slice(2), ['takeTurn', 'slowDown']);
  const [last = 0] = await take(1, 10);
  assert.equal(last - later, 6_000, 'the next one doubles the pause');
});

test('a good answer is noted once for all turns that were taken together', async (t) => {
  const { take, turns, calls } = open(t);
  for (const left of await take(60, 10)) turns.good(left);
  assert.deepEqual(calls.filter((name) => name === 'speedUp').length, 1);
  for (const left of await take(50, 10)) turns.good(left);
  assert.deepEqual(calls.filter((name) => name === 'speedUp').length, 2);
});

test('turns that are had together can be had at one go, as long as there are any in hand', async (t) => {
  const { turns, next, clock, calls } = open(t);
  await next(1, 8);
  const taken = Array.from({ length: 9 }, () => turns.hasNext(1));
  assert.deepEqual(taken, [true, true, true, true, true, false, false, false, false], 'the sixth is 6 ms away');
  clock.pass(2);
  assert.deepEqual([turns.hasNext(1), turns.hasNext(1), turns.hasNext(1)], [true, true, false], 'eight were taken');
  assert.deepEqual(calls, ['takeTurn']);
});

test('turns at a platform that is slow, and turns after a busy answer, are not had at one go', async (t) => {
  const { turns, next, clock } = open(t);
  await next(50, 8);
  clock.pass(50);
  assert.ok(!turns.hasNext(50));
  await next(1, 8);
  turns.busy(clock.elapsed());
  assert.ok(!turns.hasNext(1));
});

test('a turn that is long past is not had', async (t) => {
  const { turns, next, clock } = open(t);
  await next(1, 8);
  clock.pass(600);
  assert.ok(!turns.hasNext(1));
});
