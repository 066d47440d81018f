import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { SmsctlError } from '../../src/core/errors.ts';
import type { LeaseState, Message, PlatformStatus } from '../../src/core/model.ts';
import type { Target } from '../../src/flows/target.ts';
import type { WaitResult } from '../../src/flows/wait-end.ts';
import { type WaitOptions, waitForCodes } from '../../src/flows/wait-for-code.ts';
import {
  type FakeAccount,
  failure,
  type Kind,
  openFakeAccount,
  received,
  type Script,
  waiting,
} from '../helpers/fake-provider.ts';
import { withoutTime } from '../helpers/leases.ts';

import { type FakeDesk, hold, leaseNow, openDesk, targetOf, withLedger } from '../helpers/temp-ledger.ts';

const day = 86_400_000;

interface Wishes extends Partial<WaitOptions> {
  readonly desk?: FakeDesk;
  readonly kind?: Kind;
  /** How many numbers are rented, or which. */
  readonly numbers?: number | readonly string[];
  readonly multi?: boolean;
  readonly targets?: readonly Target[];
}

interface Waiting {
  readonly desk: FakeDesk;
  readonly account: FakeAccount;
  readonly targets: readonly Target[];
  readonly results: WaitResult[];
  readonly over: Promise<void>;
}

const numbersOf = (count: number): string[] => Array.from({ length: count }, (_, index) => `${59173800000 + index}`);

/** Waits for numbers rented just now, at a platform that answers as the script says. */
function wait(t: TestContext, script: Script, wishes: Wishes = {}): Waiting {
  const { desk = openDesk(t), kind, numbers = 1, multi = false, targets, ...options } = wishes;
  const account = openFakeAccount(desk.clock, script, kind);
  const digits = typeof numbers === 'number' ? numbersOf(numbers) : numbers;
  const held = targets ?? hold(desk, account, digits, { multi });
  const results: WaitResult[] = [];
  const over = desk.clock.run(
    waitForCodes(desk, account, held, {
      timeout: null,
      interval: null,
      once: false,
      onTimeout: 'blacklist',
      keep: false,
      nextProject: null,
      match: null,
      signal: new AbortController().signal,
      ...options,
      onSettled: async (result) => {
        results.push(result);
        await options.onSettled?.(result);
      },
    }),
  );
  return { desk, account, targets: held, results, over };
}

async function resultsOf(t: TestContext, script: Script, wishes: Wishes = {}) {
  const waited = wait(t, script, wishes);
  await waited.over;
  return { ...waited, result: waited.results[0] ?? assert.fail('nothing was settled') };
}

const atLook =
  (look: number, codes: readonly string[] = ['123456']): NonNullable<Script['look']> =>
  (_number, time) =>
    time === look ? received(...codes) : waiting;

const looksAt = (account: FakeAccount): readonly number[] => account.made('read');
const stateOf = (desk: FakeDesk, target: Target | undefined) => leaseNow(desk, target).state;
const every15 = (until: number) => Array.from({ length: Math.floor(until / 15) }, (_, index) => (index + 1) * 15_000);

test('the first look is 15 s after the rental, then every 15 s, and the code ends the wait', async (t) => {
  const { account, desk, targets, result } = await resultsOf(t, { look: atLook(3) });
  assert.deepEqual(looksAt(account), [15_000, 30_000, 45_000]);
  assert.deepEqual(
    [result.status, result.code, result.after, result.looks, result.waited, result.error],
    ['received', '123456', 'released', 3, 45_000, null],
  );
  assert.deepEqual(
    account.calls.map((call) => call.name),
    ['read', 'read', 'read'],
    'nothing is owed after a code',
  );
  assert.equal(stateOf(desk, targets[0]), 'done');
});

test('the first look counts from the rental, not from the start of the wait', async (t) => {
  for (const [late, first] of [
    [4_000, 15_000],
    [15_000, 15_000],
    [40_000, 40_000],
  ] as const) {
    const desk = openDesk(t);
    const targets = hold(desk, openFakeAccount(desk.clock), numbersOf(1));
    desk.clock.pass(late);
    const { account } = await resultsOf(t, { look: atLook(1) }, { desk, targets });
    assert.deepEqual(looksAt(account), [first]);
  }
});

test('a shorter interval brings the first look forward with it', async (t) => {
  const { account } = await resultsOf(t, { look: atLook(3) }, { interval: 5_000 });
  assert.deepEqual(looksAt(account), [5_000, 10_000, 15_000]);
});

test('a wait for a number rented elsewhere looks at once', async (t) => {
  const stranger = { lease: null, platformNumber: '+59173841704', number: '+59173841704', project: '9', multi: false };
  const { account, result } = await resultsOf(t, { look: atLook(1) }, { targets: [stranger] });
  assert.deepEqual([looksAt(account), result.code], [[0], '123456']);
});

test('the code is on disk before it is told', async (t) => {
  const desk = openDesk(t);
  const seen: unknown[] = [];
  const onSettled = async () => {
    const [lease] = desk.elsewhere.find({});
    seen.push(
      lease?.state,
      lease?.code,
      lease?.messages.map((one) => one.text),
    );
  };
  await resultsOf(t, { look: atLook(1) }, { desk, onSettled });
  assert.deepEqual(seen, ['done', '123456', ['123456']]);
});

test('giving up comes after a last look at the end, and blacklists once', async (t) => {
  const { account, desk, targets, result } = await resultsOf(t, {}, { timeout: 100_000 });
  assert.deepEqual(looksAt(account), [15_000, 30_000, 45_000, 60_000, 75_000, 90_000, 100_000]);
  assert.deepEqual(account.made('blacklist'), [100_000]);
  assert.deepEqual(
    [result.status, result.code, result.after, result.error?.code, result.error?.exitCode],
    ['timedOut', null, 'blacklisted', 'code.timeout', 7],
  );
  assert.equal(stateOf(desk, targets[0]), 'blacklisted');
});

test('a code that is there at the last look is no timeout', async (t) => {
  const { result, account } = await resultsOf(t, { look: atLook(7) }, { timeout: 100_000 });
  assert.deepEqual([result.status, result.waited, account.made('blacklist')], ['received', 100_000, []]);
});

test('a look whose answer comes after the end is not the last one: what came meanwhile is still found', async (t) => {
  const slow: Script = { takes: { read: 9_000 } };
  const empty = await resultsOf(t, slow, { timeout: 20_000 });
  assert.deepEqual([looksAt(empty.account), empty.result.status], [[15_000, 24_000], 'timedOut']);
  assert.deepEqual(empty.account.made('blacklist'), [33_000]);
  const { account, result } = await resultsOf(t, { ...slow, look: atLook(2) }, { timeout: 20_000 });
  assert.deepEqual([result.status, result.code, account.made('blacklist')], ['received', '123456', []]);
});

test('a timer that wakes early brings no look forward', async (t) => {
  const desk = openDesk(t);
  const { sleep } = desk.clock;
  const hasty = { ...desk.clock, sleep: (ms: number, signal?: AbortSignal) => sleep(ms > 1 ? ms - 1 : ms, signal) };
  const { account } = await resultsOf(t, {}, { desk: { ...desk, clock: hasty }, timeout: 20_000 });
  assert.deepEqual(looksAt(account), [15_000, 20_000]);
});

test('a wait lasts no longer than the lease, whatever the timeout', async (t) => {
  for (const timeout of [null, 3_600_000]) {
    const { account, result } = await resultsOf(t, {}, { timeout });
    assert.equal(result.waited, 295_000);
    assert.deepEqual(looksAt(account), [...every15(285), 295_000]);
  }
});

test('a lease whose time is just over gets the one look that may still bring its code', async (t) => {
  const desk = openDesk(t);
  const targets = hold(desk, openFakeAccount(desk.clock), numbersOf(1));
  desk.clock.pass(300_000);
  const { account, result } = await resultsOf(t, { look: atLook(1) }, { desk, targets });
  assert.deepEqual([looksAt(account), result.code], [[300_000], '123456']);
});

for (const { onTimeout, after, state } of [
  { onTimeout: 'release', after: 'released', state: 'released' },
  { onTimeout: 'keep', after: 'kept', state: 'held' },
] as const) {
  test(`on timeout, ${onTimeout}: ${after}`, async (t) => {
    const { account, desk, targets, result } = await resultsOf(t, {}, { onTimeout, timeout: 20_000 });
    assert.deepEqual([result.status, result.after, stateOf(desk, targets[0])], ['timedOut', after, state]);
    assert.deepEqual(account.made('release'), onTimeout === 'release' ? [20_000] : []);
    assert.deepEqual(account.made('blacklist'), []);
  });
}

for (const { onTimeout, code, after, words } of [
  { onTimeout: 'release', code: 'provider.refused', after: 'kept', words: 'said provider.refused' },
  { onTimeout: 'blacklist', code: 'provider.refused', after: 'blacklistDue', words: 'said provider.refused' },
  { onTimeout: 'keep', code: 'provider.refused', after: 'kept', words: null },
] as const) {
  test(`on timeout, ${onTimeout}, and the number stays ours: it is told so, in the platform’s words`, async (t) => {
    const refuse = () => {
      throw failure(code);
    };
    const script: Script = { release: refuse, blacklist: refuse };
    const { result, targets } = await resultsOf(t, script, { onTimeout, timeout: 20_000 });
    const { error } = result;
    assert.deepEqual(
      [result.status, result.after, error?.code, error?.exitCode],
      ['timedOut', after, 'code.timeout', 7],
    );
    assert.deepEqual([error?.providerMessage, error?.stake, error?.params.after], [words, 'stillHeld', after]);
    assert.deepEqual(
      error?.leases.map((lease) => lease.id),
      [targets[0]?.lease?.id],
    );
  });
}

test('a number that was given back on timeout is nobody’s stake any more', async (t) => {
  for (const onTimeout of ['release', 'blacklist'] as const) {
    const { result } = await resultsOf(t, {}, { onTimeout, timeout: 20_000 });
    assert.deepEqual([result.error?.stake, result.error?.leases], [null, []]);
  }
});

test('what the platform cannot do on a timeout is said before anything is waited for', async (t) => {
  const kind: Kind = { definition: { abilities: ['blacklist'] } };
  const { account, over } = wait(t, {}, { onTimeout: 'release', kind });
  await assert.rejects(over, (error) => error instanceof SmsctlError && error.code === 'provider.unsupported');
  assert.deepEqual(account.calls, []);
});

test('a number that its code frees cannot be kept, one rented for several can', async (t) => {
  const { over } = wait(t, {}, { keep: true });
  await assert.rejects(over, (error) => error instanceof SmsctlError && error.params.what === 'keep');
  const { result } = await resultsOf(t, { look: atLook(1) }, { keep: true, multi: true });
  assert.deepEqual([result.code, result.after], ['123456', 'kept']);
});

const releasing: Kind = { definition: { afterCode: 'release', keeps: 'any' } };

test('where the user has to release, the number is released after its code', async (t) => {
  const { account, desk, targets, result } = await resultsOf(t, { look: atLook(1) }, { kind: releasing });
  assert.deepEqual([result.after, account.made('release')], ['released', [15_000]]);
  assert.deepEqual([leaseNow(desk, targets[0]).state, leaseNow(desk, targets[0]).code], ['done', '123456']);
});

test('--keep keeps it', async (t) => {
  const { account, desk, targets, result } = await resultsOf(t, { look: atLook(1) }, { kind: releasing, keep: true });
  assert.deepEqual([result.after, account.made('release')], ['kept', []]);
  assert.equal(stateOf(desk, targets[0]), 'received');
});

test('a release that fails keeps the number and never the code from being told', async (t) => {
  const { account, desk, targets, result } = await resultsOf(
    t,
    {
      look: atLook(1),
      release: () => {
        throw failure('provider.unreachable', 'possible');
      },
    },
    { kind: releasing },
  );
  assert.deepEqual([result.status, result.code, result.after], ['received', '123456', 'kept']);
  assert.equal(account.made('release').length, 2, 'the code does not wait long for the release');
  assert.equal(stateOf(desk, targets[0]), 'received');
});

test('a message without a code is told, and the number is kept where it can be: the code may come next', async (t) => {
  const text: Message = { text: 'Welcome!', code: null, project: null };
  const script: Script = { look: () => ({ kind: 'received', messages: [text] }) };
  const { account, desk, targets, result } = await resultsOf(t, script, { kind: releasing });
  assert.deepEqual([result.status, result.code, result.after], ['received', null, 'kept']);
  assert.equal(result.error?.code, 'code.unrecognized');
  assert.deepEqual([result.messages, account.made('release')], [[text], []]);
  assert.deepEqual(withoutTime(leaseNow(desk, targets[0]).messages), [text]);
});

test('a code that cannot be written down is told all the same, with the reason', async (t) => {
  const desk = withLedger(openDesk(t), {
    change: () => {
      throw new SmsctlError('ledger.unusable');
    },
  });
  for (const kind of [{}, releasing]) {
    const { result } = await resultsOf(t, { look: atLook(1) }, { desk, kind });
    assert.deepEqual([result.status, result.code, result.error?.code], ['received', '123456', 'ledger.unusable']);
  }
});

test('one that stands nowhere else is told before a mistake in giving its number back ends the wait', async (t) => {
  const mistake = new TypeError('a mistake in the client');
  const script: Script = {
    look: atLook(1),
    release: () => {
      throw mistake;
    },
  };
  const change = () => {
    throw new SmsctlError('ledger.unusable');
  };
  const desk = withLedger(openDesk(t), { change });
  const { over, results } = wait(t, script, { desk, kind: releasing });
  await assert.rejects(over, mistake);
  assert.deepEqual(
    results.map(({ code, after, error }) => [code, after, error?.code]),
    [['123456', 'kept', 'ledger.unusable']],
  );
  const written = wait(t, script, { kind: releasing });
  await assert.rejects(written.over, mistake);
  assert.deepEqual(written.results, [], 'what stands in the ledger is not lost');
});

test('a pace that cannot be written down loses no code', async (t) => {
  const speedUp = () => {
    throw new SmsctlError('ledger.unusable');
  };
  const { result } = await resultsOf(t, { look: atLook(1) }, { desk: withLedger(openDesk(t), { speedUp }) });
  assert.equal(result.code, '123456');
});

test('a number for several messages goes on for one without a code, and writes it down', async (t) => {
  const ad: Message = { text: 'Welcome!', code: null, project: null };
  const script: Script = {
    look: (number, time) => {
      if (time === 1) return { kind: 'received', messages: [ad] };
      assert.deepEqual(number.messages, [ad], 'the platform is told what is known');
      return time === 2 ? waiting : received('777777');
    },
  };
  const desk = openDesk(t);
  const looked: unknown[] = [];
  desk.clock.at(20_000, () => looked.push(withoutTime(desk.elsewhere.find({})[0]?.messages)));
  const { targets, result } = await resultsOf(t, script, { desk, multi: true });
  assert.deepEqual(looked, [[ad]], 'a crash after the look would not have lost it');
  assert.deepEqual([result.code, result.after, result.looks], ['777777', 'kept', 3]);
  assert.deepEqual(
    result.messages.map((one) => one.text),
    ['Welcome!', '777777'],
  );
  const lease = leaseNow(desk, targets[0]);
  assert.deepEqual([lease.state, lease.code, lease.messages.length], ['received', '777777', 2]);
});

test('the next wait for a number for several messages tells only what is new', async (t) => {
  const desk = openDesk(t);
  const list = ['111111', '222222', '222222', '222222', '222222'];
  const look: NonNullable<Script['look']> = (number) => {
    const shown = [0, 40_000, 80_000, 120_000].filter((from) => desk.clock.elapsed() >= from).length;
    const fresh = list.slice(0, shown === 1 ? 1 : shown + 1).slice(number.messages.length);
    return fresh.length === 0 ? waiting : received(...fresh);
  };
  const first = await resultsOf(t, { look }, { desk, multi: true });
  const told = [first.result.messages.map((one) => one.text)];
  for (let round = 0; round < 3; round += 1) {
    const targets = [targetOf(leaseNow(desk, first.targets[0]))];
    const { result } = await resultsOf(t, { look }, { desk, targets });
    told.push(result.messages.map((one) => one.text));
  }
  assert.deepEqual(told, [['111111'], ['222222', '222222'], ['222222'], ['222222']], 'sent again is new');
  assert.ok(desk.clock.elapsed() >= 120_000, 'no wait was given an old code');
});

test('--match decides what a code is', async (t) => {
  const script: Script = {
    look: (_number, time) => ({
      kind: 'received',
      messages: [{ text: time === 1 ? 'Your PIN: 4711' : 'Login 0815', code: '9999', project: null }],
    }),
  };
  const { result } = await resultsOf(t, script, { match: /Login (\d+)/u, multi: true });
  assert.deepEqual([result.code, result.looks], ['0815', 2]);
  const none = await resultsOf(t, script, { match: /nothing/u });
  assert.deepEqual([none.result.code, none.result.error?.code], [null, 'code.unrecognized']);
});

test('--once looks once, at once, and leaves everything as it is', async (t) => {
  const { account, desk, targets, result } = await resultsOf(t, {}, { once: true });
  assert.deepEqual([looksAt(account), account.calls.length], [[0], 1]);
  assert.deepEqual(
    [result.status, result.after, result.error?.code, result.error?.exitCode],
    ['pending', 'kept', 'code.pending', 8],
  );
  assert.equal(stateOf(desk, targets[0]), 'held');
});

test('--once at a busy platform looks exactly once', async (t) => {
  const script: Script = {
    read: () => {
      throw failure('rate.limited');
    },
  };
  const { account, desk, targets, result } = await resultsOf(t, script, { once: true });
  assert.deepEqual([looksAt(account), account.calls.length, desk.clock.elapsed()], [[0], 1, 0]);
  assert.deepEqual(
    [result.status, result.after, result.error?.code, result.error?.exitCode],
    ['failed', 'kept', 'rate.limited', 14],
  );
  assert.equal(stateOf(desk, targets[0]), 'held');
});

test('--once takes the code that is there', async (t) => {
  const { result } = await resultsOf(t, { look: atLook(1) }, { once: true });
  assert.deepEqual([result.status, result.code], ['received', '123456']);
});

test('a number that is gone is settled as gone, in the platform’s words', async (t) => {
  const { desk, targets, result } = await resultsOf(t, { look: () => ({ kind: 'gone', note: '号码已经离线' }) });
  assert.deepEqual(
    [result.status, result.error?.code, result.error?.providerMessage, stateOf(desk, targets[0])],
    ['gone', 'number.gone', '号码已经离线', 'gone'],
  );
});

test('busy answers slow the pace for all processes and never end the wait', async (t) => {
  const desk = openDesk(t);
  const turns: number[] = [];
  desk.clock.at(16_000, () => turns.push(desk.elsewhere.takeTurn('fake account', 0)));
  const script: Script = {
    read: (time) => {
      if (time <= 6) throw failure('rate.limited');
    },
    look: atLook(1),
  };
  const { account, result } = await resultsOf(t, script, { desk });
  assert.deepEqual(turns, [2_000], 'another process waits out the busy answer of this one');
  assert.deepEqual([result.code, result.looks], ['123456', 7]);
  assert.deepEqual(looksAt(account), [15_000, 30_000, 45_000, 60_000, 84_000, 114_000, 144_000], 'slower and slower');
});

test('a platform that is busy at the end gets one more look, then the number is kept', async (t) => {
  const { account, desk, targets, result } = await resultsOf(
    t,
    {
      read: () => {
        throw failure('rate.limited');
      },
    },
    { timeout: 15_000 },
  );
  assert.deepEqual(looksAt(account), [15_000, 18_000]);
  assert.deepEqual([result.status, result.after, result.error?.code], ['failed', 'kept', 'rate.limited']);
  assert.deepEqual([account.made('blacklist'), stateOf(desk, targets[0])], [[], 'held']);
});

test('answers that are lost until the end leave the number held and are no timeout', async (t) => {
  const { account, desk, targets, result } = await resultsOf(
    t,
    {
      read: () => {
        throw failure('provider.unreachable', 'possible');
      },
    },
    { timeout: 60_000 },
  );
  assert.equal(looksAt(account).length, 4);
  assert.deepEqual(
    [result.status, result.after, result.error?.code, result.error?.stake],
    ['failed', 'kept', 'provider.unreachable', 'stillHeld'],
  );
  assert.deepEqual(
    result.error?.leases.map((lease) => lease.id),
    [targets[0]?.lease?.id],
  );
  assert.deepEqual([account.made('blacklist'), stateOf(desk, targets[0])], [[], 'held']);
});

test('lost answers in between do no harm', async (t) => {
  const script: Script = {
    read: (time) => {
      if (time % 2 === 1) throw failure('provider.unreachable', 'possible');
    },
    look: atLook(2),
  };
  assert.equal((await resultsOf(t, script)).result.looks, 4);
});

test('three refusals in a row end the wait and keep the number', async (t) => {
  const script: Script = {
    read: () => {
      throw failure('provider.refused');
    },
  };
  const { account, result } = await resultsOf(t, script);
  assert.deepEqual([looksAt(account), result.status, result.after], [[15_000, 30_000, 45_000], 'failed', 'kept']);
  assert.deepEqual(account.made('blacklist'), []);
});

test('a number that is refused again and again is gone where the platform says it is free, else it is kept', async (t) => {
  const refused: Script = {
    read: () => {
      throw failure('provider.refused');
    },
  };
  const answers: readonly [PlatformStatus | null, WaitResult['status'], LeaseState][] = [
    ['free', 'gone', 'gone'],
    ['held', 'failed', 'held'],
    ['codeSent', 'failed', 'held'],
    [null, 'failed', 'held'],
  ];
  for (const [answer, status, state] of answers) {
    const ask = () => {
      if (answer === null) throw failure('provider.unreachable');
      return answer;
    };
    const { account, desk, targets, result } = await resultsOf(t, { ...refused, status: ask });
    assert.deepEqual([result.status, stateOf(desk, targets[0])], [status, state], answer ?? 'no answer');
    assert.equal(result.error?.code, status === 'gone' ? 'number.gone' : 'provider.refused');
    assert.deepEqual([result.error?.exitCode, result.after], [11, status === 'gone' ? 'released' : 'kept']);
    assert.equal(result.error?.stake, status === 'gone' ? null : 'stillHeld');
    assert.deepEqual([account.made('status').length, account.made('blacklist')], [1, []]);
  }
  const kind: Kind = { definition: { abilities: ['release', 'blacklist'] } };
  const { account, result } = await resultsOf(t, refused, { kind });
  assert.deepEqual([result.status, account.made('status')], ['failed', []]);
});

test('an answer that leaves a number out is a doubt, not a code and not a crash', async (t) => {
  const desk = openDesk(t);
  const account = openFakeAccount(desk.clock);
  const provider = { ...account.provider, read: async () => [] };
  const results: WaitResult[] = [];
  const options = {
    timeout: null,
    interval: null,
    once: false,
    onTimeout: 'keep',
    keep: false,
    nextProject: null,
    match: null,
  } as const;
  await desk.clock.run(
    waitForCodes(desk, { ...account, provider }, hold(desk, account, numbersOf(1)), {
      ...options,
      signal: new AbortController().signal,
      onSettled: async (result) => void results.push(result),
    }),
  );
  assert.deepEqual([results[0]?.status, results[0]?.error?.code], ['failed', 'provider.protocol']);
});

const busyBlacklist = (times: number): Script => ({
  blacklist: (_number, time) => {
    if (time <= times) throw failure('rate.limited');
    return { kind: 'done' };
  },
});

test('a blacklisting that is refused as busy is repeated', async (t) => {
  const { account, result } = await resultsOf(t, busyBlacklist(2), { timeout: 15_000 });
  assert.deepEqual(account.made('blacklist'), [15_000, 18_000, 24_000]);
  assert.equal(result.after, 'blacklisted');
});

test('a blacklisting that cannot be done is still due', async (t) => {
  const { account, desk, targets, result } = await resultsOf(t, busyBlacklist(99), { timeout: 15_000 });
  assert.equal(account.made('blacklist').length, 4);
  assert.deepEqual(
    [result.status, result.after, stateOf(desk, targets[0])],
    ['timedOut', 'blacklistDue', 'blacklistDue'],
  );
});

test('eighteen numbers are one call a look where a call takes fifty, fifty-one are two', async (t) => {
  const kind: Kind = {
    definition: { limits: { rent: 50, rentInAll: 50, read: 50, readKeeping: 1, release: 1, blacklist: 50 } },
  };
  for (const [numbers, sizes] of [
    [18, [18, 18]],
    [51, [50, 1, 50, 1]],
  ] as const) {
    const { account, results } = await resultsOf(t, { look: atLook(2) }, { numbers, kind });
    assert.deepEqual(
      account.calls.map((call) => call.numbers.length),
      sizes,
    );
    assert.equal(results.filter((result) => result.code === '123456').length, numbers);
  }
});

test('a call for many that fails because of one number is made again number by number, and fails that one only', async (t) => {
  const kind: Kind = {
    definition: { limits: { rent: 50, rentInAll: 50, read: 50, readKeeping: 1, release: 1, blacklist: 50 } },
  };
  for (const [code, looks] of [
    ['number.gone', 1],
    ['provider.refused', 3],
  ] as const) {
    const script: Script = {
      read: (_time, numbers) => {
        if (numbers.some((number) => number.platformNumber === '22222')) throw failure(code);
      },
      look: atLook(3),
    };
    const { account, results } = await resultsOf(t, script, { numbers: ['11111', '22222', '33333'], kind });
    const ends = results.map((result) => [result.target.platformNumber, result.error?.code ?? result.code]);
    assert.deepEqual(ends.toSorted(), [
      ['11111', '123456'],
      ['22222', code],
      ['33333', '123456'],
    ]);
    const calls = account.calls.filter((call) => call.name === 'read').map((call) => call.numbers.join());
    assert.equal(calls.filter((numbers) => numbers === '22222').length, looks);
    if (code === 'number.gone') assert.equal(calls.at(-1), '11111,33333', 'the others share their calls again');
  }
});

test('a number that is to be asked about on its own shares no call with one that is not', async (t) => {
  const script: Script = {
    read: (time) => {
      if (time === 1) throw failure('provider.refused');
    },
    look: atLook(1),
  };
  const kind: Kind = {
    definition: { limits: { rent: 50, rentInAll: 50, read: 2, readKeeping: 1, release: 1, blacklist: 50 } },
  };
  const { account } = await resultsOf(t, script, { numbers: ['11111', '22222', '33333'], kind });
  assert.deepEqual(
    account.calls.map((call) => call.numbers.join()),
    ['11111,22222', '33333', '11111', '22222'],
  );
});

test('numbers rented a little apart share a call', async (t) => {
  const desk = openDesk(t);
  const kind: Kind = {
    definition: { limits: { rent: 50, rentInAll: 50, read: 50, readKeeping: 1, release: 1, blacklist: 50 } },
  };
  const account = openFakeAccount(desk.clock, {}, kind);
  const early = hold(desk, account, ['11111']);
  desk.clock.pass(4_000);
  const targets = [...early, ...hold(desk, account, ['22222'])];
  const waited = await resultsOf(t, { look: atLook(2) }, { desk, kind, targets });
  assert.deepEqual(
    waited.account.calls.map((call) => [call.at, call.numbers.length]),
    [
      [15_000, 2],
      [30_000, 2],
    ],
  );
});

test('an answer that the whole account gets is not asked for number by number', async (t) => {
  const kind: Kind = {
    definition: { limits: { rent: 50, rentInAll: 50, read: 50, readKeeping: 1, release: 1, blacklist: 50 } },
  };
  for (const code of ['credentials.rejected', 'provider.unreachable', 'rate.limited'] as const) {
    const script: Script = {
      read: () => {
        throw failure(code);
      },
    };
    const { account } = await resultsOf(t, script, { numbers: 3, kind, timeout: 30_000 });
    assert.ok(account.calls.every((call) => call.numbers.length === 3));
  }
});

test('one loop waits for many numbers, each with its own answer', async (t) => {
  const script: Script = {
    look: ({ platformNumber }, time) => {
      if (platformNumber === '11111') return time === 2 ? received('222222') : waiting;
      if (platformNumber === '22222') return { kind: 'gone', note: null };
      return waiting;
    },
  };
  const { account, results } = await resultsOf(t, script, { numbers: ['11111', '22222', '33333'], timeout: 45_000 });
  assert.deepEqual(
    results.map((result) => [result.target.platformNumber, result.status, result.waited]),
    [
      ['22222', 'gone', 15_000],
      ['11111', 'received', 30_000],
      ['33333', 'timedOut', 45_000],
    ],
  );
  assert.deepEqual(
    account.calls.filter((call) => call.name === 'blacklist').map((call) => call.numbers),
    [['33333']],
  );
});

test('looks of one account keep their distance', async (t) => {
  const { account } = await resultsOf(t, { look: atLook(2) }, { numbers: 3, kind: { times: { gap: 1_000 } } });
  assert.deepEqual(looksAt(account), [15_000, 16_000, 17_000, 30_000, 31_000, 32_000]);
});

test('giving one number up does not delay the last looks of the others', async (t) => {
  const script: Script = { look: atLook(2), ...busyBlacklist(99) };
  const names = ['11111', '22222', '33333'];
  const onlyLast: NonNullable<Script['look']> = (number, time) =>
    number.platformNumber === '33333' && time === 2 ? received('654321') : waiting;
  const { account, results } = await resultsOf(t, { ...script, look: onlyLast }, { numbers: names, timeout: 20_000 });
  const firstBlacklisting = account.made('blacklist')[0] ?? assert.fail();
  assert.ok(firstBlacklisting >= 20_000);
  assert.deepEqual(looksAt(account), [15_000, 15_000, 15_000, 20_000, 20_000, 20_000]);
  assert.deepEqual([results[0]?.code, results[0]?.waited], ['654321', 20_000]);
});

/** One number whose lease ends at 95 s of the wait, and one that was rented just now. */
function early(t: TestContext) {
  const desk = openDesk(t);
  const account = openFakeAccount(desk.clock);
  const [old] = hold(desk, account, ['11111']);
  desk.clock.pass(200_000);
  const [young] = hold(desk, account, ['22222']);
  if (old === undefined || young === undefined) return assert.fail();
  const looksAtYoung = (made: FakeAccount) =>
    made.calls.filter((call) => call.name === 'read' && call.numbers[0] === '22222').map((call) => call.at - 200_000);
  const look: NonNullable<Script['look']> = (number, time) =>
    number.platformNumber === '22222' && time === 10 ? received('654321') : waiting;
  return { desk, targets: [old, young], look, looksAtYoung };
}

test('a blacklisting that hangs does not delay the looks at other numbers', async (t) => {
  const { desk, targets, look, looksAtYoung } = early(t);
  const { account, results } = await resultsOf(t, { look, takes: { blacklist: 600_000 } }, { desk, targets });
  assert.deepEqual(looksAtYoung(account), every15(150));
  assert.deepEqual(
    results.map((result) => [result.target.platformNumber, result.status, result.after, result.code]),
    [
      ['22222', 'received', 'released', '654321'],
      ['11111', 'timedOut', 'blacklisted', null],
    ],
  );
  assert.deepEqual(account.made('blacklist'), [295_000]);
  assert.equal(desk.clock.elapsed(), 895_000, 'and is waited for at the end');
});

test('nor does one that is refused as busy, but for the pace that this costs everybody', async (t) => {
  const { desk, targets, look } = early(t);
  const { account, results } = await resultsOf(t, { look, ...busyBlacklist(99) }, { desk, targets });
  assert.equal(account.made('blacklist').length, 4);
  const next = looksAt(account).find((at) => at > 295_000) ?? assert.fail();
  assert.ok(next <= (account.made('blacklist')[3] ?? 0), 'looks go on before its attempts are over');
  const ends = new Map(results.map((result) => [result.target.platformNumber, [result.status, result.after]]));
  assert.deepEqual(ends.get('22222'), ['received', 'released']);
  assert.deepEqual(ends.get('11111'), ['timedOut', 'blacklistDue']);
});

test('numbers are given up one after the other', async (t) => {
  const { account } = await resultsOf(t, { takes: { blacklist: 2_000 } }, { numbers: 3, timeout: 15_000 });
  assert.deepEqual(account.made('blacklist'), [15_000, 17_000, 19_000]);
});

test('trouble with telling that one was given up ends the wait for the others', async (t) => {
  const { desk, targets } = early(t);
  const full = new SmsctlError('output.failed');
  const { account, over } = wait(t, {}, { desk, targets, onSettled: () => Promise.reject(full) });
  await assert.rejects(over, (error) => error === full);
  assert.deepEqual(account.made('blacklist').length, 1);
  assert.equal(stateOf(desk, targets[1]), 'held');
});

test('a ledger that cannot be read for a moment ends no wait', async (t) => {
  for (const method of ['find', 'takeTurn'] as const) {
    const desk = openDesk(t);
    let calls = 0;
    const broken = (...given: unknown[]): unknown => {
      calls += 1;
      if (calls === 2) throw new SmsctlError('ledger.unusable', { params: { reason: 'busy', path: '/ledger' } });
      return Reflect.apply(desk.ledger[method], desk.ledger, given);
    };
    const at = withLedger(desk, { [method]: broken });
    const targets = hold(desk, openFakeAccount(desk.clock), numbersOf(1));
    const brought = atLook(method === 'find' ? 3 : 2);
    const { account, result } = await resultsOf(t, { look: brought }, { desk: at, targets });
    assert.deepEqual(
      [result.status, result.code, result.waited, result.looks],
      ['received', '123456', 45_000, 3],
      method,
    );
    assert.deepEqual(looksAt(account), method === 'find' ? [15_000, 30_000, 45_000] : [15_000, 45_000]);
  }
});

test('a ledger that stays unusable ends the wait at its end, and the number is kept', async (t) => {
  const desk = openDesk(t);
  const targets = hold(desk, openFakeAccount(desk.clock), numbersOf(1));
  const takeTurn = () => {
    throw new SmsctlError('ledger.unusable');
  };
  const { account, result } = await resultsOf(
    t,
    {},
    { desk: withLedger(desk, { takeTurn }), targets, timeout: 60_000 },
  );
  assert.deepEqual(
    [result.status, result.after, result.error?.code, result.error?.stake, result.waited],
    ['failed', 'kept', 'ledger.unusable', 'stillHeld', 60_000],
  );
  assert.deepEqual(account.calls, []);
});

test('what one number’s trouble stops loses no other number’s code', async (t) => {
  const desk = openDesk(t);
  const kind: Kind = {
    definition: { limits: { rent: 50, rentInAll: 50, read: 50, readKeeping: 1, release: 1, blacklist: 1 } },
  };
  const full = new SmsctlError('output.failed');
  const { over, targets } = wait(
    t,
    { look: () => received('123456') },
    {
      desk,
      kind,
      numbers: 3,
      onSettled: () => Promise.reject(full),
    },
  );
  await assert.rejects(over, (error) => error === full);
  assert.deepEqual(
    targets.map((target) => leaseNow(desk, target).code),
    ['123456', '123456', '123456'],
  );
});

test('a jump of the wall clock, by minutes or a day, neither ends a wait nor makes it last', async (t) => {
  for (const jump of [-day, -300_000, 300_000, day]) {
    for (const at of [7_000, 40_000]) {
      const desk = openDesk(t);
      desk.clock.at(at, () => desk.clock.jump(jump));
      const kind: Kind = { times: { gap: 1_000 } };
      const { account, result } = await resultsOf(t, {}, { desk, timeout: 100_000, kind });
      assert.equal(result.waited, 100_000);
      assert.deepEqual(looksAt(account), [15_000, 30_000, 45_000, 60_000, 75_000, 90_000, 100_000]);
    }
  }
});

test('a clock set a day ahead, by which another process closes the lease, does not end the wait', async (t) => {
  const desk = openDesk(t);
  desk.clock.at(20_000, () => {
    desk.clock.jump(day);
    assert.equal(desk.elsewhere.expire().length, 1);
  });
  const { result } = await resultsOf(t, { look: atLook(4) }, { desk });
  assert.deepEqual([result.status, result.code, result.waited], ['received', '123456', 60_000]);
});

test('a clock set back before the wait leaves the first look where it is due', async (t) => {
  const desk = openDesk(t);
  const targets = hold(desk, openFakeAccount(desk.clock), numbersOf(1));
  desk.clock.jump(-day);
  const { account, result } = await resultsOf(t, {}, { desk, targets });
  assert.deepEqual([looksAt(account)[0], result.waited], [15_000, 300_000]);
});

test('a lease that is done gives its code again without a request', async (t) => {
  const desk = openDesk(t);
  const first = await resultsOf(t, { look: atLook(1) }, { desk });
  const targets = [targetOf(leaseNow(desk, first.targets[0]))];
  const { account, result } = await resultsOf(t, {}, { desk, targets });
  assert.deepEqual([result.status, result.code, result.error, account.calls], ['received', '123456', null, []]);
});

test('so does one that was released after its code', async (t) => {
  const desk = openDesk(t);
  const first = await resultsOf(t, { look: atLook(1) }, { desk, kind: releasing });
  const targets = [targetOf(leaseNow(desk, first.targets[0]))];
  const { account, result } = await resultsOf(t, {}, { desk, targets, kind: releasing });
  assert.deepEqual([result.status, result.code, result.error, account.calls], ['received', '123456', null, []]);
});

test('a pattern finds the code in what a lease has already brought', async (t) => {
  const desk = openDesk(t);
  const script: Script = {
    look: () => ({ kind: 'received', messages: [{ text: 'K-77', code: null, project: null }] }),
  };
  const first = await resultsOf(t, script, { desk });
  assert.equal(first.result.error?.code, 'code.unrecognized');
  const targets = [targetOf(leaseNow(desk, first.targets[0]))];
  const { account, result } = await resultsOf(t, {}, { desk, targets, match: /K-(\d+)/u });
  assert.deepEqual([result.status, result.code, account.calls], ['received', '77', []]);
});

test('a pattern that missed can be followed by a wait without one, which gives the code that is there', async (t) => {
  const desk = openDesk(t);
  const first = await resultsOf(t, { look: atLook(1) }, { desk, match: /[A-Z]{6}/u });
  assert.deepEqual([first.result.code, first.result.error?.code], [null, 'code.unrecognized']);
  const targets = [targetOf(leaseNow(desk, first.targets[0]))];
  const missed = await resultsOf(t, {}, { desk, targets, match: /[A-Z]{6}/u });
  assert.deepEqual([missed.result.status, missed.result.code], ['gone', null]);
  const { account, result } = await resultsOf(t, {}, { desk, targets });
  assert.deepEqual([result.status, result.code, result.error, account.calls], ['received', '123456', null, []]);
});

test('an empty match is no code', async (t) => {
  const { result } = await resultsOf(t, { look: atLook(1) }, { match: /x*/u });
  assert.deepEqual([result.status, result.code, result.error?.code], ['received', null, 'code.unrecognized']);
});

test('a number for several messages that is closed does not tell its last code again', async (t) => {
  const desk = openDesk(t);
  const first = await resultsOf(t, { look: atLook(1) }, { desk, multi: true });
  desk.ledger.change(first.targets[0]?.lease?.id ?? '', { state: 'released' });
  const targets = [targetOf(leaseNow(desk, first.targets[0]))];
  const { account, result } = await resultsOf(t, {}, { desk, targets });
  assert.deepEqual([result.status, result.code, result.messages, account.calls], ['gone', null, [], []]);
  assert.equal(result.error?.code, 'lease.closed');
});

for (const state of ['released', 'blacklisted', 'expired', 'gone'] as const) {
  test(`a lease that is ${state} is not asked about`, async (t) => {
    const desk = openDesk(t);
    const [target] = hold(desk, openFakeAccount(desk.clock), numbersOf(1));
    desk.ledger.change(target?.lease?.id ?? '', { state });
    const { account, result } = await resultsOf(t, {}, { desk, targets: [targetOf(leaseNow(desk, target))] });
    assert.deepEqual(
      [result.status, result.code, result.error?.code, result.error?.params.state, account.calls],
      ['gone', null, 'lease.closed', state, []],
    );
  });
}

test('a code that another process got is told here too, and the number is left alone', async (t) => {
  for (const { state, status, after } of [
    { state: 'done', status: 'received', after: 'released' },
    { state: 'received', status: 'received', after: 'kept' },
  ] as const) {
    const desk = openDesk(t);
    const code = { code: '424242', messages: [{ text: '424242', code: '424242', project: null }] };
    desk.clock.at(20_000, () => desk.elsewhere.change(desk.elsewhere.find({})[0]?.id ?? '', { state, ...code }));
    const { account, result } = await resultsOf(t, {}, { desk, timeout: 60_000, multi: state === 'received' });
    assert.deepEqual([result.status, result.code, result.after, result.waited], [status, '424242', after, 30_000]);
    assert.deepEqual([looksAt(account), account.made('blacklist')], [[15_000], []]);
  }
});

test('a number that was given back meanwhile is never blacklisted by the wait', async (t) => {
  const desk = openDesk(t);
  const script: Script = {
    look: (_number, time) => {
      if (time === 2) desk.elsewhere.change(desk.elsewhere.find({})[0]?.id ?? '', { state: 'released' });
      return waiting;
    },
  };
  const { account, result } = await resultsOf(t, script, { desk, timeout: 30_000 });
  assert.deepEqual([result.status, result.error?.code, account.made('blacklist')], ['gone', 'lease.closed', []]);
});

const stopped = new SmsctlError('interrupted');

/** A wait that is stopped at that time. */
function stopAt(t: TestContext, at: number, script: Script, wishes: Wishes = {}): Waiting {
  const desk = openDesk(t);
  const stop = new AbortController();
  desk.clock.at(at, () => stop.abort(stopped));
  return wait(t, script, { desk, ...wishes, signal: stop.signal });
}

test('a stop between looks leaves everything held, at once', async (t) => {
  const { account, desk, over, results, targets } = stopAt(t, 20_000, {}, { numbers: 2 });
  await assert.rejects(over, (error) => error === stopped);
  assert.equal(desk.clock.elapsed(), 20_000);
  assert.deepEqual(results, []);
  assert.deepEqual(
    targets.map((target) => stateOf(desk, target)),
    ['held', 'held'],
  );
  assert.deepEqual([account.made('blacklist'), account.made('release')], [[], []]);
});

test('a code that is on its way when the wait is stopped is not lost', async (t) => {
  const { desk, over, results, targets } = stopAt(t, 15_500, { look: atLook(1), takes: { read: 2_000 } });
  await over;
  assert.deepEqual([results[0]?.code, leaseNow(desk, targets[0]).code], ['123456', '123456']);
  assert.equal(desk.clock.elapsed(), 17_000);
});

test('a look that brings nothing after a stop ends the wait with everything held', async (t) => {
  const { account, desk, over, targets } = stopAt(t, 15_500, { takes: { read: 1_000 } }, { timeout: 15_000 });
  await assert.rejects(over, (error) => error === stopped);
  assert.deepEqual([stateOf(desk, targets[0]), account.made('blacklist')], ['held', []]);
});

test('a look is not waited for longer than its grace', async (t) => {
  const { desk, over, targets } = stopAt(t, 16_000, { look: atLook(1), takes: { read: 30_000 } });
  await assert.rejects(over, (error) => error === stopped);
  assert.deepEqual([desk.clock.elapsed(), stateOf(desk, targets[0])], [18_000, 'held']);
});

test('after a stop nothing is released, not even a number that has just got its code', async (t) => {
  const script: Script = { look: atLook(1), takes: { read: 1_000 } };
  const { account, desk, over, results, targets } = stopAt(t, 15_500, script, { kind: releasing });
  await over;
  assert.deepEqual([results[0]?.code, results[0]?.after, account.made('release')], ['123456', 'kept', []]);
  assert.equal(stateOf(desk, targets[0]), 'received');
});

test('a stop while the release after a code waits for its turn leaves the number as it is', async (t) => {
  const kind: Kind = { ...releasing, times: { gap: 1_000 } };
  const { account, desk, over, results, targets } = stopAt(t, 15_500, { look: atLook(1) }, { kind });
  await over;
  assert.deepEqual([results[0]?.code, results[0]?.after, account.made('release')], ['123456', 'kept', []]);
  assert.deepEqual([stateOf(desk, targets[0]), desk.clock.elapsed()], ['received', 15_500]);
});

test('a stop while a blacklisting is repeated leaves the rest alone', async (t) => {
  const { account, desk, over, targets } = stopAt(t, 16_000, busyBlacklist(99), { timeout: 15_000, numbers: 2 });
  await assert.rejects(over, (error) => error === stopped);
  assert.deepEqual(account.made('blacklist'), [15_000]);
  assert.deepEqual(
    targets.map((target) => stateOf(desk, target)),
    ['held', 'held'],
  );
});

test('whoever waits can ask at any time who is still waited for', async (t) => {
  let watched = (): readonly unknown[] => assert.fail('nobody was told');
  const counts: number[] = [];
  const { over } = wait(
    t,
    {
      look(number) {
        counts.push(watched().length);
        return number.platformNumber === '11111' ? received('1234') : waiting;
      },
    },
    {
      numbers: ['11111', '22222'],
      timeout: 30_000,
      onBegin: (given) => {
        watched = given;
      },
    },
  );
  await over;
  assert.deepEqual([counts[0], counts.at(-1), watched().length], [2, 1, 0]);
});

test('a request for nothing is over at once', async (t) => {
  const { account, over } = wait(t, {}, { targets: [] });
  await over;
  assert.deepEqual(account.calls, []);
});

test('a platform that says that nothing will come ends the wait as a timeout, in its words, before its time', async (t) => {
  const over = { kind: 'over', note: '消息丢失' } as const;
  const { account, result } = await resultsOf(t, { look: (_number, time) => (time === 2 ? over : waiting) });
  assert.deepEqual([result.status, result.after, result.looks], ['timedOut', 'blacklisted', 2]);
  assert.deepEqual([result.error?.code, result.error?.providerMessage], ['code.timeout', '消息丢失']);
  assert.equal(account.made('blacklist').length, 1);
});

const moving: Kind = { definition: { keeps: 'any', canMove: true, limits: { ...manyLimits(), readKeeping: 1 } } };

function manyLimits() {
  return { rent: 50, rentInAll: 50, read: 50, readKeeping: 1, release: 50, blacklist: 50 };
}

test('holding on takes one number a call and tells the provider what to hold it for', async (t) => {
  const wishes = { kind: moving, keep: true, nextProject: '88', numbers: ['11111', '22222'] };
  const { account, desk, targets, results } = await resultsOf(t, { look: atLook(1) }, wishes);
  assert.deepEqual(
    account.calls.filter((call) => call.name === 'read').map((call) => call.numbers?.length),
    [1, 1],
  );
  assert.deepEqual(
    results.map((result) => result.after),
    ['kept', 'kept'],
  );
  const lease = leaseNow(desk, targets[0]);
  assert.deepEqual([lease.state, lease.project], ['received', '88'], 'it is held for the next project from now on');
});

test('a number cannot be moved to another project where the platform has no way', async (t) => {
  const { over } = wait(t, {}, { keep: true, multi: true, nextProject: '88' });
  await assert.rejects(over, (error) => error instanceof SmsctlError && error.params.what === 'nextPid');
});
