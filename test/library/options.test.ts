import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { openProvider } from '../../src/library/provider.ts';
import { startSimulator } from '../../src/library/simulator.ts';
import { withNumber } from '../../src/library/with-number.ts';
import { callsOf, failing, open, quick } from '../helpers/library.ts';
import { runCli } from '../helpers/run-cli.ts';

/** As a caller without types would. */
const untyped = (value: unknown) => value as never;

const wishes = [
  [{ project: 257n }, 'usage.invalidValue', /^project cannot be "257"/],
  [{ project: '9001', count: 2 }, 'usage.unknownOption', /count/],
  [undefined, 'usage.invalidValue', /^project cannot be "undefined"/],
  [{ project: '9001', contry: 'th' }, 'usage.unknownOption', /contry.*Did you mean country/],
  [{ project: '9001', multi: 'yes' }, 'usage.invalidValue', /^multi cannot be "yes"/],
  [{ project: '9001', prefix: 66 }, 'usage.invalidValue', /^prefix cannot be "66"/],
  [{ project: '9001', retryFor: '5s' }, 'usage.invalidValue', /^retryFor cannot be "5s"/],
  [{ project: '9001', retryFor: -1 }, 'usage.invalidValue', /^retryFor cannot be "-1"/],
  [{ project: '9001', requestId: 5 }, 'usage.invalidValue', /^requestId cannot be "5"/],
  [{ project: '9001', requestId: '' }, 'usage.invalidValue', /^requestId cannot be ""/],
  [{ project: '9001', requestId: 'x'.repeat(201) }, 'usage.invalidValue', /^requestId cannot be "xxx/],
] as const;

test('a wish that makes no sense is refused before anything is paid for', async (t) => {
  const { simulator, provider } = await open(t);
  for (const [wish, code, words] of wishes) {
    const error = await failing(provider.getNumber(untyped(wish)));
    assert.deepEqual([error.code, words.test(error.message)], [code, true], error.message);
  }
  assert.deepEqual(await callsOf(simulator), []);
});

test('what a wait cannot understand is refused before a message is read', async (t) => {
  const { provider, send } = await open(t);
  const number = await provider.getNumber({ project: '9001' });
  await send(number, 'code 1111');
  const options = [
    { match: '\\d{4}' },
    { not: 1111 },
    { not: [1111] },
    { since: '2020-01-01' },
    { since: new Date('never') },
    { timeout: '5000' },
    { timout: 5000 },
    { keep: 'yes' },
    { signal: {} },
  ];
  for (const option of options) {
    const { code } = await failing(number.waitForCode(untyped({ ...quick, ...option })));
    assert.equal(code, 'timout' in option ? 'usage.unknownOption' : 'usage.invalidValue', inspect(option));
  }
  assert.equal(await number.waitForCode(quick), '1111');
});

test('an option of an account that makes no sense is refused, and a key is not repeated', async (t) => {
  const { simulator, env } = await open(t);
  const all = [
    [{ sandbx: true }, /sandbx.*Did you mean sandbox/],
    [{ ledger: 'Shared' }, /^ledger cannot be "Shared": it takes memory, shared/],
    [{ profile: '' }, /^profile/],
    [{ simulator: 4010 }, /^simulator cannot be "4010": it takes a text/],
    [{ baseUrl: new URL('http://127.0.0.1') }, /^baseUrl/],
    [{ credentials: { nme: 'x' } }, /nme.*Did you mean name/],
    [{ credentials: { apiKey: 123456 } }, /^apiKey cannot be "number"/],
    [{ limits: { maxheld: 5 } }, /maxheld.*Did you mean maxHeld/],
    [{ simulator: {} }, /^simulator.baseUrls cannot/],
    [{ signal: {} }, /^signal cannot be .* it takes an AbortSignal/],
    [{ simulator: { ...simulator, baseUrls: { zhima: simulator.url } } }, /^simulator.baseUrls cannot/],
  ] as const;
  for (const [options, words] of all) {
    const { message } = await failing(openProvider('durian', untyped({ simulator, env, ...options })));
    assert.match(message, words);
    assert.ok(!message.includes('123456'));
  }
  assert.equal((await failing(openProvider(untyped(undefined)))).code, 'usage.unknownProvider');
  assert.match((await failing(startSimulator(untyped({ prt: 4010 })))).message, /prt.*Did you mean port/);
});

test('with a number nothing can be done by what is no work, or where no provider is named', async (t) => {
  const { simulator, provider, env } = await open(t);
  const noWork = withNumber({ provider, project: '9001' }, untyped(undefined));
  assert.equal((await failing(noWork)).code, 'usage.invalidValue');
  for (const none of [undefined, null, {}]) {
    const wish = untyped({ provider: none, project: '9001', simulator, env });
    assert.equal((await failing(withNumber(wish, () => {}))).code, 'usage.unknownProvider');
  }
  assert.deepEqual(await callsOf(simulator), []);
});

test('at a simulator of this machine CI asks for no limit, and no proxy stands between', async (t) => {
  const nowhere = 'http://127.0.0.1:9';
  const { provider } = await open(t, 'durian', { env: { CI: '1', http_proxy: nowhere, NO_PROXY: 'example.com' } });
  assert.equal((await provider.getNumber({ project: '9001' })).state, 'held');
});

test('what a mark has made old is not handed out, however far back a wait looks', async (t) => {
  const { provider, send } = await open(t);
  const number = await provider.getNumber({ project: '9001', multi: true });
  const since = new Date();
  await send(number, 'old code 1111');
  await number.mark();
  const wait = number.waitForCode({ ...quick, since });
  await send(number, 'new code 2222');
  assert.equal(await wait, '2222');
});

test('a mark that is under way is waited for, and none is made under a wait', async (t) => {
  const { provider, send } = await open(t);
  const number = await provider.getNumber({ project: '9001', multi: true });
  await send(number, 'old code 1111');
  const marked = number.mark();
  const wait = number.waitForCode(quick);
  await marked;
  assert.equal((await failing(number.mark())).code, 'usage.waitedTwice');
  await send(number, 'new code 2222');
  assert.equal(await wait, '2222');
});

test('countries are asked for a project that is a text, or an alias of one', async (t) => {
  const { simulator, provider, env } = await open(t);
  assert.equal((await failing(provider.countries(untyped(257)))).code, 'usage.invalidValue');
  await runCli(['config', 'set', 'project.shop', 'durian=9001'], { home: env.SMSCTL_HOME });
  await using other = await openProvider('durian', { simulator, env });
  assert.ok((await other.countries('shop')).length > 0);
  const asked = (await simulator.journal()).map(({ url }) => new URL(url, simulator.url).searchParams.get('pid'));
  assert.deepEqual(asked, ['9001']);
});

test('a request id whose number has ended brings no number', async (t) => {
  const { simulator, provider } = await open(t);
  const number = await provider.getNumber({ project: '9001', requestId: 'order' });
  await number.release();
  const { code } = await failing(provider.getNumber({ project: '9001', requestId: 'order' }));
  assert.equal(code, 'lease.closed');
  assert.deepEqual(await callsOf(simulator), ['getMobileCode', 'passMobile']);
});

test('a failure that is printed tells no code that its number has brought', async (t) => {
  const { provider, send } = await open(t);
  const number = await provider.getNumber({ project: '9001', multi: true });
  await send(number, 'code 7777');
  await number.waitForCode(quick);
  const error = await failing(number.waitForCode({ interval: 100, timeout: 200 }));
  assert.deepEqual(
    error.leases.map(({ id }) => id),
    [number.id],
  );
  assert.doesNotMatch(inspect(error, { depth: 9 }) + JSON.stringify(error), /7777/);
});
