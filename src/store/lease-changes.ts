import { isOpen, mayFollow } from '../core/lease-state.ts';
import type { Lease, LeaseState, Message } from '../core/model.ts';
import type { LateMessages, LeaseChange } from '../core/ports.ts';
import { unseenMessages } from '../core/unseen.ts';
import type { Books } from './books.ts';
import { leaseOf, selectLeases, updateLease } from './lease-rows.ts';

/** No lease becomes held by this: only the platform's answer makes it so. */
export function changeLease({ db, now }: Books, leaseId: string, change: LeaseChange): Lease | null {
  return db.immediate(() => {
    const lease = leaseOf(db, leaseId);
    if (lease === null) return null;
    if (!mayFollow(lease.state, change.state)) return keepLateCode({ db, now }, lease, change);
    if (change.state === 'held') return null;
    return updateLease(db, {
      ...lease,
      state: change.state,
      project: change.project ?? lease.project,
      ...takeIn(lease, change, now()),
      closedAt: isOpen(change.state) ? null : now(),
    });
  });
}

/**
 * A code that comes after the clock or another process has closed its lease is written down; the lease stays closed. Not
 * so where the number was taken back: it may be another lease's by now.
 */
function keepLateCode({ db, now }: Pick<Books, 'db' | 'now'>, lease: Lease, change: LeaseChange): null {
  if (change.messages === undefined || lease.state === 'gone') return null;
  updateLease(db, { ...lease, ...takeIn(lease, change, now()) });
  return null;
}

/** Where a lease stands that nobody waits for any more: its number was given up, or its time is over. */
const givenUp: readonly LeaseState[] = ['blacklistDue', 'blacklisted', 'released', 'expired', 'gone'];

export function keepLate({ db, now }: Books, leaseId: string, late: LateMessages): Lease | null {
  return db.immediate(() => {
    const lease = leaseOf(db, leaseId);
    if (lease === null || !givenUp.includes(lease.state)) return null;
    return updateLease(db, { ...lease, ...takeIn(lease, late, now()), late: true });
  });
}

/** What a lease is with what was brought, and since when it has brought anything. */
function takeIn(lease: Lease, brought: Partial<LateMessages>, now: number) {
  const code = brought.code ?? lease.code;
  const messages = joinMessages(lease.messages, brought.messages ?? [], now);
  const hadAny = lease.code !== null || lease.messages.length > 0;
  const isFirst = !hadAny && (code !== null || messages.length > 0);
  return { code, messages, receivedAt: isFirst ? now : lease.receivedAt };
}

/** Two processes that wait for one number both bring its message. */
function joinMessages(known: readonly Message[], brought: readonly Message[], now: number): readonly Message[] {
  const fresh = unseenMessages(brought, known);
  return [...known, ...fresh.map(({ text, code, project }) => ({ text, code, project, seenAt: now }))];
}

/** After the end of its hold, a lease may still be asked for what arrived in the last moment. */
const grace = 30_000;

/** The platform may take a blacklisting after the hold has ended; it is tried for this long. */
const blacklistPatience = 24 * 60 * 60_000;

const overdue = `INDEXED BY leases_open WHERE closed_at IS NULL
  AND ((state IN ('held', 'received') AND expires_at <= :ended)
    OR (state = 'blacklistDue' AND expires_at <= :pointless))
  ORDER BY seq`;

/** Intents and lost answers are not touched: what became of them is for reconcile to find out. */
export function expireLeases({ db, now }: Books): Lease[] {
  const select = () => selectLeases(db, overdue, { ended: now() - grace, pointless: now() - blacklistPatience });
  if (select().length === 0) return []; // the rule: no lock and no write for it
  return db.immediate(() =>
    select().map((lease) =>
      updateLease(db, { ...lease, state: lease.state === 'received' ? 'done' : 'expired', closedAt: now() }),
    ),
  );
}
