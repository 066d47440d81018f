import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { startBin, until } from '../helpers/run-cli.ts';
import { apiKey, startStage } from '../helpers/stage.ts';

const bare = { SMSCTL_DURIAN_NAME: '', SMSCTL_DURIAN_API_KEY: '' };

describe('the built program', () => {
  it('logs in from a pipe, works with what it stored, is well, and logs out', async () => {
    await using stage = await startStage();
    const env = bare;
    const login = 'login durian --field name=stage-user --field apiKey=-';
    const { exitCode, stdout } = await stage.bin(login, { env, input: `${apiKey}\nlogin: alice\n` });
    assert.deepEqual([exitCode, stdout], [0, 'durian\tdefault\tstage-user\t100\n']);
    assert.equal((await stage.bin('balance', { env })).stdout, '100\n');
    assert.match((await stage.bin('doctor', { env })).stdout, /^platform\tok\t/m);
    assert.equal((await stage.bin('logout', { env, mode: 'json' })).exitCode, 0);
    assert.equal((await stage.bin('balance', { env })).exitCode, 2);
  });

  it('takes a key from a command whose words on stderr go nowhere', async () => {
    await using stage = await startStage();
    writeFileSync(join(stage.home, 'key-of-the-test.txt'), apiKey.split('').join(' '));
    const command = `cmd:echo noise >&2; tr -d ' ' < ${stage.home}/key-of-the-test.txt; echo; echo more`;
    const env = { ...bare, SMSCTL_DURIAN_NAME: 'stage-user', SMSCTL_DURIAN_API_KEY: command };
    const { exitCode, stdout, stderr } = await stage.bin('balance --verbose', { env });
    assert.deepEqual([exitCode, stdout], [0, '100\n']);
    assert.doesNotMatch(stderr, /noise|more/);
    assert.match(stderr, /ApiKey=\*\*\*/);
  });

  it('ends a command with all it has started when it is told to end', async () => {
    await using stage = await startStage();
    const mark = join(stage.home, 'pid');
    const command = `cmd:echo $$ > ${mark}; sleep 300 | cat`;
    const running = startBin(['balance'], stage.with({ env: { SMSCTL_DURIAN_API_KEY: command } }));
    const pidIn = (): number => {
      try {
        return Number(readFileSync(mark, 'utf8'));
      } catch {
        return 0;
      }
    };
    await until(() => pidIn() > 0);
    running.kill('SIGTERM');
    assert.equal((await running.finished).exitCode, 143);
    await until(() => {
      try {
        process.kill(-pidIn(), 0);
        return false;
      } catch {
        return true;
      }
    });
  });
});
