import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { errorCatalogue, SmsctlError } from '../../src/core/errors.ts';
import type { Lease, Message } from '../../src/core/model.ts';
import type { Target } from '../../src/flows/target.ts';
import {
  chooseCode,
  excluding,
  isPerhapsAnothers,
  type LookOutcome,
  lookAlone,
  startWatch,
  type Verdict,
  type Watch,
  weigh,
} from '../../src/flows/watch.ts';

const target: Target = { lease: null, platformNumber: '+5911', number: '+5911', project: '0257', multi: false };
const plan = { firstLook: 15_000, every: 15_000, giveUp: 300_000 };
const fresh = startWatch(target, plan, { elapsed: 1_000, sinceRented: 0 });
const early = 100_000;
const end = 1_000 + plan.giveUp;

const failed = (code: SmsctlError['code']): LookOutcome => ({ kind: 'error', error: new SmsctlError(code) });
/** A look that takes no time. */
const answeredAt = (at: number) => ({ left: at, answered: at });
const message = (text: string, code: string | null = text): Message => ({ text, code, project: null });

test('a watch starts with its first look due as long after the rental as the platform advises', () => {
  const due = (sinceRented: number | null) => startWatch(target, plan, { elapsed: 1_000, sinceRented }).due;
  assert.deepEqual([0, 4_000, 15_000, 90_000].map(due), [16_000, 12_000, 1_000, 1_000]);
  assert.equal(due(null), 1_000, 'a number rented elsewhere is looked at at once');
  assert.equal(due(-86_400_000), 16_000, 'a rental in the future, by a clock set back, is a rental now');
});

test('a first look may be put off a little, and never past the end', () => {
  const due = (delay: number) => startWatch(target, plan, { elapsed: 1_000, sinceRented: 4_000, delay }).due;
  assert.deepEqual([0, 5, 100, 300_000].map(due), [12_000, 12_005, 12_100, 301_000]);
});

test('a watch begins with what is known of the lease, and beside the others', () => {
  const known = [message('1111')];
  const lease = { messages: known } as unknown as Lease;
  const times = { elapsed: 0, sinceRented: 0 };
  assert.deepEqual(startWatch({ ...target, lease }, plan, times).seen, known);
  assert.deepEqual(startWatch(target, plan, times).seen, []);
  assert.equal(startWatch(target, plan, times).alone, false);
});

interface Case {
  readonly outcome: LookOutcome;
  readonly before?: Partial<Watch>;
  readonly at: number;
  readonly verdict: Verdict['kind'];
  readonly due?: number;
  readonly doubts?: number;
}

const cases: Readonly<Record<string, Case>> = {
  'a code': { outcome: { kind: 'received', messages: [message('1234')] }, at: early, verdict: 'received' },
  'a code at the end': { outcome: { kind: 'received', messages: [message('1234')] }, at: end, verdict: 'received' },
  'a code after the end': {
    outcome: { kind: 'received', messages: [message('1234')] },
    at: end + 60_000,
    verdict: 'received',
  },
  'a number that is gone': { outcome: { kind: 'gone', note: 'offline' }, at: early, verdict: 'gone' },
  'nothing yet': { outcome: { kind: 'waiting', note: null }, at: early, verdict: 'goOn', due: early + 15_000 },
  'nothing yet shortly before the end': {
    outcome: { kind: 'waiting', note: null },
    at: end - 4_000,
    verdict: 'goOn',
    due: end,
  },
  'nothing a moment before the end': {
    outcome: { kind: 'waiting', note: null },
    at: end - 1,
    verdict: 'goOn',
    due: end,
  },
  'a platform that says that nothing will come': {
    outcome: { kind: 'over', note: null },
    at: early,
    verdict: 'timedOut',
  },
  'nothing at the end': { outcome: { kind: 'waiting', note: null }, at: end, verdict: 'timedOut' },
  'an answer clears doubts': {
    outcome: { kind: 'waiting', note: null },
    before: { doubts: 2 },
    at: early,
    verdict: 'goOn',
    doubts: 0,
  },
  busy: { outcome: failed('rate.limited'), at: early, verdict: 'goOn', due: early + 15_000 },
  'busy after refusals: they are no longer in a row': {
    outcome: failed('rate.limited'),
    before: { doubts: 2 },
    at: early,
    verdict: 'goOn',
    doubts: 0,
  },
  'busy at the end: one more look': { outcome: failed('rate.limited'), at: end, verdict: 'goOn', due: end },
  'busy to the very last': {
    outcome: failed('rate.limited'),
    before: { overtime: 1 },
    at: end + 9_000,
    verdict: 'failed',
  },
  'the ledger cannot be used for a moment': {
    outcome: failed('ledger.unusable'),
    at: early,
    verdict: 'goOn',
    due: early + 15_000,
  },
  'the ledger cannot be used at the end': { outcome: failed('ledger.unusable'), at: end, verdict: 'failed' },
  'no answer': { outcome: failed('provider.unreachable'), at: early, verdict: 'goOn', due: early + 15_000 },
  'no answer at the end': { outcome: failed('provider.unreachable'), at: end, verdict: 'failed' },
  'the first refusal': { outcome: failed('provider.refused'), at: early, verdict: 'goOn', doubts: 1 },
  'senseless after a refusal: they are no longer in a row': {
    outcome: failed('provider.protocol'),
    before: { doubts: 2 },
    at: early,
    verdict: 'goOn',
    doubts: 0,
  },
  'no answer after a refusal': {
    outcome: failed('provider.unreachable'),
    before: { doubts: 2 },
    at: early,
    verdict: 'goOn',
    doubts: 0,
  },
  'the second refusal': {
    outcome: failed('provider.refused'),
    before: { doubts: 1 },
    at: early,
    verdict: 'goOn',
    doubts: 2,
  },
  'the third refusal': {
    outcome: failed('provider.refused'),
    before: { doubts: 2 },
    at: early,
    verdict: 'failed',
  },
  'refused at the end': { outcome: failed('provider.refused'), at: end, verdict: 'timedOut' },
  'senseless at the end': { outcome: failed('provider.protocol'), at: end, verdict: 'failed' },
};

for (const [name, { outcome, before = {}, at, verdict, due, doubts }] of Object.entries(cases)) {
  test(`${name}: ${verdict}`, () => {
    const result = weigh({ ...fresh, ...before }, outcome, answeredAt(at));
    assert.equal(result.kind, verdict);
    assert.equal(result.watch.looks, 1);
    if (due !== undefined) assert.equal(result.watch.due, due);
    if (doubts !== undefined) assert.equal(result.watch.doubts, doubts);
  });
}

test('the answer of a look that left before the end is not the last one, however late it comes', () => {
  const late = { left: end - 1, answered: end + 9_000 };
  const nothing: LookOutcome = { kind: 'waiting', note: null };
  for (const outcome of [nothing, failed('rate.limited'), failed('provider.unreachable'), failed('provider.refused')]) {
    const verdict = weigh(fresh, outcome, late);
    assert.deepEqual([verdict.kind, verdict.watch.due, verdict.watch.overtime], ['goOn', late.answered, 0]);
  }
  assert.equal(weigh(fresh, nothing, { left: end, answered: end + 9_000 }).kind, 'timedOut');
});

test('the last look is due at the very end, also where fractions do not add up', () => {
  const started = 0.1 + 0.2;
  const watch = startWatch(target, { ...plan, giveUp: 20_000.7 }, { elapsed: started, sinceRented: 0 });
  const { due } = weigh(watch, { kind: 'waiting', note: null }, answeredAt(15_000.9)).watch;
  assert.equal(weigh(watch, { kind: 'waiting', note: null }, answeredAt(due)).kind, 'timedOut');
});

const passing = ['rate.limited', 'provider.unreachable', 'provider.refused', 'provider.protocol', 'ledger.unusable'];

test('a failure that no repeating will change ends the wait at the first look', () => {
  for (const code of Object.keys(errorCatalogue) as SmsctlError['code'][]) {
    assert.equal(weigh(fresh, failed(code), answeredAt(early)).kind, passing.includes(code) ? 'goOn' : 'failed', code);
  }
});

test('where one look was asked for, a busy answer to it is the end', () => {
  const once = startWatch(target, { ...plan, giveUp: 0 }, { elapsed: 1_000, sinceRented: null });
  assert.equal(weigh(once, failed('rate.limited'), answeredAt(1_000)).kind, 'failed');
});

test('two doubts and an answer, again and again, never end a wait', () => {
  let watch = fresh;
  for (let round = 0; round < 20; round += 1) {
    for (const outcome of [
      failed('provider.refused'),
      failed('provider.protocol'),
      { kind: 'waiting', note: null } as const,
    ]) {
      const verdict = weigh(watch, outcome, answeredAt(early));
      assert.equal(verdict.kind, 'goOn');
      watch = verdict.watch;
    }
  }
});

test('the last words of the platform are kept for the one who waits', () => {
  const note = (outcome: LookOutcome) => weigh(fresh, outcome, answeredAt(early)).watch.note;
  assert.equal(note({ kind: 'waiting', note: '暂时没收到短信' }), '暂时没收到短信');
  const error = new SmsctlError('rate.limited', { providerMessage: '操作频繁' });
  assert.equal(note({ kind: 'error', error }), '操作频繁');
  assert.equal(note(failed('provider.unreachable')), 'provider.unreachable');
});

test('an end that the platform tells is known as its own, with its words, and needs no further look', () => {
  const verdict = weigh(fresh, { kind: 'over', note: '已过期' }, answeredAt(early));
  assert.deepEqual(verdict, {
    kind: 'timedOut',
    watch: { ...fresh, looks: 1, note: '已过期', due: early },
    isOver: true,
  });
  assert.equal(
    'isOver' in weigh(fresh, { kind: 'waiting', note: null }, answeredAt(end)),
    false,
    'an end by the clock is not',
  );
});

test('a look at several that fails may be the fault of one of them, unless it is the account or the line that failed', () => {
  const theirs = ['number.gone', 'number.unknown', 'parameter.refused', 'provider.protocol', 'provider.refused'];
  for (const code of Object.keys(errorCatalogue) as SmsctlError['code'][]) {
    assert.equal(isPerhapsAnothers(failed(code)), theirs.includes(code), code);
  }
  assert.equal(isPerhapsAnothers({ kind: 'gone' }), false, 'what is no failure is nobody’s fault');
});

test('a number that is looked at alone is due at once, until an answer comes', () => {
  const verdict = lookAlone({ ...fresh, looks: 3 }, early);
  assert.deepEqual(verdict, { kind: 'goOn', watch: { ...fresh, looks: 4, due: early, alone: true } });
  assert.equal(weigh(verdict.watch, { kind: 'waiting', note: null }, answeredAt(early)).watch.alone, false);
  assert.equal(weigh(verdict.watch, failed('provider.refused'), answeredAt(early)).watch.alone, true);
});

const outcomes = fc.constantFrom<LookOutcome>(
  { kind: 'waiting', note: null },
  failed('rate.limited'),
  failed('provider.unreachable'),
  failed('provider.refused'),
  failed('provider.protocol'),
);

test('whatever the answers, a wait looks one last time at its end or later, and then ends', () => {
  const plans = fc.record({
    firstLook: fc.integer({ min: 0, max: 20_000 }),
    every: fc.integer({ min: 100, max: 20_000 }),
    giveUp: fc.integer({ min: 0, max: 60_000 }),
  });
  fc.assert(
    fc.property(plans, fc.array(outcomes, { minLength: 1, maxLength: 8 }), (chosen, answers) => {
      let watch = startWatch(target, chosen, { elapsed: 0, sinceRented: 0 });
      let last = 0;
      for (let look = 0; look < 700; look += 1) {
        assert.ok(watch.due >= last, 'no look before the one before it');
        assert.ok(watch.due <= chosen.giveUp || watch.overtime > 0, 'no look is due after the end, overtime excepted');
        last = watch.due;
        const verdict = weigh(watch, answers[look % answers.length] ?? failed('unexpected'), answeredAt(last));
        if (verdict.kind === 'timedOut') assert.ok(last >= chosen.giveUp, 'nobody gives up early');
        if (verdict.kind !== 'goOn') return;
        watch = verdict.watch;
      }
      assert.fail('the wait never ended');
    }),
  );
});

test('the newest code is chosen, or what the pattern finds', () => {
  const messages = [message('first 1111', '1111'), message('second 2222', '2222'), message('bye', null)];
  assert.equal(chooseCode(messages, null), '2222');
  assert.equal(chooseCode(messages, /first (\d+)/u), '1111');
  assert.equal(chooseCode(messages, /\d{4}/u), '2222');
  assert.equal(chooseCode(messages, /third/u), null);
  assert.equal(chooseCode([], null), null);
});

test('a pattern with a memory finds the same twice', () => {
  const pattern = /\d{4}/gu;
  const messages = [message('1234')];
  assert.deepEqual([chooseCode(messages, pattern), chooseCode(messages, pattern)], ['1234', '1234']);
});

test('the flags of a pattern that are no memory count', () => {
  assert.equal(chooseCode([message('CODE 1234')], /code (\d+)/giu), '1234');
  assert.equal(chooseCode([message('CODE 1234')], /code (\d+)/gu), null);
});

test('a pattern whose group took no part gives the whole match', () => {
  assert.equal(chooseCode([message('code 77')], /code \d+|(\d{6})/u), 'code 77');
});

test('an empty match is no match: nobody can type it in', () => {
  assert.equal(chooseCode([message('bye')], /x*/u), null);
  assert.equal(chooseCode([message('code: ', null)], /code: (\d*)/u), null);
  assert.equal(chooseCode([message('code: 77'), message('code: ')], /code: (\d*)/u), '77', 'an older one is looked at');
});

test('a code that is known to be old is none, whatever finds it', () => {
  const messages = [message('code 1111', '1111'), message('code 2222', '2222')];
  for (const match of [null, /code (\d+)/u]) {
    assert.equal(excluding(match, []), match);
    assert.equal(chooseCode(messages, excluding(match, [])), '2222');
    assert.equal(chooseCode(messages, excluding(match, ['2222'])), '1111');
    assert.equal(chooseCode(messages, excluding(match, ['2222', '1111'])), null);
  }
});
