import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { commands } from '../src/program/commands.ts';
import { modes, runCli } from './helpers/run-cli.ts';
import { apiKey, startStage } from './helpers/stage.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

describe('help', () => {
  const asked = [['--help'], ['-h'], ['help']] as const;
  for (const args of asked) {
    it(`is the result of smsctl ${args.join(' ')}: on stdout, exit 0, in both languages`, async () => {
      for (const [lang, heading, first] of [
        ['en', 'Usage:', 'First steps:'],
        ['zh-CN', '用法：', '第一步：'],
      ] as const) {
        const { exitCode, stdout, stderr } = await runCli(args, { lang });
        assert.deepEqual([exitCode, stderr], [0, '']);
        assert.ok(stdout.startsWith(heading), stdout);
        assert.ok(stdout.includes(first));
        for (const { name } of commands) assert.ok(stdout.includes(`  ${name} `), name);
      }
    });
  }

  for (const { name, options = [], subcommands = [] } of commands) {
    it(`names every option of ${name}`, async () => {
      for (const lang of ['en', 'zh-CN']) {
        const { exitCode, stdout, stderr } = await runCli([name, '--help'], { lang });
        assert.deepEqual([exitCode, stderr], [0, '']);
        for (const { flags } of options) assert.ok(stdout.includes(flags.split(' ')[0] ?? ''), flags);
        for (const inner of subcommands) assert.ok(stdout.includes(inner.name));
        assert.match(stdout, /--json/, 'the options that every command takes');
        if (lang === 'en') assert.doesNotMatch(stdout, /[\u4e00-\u9fff]/u);
        else assert.match(stdout, /用法：[\s\S]*选项：/u);
      }
      const { stdout } = await runCli([name, '--help']);
      assert.equal((await runCli(['help', name])).stdout, stdout);
    });
  }

  it('stands on stderr with exit 2 where a command is missing', async () => {
    const bare = await runCli([]);
    assert.deepEqual([bare.exitCode, bare.stdout], [2, '']);
    assert.match(bare.stderr, /^Usage:/);
    const json = await runCli([], { mode: 'json' });
    assert.equal(json.error?.code, 'usage.missingCommand');
    assert.equal((await runCli(['config'])).exitCode, 2);
  });

  it('has no topic that does not exist', async () => {
    const { error } = await runCli(['help', 'nothing'], { mode: 'json' });
    assert.equal(error?.code, 'usage.unknownCommand');
  });
});

describe('--version', () => {
  for (const flag of ['--version', '-V']) {
    it(`prints the version of the package: ${flag}`, async () => {
      for (const mode of modes) {
        const { exitCode, stdout, stderr } = await runCli([flag], { mode });
        assert.deepEqual([exitCode, stderr], [0, '']);
        assert.ok(stdout.includes(version));
        if (mode !== 'json') assert.equal(stdout, `${version}\n`);
      }
    });
  }
});

describe('a wrong command line', () => {
  const wrong: readonly (readonly [line: string, code: string, en: RegExp, zh: RegExp])[] = [
    ['ballance', 'usage.unknownCommand', /Did you mean balance\?/, /是不是想用 balance？/],
    ['get-numbr --pid 1', 'usage.unknownCommand', /Did you mean get-number\?/, /是不是想用 get-number？/],
    ['get-number --contry bo', 'usage.unknownOption', /Did you mean --country\?/, /是不是想用 --country？/],
    ['get-number --pid', 'usage.optionValueMissing', /--pid.* needs a value/, /选项 .*--pid.* 需要一个值/],
    ['balance now', 'usage.excessArguments', /more arguments than .*: now/, /参数多于命令所需：now/],
    [
      'config get',
      'usage.missingArgument',
      /KEY is missing.*\s.*smsctl config get --help/,
      /缺少参数 KEY.*\s.*config get --help/,
    ],
    ['config qqq', 'usage.unknownCommand', /"qqq".*\s.*smsctl config --help/, /“qqq”.*\s.*smsctl config --help/],
    ['completion tcsh', 'usage.invalidValue', /SHELL cannot be "tcsh"/, /SHELL 不能是“tcsh”/],
    ['get-number --pid 1 --count 11', 'usage.invalidValue', /from 1 to 10/, /1 到 10 的整数/],
    ['get-number --pid 1 --count 0', 'usage.invalidValue', /from 1 to 10/, /1 到 10 的整数/],
    ['get-number --pid 1/2', 'usage.invalidValue', /a project id/, /项目编号/],
    ['get-number --pid 1 --country UK', 'usage.invalidValue', /gb/, /gb/],
    ['get-number --pid 1 --prefix +591', 'usage.invalidValue', /1 to 6 digits/, /1 到 6 位数字/],
    ['wait-code --timeout soon', 'usage.invalidValue', /a duration such as 90s/, /时长，如 90s/],
    ['wait-code --on-timeout burn', 'usage.invalidValue', /blacklist, release, keep/, /blacklist, release, keep/],
    ['wait-code --match (', 'usage.invalidValue', /a regular expression/, /正则表达式/],
    ['wait-code --all +59173841704', 'usage.conflict', /cannot be used together/, /不能同时使用/],
    ['get-number --pid 1 --project 2', 'usage.conflict', /--pid and --project/, /--pid 与 --project/],
    [
      'balance --provider nowhere',
      'usage.unknownProvider',
      /There is no provider "nowhere".*/,
      /没有“nowhere”这个平台/,
    ],
  ];
  for (const [line, code, en, zh] of wrong) {
    it(`is told with exit 2 and what to do, and nothing is asked: smsctl ${line}`, async () => {
      await using stage = await startStage();
      for (const mode of modes) {
        for (const [lang, told] of [
          ['en', en],
          ['zh-CN', zh],
        ] as const) {
          const { exitCode, stdout, stderr, error } = await stage.run(line, { mode, lang });
          assert.deepEqual([exitCode, stdout], [2, ''], stderr);
          if (mode === 'json') assert.equal(error?.code, code);
          assert.match(mode === 'json' ? `${error?.message} ${error?.hint}` : stderr, told);
        }
      }
      assert.deepEqual(await stage.requests(), []);
    });
  }

  const key = 'zU+nknown/Key==';
  for (const [words, told] of [
    [['get-number', '--pid', '1', `--vpi=${key}`], 'There is no option --vpi here.'],
    [['balance', `--api-key=${key}`], 'There is no option --api-key here.'],
    [['balance', `-${key}`], 'There is no option -z here.'],
    [['config', 'set', 'durian.apiKey', `-${key}`], 'There is no option -z here.'],
    [
      ['config', 'set', 'durian.apiKey', key, 'more'],
      'There are more arguments than the command takes: durian.apiKey, ***.',
    ],
    [
      ['config', 'set', `durian.apiKey=${key}`, '1', '2'],
      'There are more arguments than the command takes: durian.apiKey, ***.',
    ],
    [['config', 'set', `durian.apiKey=${key}`], 'There is no setting "durian.apiKey=***".'],
    [['config', 'get', `durian.apiKey=${key}`], 'There is no setting "durian.apiKey=***".'],
  ] as const) {
    it(`repeats no key that stands where a value of something else belongs: ${told}`, async () => {
      for (const mode of modes) {
        const { exitCode, stderr, error } = await runCli(words, { mode, secrets: [key] });
        assert.equal(exitCode, 2);
        assert.ok((error?.message ?? stderr).includes(told), stderr);
      }
    });
  }

  const stored = "s+Stored'Key/==";
  for (const words of [
    [apiKey],
    ['help', apiKey],
    ['balance', apiKey],
    ['balance', `--${apiKey}`],
    ['balance', '--provider', apiKey],
    ['get-number', '--pid', apiKey],
    ['get-number', '--pid', '1', '--count', apiKey],
    ['get-number', '--pid', '1', '--vip', stored, '--country', stored],
    ['get-number', '--pid', '1', `--secret-key=${stored}`, '--prefix', stored],
    ['wait-code', apiKey],
    ['config', 'get', apiKey],
    ['config', 'get', stored],
    [stored],
  ]) {
    it(`repeats no key that is set, wherever it was typed: ${words.join(' ')}`, async () => {
      await using stage = await startStage();
      await stage.run('config set zhima.work.pkey -', { input: stored });
      for (const mode of modes) {
        const { exitCode, stderr } = await stage.run(words, { mode, secrets: [apiKey, stored, stored.slice(0, 8)] });
        assert.equal(exitCode, 2);
        assert.match(stderr, /\*{3}/);
      }
    });
  }

  it('is told in English where the language is the wrong thing', async () => {
    const { exitCode, stderr } = await runCli(['balance', '--lang', 'fr']);
    assert.equal(exitCode, 2);
    assert.match(stderr, /--lang cannot be "fr"/);
  });
});

describe('the options that every command takes', () => {
  const lines = [
    ['--json', '-p', 'durian', '--lang', 'en', 'balance'],
    ['balance', '--json', '-p', 'durian', '--lang', 'en'],
    ['-p', 'durian', 'balance', '--json'],
    ['--provider=durian', 'balance', '--json', '--profile', 'default'],
  ];
  for (const line of lines) {
    it(`stand before or after the command: ${line.join(' ')}`, async () => {
      await using stage = await startStage();
      const { exitCode, documents, stderr } = await stage.run(line);
      assert.equal(exitCode, 0, stderr);
      assert.equal(documents[0]?.balance, '100');
    });
  }

  it('stand before or after a command of a command', async () => {
    for (const line of [
      ['--json', 'config', 'path'],
      ['config', '--json', 'path'],
      ['config', 'path', '--json'],
    ]) {
      const { exitCode, documents } = await runCli(line);
      assert.equal(exitCode, 0);
      assert.ok(documents[0]?.settings);
    }
  });

  it('decide the language of a wrong command line too', async () => {
    for (const line of [
      ['--lang', 'zh-CN', 'ballance'],
      ['ballance', '--lang', 'zh-CN'],
    ]) {
      assert.match((await runCli(line)).stderr, /没有“ballance”这个命令/);
    }
  });

  it('--quiet leaves remarks out, and never an error', async () => {
    await using stage = await startStage();
    await stage.run('get-number --pid 123 --request-id order-1');
    const line = 'get-number --pid 123 --request-id order-1';
    assert.match((await stage.run(line)).stderr, /nothing was bought/);
    assert.equal((await stage.run(`${line} --quiet`)).stderr, '');
    assert.match((await stage.run('get-number --pid 9003 --quiet')).stderr, /There are no numbers/);
  });

  it('--no-color and NO_COLOR take colours away, FORCE_COLOR brings them to a terminal', async () => {
    await using stage = await startStage();
    const plain = { NO_COLOR: '' };
    const painted = await stage.run('balance', { mode: 'terminal', env: { ...plain, FORCE_COLOR: '1' } });
    assert.match(painted.stdout, /\x1b\[/);
    assert.doesNotMatch((await stage.run('balance', { mode: 'terminal' })).stdout, /\x1b/);
    assert.doesNotMatch((await stage.run('balance --no-color', { mode: 'terminal', env: plain })).stdout, /\x1b/);
    assert.doesNotMatch((await stage.run('balance', { mode: 'pipe', env: plain })).stdout, /\x1b/);
  });

  it('--verbose shows requests before the error document of --json', async () => {
    await using stage = await startStage();
    const { error, stderr } = await stage.run('get-number --pid 9003 --verbose', { mode: 'json' });
    assert.equal(error?.code, 'numbers.none');
    assert.match(stderr, /^GET http:\S+name=\*\*\*&ApiKey=\*\*\*\S+ → 200/);
  });

  it('SMSCTL_LANG and the locale choose the language, the option wins', async () => {
    const told = async (env: Record<string, string>, ...args: string[]) =>
      (await runCli(['get-number', ...args], { env })).stderr;
    assert.match(await told({ SMSCTL_LANG: 'zh-CN' }), /错误/);
    assert.match(await told({ LANG: 'zh_CN.UTF-8' }), /错误/);
    assert.match(await told({ LANG: 'zh_CN.UTF-8', SMSCTL_LANG: 'en' }), /Error/);
    assert.match(await told({ SMSCTL_LANG: 'zh-CN' }, '--lang', 'en'), /Error/);
  });
});
