import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'node:test';
import { shells } from '../../src/completion/shells.ts';
import type { CommandSpec, OptionSpec } from '../../src/input/spec.ts';
import { allCommands, globalOptions } from '../../src/program/commands.ts';
import { runCli, temporaryFolder } from '../helpers/run-cli.ts';
import { startStage } from '../helpers/stage.ts';

/** What is offered in place of the last word, with the meanings. */
async function offered(home: string, words: readonly string[], env: Record<string, string> = {}) {
  const { exitCode, stdout, stderr } = await runCli(['complete', '--', ...words], { home, env });
  assert.deepEqual([exitCode, stderr], [0, '']);
  const [mode, ...lines] = stdout.trimEnd().split('\n');
  return { mode, lines, values: lines.map((line) => line.split('\t')[0] ?? '') };
}

describe('what is offered', () => {
  const cases: readonly (readonly [line: string, some: readonly string[], not: readonly string[]])[] = [
    ['|', ['get-number', 'config', 'completion', 'help'], ['complete', '--json']],
    ['ge|', ['get-number'], ['balance']],
    ['--sandbox --lang zh-CN wa|', ['wait-code'], ['balance']],
    ['config |', ['get', 'set', 'list', 'path'], ['get-number']],
    [
      'config set |',
      ['provider', 'durian.apiKey', 'taoma.baseUrl', 'durian.work.name', 'durian.maxHeld'],
      ['durian.default.name'],
    ],
    ['config set provider |', ['durian', 'zhima', 'taoma'], []],
    ['config set durian.rentCall |', ['getMobile'], []],
    ['config set lang |', ['en', 'zh-CN'], []],
    ['get-number |', ['--pid', '--json'], ['get-number']],
    ['get-number --|', ['--pid', '--provider'], ['--project']],
    ['get-number --pid 1 --|', ['--count'], ['--pid']],
    ['-p |', ['durian'], []],
    ['--provider=du|', ['--provider=durian'], ['durian']],
    ['-pdu|', ['-pdurian'], []],
    ['get-number --country b|', ['bo', 'br'], ['BO', 'th']],
    ['get-number --country B|', ['BO'], ['bo']],
    ['get-number --country=b|', ['--country=bo'], []],
    ['get-number --operator |', ['mobile', 'unicom', 'telecom'], []],
    ['get-number --exclude |', ['mine', 'all'], []],
    ['wait-code --on-timeout |', ['blacklist', 'release', 'keep'], []],
    ['wait-code --timeout |', ['30s', '5m'], []],
    ['numbers --state b|', ['blacklisted', 'blacklistDue'], ['held']],
    ['countries --sort |', ['available', 'country'], []],
    ['--lang |', ['en', 'zh-CN'], []],
    ['--profile |', ['default', 'work'], []],
    ['-p zhima --profile |', ['default'], ['work']],
    ['help |', ['get-number', 'exit-codes', 'sandbox'], ['complete']],
    ['help config |', ['set'], ['exit-codes']],
    ['config set lang en |', [], ['en', 'zh-CN']],
    ['login |', ['durian'], []],
    ['login --field |', [], ['durian']],
    ['completion |', [...shells], []],
    ['get-number --pid |', ['shop'], ['9003']],
    ['--sandbox get-number --pid |', ['shop', '9003'], []],
    ['get-number --count |', [], ['--pid', '1']],
    ['nonsense |', [], ['get-number', '--json']],
    ['wait-code -- --|', [], ['--timeout']],
    ['balance --provider |', ['durian'], []],
  ];
  for (const [line, some, not] of cases) {
    it(`smsctl ${line}`, async () => {
      using home = temporaryFolder();
      writeFileSync(
        join(home.path, 'settings.json'),
        JSON.stringify({ 'durian.default.name': 'a', 'durian.work.name': 'b', 'project.shop': 'durian=0257' }),
        { mode: 0o600 },
      );
      const { mode, values } = await offered(home.path, line.slice(0, -1).split(' '));
      assert.equal(mode, 'values');
      for (const one of some) assert.ok(values.includes(one), `${one} in ${values.join(' ')}`);
      for (const one of not) assert.ok(!values.includes(one), `${one} in ${values.join(' ')}`);
      assert.equal(new Set(values).size, values.length);
    });
  }

  it('is a file where a file is meant', async () => {
    using home = temporaryFolder();
    assert.equal((await offered(home.path, ['simulate', '--scenario', ''])).mode, 'files');
    assert.equal((await offered(home.path, ['simulate', '--scenario=x'])).mode, 'files');
  });

  it('has its meanings in the language of the user, or of the line', async () => {
    using home = temporaryFolder();
    assert.match((await offered(home.path, ['bal'])).lines[0] ?? '', /^balance\tshow the balance/);
    assert.match((await offered(home.path, ['bal'], { SMSCTL_LANG: 'zh-CN' })).lines[0] ?? '', /^balance\t查看余额/);
    assert.match((await offered(home.path, ['--lang', 'zh-CN', 'bal'])).lines[0] ?? '', /^balance\t查看余额/);
    assert.match(
      (await offered(home.path, ['--lang', 'zh-CN', 'get-number', '--country', 'bo'])).lines[0] ?? '',
      /玻利维亚/,
    );
  });

  it('stands in the spec of every option that takes a value, unless that is free text', () => {
    const free = [
      'count',
      'prefix',
      'vip',
      'secretKey',
      'area',
      'number',
      'requestId',
      'sendId',
      'match',
      'not',
      'text',
      'port',
    ];
    const below = (spec: CommandSpec): OptionSpec[] => [
      ...(spec.options ?? []),
      ...(spec.subcommands ?? []).flatMap(below),
    ];
    const untold = [...globalOptions, ...allCommands.flatMap(below)].filter(
      ({ flags, complete, text }) => / [A-Z=]+$/.test(flags) && complete === undefined && !free.includes(text),
    );
    assert.deepEqual(
      untold.map(({ flags }) => flags),
      ['--field NAME=VALUE'],
    );
  });

  it('is every command and option there is', async () => {
    using home = temporaryFolder();
    const every = (spec: CommandSpec, path: readonly string[]): [readonly string[], readonly OptionSpec[]][] => [
      [path, spec.options ?? []],
      ...(spec.subcommands ?? []).flatMap((one) => every(one, [...path, one.name])),
    ];
    for (const [path, options] of allCommands.filter((one) => !one.hidden).flatMap((one) => every(one, [one.name]))) {
      const { values } = await offered(home.path, [...path, '--']);
      const names = [...options, ...globalOptions].map(({ flags }) => flags.match(/--[a-z-]+/)?.[0] ?? '');
      assert.deepEqual(
        names.filter((name) => !values.includes(name)),
        [],
        path.join(' '),
      );
    }
  });
});

describe('numbers that are offered', () => {
  it('are those that are held and fit the command, with number, state and project', async () => {
    await using stage = await startStage({}, ['durian', 'taoma']);
    const held = await stage.rent('9001', '-p durian');
    const taoma = await stage.rent('9001', '-p taoma');
    const given = await stage.rent('9001', '-p durian');
    await stage.run(`release ${given.id}`);
    const values = async (...words: string[]) => (await offered(stage.home, words)).values;

    assert.deepEqual(new Set(await values('wait-code', '')), new Set([held.id, taoma.id]));
    assert.deepEqual(await values('release', ''), [held.id], 'Taoma cannot release');
    assert.deepEqual(await values('-p', 'taoma', 'wait-code', ''), [taoma.id]);
    assert.deepEqual(await values('--provider=durian', 'wait-code', ''), [held.id]);
    assert.deepEqual(await values('wait-code', '--pid', '1', 'n'), []);
    await stage.run('config set project.shop durian=9001');
    assert.deepEqual(await values('wait-code', '--pid', 'shop', ''), [held.id], 'by the name of its project');
    assert.deepEqual((await values('get-number', '--pid', '')).slice(0, 1), ['shop']);
    assert.deepEqual(await values('wait-code', taoma.id, 'n'), [held.id], 'what was named is not named again');
    assert.deepEqual(await values('release', held.number.slice(0, 4)), [held.number]);
    assert.deepEqual(await values('release', held.number.slice(1, 4)), [held.number.slice(1)]);
    assert.ok(!(await values('send-sms', '')).some((one) => one.startsWith('n')), 'neither can send');
    assert.deepEqual(await values('--sandbox', 'wait-code', 'n'), [], 'the sandbox has a ledger of its own');
    assert.ok((await values('get-number', '--pid', '')).includes('9001'));
    const { lines } = await offered(stage.home, ['release', '']);
    assert.equal(lines[0], `${held.id}\t${held.number}, held, durian 9001`);
  });

  it('are those of the sandbox where the line or the environment says so', async () => {
    using home = temporaryFolder();
    const { stdout } = await runCli(['--sandbox', 'get-number', '--pid', '9001', '--json'], { home: home.path });
    const { numbers } = JSON.parse(stdout) as { numbers: readonly { id: string }[] };
    const id = numbers[0]?.id;
    assert.deepEqual((await offered(home.path, ['--sandbox', 'wait-code', ''])).values, [id]);
    assert.deepEqual((await offered(home.path, ['wait-code', '--sandbox', ''])).values, [id]);
    assert.deepEqual((await offered(home.path, ['wait-code', 'n'])).values, []);
    assert.deepEqual((await offered(home.path, ['wait-code', 'n'], { SMSCTL_SANDBOX: '1' })).values, [id]);
  });
});

describe('whatever goes wrong, somebody is typing:', () => {
  const contents = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();

  it('nothing is created in a home that has nothing', async () => {
    using home = temporaryFolder();
    for (const words of [[''], ['wait-code', ''], ['--sandbox', 'wait-code', ''], ['get-number', '--pid', '']]) {
      await offered(home.path, words);
    }
    assert.deepEqual(contents(home.path), []);
  });

  it('a ledger is read and neither tidied nor written', async () => {
    await using stage = await startStage();
    await stage.rent('9001');
    const file = join(stage.home, 'ledger.sqlite');
    const before = readFileSync(file);
    const db = new DatabaseSync(file);
    db.exec('UPDATE leases SET expires_at = 1');
    const changed = readFileSync(file);
    assert.notDeepEqual(changed, before);
    assert.deepEqual((await offered(stage.home, ['wait-code', 'n'])).values, [], 'its time is over');
    assert.deepEqual(readFileSync(file), changed);
    db.exec('UPDATE leases SET expires_at = NULL; PRAGMA user_version = 99');
    assert.deepEqual((await offered(stage.home, ['wait-code', 'n'])).values, [], 'a newer program wrote it');
    db.exec('PRAGMA user_version = 3; BEGIN EXCLUSIVE');
    assert.deepEqual((await offered(stage.home, ['wait-code', 'n'])).values, [], 'another process is writing');
    db.exec('ROLLBACK');
    db.close();
    assert.equal((await offered(stage.home, ['wait-code', 'n'])).values.length, 1);
  });

  it('a ledger or settings that are none are no error', async () => {
    using home = temporaryFolder();
    writeFileSync(join(home.path, 'ledger.sqlite'), 'no database at all, but long enough to be looked at'.repeat(50));
    writeFileSync(join(home.path, 'settings.json'), '{broken');
    for (const words of [
      ['wait-code', 'n'],
      ['get-number', '--pid', ''],
      ['--profile', ''],
      ['config', 'set', 'x'],
    ]) {
      assert.deepEqual((await offered(home.path, words)).lines, []);
    }
    mkdirSync(join(home.path, 'sandbox'));
    mkdirSync(join(home.path, 'sandbox', 'ledger.sqlite'));
    assert.deepEqual((await offered(home.path, ['--sandbox', 'wait-code', 'n'])).lines, []);
    chmodSync(join(home.path, 'settings.json'), 0o600);
    assert.ok(existsSync(join(home.path, 'ledger.sqlite')));
  });

  it('nothing is offered that a shell would obey', async () => {
    using home = temporaryFolder();
    const names = ['$(touch evil)', '`evil`', 'a b', "a'b", 'a;b', 'a\u202eb'];
    const stored = Object.fromEntries(names.map((name) => [`durian.${name}.name`, 'x']));
    writeFileSync(join(home.path, 'settings.json'), JSON.stringify(stored), { mode: 0o600 });
    assert.deepEqual((await offered(home.path, ['--profile', ''])).values, ['default']);
    assert.deepEqual((await offered(home.path, ['config', 'get', 'durian.$'])).values, []);
  });

  it('keys are never offered', async () => {
    using home = temporaryFolder();
    const key = 'zU+nknown/Key==';
    writeFileSync(join(home.path, 'settings.json'), JSON.stringify({ 'durian.work.apiKey': key }), { mode: 0o600 });
    for (const words of [
      ['config', 'set', ''],
      ['config', 'set', 'durian.work.apiKey', ''],
      ['--profile', ''],
    ]) {
      const run = await runCli(['complete', '--', ...words], { home: home.path, secrets: [key] });
      assert.equal(run.exitCode, 0);
    }
  });
});
