import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { md5Hex } from '../../src/core/digest.ts';
import { rowsOf } from '../helpers/check-run.ts';
import { type RunOptions, runCli, temporaryFolder } from '../helpers/run-cli.ts';
import { apiKey, password, startStage } from '../helpers/stage.ts';

function home() {
  const folder = temporaryFolder();
  const file = join(folder.path, 'settings.json');
  return {
    path: folder.path,
    file,
    run: (line: string | readonly string[], options: RunOptions = {}) =>
      runCli(typeof line === 'string' ? line.split(' ') : line, { home: folder.path, ...options }),
    stored: (): Readonly<Record<string, string>> => JSON.parse(readFileSync(file, 'utf8')),
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
}

describe('an alias of a project', () => {
  it('is set in several words, shown, listed, and removed by an empty value', async () => {
    using at = home();
    assert.equal((await at.run('config set project.shop durian=0257 zhima=88')).exitCode, 0);
    assert.equal((await at.run('config get project.shop')).stdout, 'durian=0257 zhima=88\n');
    assert.match((await at.run('config list')).stdout, /^project\.shop\tdurian=0257 zhima=88\tstore$/m);
    await at.run('config set project.shop taoma=5');
    assert.equal(at.stored()['project.shop'], 'taoma=5', 'it is replaced, not added to');
    await at.run(['config', 'set', 'project.shop', '']);
    assert.deepEqual(at.stored(), {});
  });

  for (const [line, code, hint] of [
    ['config set project.9x durian=1', 'usage.invalidValue', null],
    ['config set project.shop 0257', 'usage.invalidValue', null],
    ['config set project.shop durain=0257', 'usage.unknownProvider', 'Did you mean durian?'],
    ['config set project.shop durian=02/57', 'usage.invalidValue', null],
    ['config set project.shop durian=1 2', 'usage.invalidValue', null],
    [
      'config set durian.name alice bob',
      'usage.excessArguments',
      'smsctl config set --help shows how the command is written.',
    ],
    ['config get durian.maxHold', 'usage.unknownSetting', 'Did you mean durian.maxHeld?'],
    ['config get durian.work.maxHold', 'usage.unknownSetting', 'Did you mean durian.work.maxHeld?'],
    ['config get apikey', 'usage.unknownSetting', 'Did you mean durian.apiKey?'],
    ['config get providr', 'usage.unknownSetting', 'Did you mean provider?'],
    ['config set provider durain', 'usage.invalidValue', 'Did you mean durian?'],
    ['config set durian.rentCall getMobil', 'usage.invalidValue', 'Did you mean getMobile?'],
  ] as const) {
    it(`is refused: ${line}`, async () => {
      using at = home();
      const { exitCode, error } = await at.run(line, { mode: 'json' });
      assert.deepEqual([exitCode, error?.code, error?.hint], [2, code, hint]);
      assert.ok(!existsSync(at.file));
    });
  }

  it('is taken for its id wherever a project is named', async () => {
    await using stage = await startStage();
    await stage.run('config set project.shop durian=0257');
    const { documents } = await stage.run('get-number --pid shop --dry-run', { mode: 'json' });
    assert.match(String(documents[0]?.http), /pid=0257/);
    assert.equal((await stage.rent('shop')).project, '0257');
    assert.match((await stage.requests('getMobileCode'))[0] ?? '', /pid=0257/);
    assert.match((await stage.run('numbers --pid shop', { mode: 'terminal' })).stdout, /shop \(0257\)/);
    assert.equal((await stage.run('numbers --pid shop --provider durian')).stdout.split('\t')[3], '0257');
    assert.equal((await stage.run('numbers --pid other')).stdout, '');
    assert.equal((await stage.run('status --pid shop')).exitCode, 0);
    await stage.run('countries --pid shop');
    assert.match((await stage.requests('getCountryPhoneNum'))[0] ?? '', /pid=0257/);
    assert.equal((await stage.run('wait-code --pid shop --once')).exitCode, 0);
    assert.equal((await stage.run('blacklist --check +12125550174 --pid shop')).exitCode, 0);
    assert.match((await stage.requests('checkBlack'))[0] ?? (await stage.requests()).join(' '), /pid=0257/);
  });

  it('is no id of its own, even where its id is named like another alias', async () => {
    await using stage = await startStage();
    await stage.run('config set project.shop durian=bank');
    await stage.run('config set project.bank durian=0257');
    const { documents } = await stage.run('get-number --pid shop --dry-run', { mode: 'json' });
    assert.match(String(documents[0]?.http), /pid=bank/);
  });

  it('without an id at the provider is an error that says how to add it, and nothing is asked for', async () => {
    await using stage = await startStage();
    await stage.run('config set project.shop zhima=88');
    for (const line of ['get-number --pid shop', 'countries --pid shop', 'wait-code --pid shop -p durian']) {
      const { exitCode, error } = await stage.run(line, { mode: 'json' });
      assert.deepEqual([exitCode, error?.code], [2, 'usage.aliasWithoutId'], line);
      assert.equal(error?.hint, 'Add one: smsctl config set project.shop zhima=88 durian=ID');
    }
    assert.deepEqual(await stage.requests(), []);
  });

  it('is suggested where a project is unknown and its name comes close', async () => {
    await using stage = await startStage();
    await stage.run('config set project.shop durian=0257');
    assert.match((await stage.run('numbers --pid shpo')).stderr, /Did you mean the alias shop\?/);
    for (const line of ['get-number --pid shpo', 'wait-code --pid shoop']) {
      const { error } = await stage.run(line, { mode: 'json' });
      assert.match(error?.hint ?? '', /Did you mean .*shop\?/, `${line}: ${error?.code}`);
    }
  });

  it('means its own id at each of several platforms', async () => {
    await using stage = await startStage({}, ['durian', 'zhima']);
    await stage.run('config set project.shop durian=0257 zhima=123');
    await stage.run('get-number -p durian --pid shop');
    await stage.run('get-number -p zhima --pid shop');
    await stage.run('get-number -p durian --pid 123');
    const rows = rowsOf(await stage.run('numbers --pid shop', { mode: 'json' }));
    assert.deepEqual(
      rows.map(({ provider, project }) => [provider, project]),
      [
        ['zhima', '123'],
        ['durian', '0257'],
      ],
    );
    const settled = (await stage.run('wait-code --all --pid shop --once', { mode: 'json' })).documents;
    assert.equal(settled.length, 2);
  });
});

describe('an alias as the next project', () => {
  it('is the id at the platform that can move a number', async () => {
    await using stage = await startStage({}, ['taoma']);
    await stage.run('config set project.next taoma=0257');
    await stage.run('get-number --pid 123');
    const { exitCode, stderr } = await stage.run('wait-code --once --next-pid next', { mode: 'json' });
    assert.equal(exitCode, 0, stderr);
    assert.ok((await stage.requests()).some((request) => /0257/.test(request)));
    assert.equal((await stage.leases())[0]?.project, '0257');
  });

  it('is checked before anything is rented or asked for', async () => {
    await using stage = await startStage({}, ['taoma']);
    await stage.run('config set project.next zhima=88');
    const { error } = await stage.run('get-number --pid 123 --wait --next-pid next', { mode: 'json' });
    assert.equal(error?.code, 'usage.aliasWithoutId');
    assert.deepEqual(await stage.requests(), []);
  });
});

describe('a command in the place of a credential', () => {
  const give = (text: string) => `cmd:printf '%s\\n' '${text}'`;
  const nothing = { SMSCTL_DURIAN_API_KEY: '', SMSCTL_TAOMA_PASSWORD: '' };

  it('is stored and shown as it is, and what it prints is used and never shown', async () => {
    await using stage = await startStage();
    const env = nothing;
    // The command itself must not hold the key here: what the stage looks for is the key.
    writeFileSync(join(stage.home, 'key-of-the-test.txt'), `${apiKey.split('').join(' ')}\n`);
    const command = `cmd:tr -d ' ' < ${stage.home}/key-of-the-test.txt`;
    assert.equal((await stage.run(['config', 'set', 'durian.apiKey', command], { env })).exitCode, 0);
    assert.equal((await stage.run('config get durian.apiKey', { env })).stdout, `${command}\n`);
    assert.match((await stage.run('config list', { env })).stdout, /cmd:tr/);
    for (const mode of ['terminal', 'pipe', 'json'] as const) {
      assert.equal((await stage.run('balance --verbose', { env, mode })).exitCode, 0);
    }
    assert.equal((await stage.run('get-number --pid 123', { env })).exitCode, 0);
    const body = JSON.stringify({ code: 802, msg: `unknown key ${apiKey}`, data: '' });
    await stage.fault({ kind: 'custom', call: 'getUserInfo', body });
    assert.match((await stage.run('balance', { env })).stderr, /unknown key \*\*\*/);
  });

  it('gives a password that is kept and sent only as its digest', async () => {
    await using stage = await startStage({}, ['taoma']);
    const env = { SMSCTL_TAOMA_PASSWORD: '' };
    const command = give(password);
    await stage.run(['config', 'set', 'taoma.password', command], { env, secrets: [] });
    const settings = join(stage.home, 'settings.json');
    assert.ok(!readFileSync(settings, 'utf8').includes(md5Hex(password)));
    assert.equal((await stage.run('balance', { env })).exitCode, 0);
    writeFileSync(settings, '{}');
  });

  it('is read from the environment too', async () => {
    await using stage = await startStage();
    assert.equal((await stage.run('balance', { env: { SMSCTL_DURIAN_API_KEY: give(apiKey) } })).stdout, '100\n');
  });

  it('that fails is told with its field and status, and nothing of what it printed', async () => {
    await using stage = await startStage();
    const env = { SMSCTL_DURIAN_API_KEY: 'cmd:echo c2VjcmV0; echo d29yZHM >&2; exit 5' };
    const { exitCode, error, stderr } = await stage.run('balance', {
      env,
      mode: 'json',
      secrets: ['c2VjcmV0', 'd29yZHM'],
    });
    assert.deepEqual([exitCode, error?.code], [3, 'credentials.commandFailed'], stderr);
    assert.match(error?.message ?? '', /durian\.apiKey failed with exit status 5/);
    assert.deepEqual(await stage.requests(), []);
  });

  for (const line of ['config list', 'config get durian.apiKey', 'providers', 'numbers', '--help', 'get-number']) {
    it(`is not run by ${line}`, async () => {
      await using stage = await startStage();
      const mark = join(stage.home, 'was-run');
      await stage.run(line, { env: { SMSCTL_DURIAN_API_KEY: `cmd:touch ${mark}; echo key` } });
      assert.ok(!existsSync(mark));
    });
  }

  it('is not run for an account that lacks something else', async () => {
    await using stage = await startStage();
    const mark = join(stage.home, 'was-run');
    const env = { SMSCTL_DURIAN_NAME: '', SMSCTL_DURIAN_API_KEY: `cmd:touch ${mark}; echo key` };
    assert.equal((await stage.run('balance', { env })).exitCode, 3);
    assert.ok(!existsSync(mark));
  });

  it('is checked by login, and stored as it is', async () => {
    await using stage = await startStage();
    writeFileSync(join(stage.home, 'key-of-the-test.txt'), `${apiKey.split('').join(' ')}\n`);
    const command = `cmd:tr -d ' ' < ${stage.home}/key-of-the-test.txt`;
    const field = ['--field', 'name=stage-user', '--field', `apiKey=${command}`];
    assert.equal(
      (await stage.run(['login', 'durian', ...field], { env: { ...nothing, SMSCTL_DURIAN_NAME: '' } })).exitCode,
      0,
    );
    assert.equal(JSON.parse(readFileSync(join(stage.home, 'settings.json'), 'utf8'))['durian.default.apiKey'], command);
  });
});

describe('keys of the file that mean nothing', () => {
  it('are told by config list, with what was probably meant', async () => {
    using at = home();
    writeFileSync(
      at.file,
      JSON.stringify({ 'durian.maxHeld': 3, 'durian.default.maxHold': 3, nonsense: 'x', lang: 'en' }),
    );
    const { stderr } = await at.run('config list', { mode: 'terminal' });
    assert.match(
      stderr,
      /durian\.maxHeld in the settings file means nothing.*durian\.default\.maxHeld was probably meant/,
    );
    assert.match(stderr, /durian\.default\.maxHold .*durian\.default\.maxHeld was/);
    assert.match(stderr, /nonsense in the settings file means nothing and is ignored\./);
    const { documents } = await at.run('config list', { mode: 'json' });
    assert.deepEqual(documents[0]?.ignored, [
      { key: 'durian.maxHeld', suggestion: 'durian.default.maxHeld' },
      { key: 'durian.default.maxHold', suggestion: 'durian.default.maxHeld' },
      { key: 'nonsense', suggestion: null },
    ]);
  });

  it('are none in a file that this program wrote', async () => {
    using at = home();
    await at.run('config set durian.work.maxHeld 3');
    await at.run('config set project.shop durian=1');
    await at.run('config set lang en');
    const { documents } = await at.run('config list', { mode: 'json' });
    assert.deepEqual(documents[0]?.ignored, []);
  });
});

describe('settings that cannot be read', () => {
  it('do not hide the ledger', async () => {
    await using stage = await startStage();
    await stage.rent('9001');
    writeFileSync(join(stage.home, 'settings.json'), '{ oops');
    for (const mode of ['terminal', 'pipe'] as const) {
      const { exitCode, stdout, stderr } = await stage.run('numbers', { mode });
      assert.equal(exitCode, 0, stderr);
      assert.match(stdout, /9001/);
    }
  });
});
