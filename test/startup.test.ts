import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from './helpers/run-cli.ts';

const bin = fileURLToPath(new URL('../bin/smsctl.js', import.meta.url));
const watcher = fileURLToPath(new URL('./helpers/loaded-modules.js', import.meta.url));

/** Packages and files that a command which talks to nobody must not load. */
const heavy = [
  'got',
  'conf',
  'ajv',
  'ora',
  '@inquirer',
  'cli-table3',
  'chalk',
  'libphonenumber-js',
  'dist/simulator',
  'dist/store/ledger',
];

function modulesOf(args: readonly string[]): string[] {
  using folder = temporaryFolder();
  const env = { PATH: process.env.PATH ?? '', HOME: folder.path, SMSCTL_HOME: folder.path };
  const run = spawnSync(process.execPath, ['--import', watcher, bin, ...args], { encoding: 'utf8', env });
  assert.equal(run.status, 0, run.stderr);
  return run.stderr
    .split('\n')
    .filter((line) => line.startsWith('loaded '))
    .map((line) => line.slice('loaded '.length));
}

const isHeavy = (url: string): boolean =>
  heavy.some(
    (name) =>
      url === name || url.includes(`/node_modules/${name}/`) || (name.startsWith('dist/') && url.includes(`/${name}`)),
  );

for (const args of [
  ...[['--help'], ['--version'], ['help'], ['get-number', '--help'], ['help', 'exit-codes'], ['completion', 'bash']],
  ...[
    ['complete', '--', 'get'],
    ['complete', '--', '--sandbox', 'wait-code', ''],
  ],
]) {
  test(`smsctl ${args.join(' ')} loads nothing heavy`, () => {
    const loaded = modulesOf(args);
    assert.ok(
      loaded.some((url) => url.includes('/commander/')),
      'the watcher sees what is loaded',
    );
    assert.deepEqual(loaded.filter(isHeavy), []);
  });
}

test('a command that talks to a platform loads what the others must not', () => {
  const loaded = modulesOf(['get-number', '--sandbox', '--pid', '123', '--dry-run']);
  assert.ok(loaded.some((url) => url.includes('/node_modules/got/')));
});
