import assert from 'node:assert/strict';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { claimFile } from '../../src/store/file-claim.ts';
import { modeOf, tempDir } from './fixtures.ts';

for (const umask of [0o000, 0o777]) {
  test(`a file that is not there is made for us alone, under umask ${umask.toString(8)}`, (t) => {
    const path = join(tempDir(t), 'x.sqlite');
    const usual = process.umask(umask);
    try {
      claimFile(path);
    } finally {
      process.umask(usual);
    }
    assert.equal(modeOf(path), '600');
  });
}

test('a file of ours stays as it is, and a link is refused', (t) => {
  const dir = tempDir(t);
  const path = join(dir, 'x.sqlite');
  writeFileSync(path, 'ours');
  claimFile(path);
  symlinkSync(path, join(dir, 'link'));
  assert.throws(() => claimFile(join(dir, 'link')), {
    code: 'ledger.unusable',
    params: { path: join(dir, 'link'), reason: 'symlink' },
  });
  assert.equal(readFileSync(path, 'utf8'), 'ours');
});
