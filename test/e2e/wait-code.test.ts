import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rowsOf } from '../helpers/check-run.ts';
import { startCli, until } from '../helpers/run-cli.ts';
import { type Stage, startStage } from '../helpers/stage.ts';

const quick = '--timeout 0.3 --interval 0.2';

/** Names of the calls after the first rent request, in order. */
async function calls(stage: Stage): Promise<string[]> {
  const names = (await stage.requests()).map((request) => request.split('?')[0] ?? '');
  return names.filter((name) => name !== 'getMobileCode');
}

const busy = {
  kind: 'custom',
  call: 'getMsg',
  body: '{"code":409,"msg":"The request frequency is too high","data":""}',
};
const failed = { kind: 'custom', call: 'getMsg', body: '{"code":405,"msg":"Failed","data":""}' };

describe('wait-code', { concurrency: 8 }, () => {
  it('prints the code alone and leaves the number, which the platform has freed', async () => {
    await using stage = await startStage();
    const { id } = await stage.rent('123');
    const { exitCode, stdout, stderr } = await stage.run('wait-code --interval 0.2');
    assert.equal(exitCode, 0);
    assert.match(stdout, /^\d{4,8}\n$/);
    assert.equal(stderr, '');
    const [lease] = await stage.leases();
    assert.deepEqual([lease?.id, lease?.state, lease?.code], [id, 'done', stdout.trim()]);
    assert.deepEqual(await calls(stage), ['getMsg']);
  });

  it('gives the code of a lease that is done again, without asking', async () => {
    await using stage = await startStage();
    const { id } = await stage.rent('123');
    const first = await stage.run('wait-code --interval 0.2');
    const again = await stage.run(`wait-code ${id}`, { mode: 'json' });
    assert.equal(again.exitCode, 0);
    assert.equal(again.documents[0]?.code, first.stdout.trim());
    assert.equal((await stage.requests('getMsg')).length, 1);
  });

  it('blacklists on timeout, after a last look', async () => {
    await using stage = await startStage();
    await stage.rent('9001');
    const { documents } = await stage.run(`wait-code ${quick}`, { mode: 'json' });
    assert.deepEqual(
      documents.map(({ status, code, after }) => [status, code, after]),
      [['timedOut', null, 'blacklisted']],
    );
    assert.deepEqual((await calls(stage)).slice(-2), ['getMsg', 'addBlack']);
    assert.equal((await stage.leases())[0]?.state, 'blacklisted');
  });

  for (const [action, last, after, state] of [
    ['release', 'passMobile', 'released', 'released'],
    ['keep', 'getMsg', 'kept', 'held'],
  ]) {
    it(`does as it is told on timeout: --on-timeout ${action}`, async () => {
      await using stage = await startStage();
      await stage.rent('9001');
      const { documents, exitCode } = await stage.run(`wait-code ${quick} --on-timeout ${action}`, { mode: 'json' });
      assert.equal(exitCode, 7);
      assert.equal(documents[0]?.after, after);
      assert.equal((await calls(stage)).at(-1), last);
      assert.equal((await calls(stage)).includes('addBlack'), false);
      assert.equal((await stage.leases())[0]?.state, state);
    });
  }

  it('looks once and touches nothing: --once', async () => {
    await using stage = await startStage();
    await stage.rent('9001');
    const { documents, exitCode } = await stage.run('wait-code --once', { mode: 'json' });
    assert.equal(exitCode, 8);
    assert.deepEqual(
      documents.map(({ status, after, looks }) => [status, after, looks]),
      [['pending', 'kept', 1]],
    );
    assert.deepEqual(await calls(stage), ['getMsg']);
  });

  it('writes one line a number the moment it is settled: --all', async () => {
    await using stage = await startStage();
    const [early, late] = [await stage.rent('9001'), await stage.rent('9001')];
    const running = startCli(
      ['wait-code', '--all', '--interval', '0.2', '--timeout', '30'],
      stage.with({ mode: 'json' }),
    );
    await until(async () => (await stage.requests('getMsg')).length >= 2);
    await stage.message(early.number, 'code 482913');
    await until(() => running.stdout().includes('\n'));
    assert.deepEqual(
      running
        .stdout()
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).id),
      [early.id],
    );
    await stage.message(late.number, 'code 118204');
    const { documents, exitCode } = await running.finished;
    assert.equal(exitCode, 0);
    assert.deepEqual(
      documents.map(({ id, code, status }) => [id, code, status]),
      [
        [early.id, '482913', 'received'],
        [late.id, '118204', 'received'],
      ],
    );
  });

  it('prints number and code for several numbers in a pipe', async () => {
    await using stage = await startStage();
    const [first, second] = [await stage.rent('123'), await stage.rent('123')];
    const { stdout, exitCode } = await stage.run(`wait-code ${first.id} ${second.id} --interval 0.2`);
    assert.equal(exitCode, 0);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t'));
    assert.deepEqual(lines.map(([number]) => number).sort(), [first.number, second.number].sort());
    for (const [, code] of lines) assert.match(code ?? '', /^\d{4,8}$/);
  });

  it('slows down where the platform says "too fast", and goes on', async () => {
    await using stage = await startStage();
    await stage.rent('123');
    await stage.fault(busy);
    const { exitCode, documents } = await stage.run('wait-code --interval 0.2 --timeout 20', { mode: 'json' });
    assert.equal(exitCode, 0);
    assert.equal(documents[0]?.looks, 2);
  });

  it('goes on after two refusals in a row, ends with the third, and keeps the number', async () => {
    await using stage = await startStage();
    await stage.rent('9001');
    await stage.fault({ ...failed, times: 3 });
    const ended = await stage.run('wait-code --interval 0.2 --timeout 30', { mode: 'json' });
    assert.equal(ended.exitCode, 11);
    assert.deepEqual(
      ended.documents.map(({ status, looks, after }) => [status, looks, after]),
      [['failed', 3, 'kept']],
    );
    assert.equal(ended.error?.providerCode, '405');
    assert.match(ended.error?.message ?? '', /The number is still held\./);
    assert.equal((await stage.leases())[0]?.state, 'held');
    assert.equal((await calls(stage)).includes('addBlack'), false);
  });

  it('forgets refusals once there was a good answer', async () => {
    await using stage = await startStage();
    const { number } = await stage.rent('9001');
    await stage.fault({ ...failed, times: 2 });
    await stage.fault({ ...failed, skip: 1, times: 2 });
    const running = startCli(['wait-code', '--interval', '0.2', '--timeout', '30'], stage.with({}));
    await until(async () => (await stage.requests('getMsg')).length >= 3);
    await stage.message(number, 'code 4711');
    assert.equal((await running.finished).exitCode, 0);
  });

  it('asks about a number the ledger does not know when its project is given', async () => {
    await using stage = await startStage();
    const unknown = await stage.run('wait-code +12125550174', { mode: 'json' });
    assert.equal(unknown.error?.code, 'usage.noSuchLease');
    const { documents, exitCode } = await stage.run('wait-code +12125550174 --pid 9001 --once', { mode: 'json' });
    assert.equal(exitCode, 8);
    assert.deepEqual([documents[0]?.id, documents[0]?.number, documents[0]?.project], [null, '+12125550174', '9001']);
    assert.equal((await stage.requests('getMsg')).length, 1);
  });

  it('asks which one is meant where several fit, and names them', async () => {
    await using stage = await startStage();
    const [first, second] = [await stage.rent('9001'), await stage.rent('123')];
    const ended = await stage.run('wait-code', { mode: 'json' });
    assert.equal(ended.error?.code, 'usage.ambiguousNumber');
    assert.deepEqual(ended.error?.leases.map((lease) => lease.id).sort(), [first.id, second.id].sort());
    assert.equal((await stage.requests('getMsg')).length, 0);
    const narrowed = await stage.run('wait-code --pid 123 --interval 0.2');
    assert.equal(narrowed.exitCode, 0);
  });

  it('reads numbers from stdin, our own table included', async () => {
    await using stage = await startStage();
    const [first, second] = [await stage.rent('123'), await stage.rent('123')];
    const input = `${first.number}\tanything\n\n  ${second.id}\r\n`;
    const { stdout, exitCode } = await stage.run('wait-code - --interval 0.2', { input });
    assert.equal(exitCode, 0);
    assert.equal(stdout.trimEnd().split('\n').length, 2);
  });

  for (const line of ['wait-code --once', 'release', 'blacklist', 'status']) {
    it(`takes nothing on stdin for a mistake, not for all there is: ${line} -`, async () => {
      await using stage = await startStage();
      await stage.rent('9001');
      for (const input of ['', '\n \n']) {
        const ended = await stage.run(`${line} -`, { input, mode: 'json' });
        assert.deepEqual([ended.exitCode, ended.stdout, ended.error?.code], [2, '', 'usage.missingArgument']);
      }
      assert.equal((await stage.requests()).length, 1);
      assert.equal((await stage.leases())[0]?.state, 'held');
    });
  }

  it('has nothing to do where nothing is held, and says so: --all', async () => {
    await using stage = await startStage();
    const { exitCode, stdout, stderr } = await stage.run('wait-code --all');
    assert.deepEqual([exitCode, stdout, stderr], [0, '', 'Nothing is held that fits: nothing to do.\n']);
    const json = await stage.run('wait-code --all', { mode: 'json' });
    assert.deepEqual([json.exitCode, json.stdout], [0, '']);
  });

  it('asks a busy platform once, no more, and says so: --once', async () => {
    await using stage = await startStage();
    await stage.rent('9001');
    await stage.fault({ ...busy, times: 5 });
    const { documents, exitCode, error } = await stage.run('wait-code --once', { mode: 'json' });
    assert.deepEqual([exitCode, error?.code], [14, 'rate.limited']);
    assert.deepEqual(
      documents.map(({ status, after, looks }) => [status, after, looks]),
      [['failed', 'kept', 1]],
    );
    assert.deepEqual(await calls(stage), ['getMsg']);
  });

  it('tells in the platform’s words why a number could not be given back on timeout', async () => {
    await using stage = await startStage();
    const { id } = await stage.rent('9001');
    await stage.fault({
      kind: 'custom',
      call: 'passMobile',
      body: '{"code":904,"msg":"Invalid project ID","data":""}',
    });
    const ended = await stage.run(`wait-code ${quick} --on-timeout release`, { mode: 'json' });
    assert.deepEqual([ended.exitCode, ended.error?.code, ended.documents[0]?.after], [7, 'code.timeout', 'kept']);
    assert.deepEqual([ended.error?.providerCode, ended.error?.providerMessage], ['904', 'Invalid project ID']);
    assert.match(ended.error?.message ?? '', /The number is still held\./);
    assert.deepEqual(
      ended.error?.leases.map((lease) => lease.id),
      [id],
    );
  });

  it('never tells the code of a closed number for several messages again', async () => {
    await using stage = await startStage();
    const { id } = await stage.rent('9002', '--multi');
    assert.match((await stage.run('wait-code --interval 0.2')).stdout, /^\d{4,8}\n$/);
    await stage.run(`release ${id}`);
    const piped = await stage.run(`wait-code ${id}`);
    assert.deepEqual([piped.exitCode, piped.stdout], [11, '']);
    const { documents, error } = await stage.run(`wait-code ${id}`, { mode: 'json' });
    assert.deepEqual(
      documents.map(({ status, code, messages }) => [status, code, messages]),
      [['gone', null, []]],
    );
    assert.equal(error?.code, 'lease.closed');
  });

  it('gives the code that a pattern missed to the next wait without one', async () => {
    await using stage = await startStage();
    const { id } = await stage.rent('123');
    assert.equal((await stage.run(`wait-code ${id} --interval 0.2 --match [A-Z]{9}`)).exitCode, 7);
    const { exitCode, stdout } = await stage.run(`wait-code ${id}`);
    assert.equal(exitCode, 0);
    assert.match(stdout, /^[0-9-]{4,9}\n$/);
    assert.equal((await stage.requests('getMsg')).length, 1);
  });

  it('cannot hold a number that the platform frees with its first code: --keep', async () => {
    await using stage = await startStage();
    await stage.rent('9001');
    const ended = await stage.run('wait-code --keep', { mode: 'json' });
    assert.equal(ended.error?.code, 'provider.unsupported');
    assert.match(ended.error?.hint ?? '', /--multi/);
    assert.deepEqual(await calls(stage), []);
  });

  it('says so where the platform took the number back', async () => {
    await using stage = await startStage();
    await stage.rent('9012');
    const ended = await stage.run('wait-code --interval 0.2 --timeout 30', { mode: 'json' });
    assert.deepEqual([ended.exitCode, ended.error?.code], [11, 'number.gone']);
    assert.deepEqual(
      ended.documents.map(({ status, code, after }) => [status, code, after]),
      [['gone', null, 'released']],
    );
    assert.equal((await stage.leases())[0]?.state, 'gone');
  });

  it('follows a rental at once: get-number --wait', async () => {
    await using stage = await startStage();
    const { stdout, exitCode } = await stage.run('get-number --pid 123 --wait --interval 0.2');
    assert.equal(exitCode, 0);
    assert.match(stdout, /^\+\d+\n\d{4,8}\n$/);
    const json = await stage.run('get-number --pid 123 --count 2 --wait --interval 0.2', { mode: 'json' });
    assert.equal(json.documents.length, 3);
    const ids = rowsOf(json).map((lease) => lease.id);
    assert.deepEqual(
      json.documents
        .slice(1)
        .map((line) => line.id)
        .sort(),
      ids.toSorted(),
    );
  });
});
