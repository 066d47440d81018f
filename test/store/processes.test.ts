import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { openLedger } from '../../src/store/ledger.ts';
import { minute, newIntent, reserveNew, runChild, runChildNow, start, steppedClock, tempDir } from './fixtures.ts';

/** What the child programs begin with; `say` has written when it returns. */
const prelude = `
  import { writeSync } from 'node:fs';
  const { openLedger } = await import(src + 'store/ledger.ts');
  const { newIntent, rentedNumber, noLimits } = await import(new URL('../test/store/fixtures.ts', src));
  const [path, name] = args;
  const ledger = openLedger({ path, clock: { now: () => ${start} } });
  const say = (text) => writeSync(1, text + '\\n');
`;

const lifetime = () => 5 * minute;

test('kill -9 right after a write returned loses nothing', async (t) => {
  const path = join(tempDir(t), 'ledger.sqlite');
  const { stdout, signal, stderr } = await runChild(
    `${prelude}
     const { intentId } = ledger.reserve(newIntent({ count: 2 }), noLimits);
     ledger.attempt(intentId);
     for (const { id } of ledger.fulfil(intentId, ['5911', '5912'].map(rentedNumber), 60000)) say(id);
     process.kill(process.pid, 'SIGKILL');`,
    [path],
  );
  assert.equal(signal, 'SIGKILL', stderr);
  const ledger = openLedger({ path, clock: steppedClock() });
  t.after(() => ledger.close());
  const told = stdout.trim().split('\n');
  assert.equal(told.length, 2);
  assert.deepEqual(
    ledger
      .find({ states: ['held'] })
      .map(({ id }) => id)
      .sort(),
    told.sort(),
  );
});

test('kill -9 between the request and its answer leaves an intent that is found lost', async (t) => {
  const path = join(tempDir(t), 'ledger.sqlite');
  const { stdout } = await runChild(
    `${prelude}
     const { intentId } = ledger.reserve(newIntent({ count: 2 }), noLimits);
     ledger.attempt(intentId);
     say(intentId);
     process.kill(process.pid, 'SIGKILL');`,
    [path],
  );
  const ledger = openLedger({ path, clock: steppedClock() });
  t.after(() => ledger.close());
  const ours = reserveNew(ledger);
  ledger.attempt(ours);
  const lost = ledger.orphans(lifetime);
  assert.deepEqual(
    lost.map(({ state, intentId, expiresAt }) => [state, intentId, expiresAt]),
    [1, 2].map(() => ['unknown', stdout.trim(), start + 5 * minute]),
  );
  assert.equal(ledger.find({ states: ['intent'] }).length, 1, 'the intent of a living process is left alone');
});

test('kill -9 in the middle of writing leaves a whole ledger with all that was told', async (t) => {
  const path = join(tempDir(t), 'ledger.sqlite');
  for (const lines of [1, 7, 30]) {
    const { stdout, signal } = await runChild(
      `${prelude}
       for (let n = 0; ; n += 1) {
         const { intentId } = ledger.reserve(newIntent(), noLimits);
         for (const { id } of ledger.fulfil(intentId, [rentedNumber(name + n)], 60000)) say(id);
       }`,
      [path, `591${lines}`],
      (output, kill) => {
        if (output.split('\n').length > lines) kill();
      },
    );
    assert.equal(signal, 'SIGKILL');
    const told = stdout.split('\n').slice(0, -1);
    const ledger = openLedger({ path, clock: steppedClock() });
    const kept = new Set(ledger.find({}).map(({ id }) => id));
    ledger.close();
    assert.ok(told.length >= lines && told.every((id) => kept.has(id)));
  }
});

test('processes that write at once wait for each other, and limits hold among them', async (t) => {
  const path = join(tempDir(t), 'ledger.sqlite');
  const [processes, writes, limit] = [4, 20, 50];
  const ends = await Promise.all(
    Array.from({ length: processes }, (_, name) =>
      runChild(
        `${prelude}
         for (let n = 0; n < ${writes}; n += 1) {
           ledger.takeTurn('account', 10);
           try {
             const { intentId } = ledger.reserve(newIntent(), { ...noLimits, maxHeld: ${limit} });
             const [lease] = ledger.fulfil(intentId, [rentedNumber(name + '00' + n)], 60000);
             say(lease.id);
           } catch (error) {
             say(error.code);
           }
         }`,
        [path, `591${name}`],
      ),
    ),
  );
  assert.deepEqual(
    ends.map(({ status, stderr }) => [status, stderr]),
    ends.map(() => [0, '']),
  );
  const said = ends.flatMap(({ stdout }) => stdout.trim().split('\n'));
  const refused = said.filter((line) => line === 'limit.maxHeld');
  assert.deepEqual([said.length, refused.length], [processes * writes, processes * writes - limit]);

  const ledger = openLedger({ path, clock: { now: () => start } });
  t.after(() => ledger.close());
  const told = said.filter((line) => line !== 'limit.maxHeld');
  assert.deepEqual(
    ledger
      .find({ states: ['held'] })
      .map(({ id }) => id)
      .sort(),
    told.sort(),
  );
  assert.equal(ledger.takeTurn('account', 10), processes * writes * 10, 'every turn was given once');
});

test('of processes that settle one lease at once, one does', async (t) => {
  const path = join(tempDir(t), 'ledger.sqlite');
  const ledger = openLedger({ path, clock: { now: () => start } });
  t.after(() => ledger.close());
  const held = ledger.fulfil(
    reserveNew(ledger, newIntent({ count: 10 })),
    Array.from({ length: 10 }, (_, n) => ({
      platformNumber: `${n}`,
      number: `${n}`,
      country: null,
      callingCode: null,
    })),
    minute,
  );
  const ends = await Promise.all(
    ['released', 'blacklisted', 'done', 'gone'].map((state) =>
      runChild(`${prelude} for (const id of name.split(' ')) if (ledger.change(id, { state: '${state}' })) say(id);`, [
        path,
        held.map(({ id }) => id).join(' '),
      ]),
    ),
  );
  const settled = ends.flatMap(({ stdout }) => stdout.split('\n').slice(0, -1));
  assert.deepEqual(settled.sort(), held.map(({ id }) => id).sort());
});

test('opening a ledger prints no warning', (t) => {
  const path = join(tempDir(t), 'ledger.sqlite');
  assert.equal(runChildNow(`process.on('warning', (w) => console.log(w.message)); ${prelude}`, [path]), '');
});
