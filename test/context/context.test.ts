import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startCli, until } from '../helpers/run-cli.ts';
import { type Stage, startStage } from '../helpers/stage.ts';

const refusal = { kind: 'custom', call: 'addBlack', body: '{"code":400,"msg":"System exception","data":""}' };

/** A stage at which an earlier command had to leave one number `blacklistDue`. */
async function startDue(): Promise<Stage> {
  await using opened = new AsyncDisposableStack();
  const stage = opened.use(await startStage());
  const { id } = await stage.rent('9001');
  await stage.fault(refusal);
  assert.equal((await stage.run(`blacklist ${id}`)).exitCode, 11);
  assert.deepEqual(await statesOf(stage), ['blacklistDue']);
  assert.deepEqual(await callsAfter(stage, 0), ['getMobileCode', 'addBlack'], 'the command itself tries once');
  opened.move();
  return stage;
}

const statesOf = async (stage: Stage) => (await stage.leases()).map((lease) => lease.state);

async function callsAfter(stage: Stage, known: number): Promise<string[]> {
  return (await stage.requests()).slice(known).map((request) => request.split('?')[0] ?? '');
}

describe('what an earlier command left to be blacklisted', { concurrency: 8 }, () => {
  for (const [line, call] of [
    ['balance', 'getUserInfo'],
    ['get-number --pid 123', 'getMobileCode'],
    ['countries', 'getCountryPhoneNum'],
    ['status +12125550174 --pid 123', 'getStatus'],
  ] as const) {
    it(`is finished after the command’s own work: ${line}`, async () => {
      await using stage = await startDue();
      const { exitCode, stderr } = await stage.run(line);
      assert.equal(exitCode, 0, stderr);
      assert.match(stderr, /blacklisted now/);
      assert.deepEqual(await callsAfter(stage, 2), [call, 'addBlack']);
      assert.ok((await statesOf(stage)).includes('blacklisted'));
    });
  }

  it('holds no result back while the platform hangs, and changes no exit code', async () => {
    await using stage = await startDue();
    await stage.fault({ kind: 'hang', call: 'addBlack' });
    const running = startCli(['balance'], stage.with({}));
    await until(async () => (await stage.requests('addBlack')).length === 2);
    assert.equal(running.stdout(), '99\n', 'the result is out already');
    await stage.simulator.close();
    const { exitCode, stderr } = await running.finished;
    assert.equal(exitCode, 0);
    assert.match(stderr, /still to be blacklisted/);
    assert.deepEqual(await statesOf(stage), ['blacklistDue']);
  });

  it('is no reason to stay: Ctrl-C ends it, and the command has done its work', async () => {
    await using stage = await startDue();
    await stage.fault({ kind: 'hang', call: 'addBlack' });
    const running = startCli(['balance'], stage.with({}));
    await until(async () => (await stage.requests('addBlack')).length === 2);
    running.signal('SIGINT');
    const { exitCode, stdout } = await running.finished;
    assert.deepEqual([exitCode, stdout], [0, '99\n']);
    assert.deepEqual(await statesOf(stage), ['blacklistDue']);
  });

  it('is finished after a command that fails, too, whose failure is the one that is told', async () => {
    for (const fault of [null, refusal]) {
      await using stage = await startDue();
      if (fault !== null) await stage.fault(fault);
      const { exitCode, stdout, error } = await stage.run('get-number --pid 9003', { mode: 'json' });
      assert.deepEqual([exitCode, stdout, error?.code], [5, '', 'numbers.none']);
      assert.deepEqual(await callsAfter(stage, 2), ['getMobileCode', 'addBlack']);
      assert.ok((await statesOf(stage)).includes(fault === null ? 'blacklisted' : 'blacklistDue'));
    }
  });

  it('changes no exit code where it is refused again', async () => {
    await using stage = await startDue();
    await stage.fault(refusal);
    const { exitCode, stdout, stderr } = await stage.run('balance');
    assert.deepEqual([exitCode, stdout], [0, '99\n']);
    assert.match(stderr, /still to be blacklisted; the next command tries again/);
    assert.deepEqual(await statesOf(stage), ['blacklistDue']);
  });

  for (const line of ['get-number --pid 123 --dry-run', 'reconcile --dry-run', 'numbers', 'providers']) {
    it(`is left alone by a command that only looks: ${line}`, async () => {
      await using stage = await startDue();
      await stage.run(line);
      assert.deepEqual(
        (await callsAfter(stage, 2)).filter((call) => call === 'addBlack'),
        [],
      );
      assert.deepEqual(await statesOf(stage), ['blacklistDue']);
    });
  }

  it('does not include what this very command had to leave', async () => {
    await using stage = await startDue();
    const { id } = await stage.rent('9001'); // finishes the first
    await stage.fault(refusal);
    assert.equal((await stage.run(`wait-code ${id} --timeout 0.2 --interval 0.2`)).exitCode, 7);
    const calls = await callsAfter(stage, 2);
    assert.equal(calls.filter((call) => call === 'addBlack').length, 2);
    assert.deepEqual(calls.slice(0, 2), ['getMobileCode', 'addBlack']);
    assert.deepEqual((await statesOf(stage)).toSorted(), ['blacklistDue', 'blacklisted']);
  });
});
