import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type Run, rowsOf } from '../helpers/check-run.ts';
import { modes, type RunOptions, startCli, until } from '../helpers/run-cli.ts';
import { type Stage, startStage } from '../helpers/stage.ts';

/** A way to end, and what a person is told: what happened, and whether money is at stake. */
interface Ending {
  readonly exit: number;
  readonly code: string;
  readonly when: string;
  readonly en: RegExp;
  readonly zh: RegExp;
  run(stage: Stage, options: RunOptions): Promise<Run>;
}

type Told = readonly [en: RegExp, zh: RegExp];

const nothingRented: Told = [/Nothing was rented\./, /没有取号，没有扣费。/];
const maybeRented: Told = [/A number may have been rented and paid for\./, /可能已取到号码并已扣费。/];

/** A command line, at a platform that is as usual. */
function line(text: string, env: Record<string, string> = {}): Ending['run'] {
  return (stage, options) => stage.run(text, { ...options, env });
}

/** A number of project 9001 is held before. */
function holding(text: string): Ending['run'] {
  return async (stage, options) => {
    await stage.rent('9001');
    return stage.run(text, options);
  };
}

function faulty(fault: Record<string, unknown>, text: string): Ending['run'] {
  return async (stage, options) => {
    await stage.fault(fault);
    return stage.run(text, options);
  };
}

function stopped(signal: 'SIGINT' | 'SIGTERM'): Ending['run'] {
  return async (stage, options) => {
    await stage.rent('9001');
    const running = startCli(['wait-code', '--timeout', '60', '--interval', '0.2'], stage.with(options));
    await until(async () => (await stage.requests('getMsg')).length > 0);
    running.signal(signal);
    return running.finished;
  };
}

const ending = (exit: number, code: string, when: string, [[en, zh], run]: readonly [Told, Ending['run']]): Ending => ({
  exit,
  code,
  when,
  en,
  zh,
  run,
});

const rent = 'get-number --pid 123';
const wait = 'wait-code --timeout 0.3 --interval 0.2';

const endings: readonly Ending[] = [
  ending(2, 'usage.missingOption', 'no project is named', [[/--pid is needed/, /需要选项 --pid/], line('get-number')]),
  ending(2, 'usage.noOpenLease', 'no number is held', [[/No number is held/, /没有.*占用中号码/], line('wait-code')]),
  ending(3, 'credentials.missing', 'a credential is missing', [
    [/SMSCTL_DURIAN_API_KEY/, /SMSCTL_DURIAN_API_KEY/],
    line(rent, { SMSCTL_DURIAN_API_KEY: '' }),
  ]),
  ending(3, 'settings.invalid', 'the base URL is none', [
    [/baseUrl is not usable: it is not a complete/, /baseUrl 无法使用：不是完整/],
    line(rent, { SMSCTL_DURIAN_BASE_URL: 'durian' }),
  ]),
  ending(4, 'credentials.rejected', 'the key is wrong', [
    nothingRented,
    line(rent, { SMSCTL_DURIAN_API_KEY: 'wrong-key' }),
  ]),
  ending(4, 'credentials.rejected', 'the key is wrong for a read', [
    [/does not accept these credentials/, /平台不接受这些凭据/],
    line('balance', { SMSCTL_DURIAN_API_KEY: 'wrong-key' }),
  ]),
  ending(4, 'account.suspended', 'the account is suspended', [
    nothingRented,
    async (stage, options) => {
      await stage.simulator.control('POST /suspend', { account: 'stage-user' });
      return stage.run(rent, options);
    },
  ]),
  ending(5, 'numbers.none', 'there are no numbers', [nothingRented, line('get-number --pid 9003')]),
  ending(6, 'balance.insufficient', 'the balance is too low', [nothingRented, line('get-number --pid 9004')]),
  ending(3, 'limits.missing', 'in CI no limit is set', [nothingRented, line(rent, { CI: '1' })]),
  ending(6, 'limit.maxHeld', 'the user holds enough', [
    [/Your own limit maxHeld is 2/, /你设的 maxHeld 上限是 2/],
    line(`${rent} --count 3`, { SMSCTL_MAX_HELD: '2' }),
  ]),
  ending(6, 'limit.maxPerDay', 'the user rented enough', [
    [/Your own limit maxPerDay is 2/, /你设的 maxPerDay 上限是 2/],
    line(`${rent} --count 3`, { SMSCTL_MAX_PER_DAY: '2' }),
  ]),
  ending(6, 'limit.minBalance', 'the balance is below what the user wants to keep', [
    nothingRented,
    line(rent, { SMSCTL_MIN_BALANCE: '100.5' }),
  ]),
  ending(7, 'code.timeout', 'no code comes', [
    [/No code came for \+\d+.*It was blacklisted\./, /超时未收到验证码。号码已加黑。/],
    holding(wait),
  ]),
  ending(7, 'code.timeout', 'no code comes and the number is to be kept', [
    [/No code came for \+\d+.*It is kept\./, /超时未收到验证码。号码已保留。/],
    holding(`${wait} --on-timeout keep`),
  ]),
  ending(8, 'code.pending', 'there is nothing yet', [
    [/No code yet for \+\d+.*still held/, /暂无验证码.*仍被占用/],
    holding('wait-code --once'),
  ]),
  ending(9, 'outcome.unknown', 'the answer to a rent request is lost', [maybeRented, line('get-number --pid 9010')]),
  ending(10, 'provider.unreachable', 'nobody listens', [
    nothingRented,
    line(rent, { SMSCTL_DURIAN_BASE_URL: 'http://127.0.0.1:9/out/ext_api' }),
  ]),
  ending(10, 'provider.protocol', 'a web page answers a read', [
    [/fits none of its documented shapes \(it is a web page\)/, /不符合文档中的任何格式（是网页）/],
    faulty({ kind: 'html', call: 'getUserInfo', times: 3 }, 'balance'),
  ]),
  ending(11, 'project.unknown', 'the platform does not know the project', [
    nothingRented,
    line('get-number --pid 9006'),
  ]),
  ending(11, 'key.required', 'the project wants a key', [nothingRented, line('get-number --pid 9007')]),
  ending(11, 'key.rejected', 'the key of the project is wrong', [
    nothingRented,
    line('get-number --pid 9007 --secret-key no-such-key'),
  ]),
  ending(11, 'country.unknown', 'the platform does not know the country', [
    nothingRented,
    line(`${rent} --country zz`),
  ]),
  ending(11, 'provider.refused', 'the platform says that it failed', [nothingRented, line('get-number --pid 9013')]),
  ending(11, 'provider.unsupported', 'the platform cannot grant a wish', [
    [/Durian RCS cannot let you choose the area: --area/, /Durian RCS 不支持：选择归属地（--area）/],
    line(`${rent} --area 10`),
  ]),
  ending(12, 'ledger.unusable', 'the ledger is damaged', [
    [/Nothing was rented\./, /没有取号，没有扣费。/],
    async (stage, options) => {
      writeFileSync(join(stage.home, 'ledger.sqlite'), 'this was a ledger once\n'.repeat(100));
      return stage.run(rent, options);
    },
  ]),
  ending(13, 'input.required', 'a secret is needed and nobody may be asked', [
    [/durian\.apiKey is needed, and nobody may be asked/, /需要 durian\.apiKey，但无法询问/],
    line('config set durian.apiKey --no-input'),
  ]),
  ending(14, 'rate.limited', 'the platform says "too fast"', [nothingRented, line('get-number --pid 9005')]),
  ending(14, 'quota.exceeded', 'the quota of a day is used up', [nothingRented, line('get-number --pid 9008')]),
  ending(14, 'quota.exceeded', 'the account holds as many as it may', [nothingRented, line('get-number --pid 9009')]),
  ending(74, 'output.failed', 'a rented number cannot be written', [
    [/could not be written.*The number is still held\./, /无法写出.*号码仍被占用。/],
    async (stage, options) => {
      const run = await stage.run(rent, { ...options, brokenStdout: 'EPIPE' });
      const [lease] = await stage.leases();
      assert.ok(lease !== undefined && run.stderr.includes(lease.id), 'the lease id is on stderr');
      return run;
    },
  ]),
  ending(130, 'interrupted', 'the user presses Ctrl-C', [[/Interrupted\./, /已中断。/], stopped('SIGINT')]),
  ending(143, 'terminated', 'the process is asked to end', [
    [/Terminated\.|Interrupted\./, /已终止。|已中断。/],
    stopped('SIGTERM'),
  ]),
];

const readers = modes.flatMap((mode) => (['en', 'zh-CN'] as const).map((lang) => ({ mode, lang })));

describe('exit codes', { concurrency: 4 }, () => {
  for (const { exit, code, when, en, zh, run } of endings) {
    it(`${exit} ${code}: ${when}, told in every mode and language`, async () => {
      await Promise.all(
        readers.map(async ({ mode, lang }) => {
          await using stage = await startStage();
          const ended = await run(stage, { mode, lang });
          const told = lang === 'en' ? en : zh;
          const context = `${mode} ${lang}\n${ended.stdout}\n${ended.stderr}`;
          assert.equal(ended.exitCode, exit, context);
          assert.equal(lang === 'en' && /[\u4e00-\u9fff]/u.test(ended.stderr), false, `Chinese in English: ${context}`);
          if (mode === 'json') {
            assert.equal(ended.error?.code, code, context);
            assert.match(`${ended.error?.message} ${ended.error?.hint}`, told, context);
            return;
          }
          assert.equal(ended.stdout, '', context);
          assert.match(ended.stderr.replaceAll(/\n {2,}/g, ' '), told, context);
          // An interruption is one line, without more.
          if (exit < 128) assert.match(ended.stderr, new RegExp(`${code}.* ${exit}$`, 'm'), context);
        }),
      );
    });
  }

  it('0: all is well, and nothing is said on stderr', async () => {
    await using stage = await startStage();
    for (const mode of modes) {
      const ended = await stage.run('balance', { mode });
      assert.equal(ended.exitCode, 0);
      assert.match(ended.stdout, /100/);
      assert.equal(ended.stderr, '');
    }
  });

  it('are the first failure’s where several numbers fail, after all have been tried', async () => {
    await using stage = await startStage();
    const [first, second, third] = [await stage.rent('9001'), await stage.rent('9001'), await stage.rent('9001')];
    await stage.fault({
      kind: 'custom',
      call: 'passMobile',
      body: '{"code":904,"msg":"Invalid project ID","data":""}',
    });
    await stage.fault({ kind: 'custom', call: 'passMobile', body: '{"code":802,"msg":"Wrong ApiKey","data":""}' });
    const ended = await stage.run(`release ${first.id} ${second.id} ${third.id}`, { mode: 'json' });
    assert.equal(ended.exitCode, 11);
    assert.equal(ended.error?.code, 'project.unknown');
    assert.deepEqual(
      rowsOf(ended).map((one) => one.status),
      ['failed', 'failed', 'released'],
    );
  });
});
