import type { LeaseRow, Scene } from './judge.ts';

/** The states of a lease as docs/architecture.md has them: a lease ends once, and nothing follows its end. */
const mayFollow: Readonly<Record<string, readonly string[]>> = {
  '': ['intent', 'held'],
  intent: ['held', 'notRented', 'unknown'],
  unknown: ['held', 'notRented', 'expired'],
  held: ['received', 'done', 'released', 'expired', 'gone', 'blacklistDue', 'blacklisted'],
  received: ['done', 'released', 'expired', 'gone', 'blacklistDue', 'blacklisted'],
  blacklistDue: ['blacklisted', 'released', 'done', 'gone', 'expired'],
};

export const openStates: readonly string[] = Object.keys(mayFollow);

export interface LeaseJudge {
  /** Compares every lease with how it was at the last look. */
  look(): void;
  /** Everything has come to rest and what may be settled by now has been. */
  rest(): void;
}

export function judgeLeases({ leases, time, accuse, note }: Scene): LeaseJudge {
  let before = new Map<string, LeaseRow>();

  const compare = (earlier: LeaseRow | undefined, later: LeaseRow) => {
    const from = earlier?.state ?? '';
    if (from !== later.state) {
      note(() => `${later.id} ${later.number ?? '?'}: ${from || 'new'} → ${later.state}`);
      if (mayFollow[from]?.includes(later.state) !== true)
        accuse(`a lease went from ${from || 'nothing'} to ${later.state}`);
      if (later.state === 'expired' && Number(earlier?.expiresAt) > time.now())
        accuse('a lease expired before its time');
    }
    if (earlier === undefined || openStates.includes(from)) return;
    // A code that comes late is written down, but where the number may be another lease's by now.
    const late: readonly string[] = from === 'gone' || from === 'notRented' ? [] : ['code', 'messages', 'received_at'];
    const changed = Object.keys(later.row).find(
      (name) => !late.includes(name) && later.row[name] !== earlier.row[name],
    );
    if (changed !== undefined) accuse(`${changed} of a lease that is ${from} was changed`);
  };

  return {
    look() {
      const now = new Map(leases().map((lease) => [lease.id, lease]));
      for (const id of before.keys()) if (!now.has(id)) accuse(`lease ${id} has vanished`);
      for (const lease of now.values()) compare(before.get(lease.id), lease);
      before = now;
    },
    rest() {
      for (const { id, state, expiresAt } of leases()) {
        if (state === 'blacklistDue' || state === 'intent') accuse(`${id} is ${state} after all is settled`);
        const isInTime = expiresAt !== null && expiresAt > time.now();
        if (openStates.includes(state) && !isInTime) accuse(`${id} is ${state} though its time is over`);
      }
    },
  };
}
