import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, readFileSync, writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { systemClock } from '../../src/context/clock.ts';
import { SmsctlError } from '../../src/core/errors.ts';
import type { Clock } from '../../src/core/ports.ts';
import { openVault } from '../../src/store/vault.ts';
import { createFakeClock } from '../helpers/fake-clock.ts';
import { temporaryFolder } from '../helpers/run-cli.ts';

/** Whose minute is short: a command that hangs where it should not fails its test soon. */
const clock: Clock = { ...systemClock, sleep: (_, signal) => systemClock.sleep(5000, signal) };
const options = { env: process.env, clock, signal: new AbortController().signal, terminal: null };

/** Something that a command writes to, and that ends when the last of its processes has. */
function pipeIn(folder: string) {
  const path = `${folder}/pipe`;
  execFileSync('mkfifo', [path]);
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const words = new Socket({ fd, readable: true, writable: false }).setEncoding('utf8');
  return { path, words, [Symbol.dispose]: () => void words.destroy() };
}

const failed =
  (reason: string, status: string | number = '') =>
  (error: unknown) => {
    assert.ok(error instanceof SmsctlError);
    const { code, params, effect } = error;
    assert.deepEqual(
      { code, params, effect },
      { code: 'credentials.commandFailed', params: { reason, status }, effect: 'none' },
    );
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
    ["echo '  '; echo key", 'empty', ''],
    ["printf '%04097d' 0", 'text', ''],
    ["printf 'k\\033ey'", 'text', ''],
    ["printf 'k\\377ey'", 'text', ''],
    ['kill -9 $$', 'signal', 'SIGKILL'],
  ] as const) {
    it(`takes nothing from: ${command}`, async () => {
      await assert.rejects(openVault(options).read(command), failed(reason, status));
    });
  }

  it('takes a line as long as keys are, and as programs of other systems end it', async () => {
    assert.equal(await openVault(options).read("printf '%04096d\\r\\n' 0"), '0'.repeat(4096));
  });

  it('hands a command the environment', async () => {
    const vault = openVault({ ...options, env: { PATH: process.env.PATH, NAME_OF_KEY: 'a key' } });
    assert.equal(await vault.read('echo "$NAME_OF_KEY"'), 'a key');
  });

  it('lets a command ask nobody and tell nobody where there is no terminal', async () => {
    assert.equal(await openVault(options).read('cat; head -c 200000 /dev/zero >&2; echo key'), 'key');
  });

  it('lets a command ask at the terminal, in the group of processes that may read there', async () => {
    using folder = temporaryFolder();
    const [typed, shown] = [`${folder.path}/typed`, `${folder.path}/shown`];
    writeFileSync(typed, 'passphrase\n');
    const terminal = { stdin: openSync(typed, 'r'), stderr: openSync(shown, 'w') };
    const command = 'read line; echo "Passphrase?" >&2; kill -0 -$$ 2> /dev/null || echo "$line"';
    const value = await openVault({ ...options, terminal }).read(command);
    for (const file of Object.values(terminal)) closeSync(file);
    assert.equal(value, 'passphrase', 'and it leads no group of its own');
    assert.equal(readFileSync(shown, 'utf8'), 'Passphrase?\n');
  });

  for (const [end, value] of [
    ['echo key', 'key'],
    ['kill -9 $$', null],
  ] as const) {
    it(`leaves alone what a command leaves running, such as an agent, where it ends by: ${end}`, async () => {
      using folder = temporaryFolder();
      using pipe = pipeIn(folder.path);
      const reading = openVault(options).read(`exec 3> ${pipe.path}; (sleep 0.3; echo alive >&3) > /dev/null & ${end}`);
      if (value === null) await assert.rejects(reading, failed('signal', 'SIGKILL'));
      else assert.equal(await reading, value);
      assert.equal((await pipe.words.toArray()).join(''), 'alive\n');
    });
  }

  it('ends a command that takes more than a minute', async () => {
    const clock = createFakeClock();
    const reading = clock.run(openVault({ ...options, clock }).read('sleep 5 | cat'));
    await assert.rejects(reading, failed('time'));
  });

  for (const isShown of [false, true]) {
    it(`ends ${isShown ? 'a command at a terminal' : 'all that a command has started'} when it is stopped`, async () => {
      using folder = temporaryFolder();
      using pipe = pipeIn(folder.path);
      const stop = new AbortController();
      const terminal = isShown ? { stdin: openSync('/dev/null', 'r'), stderr: openSync('/dev/null', 'w') } : null;
      const slow = 'for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do echo; sleep 0.1; done >&3; echo alive >&3';
      const command = `exec 3> ${pipe.path}; ${isShown ? slow : `(${slow}) | cat`}`;
      const reading = openVault({ ...options, terminal, signal: stop.signal }).read(command);
      pipe.words.once('data', () => stop.abort(new SmsctlError('interrupted')));
      await assert.rejects(reading, { code: 'interrupted' });
      assert.equal((await pipe.words.toArray()).join('').trim(), '');
    });
  }

  it('does not watch the clock any longer than the command runs', async () => {
    const sleeps: Promise<void>[] = [];
    const sleep: Clock['sleep'] = (ms, signal) => {
      const sleep = clock.sleep(ms, signal);
      sleeps.push(sleep);
      return sleep;
    };
    await openVault({ ...options, clock: { ...clock, sleep } }).read('echo key');
    assert.deepEqual(
      (await Promise.allSettled(sleeps)).map(({ status }) => status),
      ['rejected'],
    );
  });

  it('starts nothing after it was stopped', async () => {
    const signal = AbortSignal.abort(new SmsctlError('interrupted'));
    await assert.rejects(openVault({ ...options, signal }).read('no shell takes \0 this'), { code: 'interrupted' });
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
