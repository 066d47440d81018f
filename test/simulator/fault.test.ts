import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { faultKinds } from '../../src/simulator/fault.ts';
import { startTestSimulator, type TestSimulator } from '../helpers/simulator.ts';

const query = 'name=sandbox&ApiKey=c2FuZGJveA%2Bk%2FeQ%3D%3D&pid=123';

const rent = (simulator: TestSimulator, pid = '123'): Promise<Response> =>
  fetch(`${simulator.baseUrls.durian}/getMobile?${query.replace('123', pid)}`, { redirect: 'manual' });

const inject = async (simulator: TestSimulator, fault: object): Promise<void> => {
  assert.equal((await simulator.control('POST /fault', fault)).status, 200);
};

const charges = async (simulator: TestSimulator): Promise<number> => (await simulator.book()).length;

describe('an injected fault', () => {
  for (const when of ['before', 'after']) {
    const acted = when === 'before' ? 0 : 1;
    for (const kind of ['refuse', 'reset']) {
      it(`${kind} ${when} the platform acts ends the connection without an answer`, async () => {
        await using simulator = await startTestSimulator();
        await inject(simulator, { kind, when, platform: 'durian', call: 'getMobile' });
        const code = kind === 'reset' ? 'ECONNRESET' : 'UND_ERR_SOCKET';
        await assert.rejects(rent(simulator), (error: Error) => (error.cause as { code?: string }).code === code);
        assert.equal(await charges(simulator), acted);
        const [entry] = await simulator.journal();
        assert.deepEqual([entry?.status, entry?.answer, entry?.fault], [null, '', kind]);
        assert.equal((await rent(simulator)).status, 200);
        assert.equal(await charges(simulator), acted + 1);
      });
    }

    it(`hang ${when} the platform acts never answers and ends with the server`, async () => {
      const { promise: asked, resolve } = Promise.withResolvers<void>();
      const simulator = await startTestSimulator({ onRequest: () => resolve() });
      await inject(simulator, { kind: 'hang', when });
      const answer = assert.rejects(rent(simulator));
      await asked;
      assert.equal(await charges(simulator), acted);
      await simulator.close();
      await answer;
    });

    it(`half ${when} the platform acts breaks off in the middle`, async () => {
      await using simulator = await startTestSimulator();
      await inject(simulator, { kind: 'half', when });
      const response = await rent(simulator);
      assert.equal(response.status, 200);
      await assert.rejects(response.text());
      assert.equal(await charges(simulator), acted);
    });
  }

  const number = /^\{"code":200,"msg":"Success","data":"\+\d+"\}$/;
  const answers: readonly (readonly [fault: object, expected: Record<string, unknown>])[] = [
    [{ kind: 'empty' }, { status: 200, body: /^$/ }],
    [{ kind: 'html' }, { status: 200, type: 'text/html; charset=UTF-8', body: /^<!DOCTYPE html>/ }],
    [{ kind: 'captcha' }, { status: 403, type: 'text/html; charset=UTF-8', body: /captcha/ }],
    [{ kind: 'status' }, { status: 503, body: /503/ }],
    [
      { kind: 'status', status: 429, headers: { 'retry-after': 30 } },
      { status: 429, retryAfter: '30' },
    ],
    [{ kind: 'redirect' }, { status: 302, location: 'http://elsewhere.invalid/' }],
    [{ kind: 'redirect', headers: { location: 'http://127.0.0.1:9/' } }, { location: 'http://127.0.0.1:9/' }],
    [
      { kind: 'custom', status: 200, body: '{"code":907}' },
      { status: 200, body: /^\{"code":907\}$/ },
    ],
    [
      { kind: 'custom', body: '' },
      { status: 200, body: /^$/ },
    ],
    [{ kind: 'slow' }, { status: 200, body: number, charged: 1 }],
    [{ kind: 'bom' }, { status: 200, bytes: [0xef, 0xbb, 0xbf], charged: 1 }],
    [{ kind: 'contentType' }, { status: 200, type: 'text/html', body: number, charged: 1 }],
    [
      { kind: 'contentType', headers: { 'content-type': 'image/png' } },
      { type: 'image/png', charged: 1 },
    ],
    [{ kind: 'tooBig' }, { status: 200, body: / \{"code":200/, least: 1024 * 1024 + 1, charged: 1 }],
    [{ kind: 'gzipBomb' }, { status: 200, least: 2 * 1024 * 1024 }],
    [{ kind: 'gbk' }, { status: 200, type: 'application/json; charset=GBK', body: /\uFFFD/ }],
    [{ kind: 'latin1' }, { status: 200, body: /\uFFFD/ }],
    [
      { kind: 'html', when: 'after' },
      { status: 200, body: /^<!DOCTYPE html>/, charged: 1 },
    ],
    [
      { kind: 'bom', when: 'before' },
      { status: 200, bytes: [0xef, 0xbb, 0xbf, 0x7b, 0x7d], charged: 0 },
    ],
  ];
  for (const [fault, expected] of answers) {
    it(`answers as told: ${JSON.stringify(fault)}`, async () => {
      await using simulator = await startTestSimulator();
      await inject(simulator, fault);
      const response = await rent(simulator);
      const bytes = [...new Uint8Array(await response.arrayBuffer())];
      const body = Buffer.from(bytes).toString('utf8');
      const { status, type, retryAfter, location, charged = 0 } = expected;
      if (status !== undefined) assert.equal(response.status, status);
      if (type !== undefined) assert.equal(response.headers.get('content-type'), type);
      if (retryAfter !== undefined) assert.equal(response.headers.get('retry-after'), retryAfter);
      if (location !== undefined) assert.equal(response.headers.get('location'), location);
      if (expected.body instanceof RegExp) assert.match(body, expected.body);
      if (Array.isArray(expected.bytes)) assert.deepEqual(bytes.slice(0, expected.bytes.length), expected.bytes);
      if (typeof expected.least === 'number') assert.ok(bytes.length >= expected.least);
      assert.equal(await charges(simulator), charged);
      assert.match(await (await rent(simulator)).text(), number, 'once only');
    });
  }

  it('hits only its platform and call, skips and repeats as told', async () => {
    await using simulator = await startTestSimulator();
    await inject(simulator, { kind: 'status', platform: 'durian', call: 'getUserInfo', skip: 1, times: 2 });
    assert.equal((await rent(simulator)).status, 200);
    const seen = [];
    for (let turn = 0; turn < 4; turn += 1) {
      seen.push((await fetch(`${simulator.baseUrls.durian}/getUserInfo?${query}`)).status);
    }
    assert.deepEqual(seen, [200, 503, 503, 200]);
  });

  it('is taken back by DELETE /fault', async () => {
    await using simulator = await startTestSimulator();
    await inject(simulator, { kind: 'reset' });
    assert.deepEqual((await simulator.control('DELETE /fault')).json, { faults: [] });
    assert.equal((await rent(simulator)).status, 200);
  });

  it('of any kind can be injected', async () => {
    await using simulator = await startTestSimulator();
    for (const kind of faultKinds) await inject(simulator, { kind });
    const { json } = await simulator.control('GET /state');
    assert.deepEqual(
      (json.faults as { kind: string }[]).map(({ kind }) => kind),
      [...faultKinds],
    );
  });
});

describe('the project with the lost answer', () => {
  it('takes and charges the number and resets the connection', async () => {
    await using simulator = await startTestSimulator();
    await assert.rejects(
      rent(simulator, '9010'),
      (error: Error) => (error.cause as { code?: string }).code === 'ECONNRESET',
    );
    const [charge] = await simulator.book();
    assert.equal(charge?.project, '9010');
    assert.equal((await rent(simulator)).status, 200, 'the next request is answered');
  });
});
