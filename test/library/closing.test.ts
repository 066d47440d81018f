import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readlinkSync } from 'node:fs';
import { test } from 'node:test';
import { openProvider } from '../../src/library/provider.ts';
import { withNumber } from '../../src/library/with-number.ts';
import { callsOf, failing, failureOf, open, quick } from '../helpers/library.ts';
import { tempDir } from '../store/fixtures.ts';

/** The answer comes in bytes: there is time to do something else while the platform has rented already. */
const slowly = (call: string) => ({ kind: 'slow', call, every: 0.002 });

/** Resolves when the platform has been asked for this. */
async function asked(simulator: Awaited<ReturnType<typeof open>>['simulator'], call: string): Promise<void> {
  while (!(await simulator.journal()).some((one) => one.call === call)) await new Promise(setImmediate);
}

test('what was rented is given back though its signal has ended all else', async (t) => {
  const stop = new AbortController();
  const { simulator, provider } = await open(t, 'durian', { signal: stop.signal });
  const [, second] = await provider.getNumbers({ project: '9001', count: 2 });
  stop.abort(new Error('the test is over'));
  await assert.rejects(provider.getNumber({ project: '9001' }), /the test is over/);
  await second?.[Symbol.asyncDispose]();
  await provider.close();
  assert.deepEqual(await callsOf(simulator), ['getMobileCode', 'passMobile', 'passMobile']);
});

test('a number that is being rented when the provider is closed is waited for and given back', async (t) => {
  const { simulator, provider } = await open(t);
  await simulator.fault(slowly('getMobileCode'));
  const rented = provider.getNumber({ project: '9001' });
  await asked(simulator, 'getMobileCode');
  await provider.close();
  assert.equal((await rented).state, 'released');
  assert.deepEqual(await callsOf(simulator), ['getMobileCode', 'passMobile']);
});

test('a wait ends when the provider is closed, and what is known of the number stays', async (t) => {
  const { provider, send } = await open(t);
  const number = await provider.getNumber({ project: '9001', multi: true });
  await send(number, 'code 1111');
  await number.mark();
  const wait = failing(number.waitForCode(quick));
  await provider.close();
  assert.equal((await wait).code, 'usage.providerClosed');
  assert.deepEqual([number.state, number.messages.map(({ code }) => code)], ['released', ['1111']]);
});

test('after the end of a provider all use of it is told in words, and ending it again is nothing', async (t) => {
  const { provider } = await open(t);
  const number = await provider.getNumber({ project: '9001' });
  await provider.close();
  const uses = [
    () => provider.getNumber({ project: '9001' }),
    () => provider.balance(),
    () => provider.countries('9001'),
    () => number.mark(),
    () => number.waitForCode(),
    () => number.release(),
    () => number.blacklist(),
  ];
  for (const use of uses) {
    const { code, message } = await failing(use());
    assert.deepEqual([code, message.startsWith('The provider has been closed')], ['usage.providerClosed', true]);
  }
  await number[Symbol.asyncDispose]();
  await provider.close();
});

test('a number whose blacklisting failed is blacklisted at the end, not released', async (t) => {
  const { simulator, provider } = await open(t);
  const number = await provider.getNumber({ project: '9001' });
  await simulator.fault({ kind: 'custom', call: 'addBlack', body: '{"code":400,"msg":"no","data":""}' });
  await failing(number.blacklist());
  assert.equal(number.state, 'blacklistDue');
  await provider.close();
  assert.deepEqual(await callsOf(simulator), ['getMobileCode', 'addBlack', 'addBlack']);
});

test('a number that has brought a code is released, though a further one did not come', async (t) => {
  const { simulator, provider, send } = await open(t);
  const number = await provider.getNumber({ project: '9001', multi: true });
  await send(number, 'code 1111');
  await number.waitForCode(quick);
  await failing(number.waitForCode({ interval: 100, timeout: 200 }));
  await provider.close();
  assert.deepEqual(await callsOf(simulator), ['getMobileCode', 'passMobile']);
});

test('what no platform call can release is blacklisted, as its document asks for', async (t) => {
  const { simulator, provider, send } = await open(t, 'taoma');
  const [one, other] = await provider.getNumbers({ project: '9001', count: 2 });
  assert.ok(one && other);
  await send(one, 'code 1111');
  await one.mark();
  assert.equal((await failing(one.release())).code, 'provider.unsupported');
  assert.deepEqual([one.state, other.state], ['received', 'held']);
  await provider.close();
  assert.deepEqual([one.state, other.state], ['blacklisted', 'blacklisted']);
  assert.equal((await callsOf(simulator)).filter((call) => call === 'addBlackMobiles').length, 1);
});

test('numbers of earlier calls are named where a later one fails', async (t) => {
  const { simulator, provider } = await open(t, 'taoma', { limits: { maxHeld: 60 } });
  await simulator.fault({ kind: 'reset', call: 'getMobiles', when: 'after', skip: 1 });
  const error = await failing(provider.getNumbers({ project: '9001', count: 60 }));
  assert.deepEqual([error.code, error.stake], ['outcome.unknown', 'maybeRented']);
  assert.equal(error.leases.filter(({ state }) => state === 'held').length, 50);
});

test('what the work throws is thrown, and why the number is still held is its cause', async (t) => {
  const { simulator, provider, env } = await open(t);
  const refused = { kind: 'custom', call: 'passMobile', body: '{"code":802,"msg":"no","data":""}' };
  const inner = new RangeError('the reason');
  const thrown = [new RangeError('the test failed'), new RangeError('the test failed', { cause: inner })];
  for (const [index, error] of thrown.entries()) {
    await simulator.fault({ ...refused, times: 1 });
    const which = index === 0 ? { provider } : { provider: 'durian', simulator, env };
    const work = () => {
      throw error;
    };
    assert.equal(await failureOf(withNumber({ ...which, project: '9001' }, work)), error);
  }
  for (const { cause } of [thrown[0] ?? inner, inner]) assert.match(String(cause), /SmsctlError: .*still held/);
});

test('a provider that could not be opened leaves no file open', { skip: process.platform !== 'linux' }, async (t) => {
  const home = tempDir(t);
  const env = { SMSCTL_HOME: home };
  assert.equal((await failing(openProvider('durian', { env, ledger: 'shared' }))).code, 'credentials.missing');
  const files = readdirSync('/proc/self/fd').map((name) => failureless(() => readlinkSync(`/proc/self/fd/${name}`)));
  assert.deepEqual(
    files.filter((file) => file.startsWith(home)),
    [],
  );
});

test('a provider of the sandbox that nobody closes keeps no process alive', (t) => {
  const library = new URL('../../src/library/provider.ts', import.meta.url).href;
  const code = `
    import { openProvider } from ${JSON.stringify(library)};
    console.log((await (await openProvider('durian', { sandbox: true })).getNumber({ project: '9001' })).state);
  `;
  const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    env: { PATH: process.env.PATH, SMSCTL_HOME: tempDir(t) },
    encoding: 'utf8',
    timeout: 30_000,
  });
  assert.deepEqual([stdout.trim(), status], ['held', 0]);
});

function failureless(read: () => string): string {
  try {
    return read();
  } catch {
    return ''; // the folder itself was open while it was listed
  }
}
