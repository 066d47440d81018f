import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { systemClock } from '../../src/context/clock.ts';
import { SmsctlError } from '../../src/core/errors.ts';
import { openVault } from '../../src/store/vault.ts';
import { createFakeClock } from '../helpers/fake-clock.ts';
import { temporaryFolder } from '../helpers/run-cli.ts';

const options = { env: process.env, clock: systemClock, signal: new AbortController().signal, terminal: null };

const failed =
  (reason: string, status: string | number = '') =>
  (error: unknown) => {
    assert.ok(error instanceof SmsctlError);
    assert.deepEqual([error.code, error.params], ['credentials.commandFailed', { reason, status }]);
    return true;
  };

describe('the user’s vault', () => {
  it('gives the first line that a command prints, as a shell runs it', async () => {
    const vault = openVault(options);
    assert.equal(await vault.read("printf 'k%s' ey+/= | cat; echo; echo login: alice"), 'key+/=');
    assert.deepEqual(vault.known(), ['key+/=']);
  });

  it('runs each command once', async () => {
    using folder = temporaryFolder();
    const command = `echo x >> ${folder.path}/runs; wc -l < ${folder.path}/runs`;
    const vault = openVault(options);
    const values = await Promise.all([vault.read(command), vault.read(command)]);
    assert.deepEqual([...values, await vault.read(command)], [values[0], values[0], values[0]]);
    assert.equal(values[0]?.trim(), '1');
  });

  it('runs one again that failed', async () => {
    using folder = temporaryFolder();
    const command = `if [ -e ${folder.path}/there ]; then echo key; else touch ${folder.path}/there; exit 2; fi`;
    const vault = openVault(options);
    await assert.rejects(vault.read(command), failed('status', 2));
    assert.equal(await vault.read(command), 'key');
  });

  for (const [command, reason, status] of [
    ['exit 3', 'status', 3],
    ['no-such-program-of-ours', 'status', 127],
    ['true', 'empty', ''],
    ['echo; echo key', 'empty', ''],
    ["printf 'k\\033ey'", 'text', ''],
    ["printf 'k\\377ey'", 'text', ''],
    ['kill -9 $$', 'signal', 'SIGKILL'],
  ] as const) {
    it(`takes nothing from: ${command}`, async () => {
      await assert.rejects(openVault(options).read(command), failed(reason, status));
    });
  }

  it('ends a command that takes more than a minute', async () => {
    const clock = createFakeClock();
    const reading = clock.run(openVault({ ...options, clock }).read('sleep 5 | cat'));
    await assert.rejects(reading, failed('time'));
  });

  it('stops at once, with all that the command has started', async () => {
    const stop = new AbortController();
    const reading = openVault({ ...options, signal: stop.signal }).read('sleep 100 | cat');
    stop.abort(new SmsctlError('interrupted'));
    await assert.rejects(reading, (error: unknown) => error instanceof SmsctlError && error.code === 'interrupted');
  });

  it('lets the program end though a command does not listen', async () => {
    using folder = temporaryFolder();
    const file = `${folder.path}/runs`;
    const command = `trap '' TERM; touch ${file}; while [ -e ${file} ]; do sleep 0.1; done`;
    const code = `
      import { existsSync } from 'node:fs';
      import { systemClock } from ${JSON.stringify(import.meta.resolve('../../src/context/clock.ts'))};
      import { openVault } from ${JSON.stringify(import.meta.resolve('../../src/store/vault.ts'))};
      const stop = new AbortController();
      const options = { env: process.env, clock: systemClock, signal: stop.signal, terminal: null };
      const reading = openVault(options).read(${JSON.stringify(command)});
      while (!existsSync(${JSON.stringify(file)})) await systemClock.sleep(10, stop.signal);
      stop.abort(new Error('stopped'));
      await reading.catch(({ message }) => console.log(message));
    `;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code], {
      timeout: 10_000,
    });
    assert.equal(stdout, 'stopped\n');
  });
});
