import assert from 'node:assert/strict';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { type DatabaseOptions, inspectDatabase, openDatabase } from '../../src/store/database.ts';
import { contentOf, modeOf, runChild, runChildNow, tempDir } from './fixtures.ts';

const applicationId = 0x74657374;
const steps = ['CREATE TABLE words (word TEXT NOT NULL UNIQUE) STRICT'];

function optionsFor(path: string): DatabaseOptions {
  return { path, applicationId, steps, durable: true, patience: 0 };
}

function wordsIn(db: ReturnType<typeof openDatabase>): unknown[] {
  return db.all('SELECT word FROM words ORDER BY word', {}, (row) => row.word);
}

/** A file of ours with more than one page's worth of words. */
function fillDatabase(path: string): void {
  const db = openDatabase(optionsFor(path));
  db.immediate(() => {
    for (let n = 0; n < 500; n += 1) db.run('INSERT INTO words VALUES (:word)', { word: `${n} `.repeat(20) });
  });
  db.close();
}

for (const umask of ['000', '077', '777']) {
  test(`under umask ${umask} the file is made 0600`, async (t) => {
    const path = join(tempDir(t), 'x.sqlite');
    const { status, stderr } = await runChild(
      `process.umask(Number.parseInt(args[1], 8));
       const { openDatabase } = await import(src + 'store/database.ts');
       openDatabase({ path: args[0], applicationId: 1, steps: ['CREATE TABLE t (a)'], durable: true }).close();`,
      [path, umask],
    );
    assert.equal(status, 0, stderr);
    assert.equal(stderr, '', 'no warning of node:sqlite');
    assert.equal(modeOf(path), '600');
  });
}

test('the journal of a write is as private as the file', (t) => {
  const path = join(tempDir(t), 'x.sqlite');
  const db = openDatabase(optionsFor(path));
  const mode = db.immediate(() => {
    db.run("INSERT INTO words VALUES ('a')");
    return modeOf(`${path}-journal`);
  });
  db.close();
  assert.equal(mode, '600');
});

test('a file of ours that others may read is tightened', (t) => {
  const path = join(tempDir(t), 'x.sqlite');
  fillDatabase(path);
  chmodSync(path, 0o644);
  openDatabase(optionsFor(path)).close();
  assert.equal(modeOf(path), '600');
});

test('connections are set up to sync every write, to trust no schema and to look at each page they read', (t) => {
  const db = openDatabase(optionsFor(join(tempDir(t), 'x.sqlite')));
  const settings = ['synchronous', 'journal_mode', 'trusted_schema', 'foreign_keys', 'cell_size_check'].map((pragma) =>
    db.all(`PRAGMA ${pragma}`, {}, (row) => row[pragma]),
  );
  db.close();
  assert.deepEqual(settings, [[3], ['delete'], [0], [1], [1]]);
});

test('another process is waited for as long as was asked, five seconds unless said, also after a write', (t) => {
  const path = join(tempDir(t), 'x.sqlite');
  for (const [patience, waits] of [[undefined, 5000] as const, [0, 0] as const, [700, 700] as const]) {
    const { patience: _, ...options } = optionsFor(path);
    const db = openDatabase(patience === undefined ? options : { ...options, patience });
    db.immediate(() => db.run('DELETE FROM words'));
    assert.deepEqual(
      db.all('PRAGMA busy_timeout', {}, (row) => row.timeout),
      [waits],
    );
    db.close();
  }
});

test('an empty file, as a crash at creation leaves it, becomes a database', (t) => {
  const path = join(tempDir(t), 'x.sqlite');
  writeFileSync(path, '');
  const db = openDatabase(optionsFor(path));
  assert.deepEqual(wordsIn(db), []);
  db.close();
});

test('a path may hold any character', (t) => {
  const path = join(tempDir(t), 'a ?b#c%20 中文', 'x&y=1.sqlite');
  fillDatabase(path);
  const db = openDatabase(optionsFor(path));
  assert.equal(wordsIn(db).length, 500);
  db.close();
  assert.deepEqual(Object.keys(contentOf(join(path, '..'))), ['x&y=1.sqlite']);
});

test('a transaction that throws leaves nothing behind', (t) => {
  const db = openDatabase(optionsFor(join(tempDir(t), 'x.sqlite')));
  const bug = new TypeError('a bug');
  assert.throws(
    () =>
      db.immediate(() => {
        db.run("INSERT INTO words VALUES ('a')");
        throw bug;
      }),
    bug,
  );
  assert.deepEqual(wordsIn(db), []);
  db.immediate(() => db.run("INSERT INTO words VALUES ('b')"));
  assert.deepEqual(wordsIn(db), ['b']);
  db.close();
});

interface Refusal {
  readonly reason: string;
  /** Puts the file there. */
  readonly make: (path: string) => void;
  readonly skip?: string | false;
}

const refusals: Record<string, Refusal> = {
  'a link': {
    reason: 'symlink',
    make: (path) => {
      fillDatabase(`${path}.real`);
      symlinkSync(`${path}.real`, path);
    },
  },
  "another program's file that is empty but for a version": {
    reason: 'foreign',
    make: (path) => {
      const db = new DatabaseSync(path);
      db.exec('PRAGMA user_version = 1');
      db.close();
    },
  },
  'a link to nowhere': { reason: 'symlink', make: (path) => symlinkSync(`${path}.nowhere`, path) },
  'a folder': { reason: 'foreign', make: (path) => mkdirSync(path) },
  "another user's file": {
    reason: 'foreign',
    make: (path) => {
      fillDatabase(path);
      chownSync(path, 12345, 12345);
    },
    skip: process.geteuid?.() !== 0 && 'only root can give a file away',
  },
  "another program's database": {
    reason: 'foreign',
    make: (path) => {
      const db = new DatabaseSync(path);
      db.exec('CREATE TABLE theirs (a)');
      db.close();
    },
  },
  "another program's database with an id but no tables": {
    reason: 'foreign',
    make: (path) => {
      const db = new DatabaseSync(path);
      db.exec('PRAGMA application_id = 7');
      db.close();
    },
  },
  "another program's database with a write-ahead log": {
    reason: 'foreign',
    make: (path) => {
      const db = new DatabaseSync(`${path}.live`);
      db.exec(
        'PRAGMA journal_mode = WAL; CREATE TABLE theirs (a); PRAGMA wal_checkpoint; INSERT INTO theirs VALUES (1)',
      );
      copyFileSync(`${path}.live`, path);
      copyFileSync(`${path}.live-wal`, `${path}-wal`);
      db.close();
    },
  },
  "another program's database of which all is in the write-ahead log": {
    reason: 'foreign',
    make: (path) => {
      const db = new DatabaseSync(`${path}.live`);
      db.exec('PRAGMA journal_mode = WAL; CREATE TABLE theirs (a)');
      copyFileSync(`${path}.live`, path);
      copyFileSync(`${path}.live-wal`, `${path}-wal`);
      db.close();
    },
  },
  'a file of a later version': {
    reason: 'newer',
    make: (path) => openDatabase({ ...optionsFor(path), steps: [...steps, 'CREATE TABLE more (a)'] }).close(),
  },
  'a text': { reason: 'corrupt', make: (path) => writeFileSync(path, 'not a database') },
  'a long text': { reason: 'corrupt', make: (path) => writeFileSync(path, 'not a database'.repeat(5000)) },
  zeros: { reason: 'corrupt', make: (path) => writeFileSync(path, Buffer.alloc(8192)) },
  'a file cut to half': {
    reason: 'corrupt',
    make: (path) => {
      fillDatabase(path);
      truncateSync(path, Math.floor(statSync(path).size / 2));
    },
  },
  'a file that lacks its last byte': {
    reason: 'corrupt',
    make: (path) => {
      fillDatabase(path);
      truncateSync(path, statSync(path).size - 1);
    },
  },
  'a file cut after its header': {
    reason: 'corrupt',
    make: (path) => {
      fillDatabase(path);
      truncateSync(path, 100);
    },
  },
};

for (const [name, { reason, make, skip }] of Object.entries(refusals)) {
  test(`${name} is refused as ${reason} and neither a byte nor its mode changes`, { skip: skip ?? false }, (t) => {
    const dir = tempDir(t);
    const path = join(dir, 'x.sqlite');
    make(path);
    const before = [contentOf(dir), lstatSync(path).mode];
    const refusal = { code: 'ledger.unusable', params: { path, reason } };
    assert.throws(() => openDatabase(optionsFor(path)), refusal);
    assert.throws(() => inspectDatabase(optionsFor(path), () => 'seen'), refusal, 'nor is it looked at');
    assert.deepEqual([contentOf(dir), lstatSync(path).mode], before);
  });
}

test('what another program has not yet moved from its log into its file is seen, and kept', (t) => {
  const path = join(tempDir(t), 'x.sqlite');
  const theirs = new DatabaseSync(path);
  theirs.exec('PRAGMA journal_mode = WAL; CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)');
  assert.throws(() => openDatabase(optionsFor(path)), { code: 'ledger.unusable', params: { path, reason: 'foreign' } });
  theirs.close();
  const again = new DatabaseSync(path);
  assert.equal(again.prepare('SELECT count(*) AS count FROM theirs').get()?.count, 1);
  again.close();
});

test('a folder that everybody shares holds no database', (t) => {
  const dir = join(tempDir(t), 'shared');
  mkdirSync(dir);
  chmodSync(dir, 0o1777);
  const refusal = { code: 'ledger.unusable', params: { path: dir, reason: 'foreign' } };
  assert.throws(() => openDatabase(optionsFor(join(dir, 'x.sqlite'))), refusal);
});

test('a file that is narrower than need be stays so', (t) => {
  const path = join(tempDir(t), 'x.sqlite');
  fillDatabase(path);
  chmodSync(path, 0o400);
  openDatabase(optionsFor(path)).close();
  assert.equal(modeOf(path), '400');
});

const descriptors = '/proc/self/fd';

test('whatever becomes of an opening, no file stays open', { skip: !existsSync(descriptors) }, (t) => {
  const [path, foreign] = ['ours.sqlite', 'theirs.sqlite'].map((name) => join(tempDir(t), name)) as [string, string];
  const before = readdirSync(descriptors).length;
  for (let round = 0; round < 3; round += 1) {
    const db = openDatabase(optionsFor(path));
    db.immediate(() => db.run('INSERT INTO words VALUES (:word)', { word: `${round}` }));
    db.close();
    db.close();
    openDatabase({ ...optionsFor(foreign), applicationId: 1 }).close();
    assert.throws(() => openDatabase(optionsFor(foreign)), { params: { path: foreign, reason: 'foreign' } });
    assert.throws(() => openDatabase({ ...optionsFor(path), steps: [] }), { params: { path, reason: 'newer' } });
    inspectDatabase(optionsFor(path), () => round);
    assert.throws(() => inspectDatabase(optionsFor(foreign), () => round), {
      params: { path: foreign, reason: 'foreign' },
    });
  }
  assert.equal(readdirSync(descriptors).length, before);
});

test('a connection that has been closed does nothing more', (t) => {
  const db = openDatabase(optionsFor(join(tempDir(t), 'x.sqlite')));
  db.close();
  assert.throws(() => wordsIn(db));
});

test('damage deeper inside is reported when it is read', (t) => {
  const path = join(tempDir(t), 'x.sqlite');
  fillDatabase(path);
  const bytes = readFileSync(path);
  bytes.fill(0xff, 4096);
  writeFileSync(path, bytes);
  const db = openDatabase(optionsFor(path));
  assert.throws(() => wordsIn(db), { code: 'ledger.unusable', params: { path, reason: 'corrupt' } });
  db.close();
});

test('a full disk is reported and the write undone', (t) => {
  const path = join(tempDir(t), 'x.sqlite');
  const db = openDatabase(optionsFor(path));
  db.run('PRAGMA max_page_count = 3'); // SQLite's own way to run out of room
  const write = () => db.immediate(() => db.run('INSERT INTO words VALUES (:word)', { word: 'x'.repeat(50_000) }));
  assert.throws(write, { code: 'ledger.unusable', params: { path, reason: 'full' } });
  assert.deepEqual(wordsIn(db), []);
  db.close();
});

test('a file that may not be written is reported', (t) => {
  const path = join(tempDir(t), 'x.sqlite');
  const db = openDatabase(optionsFor(path));
  db.run('PRAGMA query_only = ON'); // fails like a read-only file, for root too
  assert.throws(() => db.immediate(() => db.run("INSERT INTO words VALUES ('a')")), {
    params: { path, reason: 'readOnly' },
  });
  db.close();
});

test('a read-only file can still be read', (t) => {
  if (process.geteuid?.() === 0) return t.skip('root may write everything');
  const path = join(tempDir(t), 'x.sqlite');
  fillDatabase(path);
  chmodSync(path, 0o400);
  const db = openDatabase(optionsFor(path));
  assert.equal(wordsIn(db).length, 500);
  assert.throws(() => db.immediate(() => db.run("INSERT INTO words VALUES ('a')")), {
    params: { path, reason: 'readOnly' },
  });
  db.close();
});

test('a lock that does not end is reported, for reading, writing and opening alike', (t) => {
  const path = join(tempDir(t), 'x.sqlite');
  const db = openDatabase(optionsFor(path));
  const other = new DatabaseSync(path);
  other.exec('BEGIN EXCLUSIVE');
  const busy = { code: 'ledger.unusable', params: { path, reason: 'busy' } };
  assert.throws(() => wordsIn(db), busy);
  assert.throws(() => db.immediate(() => null), busy);
  assert.throws(() => openDatabase(optionsFor(path)), busy);
  other.close();
  db.immediate(() => db.run("INSERT INTO words VALUES ('a')"));
  db.close();
});

test('a lock that ends is waited for, the second time as well as the first', async (t) => {
  const path = join(tempDir(t), 'x.sqlite');
  const db = openDatabase({ ...optionsFor(path), patience: 10_000 });
  for (const word of ['first', 'second']) {
    const locked = Promise.withResolvers<void>();
    const end = runChild(
      `const { DatabaseSync } = await import('node:sqlite');
       const db = new DatabaseSync(args[0], { timeout: 60000 });
       db.exec('BEGIN EXCLUSIVE');
       console.log('locked');
       setTimeout(() => db.exec('COMMIT'), 100);`,
      [path],
      () => locked.resolve(),
    );
    await locked.promise;
    db.immediate(() => db.run('INSERT INTO words VALUES (:word)', { word }));
    const { status, stderr } = await end;
    assert.deepEqual([status, stderr], [0, '']);
  }
  assert.deepEqual(wordsIn(db), ['first', 'second']);
  db.close();
});

test('a write into a file that was moved away is refused, not lost', (t) => {
  const path = join(tempDir(t), 'x.sqlite');
  const db = openDatabase(optionsFor(path));
  renameSync(path, `${path}.old`);
  assert.throws(() => db.immediate(() => db.run("INSERT INTO words VALUES ('a')")), { params: { path, reason: 'io' } });
  db.close();
});

test('rows that contradict each other are reported as a broken file', (t) => {
  const path = join(tempDir(t), 'x.sqlite');
  const db = openDatabase(optionsFor(path));
  db.run("INSERT INTO words VALUES ('a')");
  assert.throws(() => db.run("INSERT INTO words VALUES ('a')"), { params: { path, reason: 'corrupt' } });
  db.close();
});

test('opening a file again in the same process leaves the first opening its lock', (t) => {
  const path = join(tempDir(t), 'x.sqlite');
  const db = openDatabase(optionsFor(path));
  const tryToWrite = () =>
    runChildNow(
      `const { openDatabase } = await import(src + 'store/database.ts');
       const db = openDatabase({ path: args[0], applicationId: ${applicationId}, steps: [''], durable: true, patience: 0 });
       try { db.immediate(() => console.log('got in')); } catch (error) { console.log(error.params.reason); }`,
      [path],
    );
  const during = db.immediate(() => {
    openDatabase(optionsFor(path)).close();
    return tryToWrite();
  });
  assert.equal(during, 'busy\n');
  assert.equal(tryToWrite(), 'got in\n');
  db.close();
});

test('a look shows a file as it is: not upgraded, not narrowed, not made', (t) => {
  const dir = tempDir(t);
  const path = join(dir, 'x.sqlite');
  fillDatabase(path);
  chmodSync(path, 0o644);
  const before = contentOf(dir);
  const options = { ...optionsFor(path), steps: [...steps, 'CREATE TABLE more (a)'] };
  const counts = inspectDatabase(options, (all) => [
    all('SELECT count(*) AS count FROM words WHERE word <> :word', { word: '' }, ({ count }) => count),
    all('PRAGMA user_version', {}, (row) => row.user_version),
  ]);
  assert.deepEqual(counts, [[500], [1]]);
  const missing = join(dir, 'y.sqlite');
  const refusal = { code: 'ledger.unusable', params: { path: missing, reason: 'io' } };
  assert.throws(() => inspectDatabase(optionsFor(missing), () => 'seen'), refusal);
  assert.deepEqual([contentOf(dir), modeOf(path)], [before, '644']);
});

test('a look cannot write', (t) => {
  const path = join(tempDir(t), 'x.sqlite');
  fillDatabase(path);
  assert.throws(() => inspectDatabase(optionsFor(path), (all) => all('DELETE FROM words', {}, () => null)), {
    ...{ code: 'ledger.unusable', params: { path, reason: 'readOnly' } },
  });
});

test('a look trusts no schema, checks each page it reads, and waits as long as was asked, five seconds unless said', (t) => {
  const path = join(tempDir(t), 'x.sqlite');
  fillDatabase(path);
  const { patience: _, ...options } = optionsFor(path);
  for (const [patience, timeout] of [
    [{}, 5000] as const,
    [{ patience: 0 }, 0] as const,
    [{ patience: 700 }, 700] as const,
  ]) {
    const settings = inspectDatabase({ ...options, ...patience }, (all) =>
      ['trusted_schema', 'cell_size_check', 'busy_timeout'].flatMap((pragma) =>
        all(`PRAGMA ${pragma}`, {}, (row) => Object.values(row)),
      ),
    );
    assert.deepEqual(settings, [[0], [1], [timeout]]);
  }
});

test('all that one look reads was there at one time', (t) => {
  const path = join(tempDir(t), 'x.sqlite');
  fillDatabase(path);
  const write = { ...optionsFor(path), patience: 0 };
  const count = (all: Parameters<Parameters<typeof inspectDatabase>[1]>[0]) =>
    all('SELECT count(*) AS count FROM words', {}, (row) => row.count);
  inspectDatabase(optionsFor(path), (all) => {
    const before = count(all);
    const db = openDatabase(write);
    assert.throws(() => db.immediate(() => db.run('DELETE FROM words')), { params: { path, reason: 'busy' } });
    db.close();
    assert.deepEqual(count(all), before);
  });
});
