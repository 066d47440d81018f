import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { temporaryFolder } from '../../../test/helpers/run-cli.ts';

/** The ledger's files as bytes, by name: the database and the journal of a write that was not finished. */
export type LedgerFiles = ReadonlyMap<string, Buffer>;

export const ledgerName = 'ledger.sqlite';

export function takeFiles(home: string): LedgerFiles {
  const names = readdirSync(home).filter((name) => name.startsWith(ledgerName));
  return new Map(names.map((name) => [name, readFileSync(join(home, name))]));
}

export function putFiles(home: string, files: LedgerFiles): void {
  for (const name of takeFiles(home).keys()) rmSync(join(home, name));
  mkdirSync(home, { recursive: true });
  for (const [name, bytes] of files) writeFileSync(join(home, name), bytes, { mode: 0o600 });
}

export interface LeaseRow {
  readonly id: string;
  readonly intentId: string;
  readonly project: string;
  readonly number: string | null;
  readonly state: string;
  readonly code: string | null;
  readonly isClosed: boolean;
  /** How often a request left for its intent, or was about to. */
  readonly attempts: number;
}

export interface LedgerFacts {
  readonly leases: readonly LeaseRow[];
  /** States of the intents. */
  readonly intents: readonly string[];
  /** Null where SQLite finds nothing wrong. */
  readonly damage: string | null;
}

const nothing: LedgerFacts = { leases: [], intents: [], damage: null };

/** What the ledger says, read by SQL alone from a copy, so that the program finds its files as they were left. */
export function readLedger(files: LedgerFiles): LedgerFacts {
  if ((files.get(ledgerName)?.length ?? 0) === 0) return nothing;
  using folder = temporaryFolder();
  putFiles(folder.path, files);
  try {
    const db = new DatabaseSync(join(folder.path, ledgerName));
    try {
      return readTables(db);
    } finally {
      db.close();
    }
  } catch (error) {
    return { ...nothing, damage: error instanceof Error ? error.message : String(error) };
  }
}

function readTables(db: DatabaseSync): LedgerFacts {
  const problems = db
    .prepare('PRAGMA integrity_check')
    .all()
    .map((row) => String(row.integrity_check));
  const orphans = db.prepare('PRAGMA foreign_key_check').all();
  const sound = problems.join() === 'ok' && orphans.length === 0;
  const damage = sound ? null : `${problems.join(', ')}; ${orphans.length} leases without an intent`;
  const tables = db.prepare('SELECT name FROM sqlite_schema').all();
  if (tables.length === 0) return { ...nothing, damage }; // it was left before its first write
  const leases = db.prepare(
    `SELECT leases.id, intent_id, project, number, leases.state, code, closed_at, attempts
     FROM leases JOIN intents ON intents.id = intent_id ORDER BY seq`,
  );
  const text = (value: unknown) => (value === null ? null : String(value));
  return {
    leases: leases.all().map((row) => ({
      id: String(row.id),
      intentId: String(row.intent_id),
      project: String(row.project),
      number: text(row.number),
      state: String(row.state),
      code: text(row.code),
      isClosed: row.closed_at !== null,
      attempts: Number(row.attempts),
    })),
    intents: db
      .prepare('SELECT state FROM intents')
      .all()
      .map((row) => String(row.state)),
    damage,
  };
}

/** Puts every time in the ledger back by so many ms, as if they had passed. */
export function ageLedger(home: string, ms: number): void {
  if (takeFiles(home).size === 0) return;
  const db = new DatabaseSync(join(home, ledgerName));
  try {
    if (db.prepare('SELECT name FROM sqlite_schema').all().length === 0) return;
    db.exec('PRAGMA synchronous = OFF');
    db.prepare('UPDATE leases SET acquired_at = acquired_at - :ms, expires_at = expires_at - :ms').run({ ms });
    db.prepare('UPDATE intents SET created_at = created_at - :ms, asked_at = asked_at - :ms').run({ ms });
  } finally {
    db.close();
  }
}
