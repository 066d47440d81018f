import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, it, type TestContext } from 'node:test';
import { openProvider } from '../../src/library/provider.ts';
import { startSimulator } from '../../src/library/simulator.ts';
import { failing } from '../helpers/library.ts';
import { tempDir } from '../store/fixtures.ts';

const wish = { project: '9001', requestId: 'order' };
const library = new URL('../../src/library/provider.ts', import.meta.url).href;
const holding = `
  import { openProvider } from ${JSON.stringify(library)};
  const provider = await openProvider('durian', { ledger: 'shared' });
  console.log((await provider.getNumber(${JSON.stringify(wish)})).id);
  setInterval(() => {}, 1000);
`;

async function begin(t: TestContext) {
  const simulator = await startSimulator();
  const env = { SMSCTL_HOME: tempDir(t) };
  t.after(() => simulator.close());
  const calls = async () => (await simulator.journal()).map(({ call }) => call).filter((call) => call !== 'getMsg');
  return { simulator, calls, open: () => openProvider('durian', { simulator, env, ledger: 'shared' }), env };
}

/** Another process that has rented a number and lives on. */
async function startHolder(t: TestContext, variables: Readonly<Record<string, string>>) {
  const env = { PATH: process.env.PATH ?? '', ...variables };
  const child = spawn(process.execPath, ['--input-type=module', '-e', holding], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));
  const [id] = await once(child.stdout, 'data');
  const kill = async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return { id: String(id).trim(), kill };
}

describe('numbers of several processes', () => {
  it('are not taken from one that is at work with them, by the same request id', async (t) => {
    const { simulator, calls, open, env } = await begin(t);
    const holder = await startHolder(t, { ...env, ...simulator.environment });
    await using provider = await open();
    const error = await failing(provider.getNumber(wish));
    assert.equal(error.code, 'usage.requestIdHeld');
    assert.match(error.message, /"order" are held by another process .* Use an id of its own for each process/);
    assert.deepEqual(
      error.leases.map(({ id }) => id),
      [holder.id],
    );
    await provider.close();
    assert.deepEqual(await calls(), ['getMobileCode']);
  });

  it('are taken over, and not bought again, when that one was killed', async (t) => {
    const { simulator, calls, open, env } = await begin(t);
    const holder = await startHolder(t, { ...env, ...simulator.environment });
    await holder.kill();
    {
      await using provider = await open();
      assert.equal((await provider.getNumber(wish)).id, holder.id);
    }
    assert.deepEqual(await calls(), ['getMobileCode', 'passMobile']);
  });

  it('are given back by the next that uses the account, when theirs was killed', async (t) => {
    const { simulator, calls, open, env } = await begin(t);
    const holder = await startHolder(t, { ...env, ...simulator.environment });
    await (await open()).close();
    assert.deepEqual(await calls(), ['getMobileCode']);
    await holder.kill();
    await (await open()).close();
    assert.deepEqual(await calls(), ['getMobileCode', 'passMobile']);
  });

  it('make place for the next that rents, when theirs was killed', async (t) => {
    const { simulator, calls, env } = await begin(t);
    const holder = await startHolder(t, { ...env, ...simulator.environment });
    const options = { simulator: simulator.url, env, ledger: 'shared', limits: { maxHeld: 1 } } as const;
    await using provider = await openProvider('durian', options);
    assert.equal((await failing(provider.getNumber({ project: '9001' }))).code, 'limit.maxHeld');
    await holder.kill();
    await provider.getNumber({ project: '9001' });
    await provider.close();
    assert.deepEqual(await calls(), ['getMobileCode', 'passMobile', 'getMobileCode', 'passMobile']);
  });

  it('end for all that hold one when the first gives it back, and a wait says so', async (t) => {
    const { simulator, open } = await begin(t);
    await using one = await open();
    await using other = await open();
    const number = await one.getNumber(wish);
    const same = await other.getNumber(wish);
    assert.equal(same.id, number.id);
    const wait = failing(number.waitForCode({ interval: 50, timeout: 10_000 }));
    await same.release();
    const error = await wait;
    assert.equal(error.code, 'lease.closed');
    assert.match(error.message, /no longer held.* Where several hold one, by the same request id, who is first/);
    assert.ok((await simulator.journal()).length > 0);
  });
});
