import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { zhimaSimulator } from '../../../src/providers/zhima/simulator.ts';
import { areaOf, operatorOf } from '../../../src/simulator/mainland.ts';
import { memoryState, startTestSimulator, type TestSimulator } from '../../helpers/simulator.ts';

type Answer = Readonly<Record<string, unknown>>;

interface Stage extends AsyncDisposable {
  readonly simulator: TestSimulator;
  /** `sms/get` without its ending, and the query exactly as given. */
  raw(call: string, query?: string, cookie?: string): Promise<{ text: string; headers: Headers }>;
  ask(call: string, query?: string): Promise<Answer>;
  /** Every later `ask` belongs to this session. */
  verify(query?: string): Promise<Answer>;
  take(query?: string): Promise<string[]>;
  cookie(): string;
}

const credentials = 'account=sandbox&pkey=Zm%2B8%2Fsandbox%3D';
const lost = { msg: 'SESSION已失效，请重新验证密钥' };

interface Setting {
  readonly options?: Readonly<Record<string, string>>;
  readonly stock?: unknown;
  readonly scenario?: Readonly<Record<string, unknown>>;
  readonly state?: ReturnType<typeof memoryState>;
}

async function start({ options = {}, stock = {}, scenario, state = memoryState() }: Setting = {}): Promise<Stage> {
  const isNew = state.text() === null;
  const wish = { rate: { burst: 1000 }, platforms: { zhima: { options, stock } }, ...scenario };
  const world = isNew ? { scenario: wish } : {};
  const simulator = await startTestSimulator({ platforms: [zhimaSimulator], state, ...world });
  let cookie = '';
  const raw: Stage['raw'] = async (call, query = '', sent = cookie) => {
    const headers: Record<string, string> = sent === '' ? {} : { cookie: sent };
    const response = await fetch(`${simulator.baseUrls.zhima}/${call}.php?${query}`, { headers });
    assert.equal(response.status, 200);
    return { text: await response.text(), headers: response.headers };
  };
  const stage: Stage = {
    simulator,
    raw,
    ask: async (call, query) => JSON.parse((await raw(call, query)).text) as Answer,
    async verify(query = credentials) {
      const { text, headers } = await raw('pkey/verification', query);
      cookie = headers.get('set-cookie')?.split(';')[0] ?? cookie;
      return JSON.parse(text) as Answer;
    },
    async take(query = 'itemId=123&quantity=1') {
      const { phoneNos } = await stage.ask('phoneNos/get', query);
      assert.ok(typeof phoneNos === 'string', query);
      return phoneNos.split(',');
    },
    cookie: () => cookie,
    [Symbol.asyncDispose]: () => simulator[Symbol.asyncDispose](),
  };
  return stage;
}

async function open(setting: Setting = {}): Promise<Stage> {
  const stage = await start(setting);
  await stage.verify();
  return stage;
}

const calls = [
  ...['items/details', 'phoneNos/get', 'sms/get', 'sms/send', 'sms/release', 'sms/releaseAll', 'sms/block'],
];
const china = (number = '') => `+86${number}`;
const holdsOf = async ({ simulator }: Stage) => {
  const { platforms } = (await simulator.control('GET /state')).json as {
    platforms: { zhima: { holds: { number: string }[]; sent: { text: string }[] } };
  };
  return platforms.zhima;
};

describe('the simulated Zhima', () => {
  describe('a request', () => {
    it('is a GET of a documented path that ends in .php', async () => {
      await using stage = await open();
      const status = async (path: string, init: RequestInit = {}) =>
        (await fetch(`${stage.simulator.baseUrls.zhima}/${path}`, { headers: { cookie: stage.cookie() }, ...init }))
          .status;
      assert.equal(await status('sms/releaseAll.php'), 200);
      assert.equal(await status('sms/releaseAll'), 404);
      assert.equal(await status('phoneNos/release.php'), 404);
      assert.equal(await status('toString.php'), 404);
      assert.equal(await status(''), 404);
      assert.equal(await status('sms/releaseAll.php', { method: 'POST' }), 405);
      assert.equal(await status(`pkey/verification.php?${credentials}`, { method: 'POST' }), 405);
    });

    it('is named in the journal by its path without the ending', async () => {
      await using stage = await open();
      await stage.take();
      assert.deepEqual(
        (await stage.simulator.journal()).map(({ call }) => call),
        ['pkey/verification', 'phoneNos/get'],
      );
    });
  });

  describe('pkey/verification', () => {
    it('tells how many messages are left, and sets the cookie of a session', async () => {
      await using stage = await start();
      const { text, headers } = await stage.raw('pkey/verification', credentials);
      assert.equal(text, '{"valid":"Y","leftQuantity":"1000"}');
      assert.match(headers.get('set-cookie') ?? '', /^PHPSESSID=\d{26}; path=\/$/);
      assert.equal(headers.get('content-type'), 'application/json; charset=UTF-8');
    });

    it('refuses a wrong key and a suspended account, without a session', async () => {
      await using stage = await start();
      const wrong = { valid: 'N', msg: '账号或密钥错误' };
      for (const query of [
        ...['', 'account=sandbox', 'account=sandbox&pkey=', 'account=sandbox&pkey=x', 'account=__proto__&pkey='],
        'account=sandbox&pkey=Zm+8/sandbox=', // a raw plus in the key is a space
      ]) {
        assert.deepEqual(await stage.verify(query), wrong, query);
      }
      await stage.simulator.control('POST /suspend');
      assert.deepEqual(await stage.verify(), { valid: 'N', msg: '账户异常' });
      assert.equal(stage.cookie(), '');
    });

    it('is told when it asks too fast', async () => {
      await using stage = await start({ scenario: { rate: { burst: 1, perSecond: 0 } } });
      await stage.verify();
      assert.deepEqual(await stage.verify(), { valid: 'N', msg: '操作过于频繁，请稍后再试' });
      assert.deepEqual(await stage.ask('phoneNos/get', 'itemId=1'), { msg: '操作过于频繁，请稍后再试' });
    });
  });

  describe('a session', () => {
    for (const call of calls) {
      it(`is what ${call} cannot do without; nothing is done then`, async () => {
        await using stage = await open();
        const [number] = await stage.take();
        const query = `itemId=123&phoneNo=${number}&smcontent=x`;
        for (const cookie of ['PHPSESSID=1', 'PHPSESSID=__proto__', 'OTHER=1', 'PHPSESSID=']) {
          assert.deepEqual(JSON.parse((await stage.raw(call, query, cookie)).text), lost);
        }
        await stage.simulator.advance(900);
        assert.deepEqual(await stage.ask(call, query), lost);
        await stage.verify();
        const { holds, sent } = await holdsOf(stage);
        assert.deepEqual([holds.length, sent.length], [1, 0]);
        assert.equal(
          (await stage.ask('sms/get', query)).status,
          '2',
          'the number is still held, its message still there',
        );
      });
    }

    it('lasts for fifteen minutes, however often it is used', async () => {
      await using stage = await open();
      for (const seconds of [300, 300, 299]) {
        await stage.simulator.advance(seconds);
        assert.equal((await stage.ask('items/details', 'itemId=123')).status, '1');
      }
      await stage.simulator.advance(2);
      assert.deepEqual(await stage.ask('items/details', 'itemId=123'), lost);
    });

    it('is found among other cookies', async () => {
      await using stage = await open();
      const { text } = await stage.raw('sms/releaseAll', '', `a=b; ${stage.cookie()};c=d`);
      assert.equal(text, '{"msg":"OK"}');
    });

    it('is another for each verification, and none ends the other', async () => {
      await using stage = await open();
      const first = stage.cookie();
      await stage.verify();
      assert.notEqual(stage.cookie(), first);
      assert.equal((await stage.raw('sms/releaseAll', '', first)).text, '{"msg":"OK"}');
    });

    it('goes on with its old cookie, unsaid, where that is switched on', async () => {
      await using stage = await open({ options: { cookie: 'kept' } });
      await stage.simulator.advance(1000);
      const { headers, text } = await stage.raw('pkey/verification', credentials);
      assert.deepEqual([headers.get('set-cookie'), JSON.parse(text).valid], [null, 'Y']);
      await stage.simulator.advance(899);
      assert.deepEqual(await stage.ask('sms/releaseAll'), { msg: 'OK' });
      const made = await stage.raw('pkey/verification', credentials, 'PHPSESSID=made-up');
      assert.match(made.headers.get('set-cookie') ?? '', /^PHPSESSID=\d+/);
    });

    it('has a cookie of another name where that is switched on', async () => {
      await using stage = await open({ options: { cookieName: 'ZSMSESSION' } });
      assert.match(stage.cookie(), /^ZSMSESSION=\d+$/);
      assert.deepEqual(await stage.ask('sms/releaseAll'), { msg: 'OK' });
    });

    it('has its end said by valid N where that is switched on', async () => {
      await using stage = await start({ options: { session: 'valid' } });
      for (const call of calls) assert.deepEqual(await stage.ask(call), { valid: 'N' });
    });

    it('of a suspended account is told so', async () => {
      await using stage = await open();
      await stage.simulator.control('POST /suspend');
      assert.deepEqual(await stage.ask('phoneNos/get', 'itemId=123'), { msg: '账户异常' });
    });

    it('opened at one server is known to another over the same state, with its numbers', async () => {
      const state = memoryState();
      await using one = await open({ state });
      await using two = await start({ state });
      const [number] = await one.take();
      const query = `itemId=123&phoneNo=${number}`;
      await two.simulator.advance(3);
      const { text } = await two.raw('sms/get', query, one.cookie());
      assert.equal(JSON.parse(text).status, '2');
      assert.equal((await one.simulator.book()).length, 1);
      await two.simulator.advance(900);
      assert.deepEqual(await one.ask('sms/get', query), lost);
    });
  });

  describe('items/details', () => {
    it('tells name, state, price and kind as in the document', async () => {
      await using stage = await open();
      const { name, ...rest } = await stage.ask('items/details', 'itemId=123');
      assert.ok(typeof name === 'string' && name !== '');
      assert.deepEqual(rest, { price: '0.1(10000), 0.01(10001-30000), 0.08(+)', type: '5', status: '1' });
    });

    it('tells what a scenario says', async () => {
      const projects = {
        '7': { name: '测试', type: 1, prices: '0.5(+)' },
        '8': { name: '旧', state: 'expired', type: '6' },
        '9': { state: 'broken' },
      };
      await using stage = await open({ scenario: { projects } });
      const details = (id: string) => stage.ask('items/details', `itemId=${id}`);
      assert.deepEqual(await details('7'), { name: '测试', price: '0.5(+)', type: '1', status: '1' });
      assert.deepEqual(await details('8'), {
        ...{ name: '旧', price: '0.1(10000), 0.01(10001-30000), 0.08(+)', type: '6' },
        ...{ status: '2', msg: '项目已过期' },
      });
      assert.deepEqual(await details('9'), { status: '3', msg: '系统异常' });
      assert.deepEqual(await stage.ask('phoneNos/get', 'itemId=8'), { msg: '项目已过期' });
      assert.deepEqual(await stage.ask('phoneNos/get', 'itemId=9'), { msg: '系统异常' });
    });

    it('knows no other projects', async () => {
      await using stage = await open();
      for (const id of ['9006', 'abc']) {
        const said = await stage.ask('items/details', `itemId=${id}`);
        assert.deepEqual(said, { status: '3', msg: '项目编号不存在' });
      }
      assert.deepEqual(await stage.ask('items/details'), { status: '3', msg: '参数错误' });
      assert.equal((await stage.ask('items/details', 'itemId=9013')).status, '3');
    });
  });

  describe('phoneNos/get', () => {
    it('gives one number of eleven digits, or several with commas', async () => {
      await using stage = await open();
      const { text } = await stage.raw('phoneNos/get', 'itemId=123&quantity=1');
      assert.match(text, /^\{"phoneNos":"1[3-9]\d{9}"\}$/);
      assert.equal((await stage.take('itemId=123')).length, 1);
      const several = await stage.take('itemId=123&quantity=5&international=N');
      assert.equal(new Set(several).size, 5);
      assert.deepEqual(await stage.simulator.book(), [], 'numbers cost nothing');
    });

    it('gives fewer where there are fewer, and then says that there are none', async () => {
      await using stage = await open({ stock: { '*': 0, cn: ['+8613812345678', '+8613987654321'] } });
      assert.equal((await stage.take('itemId=123&quantity=5')).length, 2);
      assert.deepEqual(await stage.ask('phoneNos/get', 'itemId=123&quantity=5'), { msg: '号码余量不足' });
    });

    for (const [count, said] of [
      [49, 49],
      [50, 50],
      [51, '占用号码数量已达上限，请先释放'],
    ] as const) {
      it(`asked for ${count} numbers of an account that may hold fifty: ${said}`, async () => {
        await using stage = await open();
        const { phoneNos, msg } = await stage.ask('phoneNos/get', `itemId=123&quantity=${count}`);
        assert.equal(typeof phoneNos === 'string' ? phoneNos.split(',').length : msg, said);
      });
    }

    it('keeps to network and area', async () => {
      await using stage = await open();
      for (const [type, operator] of [
        ['1', 'mobile'],
        ['2', 'unicom'],
        ['3', 'telecom'],
      ]) {
        const numbers = await stage.take(`itemId=1&quantity=3&type=${type}`);
        assert.deepEqual(
          numbers.map((number) => operatorOf(china(number))),
          [operator, operator, operator],
        );
      }
      const [number] = await stage.take('itemId=1&areaCode=0755');
      assert.equal(areaOf(china(number)), '0755');
      await stage.simulator.control('POST /stock', { stock: { cn: 1000 } });
      const both = await stage.take('itemId=1&quantity=5&areaCode=021&type=2');
      assert.equal(both.length, 5);
      assert.ok(both.every((one) => areaOf(china(one)) === '021' && operatorOf(china(one)) === 'unicom'));
    });

    it('gives a certain number, also for a second project', async () => {
      await using stage = await open({ stock: { cn: ['+8613812345678', '+8613987654321'] } });
      assert.deepEqual(await stage.take('itemId=1&phoneNo=13987654321&quantity=9'), ['13987654321']);
      assert.deepEqual(await stage.ask('phoneNos/get', 'itemId=1&phoneNo=13987654321'), { msg: '号码余量不足' });
      assert.deepEqual(await stage.take('itemId=2&phoneNo=13987654321'), ['13987654321']);
      for (const wrong of ['13000000000', '%2B8613812345678', '8613812345678', 'x']) {
        assert.deepEqual(await stage.ask('phoneNos/get', `itemId=1&phoneNo=${wrong}`), { msg: '号码余量不足' });
      }
    });

    it('gives numbers from abroad where they are asked for, with or without their plus', async () => {
      await using stage = await open({ stock: { '*': 0, cn: 5, bo: ['+59173841704'] } });
      assert.deepEqual(await stage.take('itemId=1&international=Y&quantity=9&type=1'), ['+59173841704']);
      const look = async (number: string) => (await stage.ask('sms/get', `itemId=1&phoneNo=${number}`)).status;
      assert.equal(await look('%2B59173841704'), '1');
      assert.equal(await look('+59173841704'), '1', 'a raw plus is a space, and taken for a plus');
      assert.equal(await look('59173841704'), '5');
      await stage.simulator.control('POST /scenario', { platforms: { zhima: { options: { foreign: 'digits' } } } });
      assert.equal(await look('59173841704'), '1');
      await stage.ask('sms/releaseAll');
      assert.deepEqual(await stage.take('itemId=1&international=Y'), ['59173841704']);
    });

    const refusals: readonly [query: string, msg: string][] = [
      ['quantity=1', '参数错误'],
      ['itemId=1&quantity=0', '参数错误'],
      ['itemId=1&quantity=', '参数错误'],
      ['itemId=1&quantity=1.5', '参数错误'],
      ['itemId=1&quantity=-1', '参数错误'],
      ['itemId=1&type=4', '参数错误'],
      ['itemId=1&type=constructor', '参数错误'],
      ['itemId=1&international=y', '参数错误'],
      ['itemId=1&areaCode=999', '归属地编号错误'],
      ['itemId=abc', '项目编号不存在'],
      ['itemId=9003', '号码余量不足'],
      ['itemId=9004', '短信余量不足'],
      ['itemId=9005', '操作过于频繁，请稍后再试'],
      ['itemId=9006', '项目编号不存在'],
      ['itemId=9008', '今日获取号码数量已达上限'],
      ['itemId=9009', '占用号码数量已达上限，请先释放'],
      ['itemId=9013', '系统异常'],
      ['itemId=9014', '号码余量不足'],
    ];
    it('says why it gives none, and takes none', async () => {
      await using stage = await open();
      for (const [query, msg] of refusals) assert.deepEqual(await stage.ask('phoneNos/get', query), { msg }, query);
      assert.deepEqual((await holdsOf(stage)).holds, []);
      assert.equal((await stage.take('itemId=9007')).length, 1, 'there are no keys here');
    });

    it('is busy twice, or without numbers twice, at the projects that are so', async () => {
      await using stage = await open();
      for (const id of ['9005', '9014']) {
        for (let turn = 0; turn < 2; turn += 1) assert.ok('msg' in (await stage.ask('phoneNos/get', `itemId=${id}`)));
        assert.equal((await stage.take(`itemId=${id}`)).length, 1);
      }
    });

    it('gives none to an account that has no messages left', async () => {
      await using stage = await open();
      await stage.simulator.control('POST /balance', { balance: 1 });
      assert.deepEqual(await stage.ask('phoneNos/get', 'itemId=1&quantity=2'), { msg: '短信余量不足' });
      assert.equal((await stage.take('itemId=1')).length, 1);
    });

    it('takes the number at the project whose answers are lost', async () => {
      await using stage = await open();
      await assert.rejects(stage.ask('phoneNos/get', 'itemId=9010'));
      assert.equal((await holdsOf(stage)).holds.length, 1);
    });

    it('charges numbers instead of messages where that is switched on', async () => {
      await using stage = await open({ options: { charged: 'number' } });
      const [number] = await stage.take();
      await stage.simulator.advance(3);
      assert.equal((await stage.ask('sms/get', `itemId=123&phoneNo=${number}`)).status, '2');
      assert.deepEqual(
        (await stage.simulator.book()).map((charge) => charge.number),
        [china(number)],
      );
    });
  });

  describe('sms/get', () => {
    it('waits, hands the message out, and charges it exactly once', async () => {
      await using stage = await open({ scenario: { projects: { '123': { texts: ['【测试】验证码 {code}'] } } } });
      const [number] = await stage.take();
      const query = `itemId=123&phoneNo=${number}`;
      assert.equal((await stage.raw('sms/get', query)).text, '{"status":"1"}');
      await stage.simulator.advance(3);
      assert.deepEqual(await stage.simulator.book(), []);
      const first = await stage.raw('sms/get', query);
      assert.match(first.text, /^\{"sm":"【测试】验证码 [\d-]+","status":"2"\}$/);
      assert.equal((await stage.raw('sms/get', query)).text, first.text);
      const charge = { account: 'sandbox', platform: 'zhima', project: '123', number: china(number), price: 1 };
      assert.deepEqual(await stage.simulator.book(), [{ at: '2026-01-02T03:04:08.000Z', ...charge }]);
      assert.equal((await stage.verify()).leftQuantity, '999');
    });

    it('waits again after the message where that is switched on', async () => {
      await using stage = await open({ options: { again: 'waiting' } });
      const [number] = await stage.take();
      const look = async () => (await stage.ask('sms/get', `itemId=123&phoneNo=${number}`)).status;
      await stage.simulator.advance(3);
      assert.deepEqual([await look(), await look()], ['2', '1']);
    });

    it('hands several messages out one after the other, and charges each', async () => {
      await using stage = await open();
      const [number] = await stage.take('itemId=9002');
      const texts = new Set<unknown>();
      for (let turn = 0; turn < 4; turn += 1) {
        await stage.simulator.advance(3);
        texts.add((await stage.ask('sms/get', `itemId=9002&phoneNo=${number}`)).sm);
      }
      assert.equal(texts.size, 3);
      assert.equal((await stage.simulator.book()).length, 3);
    });

    it('brings a message that somebody pushed to the number as the platform spells it', async () => {
      await using stage = await open();
      const [number] = await stage.take('itemId=9001');
      const pushed = { project: '9001', number, text: '您的验证码是 482913' };
      assert.equal((await stage.simulator.control('POST /message', pushed)).json.number, china(number));
      const said = await stage.ask('sms/get', `itemId=9001&phoneNo=${number}`);
      assert.deepEqual(said, { sm: '您的验证码是 482913', status: '2' });
    });

    it('keeps a message back that cannot be paid', async () => {
      await using stage = await open();
      const [number] = await stage.take();
      await stage.simulator.advance(3);
      await stage.simulator.control('POST /balance', { balance: 0 });
      const said = await stage.ask('sms/get', `itemId=123&phoneNo=${number}`);
      assert.deepEqual(said, { status: '5', msg: '短信余量不足' });
    });

    for (const [waiting, body] of [
      ['status', '{"status":"1"}'],
      ['noStatus', '{"sm":""}'],
      ['withMsg', '{"status":"1","msg":"短信接收中"}'],
    ] as const) {
      it(`waits as ${body} where that is switched on`, async () => {
        await using stage = await open({ options: { waiting } });
        const [number] = await stage.take();
        assert.equal((await stage.raw('sms/get', `itemId=123&phoneNo=${number}`)).text, body);
      });
    }

    it('says that a message was lost, that the time is over, or that the number is not held', async () => {
      await using stage = await open();
      const [gone] = await stage.take('itemId=9012');
      const [never] = await stage.take('itemId=9001');
      const [freed] = await stage.take('itemId=1');
      await stage.ask('sms/release', `phoneNo=${freed}`);
      const look = (id: string, number: string | undefined) => stage.ask('sms/get', `itemId=${id}&phoneNo=${number}`);
      assert.deepEqual(await look('9012', gone), { status: '3', msg: '消息丢失' });
      assert.deepEqual(await look('1', freed), { status: '5', msg: '号码未获取或已释放' });
      assert.deepEqual(await look('2', never), { status: '5', msg: '号码未获取或已释放' });
      await stage.simulator.advance(890);
      await stage.verify();
      await stage.simulator.advance(890);
      await stage.verify();
      await stage.simulator.advance(19);
      assert.equal((await look('9001', never)).status, '1');
      await stage.simulator.advance(1);
      assert.deepEqual(await look('9001', never), { status: '4', msg: '接收超时，号码已释放' });
      assert.equal((await stage.take(`itemId=9001&phoneNo=${never}`)).length, 1, 'freed by force after 30 minutes');
    });

    it('is busy for the first two looks of the project that is busy reading', async () => {
      await using stage = await open();
      const [number] = await stage.take('itemId=9015');
      await stage.simulator.advance(3);
      const said = [];
      for (let turn = 0; turn < 3; turn += 1) said.push(await stage.ask('sms/get', `itemId=9015&phoneNo=${number}`));
      assert.deepEqual(said.slice(0, 2), [{ msg: '操作过于频繁，请稍后再试' }, { msg: '操作过于频繁，请稍后再试' }]);
      assert.equal(said[2]?.status, '2');
    });

    it('knows wrong parameters', async () => {
      await using stage = await open();
      const [number] = await stage.take();
      const msg = async (query: string) => {
        const said = await stage.ask('sms/get', query);
        assert.equal(said.status, '5');
        return said.msg;
      };
      assert.equal(await msg(''), '参数错误');
      assert.equal(await msg('itemId=123'), '参数错误');
      assert.equal(await msg(`phoneNo=${number}`), '参数错误');
      assert.equal(await msg(`itemId=9006&phoneNo=${number}`), '项目编号不存在');
      assert.equal(await msg('itemId=123&phoneNo=13000000000'), '手机号码错误');
      assert.equal(await msg(`itemId=9013&phoneNo=${number}`), '系统异常');
    });
  });

  describe('sms/send', () => {
    it('sends once for each request, charges it, and tells when it has left', async () => {
      await using stage = await open();
      const [number] = await stage.take();
      const query = `itemId=123&phoneNo=${number}`;
      const check = async () => (await stage.ask('sms/send', `${query}&querys=Y`)).msg;
      assert.equal(await check(), '没有发送记录');
      assert.equal(
        (await stage.raw('sms/send', `${query}&smcontent=${encodeURIComponent('退订 +1')}`)).text,
        '{"msg":"OK"}',
      );
      assert.equal(await check(), '发送中');
      await stage.simulator.advance(3);
      assert.deepEqual([await check(), await check()], ['OK', 'OK']);
      assert.deepEqual(
        (await holdsOf(stage)).sent.map(({ text }) => text),
        ['退订 +1'],
      );
      assert.equal((await stage.simulator.book()).length, 1);
      assert.deepEqual(await stage.ask('sms/send', `${query}&smcontent=2&querys=N`), { msg: 'OK' });
      assert.equal((await holdsOf(stage)).sent.length, 2);
    });

    it('fails at last where that is switched on', async () => {
      await using stage = await open({ options: { sending: 'fails' } });
      const query = `itemId=123&phoneNo=${(await stage.take())[0]}`;
      await stage.ask('sms/send', `${query}&smcontent=x`);
      await stage.simulator.advance(3);
      assert.deepEqual(await stage.ask('sms/send', `${query}&querys=Y`), { msg: '发送失败' });
    });

    it('says why it does not send, and sends nothing', async () => {
      const projects = { '1': { type: 1 }, '2': { type: 2 }, '3': { type: 3 } };
      await using stage = await open({ scenario: { projects } });
      const [one] = await stage.take('itemId=1');
      const [two] = await stage.take('itemId=2');
      const [three] = await stage.take('itemId=3');
      const [four] = await stage.take('itemId=4');
      const msg = async (query: string) => (await stage.ask('sms/send', query)).msg;
      assert.equal(await msg(`itemId=1&phoneNo=${one}&smcontent=x`), '该项目不支持发送短信');
      assert.equal(await msg(`itemId=2&phoneNo=${two}&smcontent=x`), '该项目不支持发送短信');
      assert.equal(await msg(`itemId=4&phoneNo=${four}`), '发送内容不能为空');
      assert.equal(await msg(`itemId=4&phoneNo=${four}&smcontent=x&querys=1`), '参数错误');
      assert.equal(await msg(`itemId=4&phoneNo=${one}&smcontent=x`), '号码未获取或已释放');
      assert.equal(await msg(`itemId=4&phoneNo=1&smcontent=x`), '手机号码错误');
      assert.equal(await msg(`itemId=9006&phoneNo=${four}&smcontent=x`), '项目编号不存在');
      assert.deepEqual((await holdsOf(stage)).sent, []);
      assert.equal(await msg(`itemId=3&phoneNo=${three}&smcontent=x`), 'OK');
      assert.equal(await msg(`itemId=3&phoneNo=${three}&smcontent=x`), '该项目只能发送一条短信');
      await stage.simulator.control('POST /balance', { balance: 0 });
      assert.equal(await msg(`itemId=4&phoneNo=${four}&smcontent=x`), '短信余量不足');
      assert.equal((await holdsOf(stage)).sent.length, 1);
    });
  });

  describe('sms/release', () => {
    it('frees one number, or many of one project, once', async () => {
      await using stage = await open();
      const [one] = await stage.take();
      assert.equal((await stage.raw('sms/release', `phoneNo=${one}&itemId=123`)).text, '{"msg":"OK"}');
      assert.deepEqual(await stage.ask('sms/release', `phoneNo=${one}&itemId=123`), {
        msg: `号码未获取或已释放：${one}`,
      });
      const many = await stage.take('itemId=123&quantity=3');
      assert.deepEqual(await stage.ask('sms/release', `phoneNo=${many.join(',')}`), { msg: 'OK' });
      assert.deepEqual(await stage.take(`itemId=123&phoneNo=${many[1]}`), [many[1]]);
    });

    it('frees one number from all its projects where none is named', async () => {
      await using stage = await open();
      const [number] = await stage.take('itemId=1');
      await stage.take(`itemId=2&phoneNo=${number}`);
      assert.deepEqual(await stage.ask('sms/release', `phoneNo=${number}`), { msg: 'OK' });
      for (const id of ['1', '2']) {
        assert.equal((await stage.ask('sms/get', `itemId=${id}&phoneNo=${number}`)).status, '5');
      }
    });

    it('refuses a mix of projects, and frees nothing then', async () => {
      await using stage = await open();
      const [one] = await stage.take('itemId=9001');
      const [two] = await stage.take('itemId=9011');
      const mixed = { msg: '不同项目的号码请分开释放' };
      assert.deepEqual(await stage.ask('sms/release', `phoneNo=${one},${two}`), mixed);
      assert.deepEqual(await stage.ask('sms/release', `phoneNo=${one},${two}&itemId=9001`), mixed);
      assert.deepEqual(await stage.ask('sms/release', `phoneNo=${two}&itemId=9001`), mixed);
      assert.equal((await stage.ask('sms/get', `itemId=9001&phoneNo=${one}`)).status, '1');
      assert.equal((await stage.ask('sms/get', `itemId=9011&phoneNo=${two}`)).status, '1');
    });

    it('names the numbers that are not held, and frees the others', async () => {
      await using stage = await open();
      const [held, freed] = await stage.take('itemId=1&quantity=2');
      await stage.ask('sms/release', `phoneNo=${freed}`);
      const said = await stage.ask('sms/release', `phoneNo=${held},${freed}&itemId=1`);
      assert.deepEqual(said, { msg: `号码未获取或已释放：${freed}` });
      assert.equal((await stage.ask('sms/get', `itemId=1&phoneNo=${held}`)).status, '5');
    });

    it('knows wrong parameters', async () => {
      await using stage = await open();
      const [number] = await stage.take();
      assert.deepEqual(await stage.ask('sms/release'), { msg: '参数错误' });
      assert.deepEqual(await stage.ask('sms/release', `phoneNo=${number},1`), { msg: '手机号码错误' });
      assert.equal((await stage.ask('sms/get', `itemId=123&phoneNo=${number}`)).status, '1');
    });
  });

  it('sms/releaseAll frees everything that the account holds, and nothing of another', async () => {
    await using stage = await open({
      scenario: { platforms: { zhima: { accounts: [{ name: 'other', key: 'k' }] } } },
    });
    const mine = [...(await stage.take('itemId=1&quantity=3')), ...(await stage.take('itemId=2'))];
    const own = stage.cookie();
    await stage.verify('account=other&pkey=k');
    const [theirs] = await stage.take('itemId=9001');
    assert.equal((await stage.raw('sms/releaseAll', '', own)).text, '{"msg":"OK"}');
    assert.equal((await stage.raw('sms/releaseAll', '', own)).text, '{"msg":"OK"}');
    for (const number of mine) assert.equal((await stage.take(`itemId=1&phoneNo=${number}`)).length, 1);
    assert.equal((await stage.ask('sms/get', `itemId=9001&phoneNo=${theirs}`)).status, '1');
  });

  describe('sms/block', () => {
    it('keeps a number away from its project, once, and frees it', async () => {
      await using stage = await open({ stock: { cn: ['+8613812345678'] } });
      const query = `itemId=1&phoneNo=${(await stage.take('itemId=1'))[0]}`;
      assert.equal((await stage.raw('sms/block', query)).text, '{"msg":"OK"}');
      assert.deepEqual(await stage.ask('sms/block', query), { msg: '号码已在黑名单中' });
      assert.deepEqual(await stage.ask('phoneNos/get', 'itemId=1'), { msg: '号码余量不足' });
      assert.deepEqual(await stage.take('itemId=2'), ['13812345678']);
    });

    it('takes one number alone, and knows wrong ones', async () => {
      await using stage = await open();
      const [one, two] = await stage.take('itemId=1&quantity=2');
      const msg = async (query: string) => (await stage.ask('sms/block', query)).msg;
      assert.equal(await msg(`itemId=1&phoneNo=${one},${two}`), '每次只能加入一个号码');
      assert.equal(await msg(`itemId=1`), '参数错误');
      assert.equal(await msg(`phoneNo=${one}`), '参数错误');
      assert.equal(await msg(`itemId=1&phoneNo=1`), '手机号码错误');
      assert.equal(await msg(`itemId=9006&phoneNo=${one}`), '项目编号不存在');
      assert.equal((await stage.ask('sms/get', `itemId=1&phoneNo=${one}`)).status, '1');
    });

    it('refuses the first two tries of the project without room', async () => {
      await using stage = await open();
      const query = `itemId=9011&phoneNo=${(await stage.take('itemId=9011'))[0]}`;
      const said = [];
      for (let turn = 0; turn < 4; turn += 1) said.push((await stage.ask('sms/block', query)).msg);
      const refused = '加入黑名单失败，请稍后再试';
      assert.deepEqual(said, [refused, refused, 'OK', '号码已在黑名单中']);
    });
  });

  describe('the ways in which "STRING" may be meant', () => {
    it('numbers instead of digits in strings', async () => {
      await using stage = await start({ options: { values: 'numbers' } });
      assert.deepEqual(await stage.verify(), { valid: 'Y', leftQuantity: 1000 });
      const { status, type, price } = await stage.ask('items/details', 'itemId=1');
      assert.deepEqual([status, type, typeof price], [1, 5, 'string']);
      const [number] = await stage.take();
      assert.deepEqual(await stage.ask('sms/get', `itemId=123&phoneNo=${number}`), { status: 1 });
    });

    it('bare text where there is nothing but msg', async () => {
      await using stage = await open({ options: { wrapping: 'bare', absent: 'empty' } });
      assert.equal((await stage.raw('sms/releaseAll')).text, 'OK');
      assert.equal((await stage.raw('phoneNos/get', 'itemId=9003')).text, '号码余量不足');
      assert.equal((await stage.raw('sms/releaseAll', '', 'x=y')).text, lost.msg);
      assert.match((await stage.raw('phoneNos/get', 'itemId=1')).text, /^\{"phoneNos":"\d{11}","msg":""\}$/);
    });

    it('JSON in a JSON string', async () => {
      await using stage = await start({ options: { wrapping: 'quoted' } });
      const { text } = await stage.raw('pkey/verification', credentials);
      assert.equal(text, '"{\\"valid\\":\\"Y\\",\\"leftQuantity\\":\\"1000\\"}"');
    });

    it('text/html, and a byte order mark', async () => {
      await using stage = await start({ options: { contentType: 'text/html', bom: 'yes' } });
      const response = await fetch(`${stage.simulator.baseUrls.zhima}/pkey/verification.php?${credentials}`);
      assert.equal(response.headers.get('content-type'), 'text/html; charset=UTF-8');
      assert.deepEqual([...new Uint8Array(await response.arrayBuffer()).slice(0, 4)], [0xef, 0xbb, 0xbf, 0x7b]);
    });

    it('all fields of the document, those without a value empty', async () => {
      await using stage = await open({ options: { absent: 'empty' } });
      const [number] = await stage.take();
      assert.deepEqual(await stage.ask('sms/get', `itemId=123&phoneNo=${number}`), { sm: '', status: '1', msg: '' });
      assert.deepEqual(await stage.ask('phoneNos/get', 'itemId=9003'), { phoneNos: '', msg: '号码余量不足' });
      const unknown = { name: '', status: '3', price: '', type: '', msg: '项目编号不存在' };
      assert.deepEqual(await stage.ask('items/details', 'itemId=9006'), unknown);
    });

    for (const [name, values] of Object.entries(zhimaSimulator.options)) {
      for (const value of values ?? []) {
        it(`${name} ${value}: a number is taken and its message comes`, async () => {
          await using stage = await start({ options: { [name]: value }, stock: { '*': 0, cn: 1 } });
          const verified = await stage.raw('pkey/verification', credentials);
          const cookie = verified.headers.get('set-cookie')?.split(';')[0] ?? '';
          const { text } = await stage.raw('phoneNos/get', 'itemId=123', cookie);
          const number = /1[3-9]\d{9}/.exec(text)?.[0];
          await stage.simulator.advance(3);
          const said = (await stage.raw('sms/get', `itemId=123&phoneNo=${number}`, cookie)).text;
          assert.match(said, /status\W+2\b/);
          assert.equal((await stage.simulator.book()).length, 1);
        });
      }
    }
  });
});
