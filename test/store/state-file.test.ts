import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { openLedger } from '../../src/store/ledger.ts';
import { openStateFile } from '../../src/store/state-file.ts';
import { contentOf, modeOf, runChild, steppedClock, tempDir } from './fixtures.ts';

test('a state file begins with nothing and remembers what it is given', (t) => {
  const path = join(tempDir(t), 'sandbox', 'world.sqlite');
  const file = openStateFile(path);
  assert.equal(
    file.update((text) => ({ text: '1', result: text })),
    null,
  );
  assert.equal(
    file.update((text) => ({ text: `${text}2`, result: text })),
    '1',
  );
  file.close();
  const again = openStateFile(path);
  assert.equal(
    again.update((text) => ({ text: text ?? '', result: text })),
    '12',
  );
  again.close();
  assert.equal(modeOf(path), '600');
});

test('a change that throws changes nothing', (t) => {
  const file = openStateFile(join(tempDir(t), 'world.sqlite'));
  t.after(() => file.close());
  file.update(() => ({ text: 'kept', result: null }));
  const bug = new Error('a bug');
  assert.throws(
    () =>
      file.update(() => {
        throw bug;
      }),
    bug,
  );
  assert.equal(
    file.update((text) => ({ text: '', result: text })),
    'kept',
  );
});

test('a change that leaves all as it was writes nothing', (t) => {
  const dir = tempDir(t);
  const file = openStateFile(join(dir, 'world.sqlite'));
  t.after(() => file.close());
  file.update(() => ({ text: 'kept', result: null }));
  const before = contentOf(dir);
  file.update((text) => ({ text: text ?? '', result: null }));
  assert.deepEqual(contentOf(dir), before);
});

test('a state file that has been closed is no longer used', (t) => {
  const file = openStateFile(join(tempDir(t), 'world.sqlite'));
  file.close();
  assert.throws(() => file.update((text) => ({ text: text ?? '', result: null })));
});

test('a ledger is not taken for a state file', (t) => {
  const path = join(tempDir(t), 'ledger.sqlite');
  openLedger({ path, clock: steppedClock() }).close();
  assert.throws(() => openStateFile(path), { code: 'ledger.unusable', params: { path, reason: 'foreign' } });
});

test('processes that change it at once lose nothing', async (t) => {
  const path = join(tempDir(t), 'world.sqlite');
  const ends = await Promise.all(
    [1, 2, 3, 4].map(() =>
      runChild(
        `const { openStateFile } = await import(src + 'store/state-file.ts');
         const file = openStateFile(args[0]);
         for (let n = 0; n < 50; n += 1) file.update((text) => ({ text: String(Number(text ?? 0) + 1), result: null }));`,
        [path],
      ),
    ),
  );
  assert.deepEqual(
    ends.map(({ status, stderr }) => [status, stderr]),
    ends.map(() => [0, '']),
  );
  const file = openStateFile(path);
  assert.equal(
    file.update((text) => ({ text: '', result: text })),
    '200',
  );
  file.close();
});
