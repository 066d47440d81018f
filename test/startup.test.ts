import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from './helpers/run-cli.ts';

const bin = fileURLToPath(new URL('../bin/smsctl.js', import.meta.url));
const watcher = fileURLToPath(new URL('./helpers/loaded-modules.cjs', import.meta.url));

/** What a command that talks to nobody must not load: parts of the program, and modules of Node. */
const heavy =
  /^(?:context-connect|store-(?:ledger|settings-file)|simulator-|wizard-|core-phone|providers-|terminal-|ora-|chalk-|-inquirer-)|^node:(?:https?|tls|crypto|zlib|readline|child_process)$/;

function modulesOf(args: readonly string[]): string[] {
  using folder = temporaryFolder();
  const env = { PATH: process.env.PATH ?? '', HOME: folder.path, SMSCTL_HOME: folder.path };
  const run = spawnSync(process.execPath, ['--require', watcher, bin, ...args], { encoding: 'utf8', env });
  assert.equal(run.status, 0, run.stderr);
  return /^loaded (.*)$/m.exec(run.stderr)?.[1]?.split(' ') ?? [];
}

for (const args of [
  ...[['--help'], ['--version'], ['help'], ['get-number', '--help'], ['help', 'exit-codes'], ['completion', 'bash']],
  ...[
    ['complete', '--', 'get'],
    ['complete', '--', '--sandbox', 'wait-code', ''],
  ],
]) {
  test(`smsctl ${args.join(' ')} loads nothing heavy`, () => {
    const loaded = modulesOf(args);
    assert.ok(loaded.includes('cli.cjs'), 'the watcher sees what is loaded');
    assert.deepEqual(
      loaded.filter((name) => heavy.test(name)),
      [],
    );
  });
}

test('a command that talks to a platform loads what the others must not', () => {
  const loaded = modulesOf(['get-number', '--sandbox', '--pid', '123', '--dry-run']);
  assert.ok(loaded.includes('context-connect.cjs') && loaded.includes('node:http'));
});
