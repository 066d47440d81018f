import assert from 'node:assert/strict';
import { request } from 'node:http';
import { describe, it } from 'node:test';
import { SmsctlError } from '../../src/core/errors.ts';
import type { SimulatedPlatform } from '../../src/providers/simulated.ts';
import type { JournalEntry } from '../../src/simulator/journal.ts';
import { memoryState, startTestSimulator } from '../helpers/simulator.ts';

const credentials = 'name=sandbox&ApiKey=c2FuZGJveA%2Bk%2FeQ%3D%3D';

async function ask(base: string | undefined, call: string, query: string): Promise<{ code: number; data: unknown }> {
  return (await (await fetch(`${base}/${call}?${credentials}&${query}`)).json()) as { code: number; data: unknown };
}

/** A platform that says what reached it. */
const echo: SimulatedPlatform = {
  id: 'echo',
  basePath: '/http.do',
  account: { name: 'a', key: 'k' },
  credentials: {},
  options: {},
  call: ({ parameters }) => parameters.action ?? '',
  handle: ({ method, path, parameters }) => ({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ method, path, parameters }),
  }),
};

describe('the simulator', () => {
  it('serves each platform below its own base URL on 127.0.0.1', async () => {
    await using simulator = await startTestSimulator();
    assert.match(simulator.url, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.deepEqual(simulator.baseUrls, { durian: `${simulator.url}/durian/out/ext_api` });
    assert.equal((await ask(simulator.baseUrls.durian, 'getUserInfo', '')).code, 200);
    const elsewhere = await fetch(`${simulator.url}/out/ext_api/getUserInfo`);
    assert.equal(elsewhere.status, 404);
    assert.match(await elsewhere.text(), /\/durian\/out\/ext_api/);
    assert.equal((await fetch(`${simulator.url}/durian/out/ext_apis`)).status, 404);
  });

  it('shares one state with another server: holds, stock, charges, faults and clock', async () => {
    const state = memoryState();
    await using one = await startTestSimulator({ state });
    await using two = await startTestSimulator({ state });
    await one.control('POST /stock', { stock: { '*': 0, th: 1 } });
    const { data } = await ask(one.baseUrls.durian, 'getMobile', 'pid=123');
    assert.equal((await ask(two.baseUrls.durian, 'getMobile', 'pid=123')).code, 906);
    await two.advance(3);
    const pn = encodeURIComponent(String(data));
    assert.equal((await ask(two.baseUrls.durian, 'getMsg', `pn=${pn}&pid=123&serial=2`)).code, 200);
    assert.equal((await ask(one.baseUrls.durian, 'getMsg', `pn=${pn}&pid=123&serial=2`)).code, 405);
    assert.equal((await two.book()).length, 1);
    await one.control('POST /fault', { kind: 'empty' });
    assert.equal(await (await fetch(`${two.baseUrls.durian}/getUserInfo`)).text(), '');
  });

  it('goes on where an earlier one stopped, and starts anew from a text that is none of its own', async () => {
    const state = memoryState();
    const first = await startTestSimulator({ state });
    const { data } = await ask(first.baseUrls.durian, 'getMobile', 'pid=9001');
    await first.close();
    await using second = await startTestSimulator({ state });
    const query = `pn=${encodeURIComponent(String(data))}&pid=9001&serial=2`;
    assert.equal((await ask(second.baseUrls.durian, 'getMsg', query)).code, 908);
    for (const text of ['', '{"half', '[]', 'null', '{"version":0}']) {
      state.update(() => ({ text, result: null }));
      assert.equal((await ask(second.baseUrls.durian, 'getMsg', query)).code, 405, text);
      assert.deepEqual(await second.book(), []);
    }
  });

  it('gives a platform that is new to an old state its account and stock', async () => {
    const state = memoryState();
    const platforms = (await import('../../src/providers/durian/simulator.ts')).durianSimulator;
    const old = await startTestSimulator({ state, platforms: [echo] });
    await fetch(`${old.baseUrls.echo}?action=x`);
    await old.close();
    await using simulator = await startTestSimulator({ state, platforms: [echo, platforms] });
    assert.equal((await ask(simulator.baseUrls.durian, 'getMobile', 'pid=1')).code, 200);
    assert.equal((await simulator.journal()).length, 2);
  });

  it('brings the same numbers and codes for the same seed, and others for another', async () => {
    const run = async (seed: number): Promise<unknown[]> => {
      await using simulator = await startTestSimulator({ seed });
      const { data } = await ask(simulator.baseUrls.durian, 'getMobile', 'pid=123');
      await simulator.advance(3);
      const query = `pn=${encodeURIComponent(String(data))}&pid=123`;
      return [data, (await ask(simulator.baseUrls.durian, 'getMsg', query)).data];
    };
    assert.deepEqual(await run(7), await run(7));
    assert.notDeepEqual(await run(7), await run(8));
  });

  it('hands a platform the query and the form, decoded as a standard server does', async () => {
    await using simulator = await startTestSimulator({ platforms: [echo] });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const form = { method: 'POST', headers, body: 'b=%E7%A0%81&c=+1%2B' };
    assert.deepEqual(await (await fetch(`${simulator.baseUrls.echo}?action=get&a=1+2`, form)).json(), {
      method: 'POST',
      path: '',
      parameters: { action: 'get', a: '1 2', b: '码', c: ' 1+' },
    });
    const [entry] = await simulator.journal();
    assert.equal(entry?.call, 'get');
  });

  it('tells of each request as it comes', async () => {
    const seen: JournalEntry[] = [];
    await using simulator = await startTestSimulator({ onRequest: (entry) => seen.push(entry) });
    await ask(simulator.baseUrls.durian, 'getUserInfo', '');
    assert.deepEqual(
      seen.map(({ platform, call, status }) => ({ platform, call, status })),
      [{ platform: 'durian', call: 'getUserInfo', status: 200 }],
    );
  });

  it('refuses a body over 64 kB', async () => {
    await using simulator = await startTestSimulator();
    const send = async (length: number) =>
      (await fetch(`${simulator.baseUrls.durian}/getUserInfo`, { method: 'POST', body: 'x'.repeat(length) })).status;
    assert.equal(await send(64 * 1024), 405);
    assert.equal(await send(64 * 1024 + 1), 413);
  });

  it('refuses a request that a web page made', async () => {
    await using simulator = await startTestSimulator();
    const status = async (headers: Record<string, string>): Promise<number | undefined> => {
      const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
      const sent = request(`${simulator.url}/_control/book`, { headers }, (response) => {
        response.resume().once('end', () => resolve(response.statusCode));
      });
      sent.once('error', reject).end();
      return promise;
    };
    assert.equal(await status({}), 200);
    assert.equal(await status({ host: 'localhost:1234' }), 200);
    assert.equal(await status({ host: 'evil.example' }), 403);
    assert.equal(await status({ host: '127.0.0.1.evil.example' }), 403);
    assert.equal(await status({ origin: 'http://localhost:3000' }), 200);
    assert.equal(await status({ origin: 'https://evil.example' }), 403);
    assert.equal(await status({ origin: 'null' }), 403);
  });

  it('goes on after a platform that fails, without a trace of the failed request in its books', async () => {
    const broken: SimulatedPlatform = {
      ...echo,
      handle(_request, world) {
        world.take({
          ...{ account: 'a', project: '1', count: 1, country: null, prefix: null, multi: false },
          ...{ avoidAll: false, holdFor: 1000, number: null },
        });
        throw new Error('broken');
      },
    };
    await using simulator = await startTestSimulator({ platforms: [broken] });
    const response = await fetch(`${simulator.baseUrls.echo}`);
    assert.equal(response.status, 500);
    assert.deepEqual(await simulator.book(), []);
    assert.deepEqual(await simulator.journal(), []);
  });

  it('says which option is wrong when its port is taken', async () => {
    await using simulator = await startTestSimulator();
    const port = Number(new URL(simulator.url).port);
    for (const taken of [port, 70000]) {
      await assert.rejects(startTestSimulator({ port: taken }), (error) => {
        assert.ok(error instanceof SmsctlError);
        assert.equal(error.code, 'usage.invalidValue');
        assert.deepEqual([error.params.option, error.params.value], ['--port', String(taken)]);
        return true;
      });
    }
  });
});
