import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rowsOf } from '../helpers/check-run.ts';
import { startBin, startCli, until } from '../helpers/run-cli.ts';
import { type Stage, startStage } from '../helpers/stage.ts';

const waiting = ['wait-code', '--all', '--timeout', '60', '--interval', '0.5'];

async function isLooking(stage: Stage): Promise<boolean> {
  return (await stage.requests('getMsg')).length > 0;
}

async function assertNothingWasGivenBack(stage: Stage, ids: readonly string[]): Promise<void> {
  assert.deepEqual(await stage.requests('passMobile'), []);
  assert.deepEqual(await stage.requests('addBlack'), []);
  const held = (await stage.leases()).filter((lease) => lease.state === 'held').map((lease) => lease.id);
  assert.deepEqual(held.sort(), ids.toSorted());
}

describe('an interrupted wait, as a process of its own', { concurrency: 2 }, () => {
  for (const [signal, exit, code] of [
    ['SIGINT', 130, 'interrupted'],
    ['SIGTERM', 143, 'terminated'],
  ] as const) {
    it(`says on one line what is still held and how to resume, and gives nothing back: ${signal}`, async () => {
      await using stage = await startStage();
      const [first, second] = [await stage.rent('9001'), await stage.rent('9001')];
      const running = startBin(waiting, stage.with({}));
      await until(() => isLooking(stage));
      running.kill(signal);
      const { exitCode, stdout, stderr } = await running.finished;
      assert.equal(exitCode, exit);
      assert.equal(stdout, '');
      const lines = stderr.trimEnd().split('\n');
      assert.equal(lines.length, 1, stderr);
      for (const { id, number } of [first, second]) {
        assert.match(stderr, new RegExp(`Still held:.*\\${number}`));
        assert.match(stderr, new RegExp(`Resume with: smsctl wait-code .*${id}`));
      }
      await assertNothingWasGivenBack(stage, [first.id, second.id]);
    });

    it(`is one JSON document with the leases: ${signal} --json`, async () => {
      await using stage = await startStage();
      const { id } = await stage.rent('9001');
      const running = startBin(waiting, stage.with({ mode: 'json' as const }));
      await until(() => isLooking(stage));
      running.kill(signal);
      const { exitCode, error } = await running.finished;
      assert.equal(exitCode, exit);
      assert.equal(error?.code, code);
      assert.deepEqual(
        error?.leases.map((lease) => [lease.id, lease.state]),
        [[id, 'held']],
      );
      await assertNothingWasGivenBack(stage, [id]);
    });
  }

  it('names none of more numbers than anybody would copy', async () => {
    await using stage = await startStage();
    const env = { SMSCTL_MAX_HELD: '100' };
    for (const count of [10, 10, 1]) await stage.run(`get-number --pid 9001 --count ${count}`, { env });
    const stopped = async (wish: { mode?: 'json' }) => {
      const before = (await stage.requests('getMsg')).length;
      const running = startBin(waiting, stage.with(wish));
      await until(async () => (await stage.requests('getMsg')).length > before);
      running.kill('SIGTERM');
      return running.finished;
    };
    assert.match((await stopped({})).stderr, /Resume with: smsctl wait-code --all\n$/);
    const { error } = await stopped({ mode: 'json' });
    assert.equal(error?.hint, 'Resume with: smsctl wait-code --all');
    assert.equal(error?.leases.length, 21);
  });

  it('names them all where --all would wait for another number too, and give it up', async () => {
    await using stage = await startStage();
    const other = await stage.rent('123');
    const env = { SMSCTL_MAX_HELD: '100' };
    for (const count of [10, 10, 1]) await stage.run(`get-number --pid 9001 --count ${count}`, { env });
    const running = startBin([...waiting, '--pid', '9001'], stage.with({ mode: 'json' as const }));
    await until(() => isLooking(stage));
    running.kill('SIGTERM');
    const { error } = await running.finished;
    const ids = error?.leases.map(({ id }) => id) ?? [];
    assert.equal(error?.hint, `Resume with: smsctl wait-code ${ids.join(' ')}`);
    assert.deepEqual([ids.length, ids.includes(other.id)], [21, false]);
  });

  it('leaves at once at the second signal, whatever it is waiting for', async () => {
    await using stage = await startStage();
    const { id } = await stage.rent('9001');
    await stage.fault({ kind: 'hang', call: 'getMsg' });
    const running = startBin(waiting, stage.with({}));
    await until(() => isLooking(stage));
    running.kill('SIGINT');
    await until(() => running.stderr().includes('Still held'));
    running.kill('SIGINT');
    const { exitCode } = await running.finished;
    assert.equal(exitCode, 130);
    await assertNothingWasGivenBack(stage, [id]);
  });

  it('has printed what was settled before', async () => {
    await using stage = await startStage();
    const [coded, silent] = [await stage.rent('9001'), await stage.rent('9001')];
    await stage.message(coded.number, 'code 482913');
    const running = startBin(waiting, stage.with({ mode: 'json' as const }));
    await until(() => running.stdout().includes('\n'));
    running.kill('SIGINT');
    const { documents, error } = await running.finished;
    assert.deepEqual(
      documents.map((line) => [line.id, line.code]),
      [[coded.id, '482913']],
    );
    assert.deepEqual(
      error?.leases.map((lease) => lease.id),
      [silent.id],
    );
  });
});

describe('an interrupted rental', { concurrency: 4 }, () => {
  for (const more of [[], ['--wait']]) {
    it(`waits for the answer that is under way, prints the number and how to go on: ${['get-number', ...more].join(' ')}`, async () => {
      await using stage = await startStage();
      await stage.fault({ kind: 'slow', call: 'getMobileCode', every: 0.005 });
      const running = startCli(['get-number', '--pid', '123', ...more], stage.with({}));
      await until(async () => (await stage.requests('getMobileCode')).length > 0);
      running.signal('SIGINT');
      const { exitCode, stdout, stderr } = await running.finished;
      const [lease] = await stage.leases();
      assert.equal(exitCode, 130);
      assert.equal(stdout, `${lease?.number}\n`);
      assert.match(stderr, /The request has left; its answer is waited for/);
      assert.match(stderr, new RegExp(`Still held: \\${lease?.number}\\. .*smsctl wait-code ${lease?.id}`));
      assert.equal(lease?.state, 'held');
      assert.deepEqual(running.suicides, []);
    });
  }

  it('names the number in its error document too', async () => {
    await using stage = await startStage();
    await stage.fault({ kind: 'slow', call: 'getMobileCode', every: 0.005 });
    const running = startCli(['get-number', '--pid', '123'], stage.with({ mode: 'json' }));
    await until(async () => (await stage.requests('getMobileCode')).length > 0);
    running.signal('SIGTERM');
    const ended = await running.finished;
    const [lease] = rowsOf(ended);
    assert.equal(ended.exitCode, 143);
    assert.deepEqual(ended.error?.leases, [lease]);
  });

  it('leaves at once at the second signal, and the next command knows', async () => {
    await using stage = await startStage();
    await stage.fault({ kind: 'hang', call: 'getMobileCode', when: 'after' });
    const running = startBin(['get-number', '--pid', '123'], stage.with({}));
    await until(async () => (await stage.requests('getMobileCode')).length > 0);
    running.kill('SIGINT');
    await until(() => running.stderr().includes('The request has left'));
    running.kill('SIGINT');
    assert.equal((await running.finished).exitCode, 130);
    const next = await stage.run('numbers');
    assert.match(next.stderr, /unknown outcome/);
    assert.deepEqual(
      (await stage.leases()).map((lease) => lease.state),
      ['unknown'],
    );
    assert.equal((await stage.requests('getMobileCode')).length, 1);
  });

  it('is not forgotten when the process is killed', async () => {
    await using stage = await startStage();
    await stage.fault({ kind: 'hang', call: 'getMobileCode', when: 'after' });
    const running = startBin(['get-number', '--pid', '123', '--request-id', 'order-1'], stage.with({}));
    await until(async () => (await stage.requests('getMobileCode')).length > 0);
    running.kill('SIGKILL');
    assert.equal((await running.finished).exitCode, 137);
    const again = await stage.run('get-number --pid 123 --request-id order-1', { mode: 'json' });
    assert.equal(again.error?.code, 'outcome.unknown');
    assert.equal((await stage.requests('getMobileCode')).length, 1);
  });

  it('stops asking between two requests, and has rented nothing', async () => {
    await using stage = await startStage();
    const running = startCli(['get-number', '--pid', '9003', '--retry-for', '5m'], stage.with({ mode: 'json' }));
    await until(async () => (await stage.requests('getMobileCode')).length > 0);
    running.signal('SIGTERM');
    const { exitCode, error } = await running.finished;
    assert.equal(exitCode, 143);
    assert.equal(error?.code, 'terminated');
    assert.deepEqual(
      (await stage.leases()).filter((lease) => lease.state !== 'notRented'),
      [],
    );
  });
});

describe('an interrupted release', () => {
  it('prints what was released and names what is still held', async () => {
    await using stage = await startStage();
    const [first, second, third] = [await stage.rent('9001'), await stage.rent('9001'), await stage.rent('9001')];
    await stage.fault({ kind: 'hang', call: 'passMobile', skip: 1 });
    const running = startCli(['release', first.id, second.id, third.id], stage.with({ mode: 'json' }));
    await until(async () => (await stage.requests('passMobile')).length === 2);
    running.signal('SIGINT');
    const ended = await running.finished;
    assert.equal(ended.exitCode, 130);
    assert.deepEqual(
      rowsOf(ended).map((row) => [row.id, row.status]),
      [[first.id, 'released']],
    );
    assert.deepEqual(ended.error?.leases.map((lease) => lease.id).sort(), [second.id, third.id].sort());
    assert.equal((await stage.requests('passMobile')).length, 2);
  });
});
