import { isBusy } from './storage-error.ts';

/** What a transaction needs of a connection to SQLite. */
interface Connection {
  readonly isTransaction: boolean;
  exec(sql: string): void;
  prepare(sql: string): { get(): Readonly<Record<string, unknown>> | undefined };
}

/** All that `work` writes is kept, or, where it throws, nothing. `start` begins the transaction. */
export function inTransaction<T>(db: Connection, start: (db: Connection) => void, work: () => T): T {
  start(db);
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK'); // some failures have already rolled it back
    throw error;
  }
}

export function begin(db: Connection): void {
  db.exec('BEGIN');
}

/**
 * SQLite waits for a lock in naps that grow to 100 ms. Among processes that write without a pause, one that naps so long
 * may find the lock taken each time until its patience ends; asking anew every 10 ms keeps the naps short.
 */
export function takeLock(db: Connection): void {
  const patience = numberFrom(db, 'PRAGMA busy_timeout');
  const deadline = process.hrtime.bigint() + BigInt(patience) * 1_000_000n;
  db.exec(`PRAGMA busy_timeout = ${Math.min(patience, 10)}`);
  try {
    for (let taken = false; !taken; ) taken = tryToLock(db, process.hrtime.bigint() >= deadline);
  } finally {
    db.exec(`PRAGMA busy_timeout = ${patience}`);
  }
}

function numberFrom(db: Connection, sql: string): number {
  return Number(Object.values(db.prepare(sql).get() ?? {})[0]);
}

function tryToLock(db: Connection, isLast: boolean): boolean {
  try {
    db.exec('BEGIN IMMEDIATE');
    return true;
  } catch (error) {
    if (isLast || !isBusy(error)) throw error;
    return false;
  }
}
