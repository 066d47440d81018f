import { SmsctlError } from '../core/errors.ts';
import { isOpen } from '../core/lease-state.ts';
import type { Lease, RentedNumber } from '../core/model.ts';
import { lastBalance } from './balances.ts';
import type { Books } from './books.ts';
import type { Database } from './database.ts';
import { holderOf, type IntentRow, intentOf, selectIntents, updateIntent } from './intent-rows.ts';
import { insertLease, leasesOf, selectLeases, updateLease } from './lease-rows.ts';
import { storageError } from './storage-error.ts';

/**
 * @throws SmsctlError when no request may leave for it: `unexpected`, effect `none`, for an intent that has been settled;
 *   `ledger.unusable` for one that the file does not find.
 */
export function attempt(books: Books, intentId: string): void {
  books.db.immediate(() => {
    const intent = requireIntent(books.db, intentId);
    const leases = leasesOf(books.db, intentId);
    if (leases.length === 0) throw storageError('ledger.unusable', books.db.path, 'corrupt'); // none was ever taken away
    const places = leases.filter(isUnsettled);
    if (places.length === 0) {
      throw new SmsctlError('unexpected', { params: { intent: intentId }, effect: 'none', stake: 'nothingRented' });
    }
    const now = books.now();
    const balanceBefore = lastBalance(books, intent.account);
    updateIntent(books.db, { ...intent, attempts: intent.attempts + 1, askedAt: now, balanceBefore });
    for (const place of places) updateLease(books.db, { ...place, acquiredAt: now });
  });
}

/**
 * Gives the numbers their places. It takes them in whatever became of the intent meanwhile, because they are paid for:
 * an intent that was thought lost becomes held after all, and a number without a place gets one more.
 */
export function fulfil(
  books: Books,
  intentId: string,
  { numbers, lifetime }: { readonly numbers: readonly RentedNumber[]; readonly lifetime: number },
): Lease[] {
  return books.db.immediate(() => {
    const intent = requireIntent(books.db, intentId);
    const leases = leasesOf(books.db, intentId);
    const [pattern] = leases;
    if (pattern === undefined) throw storageError('ledger.unusable', books.db.path, 'corrupt');
    const now = books.now();
    const places = leases.filter(isUnsettled);
    const keep = (rented: RentedNumber): Lease => {
      closeEarlierHolds(books, pattern, rented);
      const place = places.shift();
      const { platformNumber, number, country, callingCode } = rented;
      const facts = { platformNumber, number, country, callingCode, acquiredAt: now, expiresAt: now + lifetime };
      if (place !== undefined) return updateLease(books.db, { ...place, ...facts, state: 'held' });
      const unused = { closedAt: null, code: null, messages: [], receivedAt: null, late: false };
      const extra = { ...pattern, ...unused, id: books.newId('lease') };
      return insertLease(books.db, { ...extra, ...facts, state: 'held' });
    };
    const held = new Map<string, Lease>();
    for (const rented of numbers) {
      const isIt = (lease: Lease) => isOpen(lease.state) && lease.platformNumber === rented.platformNumber;
      const told = held.get(rented.platformNumber) ?? leases.find(isIt); // the same answer twice
      held.set(rented.platformNumber, told ?? keep(rented));
    }
    for (const place of places) updateLease(books.db, { ...place, state: 'notRented', expiresAt: null, closedAt: now });
    // One that was thought abandoned may have lost its request id to another purchase, which keeps it.
    const isLate = intent.state === 'abandoned' && holderOf(books.db, intent) !== null;
    if (!isLate) updateIntent(books.db, { ...intent, state: 'fulfilled', reason: null });
    return [...held.values()];
  });
}

/**
 * The platform has just given us a number that an older lease still names: that older hold is over, and whatever is done
 * for it from now on would hit the new one. So it is closed, `done` where it brought a code, else `gone`, and only the
 * new lease is ever released or blacklisted. Its messages stay with it: the new hold starts empty.
 */
function closeEarlierHolds(books: Books, { intentId, provider, profile, project }: Lease, rented: RentedNumber): void {
  const earlier = selectLeases(
    books.db,
    `WHERE provider = :provider AND profile = :profile AND project = :project AND closed_at IS NULL
       AND (platform_number = :platformNumber OR number = :number) AND intent_id <> :intentId`,
    { provider, profile, project, intentId, platformNumber: rented.platformNumber, number: rented.number },
  );
  for (const lease of earlier) {
    updateLease(books.db, { ...lease, state: lease.code === null ? 'gone' : 'done', closedAt: books.now() });
  }
}

export function abandon(books: Books, intentId: string, reason: string): void {
  books.db.immediate(() => {
    const intent = requireIntent(books.db, intentId);
    if (intent.state === 'fulfilled') return;
    const closed = { state: 'notRented', expiresAt: null, closedAt: books.now() } as const;
    for (const place of unsettledPlaces(books.db, intentId)) updateLease(books.db, { ...place, ...closed });
    updateIntent(books.db, { ...intent, state: 'abandoned', reason });
  });
}

export function markUnknown(
  books: Books,
  intentId: string,
  { reason, lifetime }: { readonly reason: string; readonly lifetime: number },
): Lease[] {
  return books.db.immediate(() => {
    const intent = requireIntent(books.db, intentId);
    return loseAnswer(books.db, intent, { reason, expiresAt: books.now() + lifetime });
  });
}

const patience = 10 * 60_000;

/**
 * What became of intents whose process is gone, or that are too old for an answer to be still on its way. One that never
 * asked is closed: that nothing left is certain.
 */
export function settleOrphans(
  books: Books,
  lifetime: (provider: string) => number,
  isGone: (intent: IntentRow) => boolean,
): Lease[] {
  const orphaned = () => {
    const overdue = books.now() - patience;
    const open = selectIntents(books.db, "WHERE state = 'open' ORDER BY created_at, rowid", {});
    return open.filter((intent) => (intent.askedAt ?? intent.createdAt) < overdue || isGone(intent));
  };
  if (orphaned().length === 0) return []; // the rule: no lock and no write for it
  return books.db.immediate(() =>
    orphaned().flatMap((intent) => {
      if (intent.askedAt !== null) {
        const expiresAt = intent.askedAt + Math.round(lifetime(intent.provider));
        return loseAnswer(books.db, intent, { reason: 'interrupted', expiresAt });
      }
      const closed = { state: 'notRented', closedAt: books.now() } as const;
      for (const place of unsettledPlaces(books.db, intent.id)) updateLease(books.db, { ...place, ...closed });
      updateIntent(books.db, { ...intent, state: 'abandoned', reason: 'interrupted' });
      return [];
    }),
  );
}

function loseAnswer(
  db: Database,
  intent: IntentRow,
  { reason, expiresAt }: { readonly reason: string; readonly expiresAt: number },
): Lease[] {
  const places = unsettledPlaces(db, intent.id);
  if (places.length > 0) updateIntent(db, { ...intent, state: 'unknown', reason });
  return places.map((place) => updateLease(db, { ...place, state: 'unknown', expiresAt }));
}

function unsettledPlaces(db: Database, intentId: string): Lease[] {
  return leasesOf(db, intentId).filter(isUnsettled);
}

function isUnsettled({ state }: Lease): boolean {
  return state === 'intent' || state === 'unknown';
}

function requireIntent(db: Database, intentId: string): IntentRow {
  const intent = intentOf(db, intentId);
  if (intent === null) throw storageError('ledger.unusable', db.path, 'corrupt');
  return intent;
}
