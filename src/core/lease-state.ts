import type { LeaseState } from './model.ts';

/** States in which the platform holds, or may hold, a number for us. */
export const openStates = ['intent', 'unknown', 'held', 'received', 'blacklistDue'] as const satisfies LeaseState[];

/** States in which nothing is owed any more. A lease ends once: nothing follows them. */
export const closedStates = [
  'released',
  'blacklisted',
  'done',
  'expired',
  'gone',
  'notRented',
] as const satisfies LeaseState[];

export const leaseStates: readonly LeaseState[] = [...openStates, ...closedStates];

type OpenState = (typeof openStates)[number];

/** Which state may follow which. `received` follows itself when a number kept for several messages brings another. */
const successors: Readonly<Record<OpenState, readonly LeaseState[]>> = {
  intent: ['held', 'notRented', 'unknown'],
  unknown: ['held', 'notRented', 'expired'],
  held: ['received', 'done', 'released', 'blacklistDue', 'blacklisted', 'expired', 'gone'],
  received: ['received', 'done', 'released', 'blacklistDue', 'blacklisted', 'expired', 'gone'],
  blacklistDue: ['blacklisted', 'released', 'done', 'gone', 'expired'],
};

export function isOpen(state: LeaseState): state is OpenState {
  return Object.hasOwn(successors, state);
}

export function mayFollow(from: LeaseState, to: LeaseState): boolean {
  return isOpen(from) && successors[from].includes(to);
}

/** Whether a text, from the ledger or from a user, names a state. */
export function isLeaseState(text: string): text is LeaseState {
  return leaseStates.some((state) => state === text);
}
