import { SmsctlError } from '../core/errors.ts';
import type { Ledger } from '../core/ports.ts';
import type { Account, Desk } from './account.ts';
import { endedMeanwhile } from './ended-lease.ts';
import { isAnothers } from './lease-now.ts';
import type { Target } from './target.ts';
import type { WaitResult } from './wait-end.ts';
import type { CodeMatch, Watch } from './watch.ts';

/** Numbers that stood in the ledger as they should when it was read last, until anything in it changes. */
export interface Unchanged {
  /** Forgets them all where anything has changed since it was asked last, `fresh` ms ago or more. */
  refresh(): void;
  has(target: Target): boolean;
  add(target: Target): void;
}

/**
 * What another process does in so many ms before a look is as what it does while the look is under way. To ask costs a
 * good part of a look.
 */
const fresh = 20;

/** When the version of a ledger was read last, and what it was; null where it could not be read. */
const readings = new WeakMap<Ledger, { readonly at: number; readonly version: string | null }>();

/** One reading for the waits of all accounts. */
function versionOf({ ledger, clock }: Desk): string | null {
  const last = readings.get(ledger);
  const at = clock.elapsed();
  if (last !== undefined && at - last.at < fresh) return last.version;
  const version = readOr(null, () => ledger.version());
  readings.set(ledger, { at, version });
  return version;
}

export function createUnchanged(desk: Desk): Unchanged {
  const known = new Set<Target>();
  let version: string | null = null;
  return {
    refresh() {
      const now = versionOf(desk);
      if (now === null || now !== version) known.clear();
      version = now;
    },
    has: (target) => known.has(target),
    add: (target) => void known.add(target),
  };
}

interface Question {
  readonly due: readonly Watch[];
  readonly match: CodeMatch;
  readonly unchanged?: Unchanged;
}

/** Another process may have ended a wait: then there is nothing left to look for, and nothing to give up. */
export function sortOut(
  desk: Desk,
  account: Account,
  { due, match, unchanged }: Question,
): { batch: Watch[]; ended: WaitResult[] } {
  unchanged?.refresh();
  if (unchanged !== undefined && due.every(({ target }) => unchanged.has(target)))
    return { batch: [...due], ended: [] };
  const asked = due.filter(({ target }) => target.lease !== null && unchanged?.has(target) !== true);
  const ids = asked.flatMap(({ target }) => (target.lease === null ? [] : [target.lease.id]));
  const rows = ids.length === 0 ? [] : readOr(null, () => desk.ledger.find({ ids }));
  const batch: Watch[] = [];
  const ended: WaitResult[] = [];
  for (const one of due) {
    const lease = rows?.find((row) => row.id === one.target.lease?.id);
    const isTakenOver = lease === undefined ? false : readOr(null, () => isAnothers(desk, lease));
    const end =
      lease === undefined
        ? null
        : endedMeanwhile(one, lease, {
            provider: account.definition.id,
            match,
            elapsed: desk.clock.elapsed(),
            isAnothers: isTakenOver ?? false,
          });
    if (end === null) batch.push(one);
    else ended.push(end);
    if (end === null && rows !== null && isTakenOver !== null) unchanged?.add(one.target);
  }
  return { batch, ended };
}

/** A ledger that cannot be read for a moment is no reason to look away from a number that is paid for. */
function readOr<T>(otherwise: T, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof SmsctlError) return otherwise;
    throw error;
  }
}
