import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rowsOf, startCli, until } from '../helpers/run-cli.ts';
import { type Stage, startStage } from '../helpers/stage.ts';

type Fault = Readonly<Record<string, unknown>>;

/** What tells nothing about what the platform did, before or after it acted. */
const senseless: Readonly<Record<string, Fault>> = {
  'the connection is closed': { kind: 'refuse' },
  'the connection is closed after the platform acted': { kind: 'refuse', when: 'after' },
  'the connection is reset': { kind: 'reset' },
  'the connection is reset after the platform acted': { kind: 'reset', when: 'after' },
  'half of the body comes': { kind: 'half' },
  'the body is empty': { kind: 'empty' },
  'the body is empty after the platform acted': { kind: 'empty', when: 'after' },
  'a web page comes': { kind: 'html' },
  'a captcha comes': { kind: 'captcha' },
  'status 500': { kind: 'status', status: 500 },
  'status 502 after the platform acted': { kind: 'status', status: 502, when: 'after' },
  'status 503': { kind: 'status' },
  'status 404': { kind: 'status', status: 404 },
  'a redirect': { kind: 'redirect' },
  'a gzip bomb': { kind: 'gzipBomb' },
  'more than 1 MiB': { kind: 'tooBig' },
  'bytes that are no UTF-8': { kind: 'gbk' },
  'JSON of another kind': { kind: 'custom', body: '[]' },
  'a bare null': { kind: 'custom', body: 'null' },
  'no code in the frame': { kind: 'custom', body: '{"msg":"Success","data":"+59173841704"}' },
  'a code that the document does not know': { kind: 'custom', body: '{"code":299,"msg":"?","data":""}' },
};

/** Of a rent request only. */
const senselessRent: Readonly<Record<string, Fault>> = {
  'status 429': { kind: 'status', status: 429 },
  'success without a number': { kind: 'custom', body: '{"code":200,"msg":"Success","data":null}' },
  'success with an empty list': { kind: 'custom', body: '{"code":200,"msg":"Success","data":[]}' },
  'success with what is no number': { kind: 'custom', body: '{"code":200,"msg":"Success","data":"soon"}' },
  'a code that the document lists for other calls': { kind: 'custom', body: '{"code":908,"msg":"","data":""}' },
};

async function assertUnknown(stage: Stage): Promise<void> {
  assert.equal((await stage.requests('getMobileCode')).length, 1, 'one rent request');
  const [lease, ...others] = await stage.leases();
  assert.equal(lease?.state, 'unknown');
  assert.deepEqual(others, []);

  const next = await stage.run('numbers');
  assert.equal(next.exitCode, 0);
  assert.match(next.stderr, /1 rent request has an unknown outcome/);

  const again = await stage.run('get-number --pid 123 --request-id order-1', { mode: 'json' });
  assert.equal(again.exitCode, 9);
  assert.equal(again.error?.code, 'outcome.unknown');
  assert.equal((await stage.requests('getMobileCode')).length, 1, 'no second rent request');
}

describe('a rent request whose answer is lost', () => {
  for (const [what, fault] of Object.entries({ ...senseless, ...senselessRent })) {
    it(`is never sent again and is never forgotten: ${what}`, async () => {
      await using stage = await startStage();
      await stage.fault({ ...fault, call: 'getMobileCode' });
      const ended = await stage.run('get-number --pid 123 --request-id order-1 --retry-for 5m', { mode: 'json' });
      assert.equal(ended.exitCode, 9, ended.stderr);
      assert.equal(ended.error?.code, 'outcome.unknown');
      assert.equal(ended.error?.retryable, false);
      assert.equal(ended.error?.leases.length, 1);
      await assertUnknown(stage);
    });
  }

  it('is never sent again: no answer ever comes and the platform dies', async () => {
    await using stage = await startStage();
    await stage.fault({ kind: 'hang', call: 'getMobileCode' });
    const running = startCli(['get-number', '--pid', '123'], stage.with({}));
    await until(async () => (await stage.requests()).length > 0);
    await stage.simulator.close();
    const ended = await running.finished;
    assert.equal(ended.exitCode, 9, ended.stderr);
    assert.deepEqual(
      (await stage.leases()).map(({ state }) => state),
      ['unknown'],
    );
  });

  it('counts against the user’s limit until it is settled', async () => {
    await using stage = await startStage();
    const env = { SMSCTL_MAX_HELD: '1' };
    await stage.run('get-number --pid 9010', { env });
    const ended = await stage.run('get-number --pid 123', { mode: 'json', env });
    assert.equal(ended.error?.code, 'limit.maxHeld');
    assert.equal((await stage.requests()).length, 1);
  });

  it('is told by reconcile with exit 9 while a number may still be held', async () => {
    await using stage = await startStage();
    await stage.run('get-number --pid 9010');
    const ended = await stage.run('reconcile', { mode: 'json' });
    assert.equal(ended.exitCode, 9);
    assert.deepEqual(
      rowsOf(ended).map(({ from, to, reason }) => [from, to, reason]),
      [['unknown', 'unknown', 'stillPossible']],
    );
    assert.equal((await stage.requests()).length, 1);
  });

  it('is understood where only its dress is odd', async () => {
    for (const fault of [{ kind: 'bom' }, { kind: 'contentType' }]) {
      await using stage = await startStage();
      await stage.fault({ ...fault, call: 'getMobileCode' });
      const { exitCode, stdout } = await stage.run('get-number --pid 123');
      assert.equal(exitCode, 0);
      assert.match(stdout, /^\+\d+\n$/);
    }
  });
});

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
