import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startTestSimulator, type TestSimulator } from '../helpers/simulator.ts';

const credentials = 'name=sandbox&ApiKey=c2FuZGJveA%2Bk%2FeQ%3D%3D';

async function ask(simulator: TestSimulator, call: string, query: string): Promise<{ code: number; data: unknown }> {
  const response = await fetch(`${simulator.baseUrls.durian}/${call}?${credentials}&${query}`);
  return (await response.json()) as { code: number; data: unknown };
}

const take = async (simulator: TestSimulator, pid: string): Promise<string> =>
  String((await ask(simulator, 'getMobile', `pid=${pid}`)).data);

const look = (simulator: TestSimulator, number: string, pid: string) =>
  ask(simulator, 'getMsg', `pn=${encodeURIComponent(number)}&pid=${pid}&serial=2`);

describe('the control interface', () => {
  it('pushes a message to a held number and finds its code', async () => {
    await using simulator = await startTestSimulator();
    const number = await take(simulator, '9001');
    const wish = { platform: 'durian', project: '9001', number, text: '您的验证码是 637-322，请勿泄露' };
    const { status, json } = await simulator.control('POST /message', wish);
    assert.deepEqual([status, json.code], [200, '637-322']);
    assert.deepEqual((await look(simulator, number, '9001')).data, '637-322');
  });

  it('keeps no connection, as one that is closed when it is used again would lose a message', async () => {
    await using simulator = await startTestSimulator();
    const { headers } = await fetch(`${simulator.url}/_control/clock`);
    assert.equal(headers.get('connection'), 'close');
    assert.notEqual((await fetch(`${simulator.baseUrls.durian}/getMsg`)).headers.get('connection'), 'close');
  });

  it('pushes a message with the code it is told, to the account it is told, by digits alone', async () => {
    await using simulator = await startTestSimulator();
    const number = await take(simulator, '9001');
    const wish = { account: 'sandbox', project: 9001, number: number.slice(1), text: 'Hello', code: 'AB12' };
    assert.equal((await simulator.control('POST /message', wish)).status, 200);
    assert.deepEqual((await look(simulator, number, '9001')).data, 'AB12');
  });

  it('pushes a message to a number of mainland China without its calling code', async () => {
    const scenario = { platforms: { durian: { stock: { '*': 0, cn: 1 } } } };
    await using simulator = await startTestSimulator({ scenario });
    const number = await take(simulator, '9001');
    const wish = { project: '9001', number: number.replace('+86', ''), text: '123456' };
    assert.equal((await simulator.control('POST /message', wish)).json.number, number);
    assert.equal((await look(simulator, number, '9001')).data, '123456');
  });

  it('refuses a message to a number that nobody holds', async () => {
    await using simulator = await startTestSimulator();
    const wish = { platform: 'durian', project: '1', number: '+59173841704', text: '123456' };
    const { status, json } = await simulator.control('POST /message', wish);
    assert.deepEqual([status, json.error], [400, 'number must be held now for project 1.']);
  });

  it('sets stock, balance and suspension', async () => {
    await using simulator = await startTestSimulator();
    await simulator.control('POST /stock', { platform: 'durian', stock: { '*': 0, bo: ['+59173841704'] } });
    assert.equal(await take(simulator, '1'), '+59173841704');
    await simulator.control('POST /balance', { platform: 'durian', account: 'sandbox', balance: 12.5 });
    const { data } = await ask(simulator, 'getUserInfo', '');
    assert.equal((data as { score: number }).score, 12.5);
    await simulator.control('POST /suspend', { platform: 'durian' });
    assert.equal((await ask(simulator, 'getUserInfo', '')).code, 800);
    await simulator.control('POST /suspend', { platform: 'durian', suspended: false });
    assert.equal((await ask(simulator, 'getUserInfo', '')).code, 200);
  });

  it('moves the clock and says what it shows', async () => {
    await using simulator = await startTestSimulator();
    const { json } = await simulator.control('POST /clock', { advance: 90.5 });
    assert.equal(json.now, '2026-01-02T03:05:35.500Z');
  });

  it('tells the requests as they came, form and all', async () => {
    await using simulator = await startTestSimulator();
    await fetch(`${simulator.baseUrls.durian}/getMsg?name=a+b&ApiKey=%2b&pn=+1`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'x=1&y=%20',
    });
    const [entry] = await simulator.journal();
    assert.deepEqual(entry, {
      at: '2026-01-02T03:04:05.000Z',
      platform: 'durian',
      call: 'getMsg',
      method: 'POST',
      url: '/durian/out/ext_api/getMsg?name=a+b&ApiKey=%2b&pn=+1',
      body: 'x=1&y=%20',
      status: 405,
      answer: '<html><body><h1>405</h1></body></html>',
      fault: null,
    });
  });

  it('keeps the last thousand requests', async () => {
    await using simulator = await startTestSimulator();
    for (let turn = 0; turn < 1002; turn += 1) await (await fetch(`${simulator.baseUrls.durian}/n${turn}`)).text();
    const journal = await simulator.journal();
    assert.equal(journal.length, 1000);
    assert.deepEqual([journal[0]?.call, journal[999]?.call], ['n2', 'n1001']);
  });

  it('begins anew on reset, with the scenario it was started with', async () => {
    await using simulator = await startTestSimulator({
      scenario: { platforms: { durian: { stock: { '*': 0, bo: ['+59173841704'] } } } },
    });
    await take(simulator, '1');
    await simulator.advance(10);
    await simulator.control('POST /stock', { platform: 'durian', stock: { th: 3 } });
    await simulator.control('POST /reset');
    assert.deepEqual(await simulator.book(), []);
    assert.deepEqual(await simulator.journal(), []);
    assert.equal(await take(simulator, '1'), '+59173841704');
    assert.equal((await simulator.book())[0]?.at, '2026-01-02T03:04:05.000Z');
  });

  it('shows the whole state', async () => {
    await using simulator = await startTestSimulator();
    const { json } = await simulator.control('GET /state');
    assert.equal(json.now, '2026-01-02T03:04:05.000Z');
    assert.ok(Object.hasOwn(json.platforms as object, 'durian'));
  });

  const refusals: readonly [call: string, body: unknown, error: string | RegExp][] = [
    ['POST /clock', '{', 'JSON must be well-formed.'],
    ['POST /clock', '[]', 'JSON must be an object.'],
    ['POST /clock', {}, 'advance must be given.'],
    ['POST /clock', { advance: -1 }, 'advance must be a number from 0.'],
    ['POST /clock', { advance: '1' }, 'advance must be a number from 0.'],
    ['POST /clock', { advance: 1, now: 2 }, 'now must be one of advance.'],
    ['POST /balance', { platform: 'nope', balance: 1 }, 'platform must be one of durian.'],
    ['POST /balance', { account: 'nobody', balance: 1 }, 'account must be one of sandbox.'],
    ['POST /balance', {}, 'balance must be given.'],
    ['POST /suspend', { suspended: 'yes' }, 'suspended must be true or false.'],
    ['POST /stock', { stock: { xx: 1 } }, /^stock\.xx must be a list of numbers, or under one of th, /],
    ['POST /stock', { stock: { th: 51 } }, 'stock.th must be a whole number from 0 to 50.'],
    ['POST /stock', { stock: { cn: 1001 } }, 'stock.cn must be a whole number from 0 to 1000.'],
    ['POST /stock', { stock: { th: ['123'] } }, 'stock.th[0] must be a number such as +59173841704.'],
    ['POST /message', { project: '1', number: '+1', text: 1 }, 'text must be text.'],
    ['POST /fault', { kind: 'nope' }, /^kind must be one of refuse, /],
    ['POST /fault', {}, /^kind must be one of refuse, /],
    ['POST /fault', { kind: 'reset', times: 0 }, 'times must be a whole number from 1.'],
    ['POST /fault', { kind: 'reset', platform: 'nope' }, 'platform must be one of durian.'],
    ['POST /scenario', { seed: 1 }, 'seed must be set when the simulator starts.'],
  ];
  for (const [call, body, expected] of refusals) {
    it(`refuses ${call} ${typeof body === 'string' ? body : JSON.stringify(body)} with a sentence`, async () => {
      await using simulator = await startTestSimulator();
      const before = (await simulator.control('GET /state')).json;
      const { status, json } = await simulator.control(call, body);
      assert.equal(status, 400);
      if (typeof expected === 'string') assert.equal(json.error, expected);
      else assert.match(String(json.error), expected);
      assert.deepEqual((await simulator.control('GET /state')).json, before);
    });
  }

  it('names what there is when asked for something else', async () => {
    await using simulator = await startTestSimulator();
    const { status, json } = await simulator.control('GET /clock');
    assert.equal(status, 404);
    assert.match(String(json.error), /POST \/clock/);
  });
});
