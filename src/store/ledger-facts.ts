import { lstatSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { integerIn, textIn } from './columns.ts';
import { inspectDatabase, type Row } from './database.ts';
import { paceApplicationId, paceSteps } from './pace.ts';
import { ledgerApplicationId, ledgerSteps } from './schema.ts';
import { asStorageError, storageError } from './storage-error.ts';

/** What can be seen of a ledger without touching it. */
export interface LedgerFacts {
  readonly bytes: number;
  /** Permission bits; null where the system has none. */
  readonly mode: number | null;
  readonly version: number;
  /** The version that this program writes. */
  readonly newest: number;
  readonly leases: number;
  /** How many there are in each state, but for those whose time is over; states that none is in are left out. */
  readonly states: Readonly<Record<string, number>>;
}

/**
 * Null where there is none yet.
 *
 * @throws SmsctlError `ledger.unusable`; `interrupted` as its `reason` where a process ended in the middle of a write,
 *   which the next command that opens it sets right
 */
export function inspectLedger(path: string, now: number): LedgerFacts | null {
  const stats = statsOf(path);
  if (stats === null) return null;
  const isCutShort = statsOf(`${path}-journal`) !== null;
  try {
    return inspectDatabase({ path, applicationId: ledgerApplicationId, steps: ledgerSteps }, (all) => {
      const number = (sql: string, name: string) => all(sql, {}, (row) => integerIn(row, name))[0] ?? 0;
      const version = number('PRAGMA user_version', 'user_version');
      const [verdict] = all('PRAGMA integrity_check(1)', {}, (row) => textIn(row, 'integrity_check'));
      if (verdict !== 'ok') throw storageError('ledger.unusable', path, 'corrupt');
      const mode = process.geteuid === undefined ? null : stats.mode & 0o777;
      const facts = { bytes: stats.size, mode, version, newest: ledgerSteps.length };
      if (version === 0) return { ...facts, leases: 0, states: {} }; // a process ended before it had made any table
      // What the clock has ended is no longer held, though nobody has written that down yet.
      const open = "SELECT state, count(*) AS count FROM leases WHERE state NOT IN ('held', 'received')";
      const timely = `${open} OR expires_at IS NULL OR expires_at > :now GROUP BY state`;
      const decode = (row: Row) => [textIn(row, 'state'), integerIn(row, 'count')] as const;
      const states = Object.fromEntries(all(timely, { now: Math.trunc(now) }, decode));
      return { ...facts, leases: number('SELECT count(*) AS count FROM leases', 'count'), states };
    });
  } catch (error) {
    throw isCutShort ? storageError('ledger.unusable', path, 'interrupted') : error;
  }
}

/** @throws SmsctlError `ledger.unusable` where the file of the pace is there and cannot be used */
export function inspectPace(path: string): void {
  if (statsOf(path) !== null)
    inspectDatabase({ path, applicationId: paceApplicationId, steps: paceSteps }, () => undefined);
}

function statsOf(path: string) {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) ?? null;
  } catch (error) {
    throw asStorageError(error, 'ledger.unusable', path);
  }
}

/** Where a file lies, or will lie. */
export interface PlaceFacts {
  /** The file system's number in the kernel; null where the system has no such numbers. */
  readonly type: number | null;
  /** Bytes that may still be written. */
  readonly free: number;
}

/** Of the folder, or of the nearest one above it that is there. Null where the system does not tell. */
export function inspectPlace(path: string): PlaceFacts | null {
  const folder = dirname(path);
  try {
    const { type, bavail, bsize } = statfsSync(folder);
    return { type: process.platform === 'linux' ? type : null, free: bavail * bsize };
  } catch {
    return folder === path ? null : inspectPlace(folder);
  }
}
