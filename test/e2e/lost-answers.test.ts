import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startCli, until } from '../helpers/run-cli.ts';
import { type Stage, startStage } from '../helpers/stage.ts';
import { type Fault, senseless } from './senseless.ts';

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

  it('is not sent to where a redirect points', async () => {
    await using stage = await startStage();
    const location = `${stage.simulator.baseUrls.durian}/getMobile?pid=123&num=1&noblack=0&serial=2`;
    for (const status of [301, 302, 303, 307, 308]) {
      await stage.fault({ kind: 'redirect', status, headers: { location }, call: 'getMobileCode' });
      assert.equal((await stage.run('get-number --pid 123')).exitCode, 9, String(status));
    }
    assert.equal((await stage.requests()).length, 5);
    assert.deepEqual(await stage.requests('getMobile'), []);
  });

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
    assert.deepEqual([ended.stdout, ended.error?.code], ['', 'outcome.unknown']);
    assert.deepEqual(
      ended.error?.leases.map((lease) => lease.state),
      ['unknown'],
    );
    assert.deepEqual(
      (await stage.requests()).map((one) => one.split('?')[0]),
      ['getMobileCode', 'getUserInfo'],
      'it reads the balance, and asks for nothing else',
    );
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
