import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileNameOf, nameOfFile } from '../scripts/build/shelves.ts';
import { bin, build, root, temporaryFolder } from './helpers/run-cli.ts';

/**
 * How quick a command starts is measured by `npm run bench:speed`. What it depends on is counted here, where it is the
 * same on every machine: which files of the bundle are loaded, which modules of Node that are slow to load, and how
 * large the file is that every command loads.
 */

const watcher = join(root, 'test', 'helpers', 'loaded-modules.cjs');

/** Modules of Node that take a millisecond or more. */
const slow =
  /^node:(?:crypto|http|https|net|tls|zlib|stream|readline|child_process|dns|tty|perf_hooks|worker_threads)$/;

interface Loaded {
  readonly files: readonly string[];
  readonly builtins: readonly string[];
}

function loadedBy(line: string, home: string): Loaded {
  build();
  const env = { PATH: process.env.PATH ?? '', HOME: home, SMSCTL_HOME: home };
  const run = spawnSync(process.execPath, ['--require', watcher, bin, ...line.split(' ')], { encoding: 'utf8', env });
  assert.equal(run.status, 0, run.stderr);
  const names = /^loaded (.*)$/m.exec(run.stderr)?.[1]?.split(' ') ?? [];
  return {
    files: names
      .filter((name) => name.endsWith('.cjs'))
      .map((name) => `${nameOfFile(name)}.cjs`)
      .sort(),
    builtins: names.filter((name) => slow.test(name)).sort(),
  };
}

/** Beside `cli.cjs`, which every command loads but --version. */
const expected: readonly (readonly [line: string, files: readonly string[]])[] = [
  ['--help', ['help', 'messages-en', 'messages-en-help']],
  ['--help --lang zh-CN', ['help', 'messages-zh-cn', 'messages-zh-cn-help']],
  ['get-number --help', ['help', 'messages-en', 'messages-en-help']],
  ['help exit-codes', ['help', 'messages-en', 'messages-en-help']],
  ['completion bash', ['completion-script', 'input', 'messages-en']],
  ['complete -- get', ['completion-command', 'help', 'input', 'messages-en', 'messages-en-help']],
  ['complete -- --sandbox wait-code n', ['completion-command', 'help', 'input', 'ledger', 'messages-en']],
  ['help --lang=en', ['help', 'messages-en', 'messages-en-help', 'program-command-line']],
  ['numbers --all --json', ['commands-numbers', 'input', 'ledger', 'messages-en', 'messages-en-dialogues']],
];

describe('what is loaded', () => {
  for (const [line, files] of expected) {
    it(`by smsctl ${line}`, () => {
      using home = temporaryFolder();
      assert.deepEqual(loadedBy(line, home.path), {
        files: ['cli', ...files].map((name) => `${name}.cjs`).sort(),
        builtins: [],
      });
    });
  }

  it('by smsctl --version: nothing', () => {
    using home = temporaryFolder();
    assert.deepEqual(loadedBy('--version', home.path), { files: [], builtins: [] });
  });

  it('by a command that talks to a platform: no table of phone numbers, no TLS for an address without it', () => {
    using home = temporaryFolder();
    const { files, builtins } = loadedBy('balance --sandbox -p durian', home.path);
    assert.deepEqual(
      files.filter((name) => !/simulator|state-file/.test(name)),
      ['cli', 'connection', 'ledger', 'messages-en', 'providers-durian-client'].map((name) => `${name}.cjs`),
    );
    assert.ok(builtins.includes('node:http') && !builtins.includes('node:tls') && !builtins.includes('node:https'));
  });

  it('by one that rents a number: its tables, too', () => {
    using home = temporaryFolder();
    const { files } = loadedBy('get-number --sandbox -p durian --pid 123', home.path);
    assert.ok(files.includes('core-phone.cjs'));
    assert.ok(!files.includes('core-extract-code.cjs') && !files.includes('store-settings-file.cjs'));
  });
});

describe('how much is loaded', () => {
  for (const [name, most] of [
    ['cli', 73_000],
    ['messages-en', 12_500],
    ['messages-zh-cn', 12_000],
    ['messages-en-help', 27_000],
    ['help', 12_500],
    ['ledger', 30_000],
    ['connection', 76_000],
    ['core-phone', 55_000],
    ['core-extract-code', 40_000],
  ] as const) {
    it(`${name}.cjs has no more than ${most} bytes`, () => {
      build();
      const { size } = statSync(join(root, 'dist', 'cli', fileNameOf(name)));
      assert.ok(size <= most && size > 1000, `${size} bytes`);
    });
  }
});
