import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type Exchange, runForPerson } from '../helpers/person.ts';
import type { RunOptions } from '../helpers/run-cli.ts';
import {
  apiKey,
  password,
  passwordDigest,
  pkey,
  type Stage,
  type StagedPlatform,
  startStage,
} from '../helpers/stage.ts';

/** A stage whose accounts are not in the environment: only the addresses are. */
async function startBare(ids: readonly StagedPlatform[] = ['durian']) {
  const stage = await startStage({}, ids);
  const unset = ['DURIAN_NAME', 'DURIAN_API_KEY', 'ZHIMA_ACCOUNT', 'ZHIMA_PKEY', 'TAOMA_USER_ID', 'TAOMA_PASSWORD'];
  const env = Object.fromEntries(unset.map((name) => [`SMSCTL_${name}`, '']));
  return {
    stage,
    env,
    run: (line: string | readonly string[], options: RunOptions = {}) =>
      stage.run(line, { ...options, env: { ...env, ...options.env } }),
    person: (line: string, talk: readonly Exchange[], more: Readonly<Record<string, string>> = {}) =>
      runForPerson(
        line.split(' '),
        { home: stage.home, env: { ...stage.env, ...env, ...more }, secrets: [apiKey, pkey, password, passwordDigest] },
        talk,
      ),
    stored: () => storedIn(stage),
    [Symbol.asyncDispose]: () => stage[Symbol.asyncDispose](),
  };
}

function storedIn({ home }: Stage): Readonly<Record<string, string>> {
  const file = join(home, 'settings.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

const given = ['login', 'durian', '--field', 'name=stage-user', '--field', 'apiKey=-'];

describe('login', () => {
  it('checks what it is given by one call that costs nothing, then stores all of it', async () => {
    await using at = await startBare();
    const { exitCode, documents } = await at.run(given, { mode: 'json', input: `${apiKey}\n` });
    assert.equal(exitCode, 0);
    assert.deepEqual(documents, [
      {
        provider: 'durian',
        profile: 'default',
        account: 'stage-user',
        balance: '100',
        unit: 'points',
        stored: ['durian.default.apiKey', 'durian.default.name', 'provider'],
        default: true,
        path: join(at.stage.home, 'settings.json'),
      },
    ]);
    assert.deepEqual(at.stored(), {
      'durian.default.apiKey': apiKey,
      'durian.default.name': 'stage-user',
      provider: 'durian',
    });
    assert.equal(statSync(join(at.stage.home, 'settings.json')).mode & 0o777, 0o600);
    assert.deepEqual(await at.stage.requests(), ['getUserInfo?']);
    assert.equal((await at.run('balance')).stdout, '100\n');
  });

  it('stores nothing that the platform does not accept, and says how to do it all the same', async () => {
    await using at = await startBare();
    const { exitCode, stderr } = await at.run(given, { input: 'bm90IHRoZSBrZXk=\n' });
    assert.equal(exitCode, 4);
    assert.match(stderr, /Nothing was stored\./);
    assert.match(stderr, /config set durian\.name VALUE; smsctl config set durian\.apiKey -/);
    assert.deepEqual(at.stored(), {});
  });

  it('stores nothing where the platform cannot be asked', async () => {
    await using at = await startBare();
    const env = { SMSCTL_DURIAN_BASE_URL: 'http://127.0.0.1:9' };
    const { exitCode, error } = await at.run(given, { mode: 'json', input: apiKey, env });
    assert.deepEqual([exitCode, error?.code], [10, 'provider.unreachable']);
    assert.match(error?.message ?? '', /Nothing was stored\.$/);
    assert.deepEqual(at.stored(), {});
  });

  it('reads a line of stdin for each - in the order they stand in', async () => {
    await using at = await startBare(['zhima']);
    const line = 'login zhima --field pkey=- --field account=-';
    assert.equal((await at.run(line, { input: `${pkey}\nstage-user\n` })).exitCode, 0);
    assert.equal(at.stored()['zhima.default.pkey'], pkey);
    const { exitCode } = await at.run(line, { input: `${pkey}\n` });
    assert.equal(exitCode, 2, 'a line is missing');
  });

  it('keeps a password only as its digest', async () => {
    await using at = await startBare(['taoma']);
    const { exitCode } = await at.run('login taoma --field userId=stage-user --field password=-', { input: password });
    assert.equal(exitCode, 0);
    assert.equal(at.stored()['taoma.default.password'], passwordDigest);
  });

  for (const [line, code, exit] of [
    ['login durian --field apiKey=KEY', 'usage.secretInArguments', 2],
    ['login durian --field apiKye=KEY', 'usage.invalidValue', 2],
    ['login durian --field KEY', 'usage.invalidValue', 2],
    ['login durian KEY', 'usage.excessArguments', 2],
    ['login durian --field baseUrl=ftp://127.0.0.1', 'settings.invalid', 3],
    ['login durian --field rentCall=nothing', 'usage.invalidValue', 2],
    ['login durian', 'input.required', 13],
    ['login taoma --field userId=a', 'input.required', 13],
    ['login durain', 'usage.unknownProvider', 2],
    ['login durian -p zhima', 'usage.conflict', 2],
    ['login durian --sandbox', 'usage.sandboxLogin', 2],
  ] as const) {
    it(`is refused: ${line}`, async () => {
      await using at = await startBare();
      const env = { SMSCTL_TAOMA_BASE_URL: '' };
      const { exitCode, error, stderr } = await at.run(line.replace('KEY', 'c2VjcmV0'), { mode: 'json', env });
      assert.deepEqual([exitCode, error?.code], [exit, code]);
      assert.doesNotMatch(stderr, /c2VjcmV0/);
      assert.deepEqual(at.stored(), {});
    });
  }

  it('names what it would have asked for, and the address where the platform has none', async () => {
    await using at = await startBare();
    const { error } = await at.run('login taoma', { mode: 'json', env: { SMSCTL_TAOMA_BASE_URL: '' } });
    assert.match(error?.message ?? '', /userId, password, baseUrl/);
    assert.equal(error?.hint, 'smsctl login taoma --field userId=VALUE --field password=- --field baseUrl=VALUE');
  });

  it('says which variable goes before what was stored', async () => {
    await using at = await startBare();
    const { stderr } = await at.run(given, { input: apiKey, env: { SMSCTL_DURIAN_NAME: 'somebody' } });
    assert.match(stderr, /SMSCTL_DURIAN_NAME is set in the environment/);
  });

  it('stores a profile of its own, and leaves the default provider alone', async () => {
    await using at = await startBare();
    await at.run('config set provider zhima');
    const { documents, stderr } = await at.run([...given, '--profile', 'work'], { mode: 'json', input: apiKey });
    assert.deepEqual([documents[0]?.default, documents[0]?.profile], [false, 'work']);
    assert.match(stderr, /Use it with --profile work/);
    assert.deepEqual(Object.keys(at.stored()), ['durian.work.apiKey', 'durian.work.name', 'provider']);
    assert.equal((await at.run('balance -p durian --profile work')).stdout, '100\n');
    const again = await at.run([...given, '--profile', 'work', '--no-input'], { mode: 'terminal', input: apiKey });
    assert.match(again.stdout, /Next: smsctl get-number -p durian --profile work --pid ID --wait/);
  });
});

describe('login at a terminal', () => {
  it('lets a person choose, asks, says what is wrong, and asks again with what is known', async () => {
    await using at = await startBare();
    const { exitCode, stdout, stderr } = await at.person('login', [
      ['Which platform?', ''],
      ['name:', 'stage-user'],
      ['apiKey (hidden):', 'bm90IHRoZSBrZXk='],
      ['Once more', ''],
      ['Enter keeps', apiKey],
    ]);
    assert.equal(exitCode, 0, stderr);
    assert.match(stderr, /does not accept these credentials/);
    assert.match(stderr, /durian is now the default provider/);
    assert.match(stdout, /Balance:\s+100 points/);
    assert.equal(at.stored()['durian.default.apiKey'], apiKey);
    assert.equal(at.stored()['durian.default.name'], 'stage-user');
  });

  it('gives up after three wrong keys, and stores nothing', async () => {
    await using at = await startBare();
    const wrong = 'bm90IHRoZSBrZXk=';
    const { exitCode } = await at.person('login durian --field name=stage-user', [
      ['apiKey (hidden):', wrong],
      ['name:', ''],
      ['Enter keeps', wrong],
      ['name:', ''],
      ['Enter keeps', wrong],
    ]);
    assert.equal(exitCode, 4);
    assert.deepEqual(at.stored(), {});
    assert.equal((await at.stage.requests()).length, 3);
  });

  it('offers what is stored, and asks before it changes the default provider', async () => {
    await using at = await startBare();
    await at.run(given, { input: apiKey });
    await at.run('config set provider zhima');
    const { exitCode, stderr } = await at.person('login durian', [
      ['name:', ''],
      ['Enter keeps', ''],
      ['Use Durian RCS from now on', 'y'],
    ]);
    assert.equal(exitCode, 0, stderr);
    assert.match(stderr, /\(stage-user\)/);
    assert.equal(at.stored().provider, 'durian');
  });

  it('asks whether plain HTTP will do, and stores neither yes nor keys after a no', async () => {
    await using at = await startBare(['zhima']);
    const { exitCode, stderr } = await at.person(
      'login zhima',
      [
        ['account:', 'stage-user'],
        ['pkey (hidden):', pkey],
        ['plain HTTP', ''],
      ],
      { SMSCTL_ZHIMA_BASE_URL: 'http://zhima.invalid/zsmcode' },
    );
    assert.equal(exitCode, 13, stderr);
    assert.deepEqual(at.stored(), {});
  });

  it('ends with Ctrl-C and stores nothing', async () => {
    await using at = await startBare();
    const { exitCode } = await at.person('login durian', [
      ['name:', 'stage-user'],
      ['apiKey', '\x03'],
    ]);
    assert.equal(exitCode, 130);
    assert.deepEqual(at.stored(), {});
  });
});

describe('logout', () => {
  it('takes the credentials out and leaves the rest', async () => {
    await using at = await startBare();
    await at.run(given, { input: apiKey });
    await at.run('config set durian.maxHeld 3');
    const { documents } = await at.run('logout durian', { mode: 'json' });
    assert.deepEqual(documents[0]?.removed, ['durian.default.name', 'durian.default.apiKey', 'provider']);
    assert.deepEqual(at.stored(), { 'durian.default.maxHeld': '3' });
  });

  it('keeps the choice of the provider while another profile can use it', async () => {
    await using at = await startBare();
    await at.run(given, { input: apiKey });
    await at.run([...given, '--profile', 'work'], { input: apiKey });
    assert.equal((await at.run('logout')).exitCode, 0);
    assert.deepEqual(Object.keys(at.stored()), ['durian.work.apiKey', 'durian.work.name', 'provider']);
  });

  it('forgets the session that the keys have opened', async () => {
    await using at = await startBare(['zhima']);
    const login = 'login zhima --field account=stage-user --field pkey=-';
    await at.run(login, { input: pkey });
    await at.run('project --pid 123');
    const before = (await at.stage.requests('pkey/verification')).length;
    await at.run('logout zhima');
    await at.run('config set zhima.account stage-user');
    await at.run('config set zhima.pkey -', { input: pkey });
    await at.run('project -p zhima --pid 123');
    assert.equal((await at.stage.requests('pkey/verification')).length, before + 1);
  });

  it('is refused while numbers are held, names them, and goes on with --yes', async () => {
    await using at = await startBare();
    await at.run(given, { input: apiKey });
    await at.run('get-number --pid 9001');
    const { exitCode, error } = await at.run('logout durian', { mode: 'json' });
    assert.deepEqual([exitCode, error?.code, error?.leases.length], [13, 'account.inUse', 1]);
    assert.equal(at.stored()['durian.default.apiKey'], apiKey);
    const { documents } = await at.run('logout durian --yes', { mode: 'json' });
    assert.match(JSON.stringify(documents[0]?.held), /"project":"9001"/);
    assert.deepEqual(at.stored(), {});
  });

  it('asks a person about numbers that are held; no is the answer of who just presses Enter', async () => {
    await using at = await startBare();
    await at.run(given, { input: apiKey });
    await at.run('get-number --pid 9001');
    assert.equal((await at.person('logout durian', [['Log out', '']])).exitCode, 13);
    assert.equal(at.stored()['durian.default.apiKey'], apiKey);
    assert.equal((await at.person('logout durian', [['Log out', 'y']])).exitCode, 0);
    assert.deepEqual(at.stored(), {});
  });

  it('warns of variables that go on giving credentials, and says where nothing was stored', async () => {
    await using at = await startBare();
    const { exitCode, stderr } = await at.run('logout durian', { env: { SMSCTL_DURIAN_API_KEY: apiKey } });
    assert.equal(exitCode, 0);
    assert.match(stderr, /No credentials of Durian RCS are stored/);
    assert.match(stderr, /SMSCTL_DURIAN_API_KEY/);
  });
});
