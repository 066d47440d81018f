import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Database, Row, Values } from '../../../src/store/database.ts';
import { createPace, paceSteps } from '../../../src/store/pace.ts';
import { ledgerSteps } from '../../../src/store/schema.ts';

/** The tables of the ledger and of the pace on a real SQLite without a file, for many short lives of a ledger one after the other. */
export interface MemoryDatabase {
  /** The same prepared statement for the same SQL. */
  statement(sql: string): StatementSync;
  isInTransaction(): boolean;
  /** How many rows were ever touched. */
  changes(): number;
  rows(sql: string, values?: Values): Row[];
  /** Forgets every row. */
  clear(): void;
}

const tables = ['leases', 'intents', 'pace', 'memories', 'sends'];

export function createMemoryDatabase(): MemoryDatabase {
  const db = new DatabaseSync(':memory:', { enableForeignKeyConstraints: true });
  for (const step of [...ledgerSteps, 'DROP TABLE pace', ...paceSteps]) db.exec(step);
  const known = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => {
    const found = known.get(sql) ?? db.prepare(sql);
    known.set(sql, found);
    return found;
  };
  return {
    statement,
    isInTransaction: () => db.isTransaction,
    changes: () => Number(statement('SELECT total_changes() AS n').get()?.n),
    rows: (sql, values = {}) => statement(sql).all(values),
    clear: () => {
      for (const table of tables) statement(`DELETE FROM ${table}`).run();
    },
  };
}

/** As one process sees it that nothing happens to. */
export function openMemory(memory: MemoryDatabase): Database {
  const { statement } = memory;
  return {
    path: ':memory:',
    immediate(work) {
      statement('BEGIN IMMEDIATE').run();
      try {
        const result = work();
        statement('COMMIT').run();
        return result;
      } catch (error) {
        if (memory.isInTransaction()) statement('ROLLBACK').run();
        throw error;
      }
    },
    requireWhole() {}, // there is no file that could be damaged
    version: () => String(memory.changes()),
    all: (sql, values, decode) => statement(sql).all(values).map(decode),
    run: (sql, values = {}) => Number(statement(sql).run(values).changes),
    close() {},
  };
}

/** The pace in such a database, whoever looks at it. */
export const paceIn = (db: Database, now: () => number) => createPace({ open: () => db, isThere: () => true, now });
