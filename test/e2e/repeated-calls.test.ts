import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rowsOf } from '../helpers/check-run.ts';
import { startStage } from '../helpers/stage.ts';
import { senseless } from './senseless.ts';

const reads: readonly (readonly [call: string, line: string])[] = [
  ['getUserInfo', 'balance'],
  ['getCountryPhoneNum', 'countries'],
  ['getStatus', 'status'],
  ['getBlack', 'blacklist --check'],
];

describe('a read whose answer is lost', { concurrency: 8 }, () => {
  it('is repeated, whatever went wrong', async () => {
    await Promise.all(
      Object.entries(senseless).map(async ([what, fault]) => {
        await using stage = await startStage();
        await stage.fault({ ...fault, call: 'getUserInfo' });
        const { exitCode, stdout, stderr } = await stage.run('balance');
        assert.equal(exitCode, 0, `${what}: ${stderr}`);
        assert.equal(stdout, '100\n');
        assert.equal((await stage.requests()).length, 2, what);
      }),
    );
  });

  for (const [call, line] of reads) {
    it(`is asked three times, then given up with exit 10: ${line}`, async () => {
      await using stage = await startStage();
      await stage.rent('9001');
      await stage.fault({ kind: 'reset', call, times: 3 });
      const ended = await stage.run(line, { mode: 'json' });
      assert.equal(ended.exitCode, 10, ended.stderr);
      assert.equal(ended.error?.code, 'provider.unreachable');
      assert.equal(ended.error?.retryable, true);
      assert.equal((await stage.requests(call)).length, 3);
    });
  }

  it('leaves stdout empty where nothing was found out: status and reconcile', async () => {
    for (const line of ['status', 'reconcile', 'reconcile --dry-run']) {
      await using stage = await startStage();
      await stage.rent('9001');
      await stage.fault({ kind: 'reset', call: 'getStatus', times: 3 });
      for (const mode of ['json', 'pipe'] as const) {
        const ended = await stage.run(line, { mode });
        if (mode === 'json') assert.deepEqual([ended.exitCode, ended.stdout], [10, ''], line);
        else assert.deepEqual([ended.exitCode, ended.stdout !== ''], [0, true], line);
      }
    }
  });

  it('leaves what else was found out on stdout: status and reconcile', async () => {
    const gone = { status: 'free', reconcile: 'gone' };
    for (const line of ['status', 'reconcile'] as const) {
      await using stage = await startStage();
      const ids = [(await stage.rent('9012')).id, (await stage.rent('9012')).id];
      await stage.fault({ kind: 'reset', call: 'getStatus', skip: 1, times: 3 });
      const ended = await stage.run(line === 'status' ? `status ${ids.join(' ')}` : line, { mode: 'json' });
      assert.equal(ended.exitCode, 10, ended.stderr);
      const told = rowsOf(ended).map((row) => (line === 'status' ? row.platform : row.to));
      assert.equal(told.length, 2);
      assert.equal(told.filter((one) => one === gone[line]).length, 1);
    }
  });

  it('does not end a wait: the next look brings the code', async () => {
    await Promise.all(
      ['reset', 'empty', 'html', 'status', 'redirect', 'half'].map(async (kind) => {
        await using stage = await startStage();
        await stage.rent('123');
        // Before the platform acts: what it has half handed out, it never hands out again.
        await stage.fault({ kind, call: 'getMsg', when: 'before' });
        const { exitCode, stdout } = await stage.run('wait-code --timeout 20 --interval 0.2');
        assert.equal(exitCode, 0, kind);
        assert.match(stdout, /^[0-9-]+\n$/);
      }),
    );
  });
});

const endings: readonly (readonly [call: string, line: string, state: string])[] = [
  ['passMobile', 'release', 'released'],
  ['addBlack', 'blacklist', 'blacklisted'],
];

describe('giving back', { concurrency: 8 }, () => {
  for (const [call, line, state] of endings) {
    it(`is repeated until the answer is understood, and "already" is done: ${line}`, async () => {
      await Promise.all(
        ['reset', 'half', 'empty', 'html', 'status'].map(async (kind) => {
          await using stage = await startStage();
          await stage.rent('9001');
          await stage.fault({ kind, call, when: 'after' });
          const ended = await stage.run(line, { mode: 'json' });
          assert.equal(ended.exitCode, 0, `${kind}: ${ended.stderr}`);
          assert.deepEqual(
            rowsOf(ended).map((row) => row.status),
            ['already'],
          );
          assert.equal((await stage.requests(call)).length, 2);
          assert.deepEqual(
            (await stage.leases()).map((lease) => lease.state),
            [state],
          );
        }),
      );
    });

    it(`says that the number is still held where nothing helps: ${line}`, async () => {
      await using stage = await startStage();
      await stage.rent('9001');
      await stage.fault({ kind: 'html', call, times: 4 });
      const ended = await stage.run(line, { mode: 'json' });
      assert.equal(ended.exitCode, 10);
      assert.match(ended.error?.message ?? '', /The number is still held\./);
      assert.deepEqual(
        rowsOf(ended).map((row) => row.status),
        ['failed'],
      );
      assert.deepEqual(
        (await stage.leases()).map((lease) => lease.state),
        [line === 'release' ? 'held' : 'blacklistDue'],
      );
    });

    it(`does nothing to what has ended: ${line} twice`, async () => {
      await using stage = await startStage();
      const { id } = await stage.rent('9001');
      await stage.run(`${line} ${id}`);
      const again = await stage.run(`${line} ${id}`, { mode: 'json' });
      assert.equal(again.exitCode, 0);
      assert.deepEqual(
        rowsOf(again).map((row) => row.status),
        ['already'],
      );
      assert.equal((await stage.requests(call)).length, 1);
    });
  }

  it('finishes a blacklisting that was refused with the commands that follow', async () => {
    await using stage = await startStage();
    await stage.rent('9011');
    const waited = await stage.run('wait-code --timeout 0.2 --interval 0.2', { mode: 'json' });
    assert.equal(waited.exitCode, 7);
    assert.equal(waited.documents[0]?.after, 'blacklistDue');
    assert.match(waited.error?.message ?? '', /could not be blacklisted yet/);
    const second = await stage.run('balance');
    assert.match(second.stderr, /still to be blacklisted/);
    const third = await stage.run('balance');
    assert.match(third.stderr, /blacklisted now/);
    assert.deepEqual(
      (await stage.leases()).map((lease) => lease.state),
      ['blacklisted'],
    );
    assert.equal((await stage.requests('addBlack')).length, 3);
  });

  it('never blacklists what was to be released, and never releases what was to be blacklisted', async () => {
    await using stage = await startStage();
    const [first, second] = [await stage.rent('9001'), await stage.rent('9001')];
    await stage.run(`release ${first.id}`);
    await stage.run(`blacklist ${second.id}`);
    assert.deepEqual(
      (await stage.requests()).slice(2).map((request) => request.split('?')[0]),
      ['passMobile', 'addBlack'],
    );
  });

  it('fails for a stranger’s number that is not held', async () => {
    await using stage = await startStage();
    const ended = await stage.run('release +12125550174 --pid 9001', { mode: 'json' });
    assert.equal(ended.exitCode, 11);
    assert.equal(ended.error?.providerCode, '401');
    assert.deepEqual(
      rowsOf(ended).map((row) => [row.id, row.status]),
      [[null, 'failed']],
    );
  });
});
