import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { bin, build, temporaryFolder } from '../helpers/run-cli.ts';

/** Runs the built program without any variable but these. */
function help(env: Readonly<Record<string, string>>, cwd = '.'): void {
  build();
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, '--help'], { env, cwd, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  assert.match(stdout, /get-number/);
  assert.equal(stderr, '');
}

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe('what Node has compiled', () => {
  it('is kept for the user alone, below the folder for such things', () => {
    using home = temporaryFolder();
    help({ HOME: home.path });
    const folder = join(home.path, '.cache', 'smsctl');
    assert.equal(modeOf(folder), '700');
    assert.equal(readdirSync(folder).length, 1);
    help({ HOME: home.path });
    assert.equal(readdirSync(folder).length, 1);
  });

  it('is kept where XDG_CACHE_HOME says, if that is a whole path', () => {
    using home = temporaryFolder();
    using cache = temporaryFolder();
    help({ HOME: home.path, XDG_CACHE_HOME: cache.path });
    assert.ok(existsSync(join(cache.path, 'smsctl')) && !existsSync(join(home.path, '.cache')));
    help({ HOME: home.path, XDG_CACHE_HOME: 'relative' });
    assert.ok(existsSync(join(home.path, '.cache', 'smsctl')) && !existsSync('relative'));
  });

  it('is never kept in the folder one happens to be in', () => {
    using here = temporaryFolder();
    using cache = temporaryFolder();
    help({ HOME: '', XDG_CACHE_HOME: cache.path }, here.path);
    help({ HOME: here.path, XDG_CACHE_HOME: '' }, cache.path);
    assert.deepEqual([readdirSync(here.path), readdirSync(cache.path)], [['.cache'], ['smsctl']]);
  });

  const folders: Readonly<Record<string, (folder: string) => void>> = {
    'others can write to': (folder) => {
      mkdirSync(folder);
      chmodSync(folder, 0o777);
    },
    'others can read': (folder) => {
      mkdirSync(folder);
      chmodSync(folder, 0o755);
    },
    'is a link': (folder) => {
      mkdirSync(`${folder}-behind`, { mode: 0o700 });
      symlinkSync(`${folder}-behind`, folder);
    },
  };
  for (const [what, prepare] of Object.entries(folders)) {
    it(`is not kept in a folder that ${what}`, () => {
      using cache = temporaryFolder();
      const folder = join(cache.path, 'smsctl');
      prepare(folder);
      help({ HOME: cache.path, XDG_CACHE_HOME: cache.path });
      assert.deepEqual(readdirSync(folder), []);
    });
  }

  it('is not kept where nothing can be written or there is no home, and nobody is told', () => {
    using home = temporaryFolder();
    writeFileSync(join(home.path, 'file'), '');
    for (const missing of [join(home.path, 'file'), join(home.path, 'none')]) help({ HOME: missing });
    assert.deepEqual(readdirSync(home.path), ['file']);
  });
});
