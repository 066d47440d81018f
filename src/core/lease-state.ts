import type { LeaseState } from './model.ts';

/**
 * Which state may follow which. A lease ends once: from a closed state nothing follows. `received` follows itself when a
 * number kept for several messages brings another.
 */
const successors: Readonly<Record<LeaseState, readonly LeaseState[]>> = {
  intent: ['held', 'notRented', 'unknown'],
  unknown: ['held', 'notRented', 'expired'],
  held: ['received', 'done', 'released', 'blacklistDue', 'blacklisted', 'expired', 'gone'],
  received: ['received', 'done', 'released', 'blacklistDue', 'blacklisted', 'expired', 'gone'],
  blacklistDue: ['blacklisted', 'released', 'done', 'gone', 'expired'],
  released: [],
  blacklisted: [],
  done: [],
  expired: [],
  gone: [],
  notRented: [],
};

/** States in which the platform holds, or may hold, a number for us. */
export const openStates = ['intent', 'unknown', 'held', 'received', 'blacklistDue'] as const satisfies LeaseState[];

/** States in which nothing is owed any more. */
export const closedStates = [
  'released',
  'blacklisted',
  'done',
  'expired',
  'gone',
  'notRented',
] as const satisfies LeaseState[];

export const leaseStates: readonly LeaseState[] = [...openStates, ...closedStates];

const open: ReadonlySet<LeaseState> = new Set(openStates);

export function isOpen(state: LeaseState): boolean {
  return open.has(state);
}

export function mayFollow(from: LeaseState, to: LeaseState): boolean {
  return successors[from].includes(to);
}

/** Whether a text, from the ledger or from a user, names a state. */
export function isLeaseState(text: string): text is LeaseState {
  return Object.hasOwn(successors, text);
}
