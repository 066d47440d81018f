import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { createWholeMark } from '../../src/store/whole-mark.ts';
import { day, modeOf, start, tempDir } from './fixtures.ts';

const large = 2 ** 20;

/** A file that was found sound at `start`, and what its mark says when it is opened anew. */
function markedFile(t: TestContext, size = large) {
  const path = join(tempDir(t), 'x.sqlite');
  writeFileSync(path, Buffer.alloc(size, 1));
  const mark = createWholeMark(path);
  mark.begin();
  mark.renew(start);
  mark.end();
  const isFresh = (now = start) => {
    const again = createWholeMark(path);
    again.begin();
    return again.isFresh(now);
  };
  /** A write of this program's. */
  const write = (text: string) => {
    const again = createWholeMark(path);
    again.begin();
    writeFileSync(path, text.repeat(large));
    again.end();
  };
  return { path, markPath: `${path}-whole`, isFresh, write };
}

test('a file that was looked through is good for a day, and for none before that', (t) => {
  const { isFresh } = markedFile(t);
  assert.deepEqual(
    [start - 1, start, start + day - 1, start + day].map((now) => isFresh(now)),
    [false, true, true, false],
  );
});

test('a file under a megabyte has no mark: it is looked through each time', (t) => {
  const { markPath, isFresh } = markedFile(t, large - 1);
  assert.ok(!existsSync(markPath) && !isFresh());
});

test('what this program writes to a sound file leaves it sound, for as long as before', (t) => {
  const { isFresh, write } = markedFile(t);
  write('2');
  write('3');
  assert.deepEqual([isFresh(start + day - 1), isFresh(start + day)], [true, false]);
});

/** Some systems tell times in steps of milliseconds. */
function awaitLaterTime(path: string): void {
  const { ctimeNs } = statSync(path, { bigint: true });
  do writeFileSync(`${path}.clock`, '');
  while (statSync(`${path}.clock`, { bigint: true }).ctimeNs <= ctimeNs);
}

const others: Readonly<Record<string, (path: string) => void>> = {
  'another program writes to it': (path) => writeFileSync(path, Buffer.alloc(large, 2)),
  'it gets longer': (path) => truncateSync(path, large + 4096),
  'it is written to and its time set back': (path) => {
    const { atime, mtime } = statSync(path);
    writeFileSync(path, Buffer.alloc(large, 2));
    utimesSync(path, atime, mtime);
  },
  'a copy takes its place': (path) => {
    copyFileSync(path, `${path}.copy`);
    renameSync(`${path}.copy`, path);
  },
};
for (const [what, act] of Object.entries(others)) {
  test(`where ${what}, it is looked through again, also after a write of this program's`, (t) => {
    const { path, isFresh, write } = markedFile(t);
    awaitLaterTime(path);
    act(path);
    assert.ok(!isFresh());
    write('2');
    assert.ok(!isFresh());
  });
}

const marks: Readonly<Record<string, (markPath: string) => void>> = {
  'is gone': (markPath) => rmSync(markPath),
  'is of another start of the machine': (markPath) =>
    writeFileSync(markPath, readFileSync(markPath, 'utf8').replace(/\/[^/ ]*(?= )/u, '/another')),
  'says no time': (markPath) => writeFileSync(markPath, readFileSync(markPath, 'utf8').replace(/\d+\n$/u, '\n')),
  'has something before it': (markPath) => writeFileSync(markPath, `x ${readFileSync(markPath, 'utf8')}`),
  'has something in its time': (markPath) =>
    writeFileSync(markPath, readFileSync(markPath, 'utf8').replace(/ (?=\d+\n$)/u, ' x ')),
  'is cut short': (markPath) => truncateSync(markPath, statSync(markPath).size - 1),
  'has more than one line': (markPath) => writeFileSync(markPath, `${readFileSync(markPath, 'utf8')}\n`),
  'is a link': (markPath) => {
    renameSync(markPath, `${markPath}.real`);
    symlinkSync(`${markPath}.real`, markPath);
  },
  'is a FIFO': (markPath) => {
    rmSync(markPath);
    execFileSync('mkfifo', [markPath]);
  },
  'is a folder': (markPath) => {
    rmSync(markPath);
    mkdirSync(markPath);
  },
};
for (const [what, act] of Object.entries(marks)) {
  test(`a mark that ${what} is no mark`, (t) => {
    const { markPath, isFresh, write } = markedFile(t);
    act(markPath);
    const before = statSync(markPath, { throwIfNoEntry: false })?.ctimeMs;
    assert.ok(!isFresh());
    write('2');
    assert.equal(statSync(markPath, { throwIfNoEntry: false })?.ctimeMs, before, 'nor is one written');
  });
}

test('where the mark cannot be written, the write that it follows is still a success', (t) => {
  const { path, markPath } = markedFile(t);
  const mark = createWholeMark(path);
  mark.begin();
  rmSync(markPath);
  symlinkSync(`${markPath}.elsewhere`, markPath);
  mark.end();
  assert.ok(!existsSync(`${markPath}.elsewhere`), 'no link is followed');
  rmSync(path);
  mark.end();
  assert.throws(() => mark.begin(), { code: 'ENOENT' });
});

test('whatever becomes of a mark, no file stays open', { skip: !existsSync('/proc/self/fd') }, (t) => {
  const { write, isFresh } = markedFile(t);
  const before = readdirSync('/proc/self/fd').length;
  write('2');
  assert.ok(isFresh());
  assert.equal(readdirSync('/proc/self/fd').length, before);
});

test('the mark is as private as the ledger', (t) => {
  assert.equal(modeOf(markedFile(t).markPath), '600');
});

/** A large database of ours that is damaged at its end, where nothing looks but a look through all of it. */
function damagedDatabase(t: TestContext) {
  const path = join(tempDir(t), 'x.sqlite');
  const steps = ['CREATE TABLE words (word TEXT NOT NULL UNIQUE) STRICT'];
  const using = (work: (db: Database) => void) => {
    const db = openDatabase({ path, applicationId: 1, steps, durable: false });
    try {
      db.immediate(() => work(db));
    } finally {
      db.close();
    }
  };
  using((db) => {
    for (let n = 0; n < 3000; n += 1) db.run('INSERT INTO words VALUES (:word)', { word: `${n} `.repeat(40) });
  });
  const look = (now: number) => using((db) => db.requireWhole(now));
  look(start);
  const bytes = readFileSync(path);
  awaitLaterTime(path);
  writeFileSync(path, bytes.fill(0xff, bytes.length - 4096));
  return { path, look };
}

test('a large ledger that was looked through keeps its mark, write by write', (t) => {
  const path = join(tempDir(t), 'x.sqlite');
  const steps = ['CREATE TABLE words (word TEXT NOT NULL UNIQUE) STRICT'];
  const db = openDatabase({ path, applicationId: 1, steps, durable: false });
  t.after(() => db.close());
  const isFresh = () => {
    const mark = createWholeMark(path);
    mark.begin();
    return mark.isFresh(start);
  };
  const write = (word: string) => db.immediate(() => db.run('INSERT INTO words VALUES (:word)', { word }));
  write('x'.repeat(2 * large));
  assert.ok(!isFresh(), 'nobody has looked');
  db.immediate(() => db.requireWhole(start));
  assert.ok(isFresh());
  write('y');
  assert.ok(isFresh());
});

const corrupt = (path: string) => ({ code: 'ledger.unusable', params: { path, reason: 'corrupt' } });

test('damage to a large ledger is found before the next purchase', (t) => {
  const { path, look } = damagedDatabase(t);
  assert.throws(() => look(start), corrupt(path));
});

test('a large ledger that has its mark is not looked through until the day is over', (t) => {
  const { path, look } = damagedDatabase(t);
  const mark = createWholeMark(path);
  mark.renew(start); // as if it had been found sound
  mark.end();
  look(start);
  look(start + day - 1);
  assert.throws(() => look(start + day), corrupt(path));
});
