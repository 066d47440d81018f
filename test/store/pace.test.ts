import assert from 'node:assert/strict';
import {
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { openLedger } from '../../src/store/ledger.ts';
import { minute, newLedger } from './fixtures.ts';

test('the first turn is at once, and each next one a gap later', (t) => {
  const { ledger, clock } = newLedger(t);
  assert.deepEqual(
    [1, 2, 3].map(() => ledger.takeTurn('durian/me', 500)),
    [0, 500, 1000],
  );
  clock.pass(1200);
  assert.equal(ledger.takeTurn('durian/me', 500), 300);
  clock.pass(minute);
  assert.equal(ledger.takeTurn('durian/me', 500), 0, 'turns that nobody took do not add up');
});

test('turns of one account are shared by all who have the ledger open', (t) => {
  const { ledger, clock, path } = newLedger(t);
  const other = openLedger({ path, clock });
  t.after(() => other.close());
  assert.deepEqual([ledger.takeTurn('a', 500), other.takeTurn('a', 500), ledger.takeTurn('b', 500)], [0, 500, 0]);
});

test('a busy answer holds all turns up, twice as long each time, up to a limit', (t) => {
  const { ledger, clock } = newLedger(t);
  const pauses = [1, 2, 3, 4, 5].map(() => {
    const pause = ledger.slowDown('a', 1000, 5000);
    assert.equal(ledger.takeTurn('a', 0), pause);
    clock.pass(pause);
    return pause;
  });
  assert.deepEqual(pauses, [1000, 2000, 4000, 5000, 5000]);
  assert.equal(ledger.takeTurn('b', 0), 0, 'another account is not held up');
});

test('after a good answer the next busy one starts anew, and turns given out stay', (t) => {
  const { ledger } = newLedger(t);
  ledger.slowDown('a', 1000, 5000);
  ledger.slowDown('a', 1000, 5000);
  ledger.speedUp('a');
  assert.equal(ledger.takeTurn('a', 0), 2000);
  assert.equal(ledger.slowDown('a', 1000, 5000), 1000);
  ledger.speedUp('nobody');
});

test('a busy answer never brings a turn forward', (t) => {
  const { ledger } = newLedger(t);
  ledger.takeTurn('a', 5000);
  ledger.slowDown('a', 1000, 5000);
  assert.equal(ledger.takeTurn('a', 0), 5000);
});

test('who asks for no distance takes nobody’s turn, and waits all the same', (t) => {
  const { ledger, clock } = newLedger(t);
  ledger.takeTurn('a', 500);
  assert.deepEqual([ledger.takeTurn('a', 0), ledger.takeTurn('a', 0), ledger.takeTurn('a', 500)], [500, 500, 500]);
  clock.pass(minute);
  assert.equal(ledger.takeTurn('a', 0), 0);
});

test('a clock that was set back keeps nobody waiting', (t) => {
  const { ledger, clock } = newLedger(t);
  ledger.slowDown('a', 60_000, 60_000);
  clock.pass(-11 * minute);
  assert.equal(ledger.takeTurn('a', 500), 0);
  assert.equal(ledger.takeTurn('a', 500), 500);
});

test('a pause of a minute and a half is believed, a longer one is a clock that was wrong', (t) => {
  const { ledger } = newLedger(t);
  ledger.slowDown('a', 90_000, 90_000);
  assert.equal(ledger.takeTurn('a', 0), 90_000);
  ledger.slowDown('b', 90_001, 90_001);
  assert.equal(ledger.takeTurn('b', 0), 0);
});

test('several turns are taken at once, and whoever comes next waits for all of them', (t) => {
  const { ledger } = newLedger(t);
  assert.equal(ledger.takeTurn('durian/me', 10, 5), 0);
  assert.equal(ledger.takeTurn('durian/me', 10), 50);
});

const paceFile = (path: string): string => join(dirname(path), 'pace.sqlite');

test('the file is there from the first turn on, for nobody else to read', (t) => {
  const { ledger, path } = newLedger(t);
  assert.equal(ledger.takeTurn('a', 0), 0);
  ledger.speedUp('a');
  assert.equal(existsSync(paceFile(path)), false);
  ledger.takeTurn('a', 500);
  assert.equal(statSync(paceFile(path)).mode & 0o777, 0o600);
});

for (const [what, bytes] of [
  ['zeros', Buffer.alloc(8192)],
  ['half of it', Buffer.from('SQLite format 3\0')],
] as const) {
  test(`where a power cut has left ${what}, it is begun anew`, (t) => {
    const { ledger, path } = newLedger(t);
    writeFileSync(paceFile(path), bytes);
    assert.deepEqual([ledger.takeTurn('a', 500), ledger.takeTurn('a', 500)], [0, 500]);
  });
}

/** The first page is the header and the list of tables, the others are the table and its index. */
for (const page of [2, 3]) {
  test(`where a power cut has cost page ${page}, it is begun anew, by whoever has it open too`, (t) => {
    const { ledger, path, clock } = newLedger(t);
    const other = openLedger({ path, clock });
    t.after(() => other.close());
    other.slowDown('a', 5000, 5000);
    const bytes = readFileSync(paceFile(path));
    bytes.fill(0, (page - 1) * 4096, page * 4096);
    writeFileSync(paceFile(path), bytes);
    assert.deepEqual([ledger.takeTurn('a', 500), other.takeTurn('a', 500), ledger.takeTurn('a', 500)], [0, 500, 1000]);
  });
}

test('where it is removed or replaced while it is open, it is begun anew', (t) => {
  const { ledger, path, clock } = newLedger(t);
  const other = openLedger({ path, clock });
  t.after(() => other.close());
  ledger.takeTurn('a', 500);
  rmSync(paceFile(path));
  assert.deepEqual([ledger.takeTurn('a', 500), other.takeTurn('a', 500)], [0, 500]);
  rmSync(paceFile(path));
  assert.deepEqual([other.slowDown('a', 3000, 3000), ledger.takeTurn('a', 500)], [3000, 3000]);
});

test('a mistake of the program is no trouble of the file', (t) => {
  const mistake = new TypeError('a mistake');
  const { ledger } = newLedger(t, {
    clock: {
      now() {
        throw mistake;
      },
    },
  });
  assert.throws(() => ledger.takeTurn('a', 500), mistake);
});

test('whoever closes the ledger closes it too', { skip: process.platform !== 'linux' && 'asks /proc' }, (t) => {
  const { ledger, path } = newLedger(t);
  const openFiles = () =>
    readdirSync('/proc/self/fd').filter((name) => {
      try {
        return readlinkSync(`/proc/self/fd/${name}`).startsWith(paceFile(path));
      } catch {
        return false; // the one that the folder itself was read by
      }
    });
  ledger.takeTurn('a', 500);
  assert.equal(openFiles().length, 1);
  ledger.close();
  assert.deepEqual(openFiles(), []);
});

test('what cannot be a pace does not get into it', (t) => {
  const { ledger, path } = newLedger(t);
  ledger.takeTurn('a', 500);
  const db = new DatabaseSync(paceFile(path));
  t.after(() => db.close());
  const insert = (nextAt: unknown, penalty: number) =>
    db.prepare('INSERT INTO pace (key, next_at, penalty) VALUES (?, ?, ?)').run('b', String(nextAt), penalty);
  assert.throws(() => insert('soon', 0));
  assert.throws(() => insert(1, -1));
  insert(1, 0);
});

test('what is not ours stays as it is, and the process keeps a pace of its own until the place is free', (t) => {
  const { ledger, path, clock } = newLedger(t);
  const other = openLedger({ path, clock });
  t.after(() => other.close());
  writeFileSync(join(dirname(path), 'elsewhere'), 'theirs');
  symlinkSync('elsewhere', paceFile(path));
  assert.deepEqual([ledger.takeTurn('a', 500), ledger.takeTurn('a', 500), other.takeTurn('a', 500)], [0, 500, 0]);
  assert.equal(ledger.slowDown('a', 3000, 6000), 3000);
  assert.equal(ledger.slowDown('a', 3000, 6000), 6000);
  ledger.speedUp('a');
  assert.equal(ledger.slowDown('a', 3000, 6000), 3000);
  assert.equal(readFileSync(join(dirname(path), 'elsewhere'), 'utf8'), 'theirs');
  rmSync(paceFile(path));
  assert.deepEqual([ledger.takeTurn('b', 500), other.takeTurn('b', 500)], [0, 500]);
});
