import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { WorldState } from '../../../src/simulator/state.ts';
import type { Arrival, HeldCount, Place } from './place.ts';
import type { Platform, Told } from './told.ts';

/** Limits that the user set for each account; null for none worth the name. */
export interface CrowdLimits {
  readonly maxHeld: number;
  readonly maxPerDay: number;
}

/** All that a round left behind. The judges have nothing else. */
export interface Evidence {
  readonly tale: readonly Told[];
  readonly journal: readonly Arrival[];
  readonly heldCounts: readonly HeldCount[];
  readonly world: WorldState;
  readonly ledger: LedgerFile;
  /** Null where the file is no JSON. */
  readonly settings: Readonly<Record<string, string>> | null;
  readonly limits: CrowdLimits | null;
}

/** Something that must not be, counted under one of the section's figures. */
export interface Finding {
  readonly figure: FigureName;
  readonly what: string;
}

/** How often each of these was found; none may be. */
export const figureNames = {
  locks: 'commands that showed a lock, or ended with 1 or 12',
  ends: 'commands that ended as nothing explains',
  settings: 'settings lost or mixed up',
  results: 'told results that ledger or platform contradict',
  books: 'rented numbers not in the ledger exactly once',
  requestIds: 'request ids that bought twice or told two stories',
  limits: 'times that a limit was exceeded, or a place lost',
  pace: 'looks and requests before their turn',
  ledger: 'damage in the ledger',
} as const;

export type FigureName = keyof typeof figureNames;

/** A row of the leases as SQL gives it. */
export interface LeaseRow {
  readonly id: string;
  readonly provider: Platform;
  readonly profile: string;
  readonly project: string;
  readonly number: string | null;
  readonly state: string;
  /** Of its messages. */
  readonly texts: readonly string[];
  readonly requestId: string | null;
}

interface LedgerFile {
  readonly leases: readonly LeaseRow[];
  /** Purchases that are neither over nor refused. */
  readonly unsettled: readonly string[];
  /** What SQLite says of the file itself. */
  readonly complaints: readonly string[];
}

export function gather(place: Place, tale: readonly Told[], limits: CrowdLimits | null): Evidence {
  return {
    tale,
    limits,
    journal: [...place.journal],
    heldCounts: [...place.heldCounts],
    world: place.world(),
    ledger: readLedger(join(place.home, 'ledger.sqlite')),
    settings: readSettings(join(place.home, 'settings.json')),
  };
}

function readSettings(path: string): Evidence['settings'] {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** One that SQLite cannot read is told of like any other damage. */
function readLedger(path: string): LedgerFile {
  try {
    return openLedger(path);
  } catch (error) {
    return { leases: [], unsettled: [], complaints: [String(error)] };
  }
}

function openLedger(path: string): LedgerFile {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    const rows = (sql: string) => db.prepare(sql).all();
    const leases = rows(
      `SELECT leases.*, intents.request_id FROM leases JOIN intents ON intents.id = leases.intent_id ORDER BY seq`,
    ).map((row): LeaseRow => {
      const messages: { readonly text: string }[] = JSON.parse(String(row.messages));
      return {
        id: String(row.id),
        provider: row.provider as Platform,
        profile: String(row.profile),
        project: String(row.project),
        number: row.number === null ? null : String(row.number),
        state: String(row.state),
        texts: messages.map(({ text }) => text),
        requestId: row.request_id === null ? null : String(row.request_id),
      };
    });
    const unsettled = rows("SELECT id, state FROM intents WHERE state IN ('open', 'unknown')");
    const whole = rows('PRAGMA integrity_check').map((row) => String(Object.values(row)[0]));
    const strays = rows('PRAGMA foreign_key_check').map((row) => `a row of ${row.table} belongs to nothing`);
    return {
      leases,
      unsettled: unsettled.map((row) => `${row.id} ${row.state}`),
      complaints: [...whole.filter((one) => one !== 'ok'), ...strays],
    };
  } finally {
    db.close();
  }
}
