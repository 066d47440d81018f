import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { temporaryFolder } from '../../../test/helpers/run-cli.ts';
import { type Stage, startStage } from '../../../test/helpers/stage.ts';
import { type LedgerFiles, ledgerName, putFiles, takeFiles } from '../rig/ledger-file.ts';
import { putWorld, takeWorld } from '../rig/platform-book.ts';

/** A ledger in use, and what the platform knows with it. */
export interface Base {
  readonly files: LedgerFiles;
  readonly world: string;
}

/**
 * Byte by byte the same file each time, so that a bit that is flipped again is the same bit. However long the bench takes,
 * no lease in it ends.
 */
const sameEachTime = `
  PRAGMA foreign_keys = OFF;
  UPDATE leases SET intent_id = (SELECT 'r' || printf('%09d', rowid) FROM intents WHERE intents.id = intent_id),
    id = 'n' || printf('%09d', seq), acquired_at = 1767225600000 + seq, expires_at = 4102444800000 + seq,
    closed_at = CASE WHEN closed_at IS NULL THEN NULL ELSE 1767225700000 END;
  UPDATE intents SET id = 'r' || printf('%09d', rowid), created_at = 1767225600000, asked_at = 1767225600000,
    host = 'bench', boot = 'boot', pid = 1, started = '1';
  VACUUM;
`;

/** Numbers held, given back, and one that brought its code. */
export async function makeBase(): Promise<Base> {
  await using stage = await startStage();
  await stage.run('get-number --pid 9001 --count 6');
  await stage.run('release --all');
  await stage.run('get-number --pid 9001 --count 5');
  const { id } = await stage.rent('123');
  await stage.run(`wait-code ${id} --interval 0.1 --once`);
  const db = new DatabaseSync(join(stage.home, ledgerName));
  db.exec(sameEachTime);
  db.close();
  return { files: takeFiles(stage.home), world: takeWorld(stage) };
}

/** A year's worth of numbers that brought their codes. */
const past = `
  WITH RECURSIVE places (place) AS (SELECT 1 UNION ALL SELECT place + 1 FROM places WHERE place < 3000)
  INSERT INTO intents (id, provider, profile, request, had_keys, state, attempts, created_at, asked_at, host, boot, pid, started)
    SELECT 'r' || printf('%09d', 1000 + place * 7919 % 3001), 'durian', 'default', request, 0, 'fulfilled', 1, created_at - place,
      asked_at - place, host, boot, pid, started FROM places, (SELECT * FROM intents LIMIT 1);
  INSERT INTO leases (id, intent_id, provider, profile, project, platform_number, number, country, calling_code, multi, state,
    acquired_at, expires_at, closed_at, code, messages)
    SELECT 'n' || substr(id, 2), id, provider, profile, '9001', '+591' || (71000000 + rowid), '+591' || (71000000 + rowid),
      'BO', '591', 0, 'done', created_at, created_at + 300000, created_at + 60000, '123456', '[]'
    FROM intents WHERE id >= 'r000001000' ORDER BY rowid;
`;

/** The same with so long a past that it is not looked through before each purchase. */
export function enlarge({ files, world }: Base): Base {
  using folder = temporaryFolder();
  putFiles(folder.path, files);
  const db = new DatabaseSync(join(folder.path, ledgerName));
  db.exec(past);
  db.close();
  return { files: takeFiles(folder.path), world };
}

/** A stage with that ledger, damaged or not. */
export async function openBase({ world }: Base, files: LedgerFiles): Promise<Stage> {
  const stage = await startStage();
  putWorld(stage, world);
  putFiles(stage.home, files);
  return stage;
}

/** Every row that can be read, as JSON; null where there are no tables to read. */
export function readRows(files: LedgerFiles): ReadonlySet<string> | null {
  using folder = temporaryFolder();
  putFiles(folder.path, files);
  try {
    const db = new DatabaseSync(join(folder.path, ledgerName));
    try {
      return new Set(
        ['intents', 'leases'].flatMap((table) => [...readTable(db, table), ...readTable(db, table, 'DESC')]),
      );
    } finally {
      db.close();
    }
  } catch {
    return null;
  }
}

/** The rows of a table up to the first that is damaged, from one end or from the other. */
function readTable(db: DatabaseSync, table: string, order: 'ASC' | 'DESC' = 'ASC'): string[] {
  const rows: string[] = [];
  const all = db.prepare(`SELECT * FROM ${table} NOT INDEXED ORDER BY rowid ${order}`);
  try {
    for (const row of all.iterate()) rows.push(JSON.stringify(row));
  } catch {
    // What lies behind it is read from the other end.
  }
  return rows;
}
