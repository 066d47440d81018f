import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { SmsctlError } from '../../src/core/errors.ts';
import type { HeldPhoneNumber } from '../../src/library/offer.ts';
import { openProvider } from '../../src/library/provider.ts';
import { withNumber } from '../../src/library/with-number.ts';
import { callsOf, failing, open, quick } from '../helpers/library.ts';
import { tempDir } from '../store/fixtures.ts';

// Most of the time is a platform's least pause between two looks.
describe('a number', { concurrency: 8 }, () => {
  test('a number is rented, waits for its code, and is given back at the end of its block', async (t) => {
    const { simulator, provider, send } = await open(t);
    let held: HeldPhoneNumber;
    {
      await using number = await provider.getNumber({ project: '9001', country: 'th' });
      held = number;
      assert.match(number.number, /^\+66\d+$/);
      assert.deepEqual([number.country, number.project, number.state], ['TH', '9001', 'held']);
    }
    assert.equal(held.state, 'released');
    {
      await using number = await provider.getNumber({ project: '9001' });
      await send(number, 'Your code is 482913');
      assert.equal(await number.waitForCode(quick), '482913');
      assert.equal(number.state, 'done');
    }
    assert.deepEqual(await callsOf(simulator), ['getMobileCode', 'passMobile', 'getMobileCode']);
  });

  test('several are rented in as few calls as the platform needs, and closing gives back what is left', async (t) => {
    const { simulator, provider, send } = await open(t, 'zhima');
    const numbers = await provider.getNumbers({ project: '9001', count: 12 });
    assert.equal(new Set(numbers.map(({ number }) => number)).size, 12);
    for (const number of numbers.slice(0, 2)) await send(number, 'code 1234');
    assert.deepEqual(await Promise.all(numbers.slice(0, 2).map((number) => number.waitForCode(quick))), [
      '1234',
      '1234',
    ]);
    await provider.close();
    const calls = await callsOf(simulator);
    assert.deepEqual(calls, ['pkey/verification', 'phoneNos/get', 'sms/release', 'sms/release', 'sms/release']);
  });

  test('a number that brought no code in time is blacklisted at the end, so that it does not come again', async (t) => {
    const { simulator, provider } = await open(t);
    {
      await using number = await provider.getNumber({ project: '9001' });
      const error = await failing(number.waitForCode({ interval: 100, timeout: 300 }));
      assert.equal(error.code, 'code.timeout');
      assert.match(error.message, /^No code came for \+\d+ in time\./);
      assert.equal(number.state, 'held');
    }
    assert.deepEqual(await callsOf(simulator), ['getMobileCode', 'addBlack']);
  });

  for (const platform of ['durian', 'zhima', 'taoma']) {
    test(`${platform}: what is there before the mark is old, what comes after it is the code`, async (t) => {
      const { provider, send } = await open(t, platform);
      await using number = await provider.getNumber({
        project: '9001',
        ...(platform === 'durian' ? { multi: true } : {}),
      });
      await send(number, 'old code 1111');
      await send(number, 'another old code 3333');
      await number.mark();
      const wait = number.waitForCode(quick);
      await send(number, 'new code 2222');
      assert.equal(await wait, '2222');
      assert.deepEqual(
        number.messages.map(({ code }) => code),
        ['1111', '3333', '2222'],
      );
    });
  }

  test('a number that is good for one code is used up by an old one', async (t) => {
    const { provider, send } = await open(t);
    await using number = await provider.getNumber({ project: '9001' });
    await send(number, 'old code 1111');
    assert.equal((await failing(number.mark())).code, 'code.stale');
    assert.equal((await failing(number.waitForCode(quick))).code, 'lease.closed');
  });

  test('a simulator is looked at every second, not in the pace of the platform', async (t) => {
    const { simulator, provider } = await open(t);
    const number = await provider.getNumber({ project: '9001' });
    await failing(number.waitForCode({ timeout: 3_500 }));
    const looks = (await simulator.journal()).filter(({ call }) => call === 'getMsg');
    assert.ok(looks.length > 1, 'and not the last one alone');
  });

  test('a code that is known to be old is waited past', async (t) => {
    const { provider, send } = await open(t);
    await using number = await provider.getNumber({ project: '9001', multi: true });
    await send(number, 'old code 1111');
    const wait = number.waitForCode({ ...quick, not: '1111' });
    await send(number, 'new code 2222');
    assert.equal(await wait, '2222');
  });

  for (const platform of ['zhima', 'taoma']) {
    test(`${platform}: a number that is kept brings a further code`, async (t) => {
      const { provider, send } = await open(t, platform);
      const number = await provider.getNumber({ project: '9001' });
      await send(number, 'code 1111');
      assert.deepEqual([await number.waitForCode({ ...quick, keep: true }), number.state], ['1111', 'received']);
      await send(number, 'code 2222');
      assert.deepEqual([await number.waitForCode(quick), number.state], ['2222', 'done']);
    });
  }

  test('a number that is good for one code is not kept, and no code is read for that', async (t) => {
    const { provider, send } = await open(t);
    const number = await provider.getNumber({ project: '9001' });
    await send(number, 'code 1111');
    const { code, message } = await failing(number.waitForCode({ ...quick, keep: true }));
    assert.deepEqual([code, /multi: true/.test(message)], ['provider.unsupported', true]);
    assert.equal(await number.waitForCode(quick), '1111');
  });

  test('what came since a moment counts, also where it has been seen', async (t) => {
    const { provider, send } = await open(t);
    await using number = await provider.getNumber({ project: '9001', multi: true });
    const begun = new Date();
    await send(number, 'code 1111');
    assert.equal(await number.waitForCode(quick), '1111');
    assert.equal(await number.waitForCode({ ...quick, since: begun }), '1111');
    const later = new Date(Date.now() + 60_000);
    const error = await failing(number.waitForCode({ interval: 100, timeout: 300, since: later }));
    assert.equal(error.code, 'code.timeout');
  });

  /** The clock has gone on, by as little as it shows. */
  async function moment(): Promise<Date> {
    const before = Date.now();
    while (Date.now() === before) await setImmediate();
    return new Date();
  }

  test('what came before a moment is old, also where another holder of the number has read it', async (t) => {
    const { provider, send } = await open(t);
    const wish = { project: '9001', multi: true, requestId: 'order' };
    const number = await provider.getNumber(wish);
    await send(number, 'old code 1111');
    await number.waitForCode(quick);
    const since = await moment();
    await moment();
    const error = await failing((await provider.getNumber(wish)).waitForCode({ interval: 100, timeout: 300, since }));
    assert.equal(error.code, 'code.timeout');
  });

  test('what came before a moment is old, also where the wait that saw it was stopped', async (t) => {
    const { provider, send } = await open(t);
    const number = await provider.getNumber({ project: '9001', multi: true });
    await send(number, 'first code 1111');
    await number.waitForCode(quick);
    const stop = new AbortController();
    const wait = failing(number.waitForCode({ ...quick, match: /never/, signal: stop.signal }));
    await send(number, 'old code 2222');
    while (number.messages.length < 2) await setImmediate();
    stop.abort(new SmsctlError('interrupted'));
    await wait;
    const since = await moment();
    await moment();
    const error = await failing(number.waitForCode({ interval: 100, timeout: 300, since }));
    assert.equal(error.code, 'code.timeout');
  });

  test('bad use is told in words that say what to do', async (t) => {
    const { provider, send, simulator } = await open(t);
    const number = await provider.getNumber({ project: '9001' });
    const first = number.waitForCode(quick);
    const told: readonly (readonly [work: Promise<unknown>, code: string, words: RegExp])[] = [
      [number.waitForCode(quick), 'usage.waitedTwice', /Await the first wait before the next/],
      [number.waitForCode({ timeout: 0 }), 'usage.waitedTwice', /already/],
      [provider.getNumber({ project: 257 as never }), 'usage.invalidValue', /project cannot be "257".*leading zeros/],
      [
        provider.getNumber({ project: '9001', country: 'nowhere' }),
        'usage.invalidValue',
        /country cannot be "nowhere"/,
      ],
      [provider.getNumber({ project: '9001', area: '010' }), 'provider.unsupported', /Durian/],
      [provider.getNumbers({ project: '9001', count: 0 }), 'usage.invalidValue', /count cannot be "0"/],
      [openProvider('durain', { simulator }), 'usage.unknownProvider', /Did you mean durian/],
      [openProvider('durian', { env: { SMSCTL_HOME: tempDir(t) } }), 'credentials.missing', /SMSCTL_DURIAN_API_KEY/],
    ];
    for (const [work, code, words] of told) {
      const error = await failing(work);
      assert.deepEqual([error.code, words.test(error.message)], [code, true], error.message);
    }
    await send(number, 'code 1234');
    await first;
    for (const work of [() => number.waitForCode(quick), () => number.mark(), () => number.release()]) {
      assert.equal((await failing(work())).code, 'lease.closed');
    }
    const other = await provider.getNumber({ project: '9001' });
    for (const timeout of [0, -1, Number.NaN]) {
      assert.equal((await failing(other.waitForCode({ timeout }))).code, 'usage.invalidValue');
    }
  });

  test('a wait is stopped by its signal, with its reason, and the number is kept', async (t) => {
    const { provider } = await open(t);
    await using number = await provider.getNumber({ project: '9001' });
    const reason = new Error('enough');
    const stop = new AbortController();
    const wait = number.waitForCode({ ...quick, signal: stop.signal });
    stop.abort(reason);
    await assert.rejects(wait, (error) => error === reason);
    await assert.rejects(number.waitForCode({ signal: AbortSignal.abort(reason) }), (error) => error === reason);
    assert.equal(number.state, 'held');
  });

  test('with a number something is done, and it is given back however that ends', async (t) => {
    const { simulator, provider, env } = await open(t);
    const states: string[] = [];
    const work = (number: HeldPhoneNumber) => {
      states.push(number.state);
      throw new RangeError('the test failed');
    };
    await assert.rejects(withNumber({ provider, project: '9001' }, work), RangeError);
    await assert.rejects(withNumber({ provider: 'durian', project: '9001', simulator, env }, work), RangeError);
    assert.deepEqual(states, ['held', 'held']);
    assert.deepEqual(await callsOf(simulator), ['getMobileCode', 'passMobile', 'getMobileCode', 'passMobile']);
  });

  test('a shared ledger is the command line’s, one in memory is not', async (t) => {
    const { env, simulator } = await open(t);
    for (const ledger of ['shared', 'memory'] as const) {
      await using one = await openProvider('durian', { simulator, env, ledger });
      await using other = await openProvider('durian', { simulator, env, ledger });
      const number = await one.getNumber({ project: '9001', requestId: 'order' });
      const again = await other.getNumber({ project: '9001', requestId: 'order' });
      assert.equal(again.id === number.id, ledger === 'shared');
    }
  });
});
