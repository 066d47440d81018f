import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Lease, LeaseState, Message } from '../../src/core/model.ts';
import type { Ledger } from '../../src/core/ports.ts';
import { openDatabase } from '../../src/store/database.ts';
import { ledgerApplicationId, ledgerSteps } from '../../src/store/schema.ts';
import { withoutTime } from '../helpers/leases.ts';
import { day, minute, newIntent, newLedger, rentNumbers, reserveNew, start } from './fixtures.ts';

const first: Message = { text: 'your code is 1234', code: '1234', project: null };
const second: Message = { text: 'your code is 5678', code: '5678', project: 'Shop' };

function rentOne(ledger: Ledger): Lease {
  const [lease] = rentNumbers(ledger, ['5911']);
  return lease ?? assert.fail();
}

test('a change is returned as it is kept', (t) => {
  const { ledger, clock } = newLedger(t);
  const lease = rentOne(ledger);
  clock.pass(31_200);
  const received = ledger.change(lease.id, { state: 'received', code: '1234', messages: [first] });
  const seenAt = start + 31_200;
  const news = { code: '1234', messages: [{ ...first, seenAt }], receivedAt: seenAt };
  assert.deepEqual(received, { ...lease, ...news, state: 'received' });
  const released = ledger.change(lease.id, { state: 'released' });
  assert.deepEqual(released, { ...received, state: 'released', closedAt: start + 31_200 });
  assert.deepEqual(ledger.find({}), [released]);
});

test('the newest code is the code, also of the lease that has ended', (t) => {
  const { ledger } = newLedger(t);
  const { id } = rentOne(ledger);
  ledger.change(id, { state: 'received', code: '1234', messages: [first] });
  assert.equal(ledger.change(id, { state: 'received' })?.code, '1234');
  assert.equal(ledger.change(id, { state: 'received', code: '5678', messages: [second] })?.code, '5678');
  assert.equal(ledger.change(id, { state: 'done' })?.code, '5678');
});

for (const state of ['received', 'done', 'released'] as const) {
  test(`when the first message came is kept with the lease that became ${state} by it, whatever comes later`, (t) => {
    const { ledger, clock } = newLedger(t);
    const { id, receivedAt } = rentOne(ledger);
    assert.equal(receivedAt, null);
    clock.pass(12_000);
    assert.equal(ledger.change(id, { state, messages: [first], code: '1234' })?.receivedAt, start + 12_000);
    clock.pass(5_000);
    ledger.change(id, { state: 'received', messages: [first, second], code: '5678' });
    assert.equal(ledger.find({})[0]?.receivedAt, start + 12_000);
  });
}

for (const [what, brought] of Object.entries({
  'a code without its message': { code: '1234' },
  'a message without a code': { messages: [{ ...first, code: null }] },
})) {
  test(`${what} is the first that came, and not what comes after it`, (t) => {
    const { ledger, clock } = newLedger(t);
    const { id } = rentOne(ledger);
    clock.pass(12_000);
    assert.equal(ledger.change(id, { state: 'received', ...brought })?.receivedAt, start + 12_000);
    clock.pass(5_000);
    assert.equal(ledger.change(id, { state: 'received', messages: [second] })?.receivedAt, start + 12_000);
  });
}

test('a lease that ends without a message has no time of one', (t) => {
  const { ledger } = newLedger(t);
  assert.equal(ledger.change(rentOne(ledger).id, { state: 'blacklisted', messages: [] })?.receivedAt, null);
});

test('of a code that an older version wrote down it stays unknown when it came', (t) => {
  const { ledger, path } = newLedger(t);
  const { id } = rentOne(ledger);
  ledger.change(id, { state: 'received', messages: [first], code: '1234' });
  const db = openDatabase({ path, applicationId: ledgerApplicationId, steps: ledgerSteps, durable: false });
  db.run('UPDATE leases SET received_at = NULL');
  db.close();
  assert.equal(ledger.change(id, { state: 'received', messages: [first, second] })?.receivedAt, null);
});

const brought: [name: string, lists: Message[][], kept: Message[]][] = [
  ['by one process, one after the other', [[first], [second]], [first, second]],
  ['by two processes that wait for the same', [[first], [first]], [first]],
  ['together with what was known', [[first], [first, second]], [first, second]],
  ['by two processes, one of which saw more', [[first, second], [second]], [first, second]],
  ['twice by its sender', [[first, first]], [first, first]],
  ['twice by its sender, seen by two processes', [[first], [first, first], [first, first]], [first, first]],
];

for (const [name, lists, kept] of brought) {
  test(`a message is neither lost nor doubled when brought ${name}`, (t) => {
    const { ledger } = newLedger(t);
    const { id } = rentOne(ledger);
    for (const messages of lists) ledger.change(id, { state: 'received', messages: structuredClone(messages) });
    assert.deepEqual(withoutTime(ledger.find({ ids: [id] })[0]?.messages), kept);
  });
}

test('messages keep every character', (t) => {
  const { ledger } = newLedger(t);
  const text = '【验证码】 \u0000\u001b[31m "quotes" \ud83d\ude00 \u202e';
  const lease = ledger.change(rentOne(ledger).id, { state: 'received', messages: [{ ...first, text }] });
  assert.equal(ledger.find({ ids: [lease?.id ?? ''] })[0]?.messages[0]?.text, text);
});

test('whoever is second changes nothing and learns it', (t) => {
  const { ledger } = newLedger(t);
  const { id } = rentOne(ledger);
  const released = ledger.change(id, { state: 'released' });
  assert.equal(ledger.change(id, { state: 'blacklisted', code: '1234' }), null);
  assert.deepEqual(ledger.find({}), [released]);
});

for (const [state, isKept] of [
  ['released', true],
  ['blacklisted', true],
  ['done', true],
  ['gone', false],
] as const) {
  test(`a code that was on its way when another process made the lease ${state} is ${isKept ? '' : 'not '}kept`, (t) => {
    const { ledger } = newLedger(t);
    const { id } = rentOne(ledger);
    const closed = ledger.change(id, { state });
    assert.equal(ledger.change(id, { state: 'received', code: '1234', messages: [first] }), null);
    const late = isKept ? { code: '1234', messages: [{ ...first, seenAt: start }], receivedAt: start } : {};
    assert.deepEqual(ledger.find({}), [{ ...closed, ...late }]);
  });
}

test('a code that comes after the clock has closed its lease is kept, and the lease stays closed', (t) => {
  const { ledger, clock } = newLedger(t);
  const { id } = rentOne(ledger);
  clock.pass(10 * minute);
  const [expired] = ledger.expire();
  assert.equal(expired?.state, 'expired');
  clock.pass(minute);
  assert.equal(ledger.change(id, { state: 'done', code: '1234', messages: [first] }), null, 'the state did not change');
  const receivedAt = clock.now();
  assert.deepEqual(ledger.find({}), [
    { ...expired, code: '1234', messages: [{ ...first, seenAt: receivedAt }], receivedAt },
  ]);
  clock.pass(minute);
  ledger.change(id, { state: 'received', code: '5678', messages: [first, second] });
  ledger.change(id, { state: 'received', messages: [first, second] });
  const messages = [
    { ...first, seenAt: receivedAt },
    { ...second, seenAt: clock.now() },
  ];
  assert.deepEqual(ledger.find({}), [{ ...expired, code: '5678', messages, receivedAt }]);
  ledger.change(id, { state: 'released' });
  assert.equal(ledger.find({})[0]?.state, 'expired');
});

test('a lease that nobody knows cannot be changed', (t) => {
  assert.equal(newLedger(t).ledger.change('n000000000', { state: 'released' }), null);
});

test('no lease is held without a number', (t) => {
  const { ledger } = newLedger(t);
  const [lost] = ledger.markUnknown(reserveNew(ledger), 'provider.unreachable', minute);
  assert.equal(ledger.change(lost?.id ?? '', { state: 'held' }), null);
  assert.deepEqual(ledger.find({}), [lost]);
});

interface Ending {
  readonly before: LeaseState;
  /** How long after the end of the hold it is closed, ms; null for never. */
  readonly after: number | null;
  readonly becomes?: LeaseState;
}

const endings: readonly Ending[] = [
  { before: 'held', after: 30_000, becomes: 'expired' },
  { before: 'received', after: 30_000, becomes: 'done' },
  { before: 'blacklistDue', after: day, becomes: 'expired' },
  { before: 'unknown', after: null },
  { before: 'intent', after: null },
];

for (const { before, after, becomes } of endings) {
  test(`the clock ends a lease that is ${before}: ${becomes ?? 'never'}`, (t) => {
    const { ledger, clock } = newLedger(t);
    if (before === 'intent') reserveNew(ledger);
    else if (before === 'unknown') ledger.markUnknown(reserveNew(ledger), 'provider.unreachable', 5 * minute);
    else if (before === 'held') rentOne(ledger);
    else ledger.change(rentOne(ledger).id, { state: before });
    const untouched = ledger.find({});

    clock.pass(5 * minute + (after ?? 365 * day) - 1);
    assert.deepEqual(ledger.expire(), []);
    assert.deepEqual(ledger.find({}), untouched);
    clock.pass(1);
    const closed = ledger.expire();
    assert.deepEqual(
      closed.map(({ state, closedAt }) => [state, closedAt]),
      becomes === undefined ? [] : [[becomes, clock.now()]],
    );
    if (becomes !== undefined) assert.deepEqual(ledger.find({}), closed);
    assert.deepEqual(ledger.expire(), [], 'once');
  });
}

test('leases are found by what is asked for, newest first', (t) => {
  const { ledger, clock } = newLedger(t);
  const [a] = rentNumbers(ledger, ['5911']);
  clock.pass(minute);
  const [b] = rentNumbers(ledger, ['5912'], newIntent({ project: '9' }));
  clock.pass(minute);
  const [c] = rentNumbers(ledger, ['5913'], newIntent({}, { provider: 'zhima', profile: 'work' }));
  if (!a || !b || !c) return assert.fail();
  const released = ledger.change(a.id, { state: 'released' });

  const found = (query: Parameters<Ledger['find']>[0]) => ledger.find(query).map(({ id }) => id);
  assert.deepEqual(found({}), [c.id, b.id, a.id]);
  assert.deepEqual(found({ provider: 'durian' }), [b.id, a.id]);
  assert.deepEqual(found({ profile: 'work' }), [c.id]);
  assert.deepEqual(found({ project: '0257' }), [c.id, a.id]);
  assert.deepEqual(found({ project: '257' }), [], 'a project is a text');
  assert.deepEqual(found({ projects: { durian: '9', zhima: '0257' } }), [c.id, b.id], 'at each provider its own');
  assert.deepEqual(found({ projects: { durian: '0257' } }), [a.id]);
  assert.deepEqual(found({ states: ['held', 'received'] }), [c.id, b.id]);
  assert.deepEqual(found({ states: [] }), []);
  assert.deepEqual(found({ since: start + minute }), [c.id, b.id]);
  assert.deepEqual(found({ closedSince: clock.now() }), [c.id, b.id, a.id]);
  assert.deepEqual(found({ closedSince: clock.now() + 1 }), [c.id, b.id], 'what is open has no such time');
  assert.deepEqual(found({ ids: [a.id, c.id, "n' OR 1"] }), [c.id, a.id]);
  assert.deepEqual(found({ ids: [] }), []);
  assert.deepEqual(found({ provider: 'durian', states: ['released'] }), [a.id]);
  assert.deepEqual(ledger.find({ ids: [a.id] }), [released]);
  assert.deepEqual(found({ endings: ['5911', '5913'] }), [c.id, a.id]);
  assert.deepEqual(found({ endings: ['591'] }), [], 'the last five digits, where there are so many');
  assert.deepEqual(found({ endings: ['5911', '5912', '5913'], provider: 'durian', states: ['held'] }), [b.id]);
  assert.deepEqual(found({ endings: ['5911', '5913'], closedSince: clock.now() + 1 }), [c.id]);
  assert.deepEqual(found({ most: 2 }), [c.id, b.id]);
  assert.deepEqual(found({ most: 1, states: ['held'], provider: 'durian' }), [b.id]);
});

test('what comes too late is added to a lease that was given up, and its state stays', (t) => {
  const { ledger, clock } = newLedger(t);
  for (const state of ['blacklistDue', 'blacklisted', 'released', 'expired', 'gone'] as const) {
    const { id } = rentOne(ledger);
    const before = ledger.change(id, { state });
    clock.pass(minute);
    const after = ledger.keepLate(id, { code: '1234', messages: [first] });
    const messages = [{ ...first, seenAt: clock.now() }];
    assert.deepEqual(after, { ...before, code: '1234', messages, receivedAt: clock.now(), late: true });
    assert.deepEqual(withoutTime(ledger.keepLate(id, { messages: [first, second] })?.messages), [first, second]);
    assert.equal(ledger.find({ ids: [id] })[0]?.late, true);
    assert.equal(ledger.find({ ids: [id] })[0]?.code, '1234', 'a message without a code takes none away');
  }
});

test('what is still waited for, has its code or is not known cannot be late', (t) => {
  const { ledger } = newLedger(t);
  const { id } = rentOne(ledger);
  for (const state of ['held', 'received', 'done'] as const) {
    const before = state === 'held' ? ledger.find({ ids: [id] })[0] : ledger.change(id, { state });
    assert.equal(ledger.keepLate(id, { code: '1234', messages: [first] }), null);
    assert.deepEqual(ledger.find({ ids: [id] }), [before]);
  }
  assert.equal(ledger.keepLate('n000000000', { messages: [first] }), null);
});
