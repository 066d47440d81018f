import assert from 'node:assert/strict';
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { rowsOf } from '../helpers/check-run.ts';
import { modes, type RunOptions, runCli, temporaryFolder } from '../helpers/run-cli.ts';
import { apiKey, startStage } from '../helpers/stage.ts';

const secret = 'cGlwZWQ+L3NlY3JldA==';

function home() {
  const folder = temporaryFolder();
  const run = (line: string, options: RunOptions = {}) =>
    runCli(line.split(' '), { home: folder.path, secrets: [secret], ...options });
  const file = join(folder.path, 'settings.json');
  return { run, file, path: folder.path, [Symbol.dispose]: () => folder[Symbol.dispose]() };
}

describe('config', () => {
  it('keeps a value, shows it and its source, and removes it again', async () => {
    using at = home();
    const set = await at.run('config set durian.name alice');
    assert.deepEqual([set.exitCode, set.stdout], [0, '']);
    assert.match(set.stderr, /durian\.default\.name is set\./);
    assert.equal((await at.run('config get durian.name')).stdout, 'alice\n');
    const { documents } = await at.run('config get durian.name', { mode: 'json' });
    assert.deepEqual(documents, [{ key: 'durian.default.name', value: 'alice', source: 'store', origin: at.file }]);
    await at.run(['config', 'set', 'durian.name', ''].join(' '));
    assert.equal((await at.run('config get durian.name')).stdout, '');
  });

  it('takes a secret from stdin, keeps it in a file of 0600 in a folder of 0700, and never prints it', async () => {
    using at = home();
    for (const mode of ['pipe', 'json'] as const) {
      const { exitCode } = await at.run('config set durian.apiKey -', { mode, input: `${secret}\n` });
      assert.equal(exitCode, 0);
    }
    assert.equal(JSON.parse(readFileSync(at.file, 'utf8'))['durian.default.apiKey'], secret);
    assert.equal(statSync(at.file).mode & 0o777, 0o600);
    assert.equal(statSync(at.path).mode & 0o777, 0o700);
    for (const line of ['config get durian.apiKey', 'config list', 'providers', 'balance --verbose']) {
      for (const mode of ['terminal', 'pipe', 'json'] as const) {
        const env = { SMSCTL_DURIAN_NAME: 'alice', SMSCTL_DURIAN_BASE_URL: 'http://127.0.0.1:9' };
        await at.run(line, { mode, env }); // run itself looks for the secret
      }
    }
    assert.equal((await at.run('config get durian.apiKey')).stdout, '***\n');
  });

  it('refuses a secret on the command line, and stores nothing', async () => {
    using at = home();
    for (const mode of ['pipe', 'json'] as const) {
      const { exitCode, stderr } = await at.run(`config set durian.apiKey ${secret}`, { mode });
      assert.equal(exitCode, 2);
      assert.match(stderr, /command line/);
    }
    assert.deepEqual((await at.run('config get durian.apiKey')).stdout, '');
  });

  it('takes nothing on stdin for no value: what was stored stays', async () => {
    using at = home();
    await at.run('config set durian.apiKey -', { input: secret });
    await at.run('config set durian.name alice');
    const before = readFileSync(at.file, 'utf8');
    for (const key of ['durian.apiKey', 'durian.name']) {
      for (const input of ['', '\n', '\r\n']) {
        const { exitCode, error } = await at.run(`config set ${key} -`, { mode: 'json', input });
        assert.deepEqual([exitCode, error?.code], [2, 'usage.invalidValue'], `${key} from ${JSON.stringify(input)}`);
      }
    }
    assert.equal(readFileSync(at.file, 'utf8'), before);
  });

  it('leaves a folder that holds other things too as its owner made it', async () => {
    using at = home();
    writeFileSync(join(at.path, 'thesis.odt'), '');
    chmodSync(at.path, 0o755);
    await at.run('config set durian.apiKey -', { input: secret });
    assert.equal(statSync(at.path).mode & 0o777, 0o755);
    assert.equal(statSync(at.file).mode & 0o777, 0o600);
  });

  it('works with what was stored', async () => {
    await using stage = await startStage();
    const env = { SMSCTL_DURIAN_BASE_URL: '', SMSCTL_DURIAN_NAME: '', SMSCTL_DURIAN_API_KEY: '' };
    await stage.run(['config', 'set', 'durian.baseUrl', stage.simulator.baseUrls.durian ?? ''], { env });
    await stage.run('config set durian.name stage-user', { env });
    await stage.run('config set durian.apiKey -', { env, input: apiKey });
    assert.equal((await stage.run('balance', { env })).stdout, '100\n');
  });

  it('goes by option, then environment, then store, then default', async () => {
    using at = home();
    const source = async (options: RunOptions = {}) => {
      const [row] = rowsOf(await at.run('config list', { mode: 'json', ...options })).filter(
        (one) => one.key === 'durian.default.maxHeld',
      );
      return [row?.value, row?.source];
    };
    assert.deepEqual(await source(), ['20', 'default']);
    await at.run('config set durian.maxHeld 5');
    assert.deepEqual(await source(), ['5', 'store']);
    assert.deepEqual(await source({ env: { SMSCTL_MAX_HELD: '7' } }), ['7', 'environment']);
  });

  it('keeps the profiles apart', async () => {
    using at = home();
    await at.run('config set durian.name alice');
    await at.run('config set durian.work.name bob');
    assert.equal((await at.run('config get durian.name --profile work')).stdout, 'bob\n');
    assert.equal((await at.run('config get durian.name')).stdout, 'alice\n');
  });

  for (const [line, code, exit] of [
    ['config set durian.maxHeld many', 'settings.invalid', 3],
    ['config set durian.baseUrl ftp://example.com', 'settings.invalid', 3],
    ['config set durian.baseUrl http://user:pass@example.com', 'settings.invalid', 3],
    ['config set lang fr', 'usage.invalidValue', 2],
    ['config set durian.nothing 1', 'usage.unknownSetting', 2],
    ['config get nowhere.name', 'usage.unknownSetting', 2],
    ['config set durian.name', 'usage.missingArgument', 2],
  ] as const) {
    it(`refuses what cannot be: ${line}`, async () => {
      using at = home();
      const { error, exitCode } = await at.run(line, { mode: 'json' });
      assert.deepEqual([error?.code, exitCode], [code, exit]);
    });
  }

  for (const [set, shown] of [
    ['http://me:pass/wo%3Frd@127.0.0.1/x', 'http://***@127.0.0.1/x'],
    ['http://127.0.0.1/x?token=pass/wo%3Frd', 'http://127.0.0.1/x?***'],
    ['me:pass/wo%3Frd@127.0.0.1', '***@127.0.0.1'],
  ] as const) {
    it(`shows no password in an address that cannot be used: ${shown}`, async () => {
      using at = home();
      const options = { env: { SMSCTL_DURIAN_BASE_URL: set }, secrets: ['pass/wo?rd', 'wo%3Frd'] };
      assert.equal((await at.run('config get durian.baseUrl', options)).stdout, `${shown}\n`);
      for (const mode of modes) {
        for (const line of ['config list', 'providers', 'balance', 'get-number --pid 1 --dry-run --verbose']) {
          await at.run(`${line} -p durian`, { ...options, mode });
        }
      }
    });
  }

  for (const [what, text] of [
    ['cut short', '{"durian.default.name":"ali'],
    ['no object', '["durian"]'],
    ['something else', `key=${secret}\n`],
  ] as const) {
    it(`never overwrites a file that is damaged (${what}), and ends with 3`, async () => {
      using at = home();
      writeFileSync(at.file, text, { mode: 0o600 });
      chmodSync(at.path, 0o700);
      for (const line of ['config list', 'config set durian.name bob', 'get-number --pid 123', 'balance']) {
        const { exitCode, error } = await at.run(line, { mode: 'json' });
        assert.deepEqual([exitCode, error?.code], [3, 'settings.unreadable'], line);
      }
      assert.equal(readFileSync(at.file, 'utf8'), text);
    });
  }

  it('says where things are kept', async () => {
    using at = home();
    assert.equal((await at.run('config path')).stdout, `${at.file}\n`);
  });

  it('speaks the language that was stored', async () => {
    using at = home();
    await at.run('config set lang zh-CN');
    assert.match((await at.run('get-number -p durian')).stderr, /需要选项 --pid/);
    assert.match((await at.run('get-number -p durian', { lang: 'en' })).stderr, /--pid is needed/);
  });
});
