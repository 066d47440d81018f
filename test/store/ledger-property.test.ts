import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { SmsctlError } from '../../src/core/errors.ts';
import { closedStates, isOpen, mayFollow, openStates } from '../../src/core/lease-state.ts';
import type { Lease, LeaseState } from '../../src/core/model.ts';
import { openLedger } from '../../src/store/ledger.ts';
import { day, minute, newIntent, rentedNumber, steppedClock, tempDir } from './fixtures.ts';

const states: readonly LeaseState[] = [...openStates, ...closedStates];
const limits = { maxHeld: 4, maxPerDay: 9, minBalance: null };

type Books = ReturnType<typeof openBooks>;

function openBooks(path: string) {
  const clock = steppedClock();
  const ledger = openLedger({ path, clock, isAlive: () => true });
  return { ledger, clock, intents: [] as string[] };
}

/** One thing done to the ledger. `nth` picks an intent or a lease among those there are. */
const steps: fc.Arbitrary<(books: Books) => void> = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 3 }), fc.boolean()).map(([count, isLeaving]) => (books: Books) => {
    const reservation = books.ledger.reserve(newIntent({ count }, { isLeaving }), limits);
    if (reservation.kind === 'reserved') books.intents.push(reservation.intentId);
    const leases = books.ledger.find({});
    const now = books.clock.now();
    const held = leases.filter(({ state, expiresAt }) => isOpen(state) && (expiresAt === null || expiresAt > now));
    const rented = leases.filter(({ state, acquiredAt }) => state !== 'notRented' && acquiredAt > now - day);
    assert.ok(held.length <= limits.maxHeld && rented.length <= limits.maxPerDay);
  }),
  fc.tuple(fc.nat(), fc.array(fc.nat({ max: 3 }), { maxLength: 3 })).map(([nth, numbers]) => (books: Books) => {
    const intentId = pick(books.intents, nth);
    if (intentId === undefined) return;
    const held = books.ledger.fulfil(
      intentId,
      numbers.map((n) => rentedNumber(`591${n}`)),
      5 * minute,
    );
    assert.equal(held.length, new Set(numbers).size, 'no number is lost');
    assert.ok(held.every(({ state }) => isOpen(state)));
  }),
  fc.tuple(fc.nat(), fc.constantFrom('attempt', 'abandon', 'markUnknown')).map(([nth, what]) => (books: Books) => {
    const intentId = pick(books.intents, nth);
    if (intentId === undefined) return;
    if (what === 'attempt') books.ledger.attempt(intentId);
    else if (what === 'abandon') books.ledger.abandon(intentId, 'numbers.none');
    else books.ledger.markUnknown(intentId, 'provider.unreachable', 5 * minute);
  }),
  fc.tuple(fc.nat(), fc.constantFrom(...states)).map(([nth, state]) => (books: Books) => {
    const lease = pick(books.ledger.find({}), nth);
    if (lease !== undefined) books.ledger.change(lease.id, { state, code: '1234' });
  }),
  fc.constant((books: Books) => void books.ledger.expire()),
  fc.constant((books: Books) => void books.ledger.orphans(() => 5 * minute)),
  fc.integer({ min: -30, max: 600 }).map((minutes) => (books: Books) => books.clock.pass(minutes * minute)),
);

function pick<T>(list: readonly T[], nth: number): T | undefined {
  return list[nth % list.length];
}

function tolerate(work: () => void): void {
  try {
    work();
  } catch (error) {
    const expected = ['limit.maxHeld', 'limit.maxPerDay', 'unexpected'];
    if (!(error instanceof SmsctlError && expected.includes(error.code))) throw error;
  }
}

function checkMove(before: Lease, after: Lease | undefined): void {
  assert.ok(after !== undefined, 'a lease never vanishes');
  if (!isOpen(before.state)) assert.deepEqual(after, before, 'a closed lease never changes');
  else if (after.state !== before.state)
    assert.ok(mayFollow(before.state, after.state), `${before.state}>${after.state}`);
  assert.equal(after.closedAt === null, isOpen(after.state));
}

function checkNumbers(leases: readonly Lease[]): void {
  const open = leases.filter(({ state, number }) => isOpen(state) && number !== null).map(({ number }) => number);
  assert.equal(new Set(open).size, open.length, 'a number has one open lease');
}

test('whatever happens in whatever order, a lease ends once, a number is held once and limits hold', (t) => {
  const dir = tempDir(t);
  let run = 0;
  fc.assert(
    fc.property(fc.array(steps, { minLength: 5, maxLength: 40 }), (sequence) => {
      run += 1;
      const books = openBooks(join(dir, `${run}.sqlite`));
      try {
        let before: Lease[] = [];
        for (const step of sequence) {
          tolerate(() => step(books));
          const after = books.ledger.find({});
          for (const lease of before)
            checkMove(
              lease,
              after.find(({ id }) => id === lease.id),
            );
          checkNumbers(after);
          before = after;
        }
      } finally {
        books.ledger.close();
      }
    }),
    { numRuns: 40 },
  );
});
