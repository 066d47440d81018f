import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { rowsOf } from '../helpers/check-run.ts';
import { startCli, until } from '../helpers/run-cli.ts';
import { type Stage, startStage } from '../helpers/stage.ts';

/** The commands in a hint, each of which is to work as it is printed. */
function commandsIn(hint: string): string[] {
  return [...hint.matchAll(/smsctl ([^)]+?)(?=[)）]|$)/gmu)].map(([, words = '']) => words);
}

/** The variable that a shell has after the `export` of a hint. */
function exportedBy(hint: string): Record<string, string> {
  const [line = '', name = ''] = /export (\w+)=.*$/m.exec(hint) ?? assert.fail(hint);
  return { [name]: execFileSync('sh', ['-c', `${line}; printf %s "$${name}"`], { encoding: 'utf8' }) };
}

/** With the lines that a narrow terminal makes of it. */
const hintOf = (stderr: string) =>
  /^ {2}(?:What to do: |怎么办：)(.*?)^ {2}(?:code|代码)/ms.exec(stderr)?.[1]?.trimEnd() ?? assert.fail(stderr);

const rent = 'get-number --pid 9001';

const states = async (stage: Stage) => (await stage.leases()).map((lease) => lease.state);

describe('a limit of the user’s own', { concurrency: 4 }, () => {
  for (const lang of ['en', 'zh-CN']) {
    it(`is told with where it is set, what fills it, and commands that work as printed: ${lang}`, async () => {
      await using stage = await startStage();
      const options = { lang, mode: 'terminal' } as const;
      await stage.run('config set durian.maxHeld 2');
      const { id, number } = await stage.rent('9001');
      await stage.rent('9001');
      const full = await stage.run(rent, options);
      assert.equal(full.exitCode, 6);
      for (const text of ['durian.maxHeld', id, number]) assert.ok(full.stderr.includes(text), full.stderr);
      const [release, wait, raise, ...others] = commandsIn(hintOf(full.stderr));
      assert.deepEqual(
        [release, wait, raise, others],
        [`release ${id}`, `wait-code ${id}`, 'config set durian.maxHeld 3', []],
      );

      assert.equal((await stage.run(release ?? '')).exitCode, 0);
      assert.equal((await stage.run(rent)).exitCode, 0, 'one was freed');
      const again = await stage.run(rent, options);
      assert.equal(again.exitCode, 6);
      assert.equal((await stage.run(commandsIn(hintOf(again.stderr)).at(-1) ?? '')).exitCode, 0);
      assert.equal((await stage.run(rent)).exitCode, 0, 'the limit was raised');
      assert.deepEqual(await states(stage), ['held', 'held', 'held', 'released']);
    });

    it(`is told for a program: ${lang}`, async () => {
      await using stage = await startStage();
      await stage.rent('9001');
      const { error } = await stage.run(rent, { lang, mode: 'json', env: { SMSCTL_MAX_HELD: '1' } });
      assert.deepEqual((error as { limit?: unknown } | null)?.limit, {
        ...{ name: 'maxHeld', value: 1, used: 1, asked: 1, balance: null },
        ...{ key: 'durian.default.maxHeld', source: 'environment', origin: 'SMSCTL_MAX_HELD' },
      });
      assert.match(error?.message ?? '', /SMSCTL_MAX_HELD/);
    });
  }

  it('of another profile is raised for that profile, and one of the environment in the environment', async () => {
    await using stage = await startStage();
    await stage.run('config set durian.work.maxHeld 0');
    await stage.run('config set profile other');
    for (const profile of ['work', 'default']) {
      const line = `${rent} --profile ${profile}`;
      await stage.run(`config set durian.${profile}.maxHeld 0`);
      const full = await stage.run(line);
      assert.equal(full.exitCode, 6);
      assert.equal((await stage.run(commandsIn(hintOf(full.stderr))[0] ?? '')).exitCode, 0);
      assert.equal((await stage.run(line)).exitCode, 0, profile);
      const env = { SMSCTL_MAX_PER_DAY: '1', SMSCTL_MAX_HELD: '9' };
      const again = await stage.run(line, { env });
      assert.match(again.stderr, /maxPerDay is 1 \(from SMSCTL_MAX_PER_DAY\)/);
      const raised = { ...env, ...exportedBy(hintOf(again.stderr)) };
      assert.equal((await stage.run(line, { env: raised })).exitCode, 0);
    }
  });

  it('that many fill is told with ten of them; a program is told all', async () => {
    await using stage = await startStage();
    await stage.run(`${rent} --count 10`);
    await stage.run(`${rent} --count 2`);
    const env = { SMSCTL_MAX_PER_DAY: '12' };
    for (const [lang, more] of [
      ['en', /^ {2}and 2 more: smsctl (numbers --since 24h -p durian)$/m],
      ['zh-CN', /^ {2}还有 2 个：smsctl (numbers --since 24h -p durian)$/m],
    ] as const) {
      const full = await stage.run(rent, { env, lang });
      assert.equal(full.stderr.match(/^ {2}n[0-9a-z]{9} /gm)?.length, 10);
      const [, list = ''] = more.exec(full.stderr) ?? assert.fail(full.stderr);
      assert.equal((await stage.run(list)).stdout.trimEnd().split('\n').length, 12);
    }
    const full = await stage.run(rent, { env, mode: 'json' });
    assert.equal(full.error?.leases.length, 12);
  });

  it('on the balance is told with the purchases under way that count against it', async () => {
    await using stage = await startStage();
    await stage.fault({ kind: 'hang', call: 'getMobileCode' });
    const hanging = startCli(rent.split(' '), stage.with({}));
    await until(async () => (await stage.requests('getMobileCode')).length === 1);
    const env = { SMSCTL_MIN_BALANCE: '100' };
    const ended = await stage.run(rent, { env, mode: 'json' });
    assert.equal(ended.error?.code, 'limit.minBalance');
    assert.match(ended.error?.message ?? '', /the balance is 100, 1 asked for and 1 by purchases that are still under/);
    assert.deepEqual(
      ended.error?.leases.map((lease) => lease.state),
      ['intent'],
    );
    const lowered = exportedBy(ended.error?.hint ?? '');
    assert.deepEqual(lowered, { SMSCTL_MIN_BALANCE: '99' });
    assert.equal((await stage.run(rent, { env: lowered })).exitCode, 0);
    await stage.simulator.close();
    assert.equal((await hanging.finished).exitCode, 9);
  });

  it('that stops the second of two calls names each number once', async () => {
    await using stage = await startStage({}, ['taoma']);
    const ended = await stage.run(`${rent} --count 51`, { env: { SMSCTL_MAX_HELD: '50' } });
    assert.equal(ended.exitCode, 6);
    assert.match(ended.stderr, /^ {2}and 40 more: smsctl numbers -p taoma$/m);
    const [blacklist = '', wait = ''] = commandsIn(hintOf(ended.stderr));
    assert.match(blacklist, /^blacklist n\w{9}$/);
    assert.match(wait, /^wait-code n\w{9}$/);
    assert.equal((await stage.run(blacklist)).exitCode, 0);
    assert.equal((await stage.run(rent, { env: { SMSCTL_MAX_HELD: '50' } })).exitCode, 0);
  });

  for (const [variable, value, expected] of [
    ['SMSCTL_MAX_HELD', '-1', /SMSCTL_MAX_HELD is not usable as "-1": it must be a whole number/],
    ['SMSCTL_MAX_HELD', '1e9', /SMSCTL_MAX_HELD is not usable as "1e9": it must be a whole number/],
    ['SMSCTL_MAX_PER_DAY', '1000000000', /SMSCTL_MAX_PER_DAY .* from 0 to 999999999/],
    ['SMSCTL_MIN_BALANCE', '1,5', /SMSCTL_MIN_BALANCE is not usable as "1,5": .* such as 1\.5/],
  ] as const) {
    it(`that cannot be read is an error and never no limit: ${variable}=${value}`, async () => {
      await using stage = await startStage();
      const ended = await stage.run(rent, { env: { [variable]: value } });
      assert.equal(ended.exitCode, 3);
      assert.match(ended.stderr, expected);
      assert.deepEqual(await stage.requests(), []);
    });
  }

  it('of nothing lets nothing through', async () => {
    await using stage = await startStage();
    for (const name of ['SMSCTL_MAX_HELD', 'SMSCTL_MAX_PER_DAY']) {
      const ended = await stage.run(rent, { env: { [name]: '0' } });
      assert.equal(ended.exitCode, 6);
      assert.match(hintOf(ended.stderr), new RegExp(`^Raise the limit: export ${name}=1$`));
    }
    assert.deepEqual(rowsOf(await stage.run('numbers --all', { mode: 'json' })), []);
  });
});
