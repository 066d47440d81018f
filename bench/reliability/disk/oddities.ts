import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ledgerName } from '../rig/ledger-file.ts';

type AtEnd = (act: () => void) => void;

/** Something that stands where the ledger is looked for and is not to be used. */
export interface Oddity {
  readonly name: string;
  /** Makes it in a home that holds a good ledger; what has to be ended is handed to `atEnd`. */
  readonly make: (home: string, atEnd: AtEnd) => void;
  readonly needsRoot?: true;
}

const stranger = 12_345;

/** Changes the ledger by SQL. */
const bySql = (sql: string) => (home: string) => {
  const db = new DatabaseSync(join(home, ledgerName));
  db.exec(sql);
  db.close();
};

/** Puts something in the ledger's place; the ledger itself is then `good.sqlite` beside it. */
const instead = (make: (path: string, good: string, atEnd: AtEnd) => void) => (home: string, atEnd: AtEnd) => {
  const [path, good] = [join(home, ledgerName), join(home, 'good.sqlite')];
  renameSync(path, good);
  make(path, good, atEnd);
};

export const oddities: readonly Oddity[] = [
  { name: 'a ledger of a later version', make: bySql('PRAGMA user_version = 99') },
  { name: 'a ledger with another application id', make: bySql('PRAGMA application_id = 7') },
  {
    name: 'a ledger without its tables',
    make: bySql('DROP TABLE leases; DROP TABLE intents'),
  },
  {
    name: "another program's database",
    make: instead((path) => {
      const db = new DatabaseSync(path);
      db.exec('CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)');
      db.close();
    }),
  },
  {
    name: "another program's database that a crash left in its write-ahead log",
    make: instead((path) => {
      const db = new DatabaseSync(`${path}.live`);
      db.exec('PRAGMA journal_mode = WAL; CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)');
      copyFileSync(`${path}.live`, path);
      copyFileSync(`${path}.live-wal`, `${path}-wal`);
      db.close();
    }),
  },
  { name: 'a text', make: instead((path) => writeFileSync(path, 'my notes\n'.repeat(1000))) },
  { name: 'a folder', make: instead((path) => mkdirSync(path)) },
  { name: 'a link to a good ledger', make: instead((path, good) => symlinkSync(good, path)) },
  { name: 'a link to nowhere', make: instead((path) => symlinkSync('/nowhere/at/all', path)) },
  { name: 'a FIFO', make: instead((path) => execFileSync('mkfifo', [path])) },
  {
    name: 'a socket',
    make: instead((path, _good, atEnd) => {
      const server = createServer().listen(path);
      atEnd(() => server.close());
    }),
  },
  {
    name: "another user's ledger",
    needsRoot: true,
    make: (home) => chownSync(join(home, ledgerName), stranger, stranger),
  },
  { name: "another user's folder", needsRoot: true, make: (home) => chownSync(home, stranger, stranger) },
  { name: 'a folder that everybody shares', make: (home) => chmodSync(home, 0o1777) },
];
