import { chmodSync, existsSync, lstatSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { claimFile, refuseLinked } from './file-claim.ts';
import { ensurePrivateDir, isWide } from './paths.ts';
import { asStorageError, storageError } from './storage-error.ts';
import { begin, inTransaction, takeLock } from './transaction.ts';
import { createWholeMark, type WholeMark } from './whole-mark.ts';

export type Row = Readonly<Record<string, SQLOutputValue>>;
export type Values = Readonly<Record<string, string | number | null>>;

/** A file of this program's that several processes read and write, one at a time. */
export interface Database {
  readonly path: string;
  /** Runs `work` alone among all processes: all of its writes are kept, or, when it throws, none. */
  immediate<T>(work: () => T): T;
  /** Within `immediate`: throws where the file is damaged anywhere. A large one is looked through once a day (018). */
  requireWhole(now: number): void;
  /** Reads; each `:name` in the SQL stands for the value of that name. `decode` may throw DecodeError. */
  all<T>(sql: string, values: Values, decode: (row: Row) => T): T[];
  /** Another one after each write, of this connection or another. */
  version(): string;
  /** Writes, and returns how many rows it touched. */
  run(sql: string, values?: Values): number;
  close(): void;
}

export interface DatabaseOptions {
  readonly path: string;
  /** Stands in the file's header, so that no other file is taken for ours: a 32-bit number. */
  readonly applicationId: number;
  /** The schema's history: SQL that leads from each `user_version` to the next. */
  readonly steps: readonly string[];
  /** Whether a write must outlive a power cut, not just the process. */
  readonly durable: boolean;
  /** How long to wait for another process's lock, in ms. */
  readonly patience?: number;
}

/**
 * Opens a database file, creating it and its folder if need be, readable by nobody else.
 *
 * Each open checks whose file it is, its version and that it is all there, which costs the same for every size. What
 * is broken deeper inside shows when it is read, or before a number is rented, when all of it is looked at.
 *
 * @throws SmsctlError `ledger.unusable`, from here and from every method, with `path` and `reason`. A file that is
 *   refused is left as it is.
 */
export function openDatabase(options: DatabaseOptions): Database {
  const { path } = options;
  ensurePrivateDir(dirname(path), 'ledger.unusable');
  const db = guarded(path, () => {
    claimFile(path);
    refuseForeign(options);
    return connect(options);
  });
  return databaseOn(db, path, createWholeMark(path));
}

/** One that ends with the process, in nobody's way: no file, no lock, nothing that could be damaged. */
export function openMemoryDatabase(steps: readonly string[]): Database {
  const db = new DatabaseSync(':memory:', { enableForeignKeyConstraints: true });
  for (const step of steps) db.exec(step);
  return databaseOn(db, ':memory:', null);
}

function databaseOn(db: DatabaseSync, path: string, mark: WholeMark | null): Database {
  let writes = 0;
  // A wait asks the same things thousands of times.
  const prepared = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => {
    const found = prepared.get(sql) ?? db.prepare(sql);
    prepared.set(sql, found);
    return found;
  };
  return {
    path,
    immediate: (work) =>
      guarded(path, () => {
        const result = inTransaction(db, takeLock, () => {
          mark?.begin();
          return work();
        });
        mark?.end();
        writes += 1;
        return result;
      }),
    requireWhole(now) {
      if (mark === null || mark.isFresh(now)) return;
      const verdicts = db.prepare('PRAGMA integrity_check(1)').all();
      const isWhole = verdicts.map((row) => row.integrity_check).join() === 'ok';
      if (!isWhole) throw storageError('ledger.unusable', path, 'corrupt');
      mark.renew(now);
    },
    all: (sql, values, decode) => guarded(path, () => statement(sql).all(values).map(decode)),
    // What SQLite tells is of the other connections only.
    version: () => guarded(path, () => `${statement('PRAGMA data_version').get()?.data_version}.${writes}`),
    run: (sql, values = {}) => guarded(path, () => Number(statement(sql).run(values).changes)),
    close: () => {
      if (db.isOpen) guarded(path, () => db.close());
    },
  };
}

/** Nothing is written, so nothing has to last. */
export type InspectOptions = Omit<DatabaseOptions, 'durable'>;

/**
 * Looks at a file as it is. Nothing is created, upgraded, narrowed or rolled back.
 *
 * @throws SmsctlError `ledger.unusable` as for `openDatabase`
 */
export function inspectDatabase<T>(options: InspectOptions, look: (all: Database['all']) => T): T {
  const { path } = options;
  return guarded(path, () => {
    refuseLinked(path, lstatSync(path));
    refuseForeign(options);
    const db = new DatabaseSync(path, { readOnly: true, timeout: options.patience ?? 5000 });
    try {
      db.exec('PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON');
      return inTransaction(db, begin, () => {
        checkWhole(db, options);
        return look((sql, values, decode) => db.prepare(sql).all(values).map(decode));
      });
    } finally {
      db.close();
    }
  });
}

/**
 * Looks at the header without a lock, a journal or a write, because opening another program's database properly could
 * already change it. Read by SQLite: were the file opened and closed here, POSIX would drop the locks that another
 * connection of this process has on it. What cannot be read like this is left to the proper opening.
 */
function refuseForeign({ path, applicationId }: InspectOptions): void {
  const url = pathToFileURL(path);
  url.search = 'immutable=1';
  let origin: Origin;
  try {
    const db = new DatabaseSync(url, { readOnly: true });
    try {
      origin = originOf(db, applicationId);
    } finally {
      db.close();
    }
  } catch {
    return;
  }
  // A write-ahead log, which this look does not read and we never write, may hold all there is.
  const isInLog = origin === 'fresh' && existsSync(`${path}-wal`);
  if (origin === 'foreign' || isInLog) throw storageError('ledger.unusable', path, 'foreign');
}

function connect(options: DatabaseOptions): DatabaseSync {
  const db = new DatabaseSync(options.path, { timeout: options.patience ?? 5000, enableForeignKeyConstraints: true });
  try {
    // The check costs little, and a damaged page is noticed before a write to it spreads the damage.
    db.exec('PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON');
    inTransaction(db, begin, () => checkWhole(db, options));
    if (isWide(statSync(options.path))) chmodSync(options.path, 0o600); // not before it is known to be a ledger
    // EXTRA also syncs the folder after the journal is gone; without it a power cut can bring the journal, and with it
    // the state before the last write, back to life.
    db.exec(`PRAGMA journal_mode = DELETE; PRAGMA synchronous = ${options.durable ? 'EXTRA' : 'OFF'}`);
    if (versionOf(db) < options.steps.length) upgrade(db, options);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function checkWhole(db: DatabaseSync, { path, applicationId, steps }: InspectOptions): void {
  const origin = originOf(db, applicationId);
  if (origin === 'foreign') throw storageError('ledger.unusable', path, 'foreign');
  if (versionOf(db) > steps.length) throw storageError('ledger.unusable', path, 'newer');
  const expected = origin === 'fresh' ? 0 : numberFrom(db, 'PRAGMA page_count') * numberFrom(db, 'PRAGMA page_size');
  if (statSync(path).size < expected) throw storageError('ledger.unusable', path, 'corrupt');
}

function upgrade(db: DatabaseSync, options: DatabaseOptions): void {
  const { applicationId, steps } = options;
  inTransaction(db, takeLock, () => {
    checkWhole(db, options); // another process may have been first, with another version of this program
    for (const step of steps.slice(versionOf(db))) db.exec(step);
    db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${steps.length}`);
  });
}

type Origin = 'ours' | 'fresh' | 'foreign';

function originOf(db: DatabaseSync, applicationId: number): Origin {
  const id = numberFrom(db, 'PRAGMA application_id');
  if (id === applicationId) return 'ours';
  const isEmpty = versionOf(db) === 0 && numberFrom(db, 'SELECT count(*) FROM sqlite_schema') === 0;
  return id === 0 && isEmpty ? 'fresh' : 'foreign';
}

function versionOf(db: DatabaseSync): number {
  return numberFrom(db, 'PRAGMA user_version');
}

function numberFrom(db: DatabaseSync, sql: string): number {
  return Number(Object.values(db.prepare(sql).get() ?? {})[0]);
}

function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asStorageError(error, 'ledger.unusable', path);
  }
}
