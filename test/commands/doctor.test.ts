import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'node:test';
import { type Run, rowsOf } from '../helpers/check-run.ts';
import { runCli, temporaryFolder } from '../helpers/run-cli.ts';
import { startStage } from '../helpers/stage.ts';

/** `level` of every check, `code` behind it where it failed. */
function levelsOf(run: Run): Readonly<Record<string, string>> {
  return Object.fromEntries(
    rowsOf(run)
      .toReversed()
      .map(({ id, level, code, reason }) => [
        String(id),
        [level, code, reason].filter((part) => part !== null).join(' '),
      ]),
  );
}

const details = (run: Run, id: string) =>
  rowsOf(run).flatMap((row) => (row.id === id ? [`${row.detail} → ${row.hint}`] : []));

describe('doctor', () => {
  it('says that all is well where it is, by one call that costs nothing', async () => {
    await using stage = await startStage();
    const run = await stage.run('doctor', { mode: 'json' });
    assert.equal(run.exitCode, 0, run.stderr);
    assert.deepEqual(levelsOf(run), {
      program: 'ok',
      terminal: 'ok',
      language: 'ok',
      settings: 'ok',
      credentials: 'ok',
      platform: 'ok',
      ledger: 'ok',
      disk: 'ok',
    });
    assert.deepEqual(await stage.requests(), ['getUserInfo?']);
    assert.match((await stage.run('doctor', { mode: 'terminal' })).stdout, /OK\s+Ledger:.*\n(.*\n)*\nAll is well\./);
    assert.match((await stage.run('doctor', { mode: 'terminal', lang: 'zh-CN' })).stdout, /正常 账本：?/);
  });

  it('makes nothing', async () => {
    await using stage = await startStage();
    for (const line of ['doctor', 'doctor --sandbox']) assert.equal((await stage.run(line)).exitCode, 0);
    assert.deepEqual(readdirSync(stage.home), []);
  });

  it('changes nothing: neither the ledger nor its mode nor what is open in it', async () => {
    await using stage = await startStage();
    await stage.rent('9001');
    const file = join(stage.home, 'ledger.sqlite');
    chmodSync(file, 0o644);
    const before = readFileSync(file);
    const run = await stage.run('doctor', { mode: 'json' });
    assert.equal(run.exitCode, 0);
    assert.match(details(run, 'ledger').join('\n'), /others may read it \(mode 0644\)/);
    assert.match(details(run, 'numbers').join('\n'), /1 held → smsctl numbers/);
    assert.deepEqual(readFileSync(file), before);
    assert.equal(statSync(file).mode & 0o777, 0o644);
  });

  it('names the origin of each credential, and never its value', async () => {
    await using stage = await startStage();
    const run = await stage.run('doctor', { mode: 'json', env: { SMSCTL_DURIAN_VIP: 'cmd:pass show vip' } });
    const [row] = details(run, 'credentials');
    assert.match(row ?? '', /name \(SMSCTL_DURIAN_NAME\).*apiKey \(SMSCTL_DURIAN_API_KEY\).*cmd:pass show vip/);
  });

  it('says what to do where nothing is set up', async () => {
    const run = await runCli(['doctor'], { mode: 'json' });
    assert.deepEqual([run.exitCode, levelsOf(run).credentials], [0, 'warn']);
    assert.match(details(run, 'credentials')[0] ?? '', /smsctl login/);
  });

  for (const [what, env, exit, code] of [
    [
      'a name that is not known',
      { SMSCTL_DURIAN_BASE_URL: 'http://durian.invalid/x', SMSCTL_DURIAN_ALLOW_PLAINTEXT: 'yes' },
      10,
      'fail provider.unreachable dns',
    ],
    [
      'a port that nobody listens at',
      { SMSCTL_DURIAN_BASE_URL: 'http://127.0.0.1:9/x' },
      10,
      'fail provider.unreachable refused',
    ],
    ['something without TLS behind https', {}, 10, 'fail provider.unreachable tls'],
    ['plain HTTP that nobody has agreed to', { SMSCTL_DURIAN_BASE_URL: 'http://durian.invalid/x' }, 13, null],
    ['wrong keys', { SMSCTL_DURIAN_API_KEY: 'bm90IHRoZSBrZXk=' }, 4, 'fail credentials.rejected'],
    ['a command that fails', { SMSCTL_DURIAN_API_KEY: 'cmd:exit 3' }, 3, 'fail credentials.commandFailed status'],
  ] as const) {
    it(`tells ${what}, and looks at all the rest`, async () => {
      await using stage = await startStage();
      const secure = (stage.env.SMSCTL_DURIAN_BASE_URL ?? '').replace('http:', 'https:');
      const given = Object.keys(env).length === 0 ? { SMSCTL_DURIAN_BASE_URL: secure } : env;
      const run = await stage.run('doctor', { mode: 'json', env: given });
      assert.equal(run.exitCode, exit, run.stdout);
      if (code !== null) assert.equal(levelsOf(run).platform, code);
      else assert.equal(levelsOf(run).credentials, 'fail plaintext.unconfirmed');
      assert.equal(levelsOf(run).ledger, 'ok');
      assert.equal(run.error?.exitCode, exit);
      for (const row of rowsOf(run)) if (row.level === 'fail') assert.ok(row.hint !== null);
    });
  }

  it('tells a web page in between', async () => {
    await using stage = await startStage();
    await stage.fault({ kind: 'html', call: 'getUserInfo' });
    const run = await stage.run('doctor', { mode: 'json' });
    assert.deepEqual([run.exitCode, levelsOf(run).platform], [10, 'fail provider.protocol html']);
    assert.match(details(run, 'platform')[0] ?? '', /wants a login first/);
  });

  it('names the proxy without its password', async () => {
    await using stage = await startStage();
    const env = { HTTPS_PROXY: 'http://alice:s3cretpassword@proxy.invalid:3128', NO_PROXY: '127.0.0.1' };
    const run = await stage.run('doctor', { mode: 'json', env, secrets: ['s3cretpassword'] });
    assert.match(details(run, 'proxy')[0] ?? '', /https by way of proxy\.invalid:3128; NO_PROXY/);
    const wrong = await stage.run('doctor', { mode: 'json', env: { HTTP_PROXY: 'socks://proxy.invalid' } });
    assert.equal(levelsOf(wrong).proxy, 'fail settings.invalid scheme');
  });

  it('goes on where the settings cannot be read', async () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'settings.json'), '{"durian.default.apiKey": "c2VjcmV0a2V5" oops');
    const run = await runCli(['doctor'], { mode: 'json', home: folder.path, secrets: ['c2VjcmV0a2V5'] });
    assert.deepEqual([run.exitCode, levelsOf(run).settings], [3, 'fail settings.unreadable corrupt']);
    assert.equal(levelsOf(run).ledger, 'ok');
    assert.equal((await runCli(['doctor', '--profile', 'work'], { home: folder.path })).exitCode, 3);
  });

  it('warns of keys that mean nothing and of aliases that cannot be read', async () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'settings.json'), '{"durian.maxHeld": 5, "project.shop": "0257"}');
    const run = await runCli(['doctor'], { mode: 'json', home: folder.path });
    assert.equal(run.exitCode, 0);
    assert.match(details(run, 'settings').join('\n'), /Write it as durian\.default\.maxHeld/);
    assert.match(details(run, 'aliases').join('\n'), /project\.shop is not usable/);
  });

  for (const [variable, value, exit, code] of [
    ['SMSCTL_PROVIDER', 'durain', 2, 'fail usage.unknownProvider'],
    ['SMSCTL_PROFILE', 'a b', 3, 'fail settings.invalid profile'],
  ] as const) {
    it(`tells a choice that stops every command: ${variable}`, async () => {
      await using stage = await startStage();
      const run = await stage.run('doctor', { mode: 'json', env: { [variable]: value } });
      const [row] = rowsOf(run).filter(({ level }) => level === 'fail');
      const told = [row?.level, row?.code, row?.reason].filter((part) => part !== null).join(' ');
      assert.deepEqual([run.exitCode, told], [exit, code]);
    });
  }

  it('tells a limit that cannot be read', async () => {
    await using stage = await startStage();
    const run = await stage.run('doctor', { mode: 'json', env: { SMSCTL_MAX_HELD: 'many' } });
    assert.deepEqual([run.exitCode, levelsOf(run).credentials], [3, 'fail settings.invalid number']);
  });

  it('tells a damaged ledger, and leaves it as it is', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'ledger.sqlite');
    const line = ['get-number', '--sandbox', '--pid', '9001'];
    for (const damage of ['not a database at all', null]) {
      writeFileSync(file, damage ?? '');
      if (damage === null) {
        mkdirSync(join(folder.path, 'sandbox'), { recursive: true });
        await runCli(line, { home: folder.path });
        const whole = readFileSync(join(folder.path, 'sandbox', 'ledger.sqlite'));
        whole.fill(0xff, 8192, 16_384);
        writeFileSync(file, whole);
      }
      const before = readFileSync(file);
      const run = await runCli(['doctor'], { mode: 'json', home: folder.path });
      assert.deepEqual([run.exitCode, levelsOf(run).ledger], [12, 'fail ledger.unusable corrupt']);
      assert.equal(levelsOf(run).disk, 'ok');
      assert.deepEqual(readFileSync(file), before);
    }
  });

  it('warns of a file in the place of the pace that cannot be used, and leaves it', async () => {
    await using stage = await startStage();
    await stage.run('numbers'); // makes the ledger
    const path = join(stage.home, 'pace.sqlite');
    symlinkSync('elsewhere', path);
    for (const mode of ['pipe', 'json'] as const) {
      const { exitCode, stdout } = await stage.run('doctor', { mode });
      assert.equal(exitCode, 0);
      assert.ok(stdout.includes(`${path} cannot be used`), stdout);
    }
    assert.equal(lstatSync(path).isSymbolicLink(), true);
  });

  it('holds no number whose time is over for held', async () => {
    await using stage = await startStage();
    await stage.rent('9001');
    const db = new DatabaseSync(join(stage.home, 'ledger.sqlite'));
    db.exec('UPDATE leases SET expires_at = 1');
    db.close();
    const run = await stage.run('doctor', { mode: 'json' });
    assert.match(details(run, 'numbers').join('\n'), /none is held/);
    assert.match(details(run, 'ledger').join('\n'), /1 number, whole/);
  });

  it('warns of purchases whose outcome is unknown', async () => {
    await using stage = await startStage();
    await stage.fault({ kind: 'reset', call: 'getMobileCode' });
    assert.equal((await stage.run('get-number --pid 9001')).exitCode, 9);
    const run = await stage.run('doctor', { mode: 'json' });
    assert.match(details(run, 'numbers').join('\n'), /1 with an unknown outcome → smsctl reconcile/);
  });

  it('looks at one platform where it is named, and at every profile else', async () => {
    await using stage = await startStage({}, ['durian', 'zhima']);
    const only = await stage.run('doctor -p zhima', { mode: 'json' });
    const platforms = (run: Run) => rowsOf(run).flatMap((row) => (row.id === 'platform' ? [row.provider] : []));
    assert.deepEqual(platforms(only), ['zhima']);
    assert.deepEqual(platforms(await stage.run('doctor', { mode: 'json' })), ['durian', 'zhima']);
    await stage.run('config set durian.work.name bob');
    const all = rowsOf(await stage.run('doctor', { mode: 'json' }));
    assert.deepEqual(
      all.flatMap((row) => (row.id === 'credentials' ? [`${row.provider} ${row.profile}`] : [])),
      ['durian default', 'durian work', 'zhima default'],
    );
    assert.ok(!existsSync(join(stage.home, 'ledger.sqlite')));
  });
});
