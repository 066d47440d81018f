import { SmsctlError } from '../core/errors.ts';
import { isOpen } from '../core/lease-state.ts';
import type { Lease } from '../core/model.ts';
import type { Limits, NewIntent, Reservation } from '../core/ports.ts';
import { lastBalance } from './balances.ts';
import type { Books } from './books.ts';
import { handOver, holderOf, insertIntent, spellRequest, updateIntent } from './intent-rows.ts';
import { insertLease, leasesOf, selectLeases } from './lease-rows.ts';
import type { ProcessMark } from './process-mark.ts';

/** Looks at the request id, then at the limits, then writes the intent and its places: one step for all processes. */
export function reserve(
  books: Books,
  intent: NewIntent,
  { limits, process, isGone }: { limits: Limits; process: ProcessMark; isGone: (process: ProcessMark) => boolean },
): Reservation {
  return books.db.immediate(() => {
    // Damage deep inside could lead the purchase to another's row.
    books.db.requireWhole(books.now());
    const earlier = earlierPurchase(books, intent, { process, isGone });
    if (earlier !== null) return earlier;
    checkLimits(books, intent, limits);
    return { kind: 'reserved', intentId: writeIntent(books, intent, process) };
  });
}

/**
 * What the same request id has brought, or null when nothing was bought with it. Whether something was is read from the
 * leases, since reconcile may have settled them one by one.
 */
function earlierPurchase(
  { db, now }: Books,
  intent: NewIntent,
  { process, isGone }: { process: ProcessMark; isGone: (process: ProcessMark) => boolean },
): Reservation | null {
  const { provider, requestId, request, onEnd = null } = intent;
  if (requestId === null) return null;
  const earlier = holderOf(db, intent);
  if (earlier === null) return null;
  const leases = leasesOf(db, earlier.id);
  if (leases.every((lease) => lease.state === 'notRented')) {
    updateIntent(db, { ...earlier, state: 'abandoned' });
    return null;
  }
  if (earlier.request !== spellRequest(request)) {
    throw new SmsctlError('usage.requestIdReused', { params: { requestId }, leases });
  }
  const rented = leases.filter((lease) => lease.state !== 'notRented');
  // Without a number it was never learnt whether it was rented, even if the platform has freed it by now.
  if (rented.some((lease) => lease.platformNumber === null)) {
    const freed = Math.max(...rented.map(({ expiresAt }) => expiresAt ?? 0));
    const left = freed === 0 ? {} : { minutes: Math.max(0, Math.ceil((freed - now()) / 60_000)) };
    const params = { requestId, reason: earlier.reason ?? 'interrupted', ...left };
    const error = new SmsctlError('outcome.unknown', { params, provider, stake: 'maybeRented', leases: rented });
    if (earlier.state === 'open' && !isGone(earlier.process)) return { kind: 'pending', error };
    throw error;
  }
  // Who would give them back at its own end must not take them from another that is at work with them.
  const isInUse = onEnd !== null && earlier.onEnd !== null && rented.some(({ state }) => isOpen(state));
  const { host, pid } = earlier.process;
  if (isInUse && host === process.host && pid !== process.pid && !isGone(earlier.process)) {
    throw new SmsctlError('usage.requestIdHeld', { params: { requestId }, leases: rented, effect: 'none' });
  }
  if (onEnd !== null || earlier.onEnd !== null) handOver(db, { id: earlier.id, onEnd, process });
  return { kind: 'existing', leases: rented };
}

const day = 24 * 60 * 60_000;

/**
 * A lease counts for a day around the present and not only backwards, so that what was rented while the clock was wrong
 * fills no limit for years. `roomAt` is when enough of what fills a limit counts no longer by itself.
 */
function checkLimits(books: Books, { provider, profile, request }: NewIntent, limits: Limits): void {
  const now = books.now();
  const asked = request.count;
  const check = (code: 'limit.maxHeld' | 'limit.maxPerDay', limit: number | null, { counts, until }: Counting) => {
    if (limit === null) return;
    const leases = selectLeases(
      books.db,
      `WHERE provider = :provider AND profile = :profile AND acquired_at <= :now + ${day} AND ${counts}
       ORDER BY acquired_at, seq`,
      { provider, profile, now },
    );
    const used = leases.length;
    if (used + asked <= limit) return;
    const ends = leases.flatMap((lease) => until(lease) ?? []).sort((a, b) => a - b);
    const roomAt = asked > limit ? undefined : ends[used + asked - limit - 1];
    const params = { limit, used, asked, provider, profile, ...(roomAt === undefined ? {} : { roomAt }) };
    throw new SmsctlError(code, { params, provider, effect: 'none', stake: 'nothingRented', leases });
  };
  check('limit.maxHeld', limits.maxHeld, {
    counts: 'closed_at IS NULL AND (expires_at IS NULL OR expires_at > :now)',
    until: (lease) => lease.expiresAt,
  });
  check('limit.maxPerDay', limits.maxPerDay, {
    counts: `acquired_at > :now - ${day} AND state <> 'notRented'`,
    until: (lease) => lease.acquiredAt + day,
  });
}

/** Which leases fill a limit. */
interface Counting {
  readonly counts: string;
  /** When one no longer does, if only the clock goes on; null where that is not known. */
  readonly until: (lease: Lease) => number | null;
}

function writeIntent(
  books: Books,
  { provider, profile, account, request, requestId, isLeaving = false, onEnd = null }: NewIntent,
  process: ProcessMark,
): string {
  const now = books.now();
  const id = books.newId('intent');
  const fresh = { id, provider, profile, requestId, createdAt: now, reason: null } as const;
  const hadKeys = request.vip !== null || request.secretKey !== null;
  const asked = isLeaving
    ? { attempts: 1, askedAt: now, balanceBefore: lastBalance(books, account) }
    : { attempts: 0, askedAt: null, balanceBefore: null };
  const spelled = {
    account,
    balanceAfter: null,
    state: 'open',
    request: spellRequest(request),
    process,
    onEnd,
  } as const;
  insertIntent(books.db, { ...fresh, ...asked, ...spelled }, hadKeys);
  for (let place = 0; place < request.count; place += 1) {
    insertLease(books.db, {
      id: books.newId('lease'),
      intentId: id,
      provider,
      profile,
      project: request.project,
      platformNumber: null,
      number: null,
      country: null,
      callingCode: null,
      multi: request.multi,
      state: 'intent',
      acquiredAt: now,
      expiresAt: null,
      closedAt: null,
      code: null,
      messages: [],
      receivedAt: null,
      late: false,
    });
  }
  return id;
}
