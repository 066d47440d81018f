import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import type { Lease, RentedNumber } from '../../src/core/model.ts';
import { minute, newIntent, newLedger, noLimits, rentedNumber, rentNumbers, reserveNew, start } from './fixtures.ts';

const states = (leases: readonly Lease[]) => leases.map(({ state }) => state).sort();
const three = newIntent({ count: 3 });

/** Of an intent, as it stands in the file. */
function stateIn(path: string, intentId: string): unknown {
  const db = new DatabaseSync(path, { readOnly: true });
  const row = db.prepare('SELECT state FROM intents WHERE id = ?').get(intentId);
  db.close();
  return row?.state;
}

test('each attempt is counted and moves the time of asking', (t) => {
  const { ledger, clock } = newLedger(t);
  const intentId = reserveNew(ledger);
  ledger.attempt(intentId);
  clock.pass(minute);
  ledger.attempt(intentId);
  assert.equal(ledger.intent(intentId)?.attempts, 2);
  assert.deepEqual(
    ledger.find({}).map(({ acquiredAt }) => acquiredAt),
    [start + minute],
  );
});

test('no attempt is noted for an intent that has ended', (t) => {
  const { ledger } = newLedger(t);
  const intentId = reserveNew(ledger);
  ledger.abandon(intentId, 'numbers.none');
  assert.throws(() => ledger.attempt(intentId), {
    ...{ code: 'unexpected', params: { intent: intentId }, effect: 'none', stake: 'nothingRented' },
  });
  assert.equal(ledger.intent(intentId)?.attempts, 0);
});

test('nor for one whose places have ended one by one: the file is not damaged for it', (t) => {
  const { ledger } = newLedger(t);
  const intentId = reserveNew(ledger);
  for (const { id } of ledger.find({})) ledger.change(id, { state: 'notRented' });
  assert.throws(() => ledger.attempt(intentId), { code: 'unexpected', effect: 'none', stake: 'nothingRented' });
});

test('no attempt is noted for an intent that a damaged ledger has lost, or of which it has lost the places', (t) => {
  const { ledger, path } = newLedger(t);
  const intentId = reserveNew(ledger);
  const db = new DatabaseSync(path);
  db.exec('DELETE FROM leases');
  db.close();
  for (const id of [intentId, 'r000000000']) {
    assert.throws(() => ledger.attempt(id), { code: 'ledger.unusable', params: { path, reason: 'corrupt' } });
  }
  assert.equal(ledger.intent(intentId)?.attempts, 0);
});

test('as many numbers as asked for become held leases, in their order', (t) => {
  const { ledger, clock } = newLedger(t);
  const intentId = reserveNew(ledger, three);
  clock.pass(1500);
  const held = ledger.fulfil(intentId, ['5913', '5911', '5912'].map(rentedNumber), 5 * minute);
  assert.deepEqual(
    held.map(({ platformNumber, number, country, callingCode, state, acquiredAt, expiresAt, closedAt }) => ({
      ...{ platformNumber, number, country, callingCode, state, acquiredAt, expiresAt, closedAt },
    })),
    ['5913', '5911', '5912'].map((digits) => ({
      ...rentedNumber(digits),
      state: 'held',
      acquiredAt: start + 1500,
      expiresAt: start + 1500 + 5 * minute,
      closedAt: null,
    })),
  );
  assert.deepEqual(ledger.find({}), held.toReversed());
});

test('what is left over is not rented', (t) => {
  const { ledger, clock } = newLedger(t);
  const intentId = reserveNew(ledger, three);
  const held = ledger.fulfil(intentId, [rentedNumber('5911')], minute);
  assert.equal(held.length, 1);
  assert.deepEqual(states(ledger.find({})), ['held', 'notRented', 'notRented']);
  assert.ok(ledger.find({ states: ['notRented'] }).every(({ closedAt }) => closedAt === clock.now()));
});

test('more numbers than asked for are all kept', (t) => {
  const { ledger } = newLedger(t);
  const intentId = reserveNew(ledger, newIntent({ project: '9', multi: true }));
  const held = ledger.fulfil(intentId, ['5911', '5912', '5913'].map(rentedNumber), minute);
  assert.deepEqual(states(held), ['held', 'held', 'held']);
  assert.equal(new Set(held.map(({ id }) => id)).size, 3);
  for (const { id } of held) assert.match(id, /^n/u);
  assert.ok(held.every(({ project, multi, intentId: of }) => project === '9' && multi && of === intentId));
  assert.ok(held.every(({ late }) => !late));
  assert.deepEqual(ledger.find({}), held.toReversed());
});

test('a number with facts that the ledger does not keep is kept', (t) => {
  const { ledger } = newLedger(t);
  const richer: RentedNumber & { operator: string } = { ...rentedNumber('5911'), operator: 'x' };
  const [lease] = ledger.fulfil(reserveNew(ledger), [richer], minute);
  assert.equal(lease?.platformNumber, '5911');
  assert.ok(!Object.hasOwn(lease ?? {}, 'operator'));
});

test('the same answer told twice is written once', (t) => {
  const { ledger } = newLedger(t);
  const intentId = reserveNew(ledger);
  const first = ledger.fulfil(intentId, [rentedNumber('5911')], minute);
  assert.deepEqual(ledger.fulfil(intentId, [rentedNumber('5911')], minute), first);
  assert.deepEqual(ledger.find({}), first);
});

test('a lost answer takes the places as unknown until the platform has freed them', (t) => {
  const { ledger, clock } = newLedger(t);
  const intentId = reserveNew(ledger, three);
  ledger.attempt(intentId);
  clock.pass(20_000);
  const lost = ledger.markUnknown(intentId, 'provider.unreachable', 5 * minute);
  assert.deepEqual(states(lost), ['unknown', 'unknown', 'unknown']);
  assert.ok(
    lost.every(({ expiresAt, acquiredAt }) => expiresAt === start + 20_000 + 5 * minute && acquiredAt === start),
  );
  assert.equal(ledger.intent(intentId)?.reason, 'provider.unreachable');
  assert.deepEqual(ledger.find({}), lost.toReversed());
});

test('an answer that was thought lost is taken all the same', (t) => {
  const { ledger } = newLedger(t);
  const intentId = reserveNew(ledger);
  const lost = ledger.markUnknown(intentId, 'provider.unreachable', minute);
  const held = ledger.fulfil(intentId, [rentedNumber('5911')], minute);
  assert.deepEqual([held[0]?.id, held[0]?.state], [lost[0]?.id, 'held']);
  assert.equal(ledger.intent(intentId)?.reason, null);
});

test('a number that comes after the intent was given up gets a lease, and the request id stays with its new purchase', (t) => {
  const { ledger, path } = newLedger(t);
  const intent = newIntent({}, { requestId: 'order-7' });
  const late = reserveNew(ledger, intent);
  ledger.abandon(late, 'interrupted');
  const other = rentNumbers(ledger, ['5912'], intent);
  const held = ledger.fulfil(late, [rentedNumber('5911')], minute);
  assert.deepEqual(states(held), ['held']);
  assert.deepEqual(ledger.reserve(intent, noLimits), { kind: 'existing', leases: other });
  assert.equal(stateIn(path, late), 'abandoned');
});

test('a number that comes after the intent was given up, but before its request id was used again, takes the id back', (t) => {
  const { ledger, path } = newLedger(t);
  const intent = newIntent({}, { requestId: 'order-7' });
  const late = reserveNew(ledger, intent);
  ledger.abandon(late, 'interrupted');
  const held = ledger.fulfil(late, [rentedNumber('5911')], minute);
  assert.equal(stateIn(path, late), 'fulfilled');
  assert.deepEqual(ledger.find({ states: ['held'] }), held);
});

test('an intent that has its numbers is fulfilled, with a request id too, and no answer can be lost any more', (t) => {
  const { ledger, path } = newLedger(t);
  const [lease] = rentNumbers(ledger, ['5911'], newIntent({}, { requestId: 'order-7' }));
  const { intentId = '' } = lease ?? {};
  assert.equal(stateIn(path, intentId), 'fulfilled');
  assert.deepEqual(ledger.markUnknown(intentId, 'provider.unreachable', minute), []);
  assert.deepEqual([stateIn(path, intentId), ledger.intent(intentId)?.reason], ['fulfilled', null]);
});

test('a refusal closes all places, those of a lost answer too, and never a number', (t) => {
  const { ledger } = newLedger(t);
  const refused = reserveNew(ledger, three);
  ledger.markUnknown(refused, 'provider.unreachable', minute);
  ledger.abandon(refused, 'numbers.none');
  assert.deepEqual(states(ledger.find({})), ['notRented', 'notRented', 'notRented']);
  assert.equal(ledger.intent(refused)?.reason, 'numbers.none');

  const [held] = rentNumbers(ledger, ['5911']);
  ledger.abandon(held?.intentId ?? '', 'interrupted');
  assert.deepEqual(ledger.find({ states: ['held'] }), [held]);
  assert.equal(ledger.intent(held?.intentId ?? '')?.reason, null);
});

test('an answer for an intent that is not in the file is an error, not a silence', (t) => {
  const { ledger, path } = newLedger(t);
  const broken = { code: 'ledger.unusable', params: { path, reason: 'corrupt' } };
  assert.throws(() => ledger.fulfil('r000000000', [rentedNumber('5911')], minute), broken);
  assert.throws(() => ledger.markUnknown('r000000000', 'unexpected', minute), broken);
  const intentId = reserveNew(ledger);
  const db = new DatabaseSync(path);
  db.exec('DELETE FROM leases');
  db.close();
  assert.throws(() => ledger.fulfil(intentId, [rentedNumber('5911')], minute), broken, 'nor for one without places');
});

for (const [before, after] of [
  ['held', 'gone'],
  ['received', 'done'],
  ['blacklistDue', 'gone'],
] as const) {
  test(`a number that comes again ends its earlier ${before} lease as ${after}, and only the new one is open`, (t) => {
    const { ledger, clock } = newLedger(t);
    const [earlier] = rentNumbers(ledger, ['5911']);
    if (earlier === undefined) return assert.fail();
    const messages = [{ text: 'code 1234', code: '1234', project: null }];
    if (before === 'received') ledger.change(earlier.id, { state: 'received', code: '1234', messages });
    if (before === 'blacklistDue') ledger.change(earlier.id, { state: 'blacklistDue' });
    clock.pass(minute);
    const [again] = rentNumbers(ledger, ['5911']);
    const [closed] = ledger.find({ ids: [earlier.id] });
    assert.deepEqual([closed?.state, closed?.closedAt], [after, clock.now()]);
    assert.deepEqual([again?.state, again?.messages, again?.code], ['held', [], null]);
    assert.deepEqual(ledger.find({ states: ['held', 'received', 'blacklistDue'] }), [again]);
  });
}

test('a number that comes again in another spelling is the same number', (t) => {
  const { ledger } = newLedger(t);
  const [earlier] = rentNumbers(ledger, ['5911']);
  ledger.fulfil(reserveNew(ledger), [{ ...rentedNumber('5911'), platformNumber: '1' }], minute);
  assert.equal(ledger.find({ ids: [earlier?.id ?? ''] })[0]?.state, 'gone');
});

test('the same number for another project or profile is another hold', (t) => {
  const { ledger } = newLedger(t);
  rentNumbers(ledger, ['5911']);
  rentNumbers(ledger, ['5911'], newIntent({ project: '9' }));
  rentNumbers(ledger, ['5911'], newIntent({}, { profile: 'work' }));
  assert.equal(ledger.find({ states: ['held'] }).length, 3);
});

const lifetimes = (provider: string) => (provider === 'zhima' ? 30 : 5) * minute;

test('an intent that asked and whose process is gone is a lost answer', (t) => {
  const { ledger, clock } = newLedger(t, { isAlive: () => false });
  const durian = reserveNew(ledger, newIntent({ count: 2 }));
  const zhima = reserveNew(ledger, newIntent({}, { provider: 'zhima' }));
  clock.pass(1000);
  for (const intentId of [durian, zhima]) ledger.attempt(intentId);
  clock.pass(1000);
  const lost = ledger.orphans(lifetimes);
  assert.deepEqual(
    lost.map(({ provider, state, expiresAt }) => [provider, state, (expiresAt ?? 0) - start - 1000]),
    [
      ['durian', 'unknown', 5 * minute],
      ['durian', 'unknown', 5 * minute],
      ['zhima', 'unknown', 30 * minute],
    ],
  );
  assert.equal(ledger.intent(durian)?.reason, 'interrupted');
  assert.deepEqual(ledger.orphans(lifetimes), [], 'once');
});

test('lost answers are told in the order in which they were asked for', (t) => {
  let next = 9;
  const { ledger, clock } = newLedger(t, { isAlive: () => false, random: (size) => new Uint8Array(size).fill(next--) });
  const third = reserveNew(ledger);
  clock.pass(-2 * minute);
  const [first, second] = [reserveNew(ledger), reserveNew(ledger)];
  for (const intentId of [third, second, first]) ledger.attempt(intentId);
  assert.deepEqual(
    ledger.orphans(lifetimes).map(({ intentId }) => intentId),
    [first, second, third],
  );
});

test('an intent whose process is gone before it asked has rented nothing', (t) => {
  const { ledger } = newLedger(t, { isAlive: () => false });
  const intentId = reserveNew(ledger, newIntent({}, { requestId: 'order-7' }));
  assert.deepEqual(ledger.orphans(lifetimes), []);
  assert.deepEqual(states(ledger.find({})), ['notRented']);
  assert.equal(ledger.intent(intentId)?.reason, 'interrupted');
  assert.throws(() => ledger.attempt(intentId), { code: 'unexpected', effect: 'none' });
  assert.equal(ledger.reserve(newIntent({}, { requestId: 'order-7' }), noLimits).kind, 'reserved');
});

test('an intent of a living process is left alone, until it is too old for an answer', (t) => {
  const { ledger, clock } = newLedger(t, { isAlive: () => true });
  ledger.attempt(reserveNew(ledger));
  clock.pass(10 * minute);
  assert.deepEqual(ledger.orphans(lifetimes), []);
  clock.pass(1);
  assert.deepEqual(states(ledger.orphans(lifetimes)), ['unknown']);
});

test('each attempt gives the answer ten minutes more', (t) => {
  const { ledger, clock } = newLedger(t, { isAlive: () => true });
  const intentId = reserveNew(ledger);
  ledger.attempt(intentId);
  clock.pass(9 * minute);
  ledger.attempt(intentId);
  clock.pass(9 * minute);
  assert.deepEqual(ledger.orphans(lifetimes), []);
});

test('a clock that was set back makes no orphans', (t) => {
  const { ledger, clock } = newLedger(t, { isAlive: () => true });
  ledger.attempt(reserveNew(ledger));
  clock.pass(-365 * 24 * 60 * minute);
  assert.deepEqual(ledger.orphans(lifetimes), []);
});

test('purchases that ended are nobody’s orphans', (t) => {
  const { ledger } = newLedger(t, { isAlive: () => false });
  rentNumbers(ledger, ['5911']);
  ledger.abandon(reserveNew(ledger), 'numbers.none');
  const before = ledger.find({});
  assert.deepEqual(ledger.orphans(lifetimes), []);
  assert.deepEqual(ledger.find({}), before);
});

/** Stands in for a damaged index: what is written to a row of this table does not find it. */
function loseRows(path: string, table: 'intents' | 'leases'): void {
  const db = new DatabaseSync(path);
  db.exec(`CREATE TRIGGER lost_${table} BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(IGNORE); END`);
  db.close();
}

for (const table of ['intents', 'leases'] as const) {
  test(`a write that does not find its row in ${table} is a failure, before a request and after it`, (t) => {
    const { ledger, path } = newLedger(t);
    const [asked, unasked] = [reserveNew(ledger), reserveNew(ledger)];
    ledger.attempt(asked);
    loseRows(path, table);
    const corrupt = { code: 'ledger.unusable', params: { path, reason: 'corrupt' } };
    assert.throws(() => ledger.attempt(unasked), corrupt);
    assert.throws(() => ledger.fulfil(asked, [rentedNumber('5911')], minute), corrupt);
    assert.deepEqual(states(ledger.find({})), ['intent', 'intent']);
    assert.deepEqual(
      [asked, unasked].map((id) => ledger.intent(id)?.attempts),
      [1, 0],
    );
  });
}
