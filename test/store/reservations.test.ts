import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { SmsctlError } from '../../src/core/errors.ts';
import type { Lease } from '../../src/core/model.ts';
import type { Limits } from '../../src/core/ports.ts';
import { openLedger } from '../../src/store/ledger.ts';
import {
  day,
  minute,
  newIntent,
  newLedger,
  newRequest,
  noLimits,
  rentedNumber,
  rentNumbers,
  reserveNew,
} from './fixtures.ts';

const maxHeld = (limit: number): Limits => ({ ...noLimits, maxHeld: limit });
const maxPerDay = (limit: number): Limits => ({ ...noLimits, maxPerDay: limit });

function failureOf(work: () => unknown): SmsctlError {
  try {
    work();
  } catch (error) {
    if (error instanceof SmsctlError) return error;
    throw error;
  }
  return assert.fail('expected a failure');
}

const ids = (leases: readonly Lease[]) => leases.map(({ id }) => id).sort();

test('a reservation writes the intent and its places down', (t) => {
  const { ledger, clock } = newLedger(t);
  const intentId = reserveNew(ledger, newIntent({ count: 2, multi: true }, { requestId: 'order-7' }));
  assert.deepEqual(ledger.intent(intentId), {
    id: intentId,
    provider: 'durian',
    profile: 'default',
    project: '0257',
    requestId: 'order-7',
    createdAt: clock.now(),
    attempts: 0,
    reason: null,
    balanceBefore: null,
    balanceAfter: null,
  });
  const leases = ledger.find({});
  assert.equal(leases.length, 2);
  for (const { id, ...lease } of leases) {
    assert.match(id, /^n[0-9a-hjkmnp-tv-z]{9}$/);
    assert.deepEqual(lease, {
      intentId,
      provider: 'durian',
      profile: 'default',
      project: '0257',
      platformNumber: null,
      number: null,
      country: null,
      callingCode: null,
      multi: true,
      state: 'intent',
      acquiredAt: clock.now(),
      expiresAt: null,
      closedAt: null,
      code: null,
      messages: [],
      receivedAt: null,
      late: false,
    });
  }
});

test('a reservation whose request leaves next notes what an attempt would', (t) => {
  const { ledger, clock, path } = newLedger(t);
  ledger.noteBalance('an account', '100');
  const balanceBefore = { balance: '100', at: clock.now() };
  clock.pass(minute);
  const [noted, attempted] = [reserveNew(ledger, newIntent({}, { isLeaving: true })), reserveNew(ledger)];
  ledger.attempt(attempted);
  const rows = [noted, attempted].map((id) => ({ ...ledger.intent(id), id: '' }));
  assert.deepEqual(rows[0], rows[1]);
  assert.deepEqual([rows[0]?.attempts, rows[0]?.balanceBefore], [1, balanceBefore]);
  const db = new DatabaseSync(path, { readOnly: true });
  const asked = db.prepare('SELECT asked_at FROM intents').all();
  db.close();
  assert.deepEqual(
    asked.map((row) => row.asked_at),
    [clock.now(), clock.now()],
  );
});

test('keys are nowhere in the file', (t) => {
  const { ledger, path } = newLedger(t);
  reserveNew(ledger, newIntent({ vip: 'vip-secret-1', secretKey: 'key-secret-2' }));
  const bytes = readFileSync(path, 'latin1');
  assert.ok(bytes.includes('0257'), 'the request itself is there');
  assert.ok(!bytes.includes('vip-secret-1') && !bytes.includes('key-secret-2'));
});

test('whether there were keys is', (t) => {
  const { ledger, path } = newLedger(t);
  for (const keys of [{}, { vip: 'v' }, { secretKey: 's' }, { vip: 'v', secretKey: 's' }])
    reserveNew(ledger, newIntent(keys));
  const db = new DatabaseSync(path, { readOnly: true });
  const rows = db.prepare('SELECT had_keys FROM intents ORDER BY rowid').all();
  db.close();
  assert.deepEqual(
    rows.map((row) => row.had_keys),
    [0, 1, 1, 1],
  );
});

test('ids come from the source they are given', (t) => {
  const { ledger } = newLedger(t, { random: (size) => new Uint8Array(size).fill(33) });
  reserveNew(ledger);
  assert.deepEqual(ids(ledger.find({})), ['n111111111']);
});

test('an intent that nobody knows is null', (t) => {
  assert.equal(newLedger(t).ledger.intent('r000000000'), null);
});

test('places fill maxHeld from the reservation on, and all asked for must fit', (t) => {
  const { ledger } = newLedger(t);
  assert.equal(ledger.reserve(newIntent({ count: 2 }), maxHeld(3)).kind, 'reserved');
  const failure = failureOf(() => ledger.reserve(newIntent({ count: 2 }), maxHeld(3)));
  assert.equal(failure.code, 'limit.maxHeld');
  assert.deepEqual(failure.params, { limit: 3, used: 2, asked: 2, provider: 'durian', profile: 'default' });
  assert.deepEqual(ids(failure.leases), ids(ledger.find({})));
  assert.deepEqual([failure.effect, failure.stake], ['none', 'nothingRented']);
  assert.equal(ledger.find({}).length, 2, 'nothing was written');
  assert.equal(ledger.reserve(newIntent(), maxHeld(3)).kind, 'reserved');
});

test('what fills a limit is told oldest first, with the time at which enough of it counts no longer', (t) => {
  const { ledger, clock } = newLedger(t);
  const [first] = rentNumbers(ledger, ['5911']);
  clock.pass(minute);
  const [second] = rentNumbers(ledger, ['5912']);
  clock.pass(minute);
  reserveNew(ledger);
  for (const [limits, count, roomAt] of [
    [maxHeld(3), 1, first?.expiresAt],
    [maxHeld(3), 2, second?.expiresAt],
    [maxHeld(3), 3, undefined], // nobody knows how long a request takes
    [maxHeld(2), 3, undefined], // never, by waiting
    [maxPerDay(3), 1, (first?.acquiredAt ?? 0) + day],
    [maxPerDay(3), 3, clock.now() + day],
  ] as const) {
    const failure = failureOf(() => ledger.reserve(newIntent({ count }), limits));
    assert.deepEqual(
      failure.leases.map(({ number }) => number),
      ['+5911', '+5912', null],
    );
    assert.equal(failure.params.roomAt, roomAt);
  }
});

test('limits are per provider and profile', (t) => {
  const { ledger } = newLedger(t);
  ledger.reserve(newIntent(), maxHeld(1));
  assert.equal(ledger.reserve(newIntent({}, { profile: 'work' }), maxHeld(1)).kind, 'reserved');
  assert.equal(ledger.reserve(newIntent({}, { provider: 'zhima' }), maxHeld(1)).kind, 'reserved');
});

interface Occupation {
  readonly fillsHeld: boolean;
  readonly fillsDay: boolean;
  readonly make: (books: ReturnType<typeof newLedger>) => void;
}

const occupations: Record<string, Occupation> = {
  'an open intent': { fillsHeld: true, fillsDay: true, make: ({ ledger }) => void reserveNew(ledger) },
  'an abandoned intent': {
    fillsHeld: false,
    fillsDay: false,
    make: ({ ledger }) => ledger.abandon(reserveNew(ledger), 'numbers.none'),
  },
  'a lost answer': {
    fillsHeld: true,
    fillsDay: true,
    make: ({ ledger }) => void ledger.markUnknown(reserveNew(ledger), 'provider.unreachable', 5 * minute),
  },
  'a lost answer whose hold has ended': {
    fillsHeld: false,
    fillsDay: true,
    make: ({ ledger, clock }) => {
      ledger.markUnknown(reserveNew(ledger), 'provider.unreachable', 5 * minute);
      clock.pass(5 * minute);
    },
  },
  'a held lease': { fillsHeld: true, fillsDay: true, make: ({ ledger }) => void rentNumbers(ledger, ['5911']) },
  'a held lease whose hold has ended': {
    fillsHeld: false,
    fillsDay: true,
    make: ({ ledger, clock }) => {
      rentNumbers(ledger, ['5911']);
      clock.pass(5 * minute);
    },
  },
  'a blacklisting that is due': {
    fillsHeld: true,
    fillsDay: true,
    make: ({ ledger }) => {
      for (const { id } of rentNumbers(ledger, ['5911'])) ledger.change(id, { state: 'blacklistDue' });
    },
  },
  'a blacklisting that is due for a hold that has ended': {
    fillsHeld: false,
    fillsDay: true,
    make: ({ ledger, clock }) => {
      for (const { id } of rentNumbers(ledger, ['5911'])) ledger.change(id, { state: 'blacklistDue' });
      clock.pass(5 * minute);
    },
  },
  'a released lease': {
    fillsHeld: false,
    fillsDay: true,
    make: ({ ledger }) => {
      for (const { id } of rentNumbers(ledger, ['5911'])) ledger.change(id, { state: 'released' });
    },
  },
  "yesterday's lease": {
    fillsHeld: false,
    fillsDay: false,
    make: ({ ledger, clock }) => {
      rentNumbers(ledger, ['5911']);
      clock.pass(day);
    },
  },
  'a lease of a clock that was a year ahead': {
    fillsHeld: false,
    fillsDay: false,
    make: ({ ledger, clock }) => {
      rentNumbers(ledger, ['5911']);
      clock.pass(-365 * day);
    },
  },
  'a lease of a clock that was a day ahead': {
    fillsHeld: true,
    fillsDay: true,
    make: ({ ledger, clock }) => {
      rentNumbers(ledger, ['5911']);
      clock.pass(-day);
    },
  },
  'a lease of a clock that was an hour ahead': {
    fillsHeld: true,
    fillsDay: true,
    make: ({ ledger, clock }) => {
      rentNumbers(ledger, ['5911']);
      clock.pass(-60 * minute);
    },
  },
};

for (const [what, { fillsHeld, fillsDay, make }] of Object.entries(occupations)) {
  for (const [code, limits, fills] of [
    ['limit.maxHeld', maxHeld(1), fillsHeld],
    ['limit.maxPerDay', maxPerDay(1), fillsDay],
  ] as const) {
    test(`${what} ${fills ? 'counts' : 'does not count'} for ${code}`, (t) => {
      const books = newLedger(t);
      make(books);
      if (!fills) assert.equal(books.ledger.reserve(newIntent(), limits).kind, 'reserved');
      else assert.equal(failureOf(() => books.ledger.reserve(newIntent(), limits)).code, code);
    });
  }
}

const ordered = (wishes = {}) => newIntent({ count: 2, ...wishes }, { requestId: 'order-7' });

test('a request id that has bought brings the same leases again, whatever became of them, and past every limit', (t) => {
  const { ledger, clock } = newLedger(t);
  const [first, second] = rentNumbers(ledger, ['5911', '5912'], ordered());
  if (first === undefined || second === undefined) return assert.fail();
  ledger.change(first.id, { state: 'released' });
  clock.pass(30 * day);
  const again = ledger.reserve(ordered(), maxHeld(0));
  assert.deepEqual(again, { kind: 'existing', leases: ledger.find({ ids: [first.id, second.id] }).reverse() });
  assert.equal(ledger.find({}).length, 2);
});

test('only the numbers that came are brought again', (t) => {
  const { ledger } = newLedger(t);
  const rented = rentNumbers(ledger, ['5911'], ordered());
  assert.deepEqual(ledger.reserve(ordered(), noLimits), { kind: 'existing', leases: rented });
});

test('keys do not make it another request, nor does the order of its wishes', (t) => {
  const { ledger } = newLedger(t);
  rentNumbers(ledger, ['5911', '5912'], ordered({ vip: 'a' }));
  const { project, count, ...rest } = newRequest({ count: 2, secretKey: 'b' });
  const again = { ...ordered(), request: { ...rest, count, project } };
  assert.equal(ledger.reserve(again, noLimits).kind, 'existing');
});

test('another request under the same id is refused', (t) => {
  const { ledger } = newLedger(t);
  const rented = rentNumbers(ledger, ['5911', '5912'], ordered());
  for (const wishes of [{ count: 3 }, { project: '257' }, { country: 'BO' }, { multi: true }]) {
    const failure = failureOf(() => ledger.reserve(ordered(wishes), noLimits));
    assert.equal(failure.code, 'usage.requestIdReused');
    assert.deepEqual(failure.params, { requestId: 'order-7' });
    assert.deepEqual(ids(failure.leases), ids(rented));
  }
});

test('a request id belongs to its provider and profile', (t) => {
  const { ledger } = newLedger(t);
  rentNumbers(ledger, ['5911', '5912'], ordered());
  assert.equal(ledger.reserve({ ...ordered(), profile: 'work' }, noLimits).kind, 'reserved');
  assert.equal(ledger.reserve({ ...ordered(), provider: 'zhima' }, noLimits).kind, 'reserved');
});

function settleUnknown(t: TestContext, state: 'expired' | 'notRented' | null) {
  const books = newLedger(t);
  const intentId = reserveNew(books.ledger, ordered());
  books.ledger.attempt(intentId);
  const leases = books.ledger.markUnknown(intentId, 'provider.unreachable', 5 * minute);
  if (state !== null) for (const { id } of leases) books.ledger.change(id, { state });
  return { ...books, intentId, leases };
}

for (const state of ['expired', null] as const) {
  test(`an id whose answer was lost buys nothing ${state === null ? 'now' : 'even when its hold is over'}`, (t) => {
    const { ledger, leases } = settleUnknown(t, state);
    const failure = failureOf(() => ledger.reserve(ordered(), noLimits));
    assert.equal(failure.code, 'outcome.unknown');
    assert.deepEqual(failure.params, { requestId: 'order-7', reason: 'provider.unreachable', minutes: 5 });
    assert.equal(failure.stake, 'maybeRented');
    assert.deepEqual(ids(failure.leases), ids(leases));
  });
}

test('an id of whose numbers one was never learnt buys nothing, until the last of them is freed', (t) => {
  const { ledger, clock, intentId, leases } = settleUnknown(t, null);
  ledger.change(leases[0]?.id ?? '', { state: 'expired' });
  clock.pass(2 * minute);
  ledger.fulfil(intentId, [rentedNumber('5911')], 30 * minute);
  assert.deepEqual(
    ledger
      .find({})
      .map(({ state }) => state)
      .sort(),
    ['expired', 'held'],
  );
  const failure = failureOf(() => ledger.reserve(ordered(), noLimits));
  assert.deepEqual([failure.code, failure.params.minutes], ['outcome.unknown', 30]);
});

test('an id whose purchase is still under way buys nothing', (t) => {
  const { ledger } = newLedger(t);
  reserveNew(ledger, ordered());
  const again = ledger.reserve(ordered(), noLimits);
  assert.ok(again.kind === 'pending', 'the process that asked is alive');
  assert.equal(again.error.code, 'outcome.unknown');
  assert.deepEqual(again.error.params, { requestId: 'order-7', reason: 'interrupted' }, 'nobody knows for how long');
  assert.deepEqual(ids(again.error.leases), ids(ledger.find({})));
});

test('an id whose purchaser is gone in the middle of it is not waited for', (t) => {
  const { ledger } = newLedger(t, { isAlive: () => false });
  reserveNew(ledger, ordered());
  const failure = failureOf(() => ledger.reserve(ordered(), noLimits));
  assert.deepEqual([failure.code, failure.stake], ['outcome.unknown', 'maybeRented']);
});

test('an id whose purchase was refused may be used again, for another request too', (t) => {
  const { ledger } = newLedger(t);
  const refused = reserveNew(ledger, ordered());
  ledger.abandon(refused, 'numbers.none');
  const again = reserveNew(ledger, ordered({ count: 1 }));
  assert.notEqual(again, refused);
  ledger.fulfil(again, [rentedNumber('5911')], minute);
  assert.equal(ledger.reserve(ordered({ count: 1 }), noLimits).kind, 'existing');
});

test('an id whose lost answer was settled as not rented may be used again', (t) => {
  const { ledger } = settleUnknown(t, 'notRented');
  assert.equal(ledger.reserve(ordered(), noLimits).kind, 'reserved');
  assert.equal(ledger.reserve(ordered(), noLimits).kind, 'pending');
});

test('nothing is reserved in a ledger that is damaged where no row of this purchase stands', (t) => {
  const { ledger, path, clock } = newLedger(t);
  reserveNew(ledger);
  const db = new DatabaseSync(path);
  db.enableDefensive(false);
  db.exec('PRAGMA writable_schema = ON');
  // Two indexes change places: rows are found where others stand.
  const other = "CASE name WHEN 'leases_intent' THEN 'leases_acquired' ELSE 'leases_intent' END";
  db.exec(`CREATE TEMP TABLE roots AS SELECT name, rootpage FROM sqlite_schema;
    UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM roots WHERE roots.name = ${other.replaceAll('name', 'sqlite_schema.name')})
    WHERE name IN ('leases_intent', 'leases_acquired')`);
  db.close();
  const again = openLedger({ path, clock });
  t.after(() => again.close());
  assert.throws(() => reserveNew(again), { code: 'ledger.unusable', params: { path, reason: 'corrupt' } });
});
