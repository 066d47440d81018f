import type { Database } from './database.ts';

/** What the ledger's parts share. */
export interface Books {
  readonly db: Database;
  /** Whole milliseconds since the epoch. */
  now(): number;
  newId(kind: 'lease' | 'intent'): string;
}
