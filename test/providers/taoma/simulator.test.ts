import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { taomaSimulator } from '../../../src/providers/taoma/simulator.ts';
import { memoryState, startTestSimulator, type TestSimulator } from '../../helpers/simulator.ts';

type Answer = Readonly<Record<string, unknown>>;

interface Stage extends AsyncDisposable {
  readonly simulator: TestSimulator;
  /** The text of the answer to a GET of exactly this query. */
  raw(query: string): Promise<string>;
  /** A call of the sandbox's account. */
  text(action: string, query?: string): Promise<string>;
  ask(action: string, query?: string): Promise<Answer>;
  take(query?: string): Promise<string[]>;
  holds(): Promise<readonly { readonly number: string; readonly project: string }[]>;
}

const digest = '93bc63e0b4f48fbbff568d9fc0dc3def';
const credentials = `userID=sandbox&password=${digest}`;

interface Setting {
  readonly options?: Readonly<Record<string, string>>;
  readonly stock?: unknown;
  readonly accounts?: readonly unknown[];
  readonly scenario?: Readonly<Record<string, unknown>>;
  readonly state?: ReturnType<typeof memoryState>;
}

async function open({ state = memoryState(), scenario, ...setting }: Setting = {}): Promise<Stage> {
  const { options = {}, stock = {}, accounts = [] } = setting;
  const wish = { rate: { burst: 1000 }, platforms: { taoma: { options, stock, accounts } }, ...scenario };
  const world = state.text() === null ? { scenario: wish } : {};
  const simulator = await startTestSimulator({ platforms: [taomaSimulator], state, ...world });
  const raw: Stage['raw'] = async (query) => {
    const response = await fetch(`${simulator.baseUrls.taoma}?${query}`);
    assert.equal(response.status, 200);
    return response.text();
  };
  const text: Stage['text'] = (action, query = '') => raw(`action=${action}&${credentials}&${query}`);
  return {
    simulator,
    raw,
    text,
    ask: async (action, query) => JSON.parse(await text(action, query)) as Answer,
    async take(query = 'projectID=123&size=1') {
      const { mobiles, size } = JSON.parse(await text('getMobiles', query)) as { mobiles: string[]; size: number };
      assert.ok(mobiles.length > 0 && mobiles.length === Number(size), query);
      return mobiles;
    },
    async holds() {
      const { json } = await simulator.control('GET /state');
      const now = Date.parse(String(json.now));
      const { taoma } = json.platforms as {
        taoma: { holds: { number: string; project: string; endsAt: number }[] };
      };
      return taoma.holds.filter(({ endsAt }) => endsAt > now).map(({ number, project }) => ({ number, project }));
    },
    [Symbol.asyncDispose]: () => simulator[Symbol.asyncDispose](),
  };
}

/** The document's failures, with their reason left open. */
const failures: readonly [action: string, shape: Answer][] = [
  ['getMobiles', { state: false, size: 0, mobiles: [] }],
  ['getMessages', { state: true, size: 0, data: [] }],
  ['getMessageAndHoldMobile', { state: false, mobile: '', msg: '' }],
  ['addBlackMobiles', { state: false, size: 0 }],
  ['getUserInfo', { state: false, account: '', balance: 0, maxMobileSize: 0 }],
];

const noMobiles = (message: string) => ({ state: false, size: 0, mobiles: [], message });
const noData = (message: string, state = true) => ({ state, size: 0, data: [], message });
const noMessage = (message: string) => ({ state: false, mobile: '', msg: '', message });
const notAdded = (message: string) => ({ state: false, size: 0, message });

describe('the simulated Taoma', () => {
  describe('every call', () => {
    for (const [action, shape] of failures) {
      it(`${action} says 参数错误 of wrong credentials, in its own shape`, async () => {
        await using stage = await open();
        const refusal = `${JSON.stringify({ ...shape, message: '参数错误' })}`;
        for (const query of [
          ...['', 'userID=sandbox', `password=${digest}`, `userID=nobody&password=${digest}`],
          ...['userID=sandbox&password=sandbox', `userID=__proto__&password=${digest}`, 'userID=sandbox&password='],
        ]) {
          assert.equal(await stage.raw(`action=${action}&${query}`), refusal, query);
        }
        await stage.simulator.control('POST /suspend');
        assert.equal(await stage.text(action), refusal);
      });

      it(`${action} says 操作频繁 when it is made too often, and does not mind the other calls`, async () => {
        await using stage = await open({ scenario: { rate: { burst: 1, perSecond: 1 } } });
        for (const [other] of failures.filter(([name]) => name !== action)) await stage.text(other);
        assert.notEqual((await stage.ask(action)).message, '操作频繁');
        assert.deepEqual(await stage.ask(action), { ...shape, message: '操作频繁' });
        await stage.simulator.advance(1);
        assert.notEqual((await stage.ask(action)).message, '操作频繁');
      });

      it(`${action} has nothing but strings where that is switched on`, async () => {
        await using stage = await open({ options: { values: 'strings' } });
        const [number] = await stage.take();
        await stage.simulator.advance(3);
        const query = `projectID=123&nextProjectID=123&size=1&mobile=${number}`;
        const said = await stage.ask(action, `${query}&mobiles=${number}`);
        assert.equal(said.state, 'true');
        for (const [name, value] of Object.entries(said)) {
          assert.ok(typeof value === 'string' || Array.isArray(value), `${name} of ${action}`);
        }
      });
    }

    it('takes the digest in either case', async () => {
      await using stage = await open();
      assert.match(
        await stage.raw(`action=getUserInfo&userID=sandbox&password=${digest.toUpperCase()}`),
        /"state":true/,
      );
    });

    it('may be a GET or a POST with a form, and nothing else', async () => {
      await using stage = await open();
      const url = stage.simulator.baseUrls.taoma ?? '';
      const body = new URLSearchParams(`${credentials}&projectID=123&size=1`);
      const split = await fetch(`${url}?action=getMobiles`, { method: 'POST', body });
      assert.match(await split.text(), /"state":true/);
      body.set('action', 'getMobiles');
      const whole = await fetch(url, { method: 'POST', body });
      assert.match(await whole.text(), /"state":true/);
      assert.equal((await fetch(url, { method: 'PUT', body })).status, 405);
      assert.equal((await fetch(`${url}/getMobiles?${body}`)).status, 404);
      assert.deepEqual((await stage.simulator.journal()).map(({ call }) => call).slice(0, 2), [
        'getMobiles',
        'getMobiles',
      ]);
    });

    it('has a name that the document knows', async () => {
      await using stage = await open();
      for (const action of ['', 'getmobiles', 'toString', '__proto__']) {
        assert.deepEqual(await stage.ask(action), { state: false, message: '参数错误' });
      }
    });
  });

  it('getUserInfo tells account, balance and size as in the document', async () => {
    await using stage = await open();
    const told = '{"state":true,"account":"sandbox","balance":1000,"maxMobileSize":50,"message":""}';
    assert.equal(await stage.text('getUserInfo'), told);
  });

  describe('getMobiles', () => {
    it('gives mainland numbers of eleven digits', async () => {
      await using stage = await open();
      const said = await stage.text('getMobiles', 'projectID=123&size=1');
      assert.match(said, /^\{"state":true,"size":1,"mobiles":\["1[3-9]\d{9}"\],"message":""\}$/);
      const numbers = await stage.take('projectID=0257&size=5');
      assert.equal(new Set(numbers).size, 5);
      assert.deepEqual(
        (await stage.holds()).slice(1),
        numbers.map((number) => ({ number: `+86${number}`, project: '0257' })),
      );
      assert.deepEqual(await stage.simulator.book(), [], 'numbers cost nothing');
    });

    it('gives fewer where there are fewer, and then says that there are none', async () => {
      await using stage = await open({ stock: { '*': 0, cn: ['+8613812345678', '+8613987654321'] } });
      assert.equal((await stage.take('projectID=123&size=5')).length, 2);
      assert.deepEqual(await stage.ask('getMobiles', 'projectID=123&size=5'), noMobiles('暂时没有可用号码,稍候获取'));
      await stage.simulator.control('POST /scenario', {
        platforms: { taoma: { options: { noNumbers: '暂时没有可用号码' } } },
      });
      assert.deepEqual(await stage.ask('getMobiles', 'projectID=123&size=5'), noMobiles('暂时没有可用号码'));
    });

    for (const [size, maxHeld, given] of [
      [49, 50, 49],
      [50, 50, 50],
      [51, 50, null],
      [51, 100, null],
      [3, 2, null],
      [2, 2, 2],
    ] as const) {
      it(`asked for ${size} numbers of an account that may hold ${maxHeld}: ${given ?? '参数错误'}`, async () => {
        await using stage = await open({ accounts: [{ name: 'sandbox', maxHeld }] });
        const said = await stage.ask('getMobiles', `projectID=123&size=${size}`);
        if (given === null) assert.deepEqual(said, noMobiles('参数错误'));
        else assert.deepEqual([said.size, (said.mobiles as string[]).length], [given, given]);
      });
    }

    it('counts what the account already holds', async () => {
      await using stage = await open({ accounts: [{ name: 'sandbox', maxHeld: 3 }] });
      await stage.take('projectID=1&size=2');
      assert.deepEqual(await stage.ask('getMobiles', 'projectID=1&size=2'), noMobiles('参数错误'));
      assert.equal((await stage.take('projectID=1&size=1')).length, 1);
    });

    const refusals: readonly [query: string, message: string][] = [
      ['size=1', '参数错误'],
      ['projectID=123', '参数错误'],
      ['projectID=123&size=0', '参数错误'],
      ['projectID=123&size=-1', '参数错误'],
      ['projectID=123&size=1.5', '参数错误'],
      ['projectID=123&size=100', '参数错误'],
      ['projectID=abc&size=1', '参数错误'],
      ['projectID=1234567&size=1', '参数错误'],
      ['projectID=9003&size=1', '暂时没有可用号码,稍候获取'],
      ['projectID=9004&size=1', '余额不足'],
      ['projectID=9005&size=1', '操作频繁'],
      ['projectID=9006&size=1', '参数错误'],
      ['projectID=9008&size=1', '参数错误'],
      ['projectID=9009&size=1', '参数错误'],
      ['projectID=9013&size=1', '系统异常'],
      ['projectID=9014&size=1', '暂时没有可用号码,稍候获取'],
    ];
    it('says why it gives none, and takes none', async () => {
      await using stage = await open();
      for (const [query, message] of refusals) {
        assert.deepEqual(await stage.ask('getMobiles', query), noMobiles(message), query);
      }
      assert.deepEqual(await stage.holds(), []);
      assert.equal((await stage.take('projectID=9007&size=1')).length, 1, 'there are no keys here');
    });

    it('is busy twice, or without numbers twice, at the projects that are so', async () => {
      await using stage = await open();
      for (const id of ['9005', '9014']) {
        const query = `projectID=${id}&size=1`;
        for (let turn = 0; turn < 2; turn += 1) assert.equal((await stage.ask('getMobiles', query)).state, false);
        assert.equal((await stage.take(query)).length, 1);
      }
    });

    it('gives none to an account that could not pay a message for each', async () => {
      await using stage = await open({ accounts: [{ name: 'sandbox', balance: 1 }] });
      assert.deepEqual(await stage.ask('getMobiles', 'projectID=1&size=2'), noMobiles('余额不足'));
      assert.equal((await stage.take('projectID=1&size=1')).length, 1);
    });

    it('takes the number at the project whose answers are lost', async () => {
      await using stage = await open();
      await assert.rejects(stage.ask('getMobiles', 'projectID=9010&size=1'));
      assert.equal((await stage.holds()).length, 1);
    });

    for (const [holdFor, seconds] of [
      [null, 300],
      ['120', 120],
      ['600', 600],
    ] as const) {
      it(`holds a number for ${seconds} seconds`, async () => {
        const options = holdFor === null ? {} : { holdFor };
        await using stage = await open({ options, stock: { cn: 1 } });
        await stage.take('projectID=9001&size=1');
        await stage.simulator.advance(seconds - 1);
        assert.equal((await stage.ask('getMobiles', 'projectID=2&size=1')).state, false);
        await stage.simulator.advance(1);
        assert.equal((await stage.take('projectID=2&size=1')).length, 1);
      });
    }

    it('charges numbers instead of messages where that is switched on', async () => {
      await using stage = await open({ options: { charged: 'number' } });
      const [number] = await stage.take();
      await stage.simulator.advance(3);
      assert.equal((await stage.ask('getMessages', `mobiles=${number}`)).size, 1);
      assert.deepEqual(
        (await stage.simulator.book()).map((charge) => charge.number),
        [`+86${number}`],
      );
    });
  });

  describe('getMessages', () => {
    it('waits, brings the message, charges it exactly once, and frees the number', async () => {
      const projects = { '123': { texts: ['【测试】验证码 482913'] } };
      await using stage = await open({ scenario: { projects } });
      const [number] = await stage.take();
      const query = `mobiles=${number}&softAuthor=someone`;
      assert.equal(
        await stage.text('getMessages', query),
        '{"state":true,"size":0,"data":[],"message":"暂时没收到短信"}',
      );
      await stage.simulator.advance(3);
      assert.deepEqual(await stage.simulator.book(), []);
      const data = `{"mobile":"${number}","msg":"【测试】验证码 482913"}`;
      assert.equal(await stage.text('getMessages', query), `{"state":true,"size":1,"data":[${data}],"message":""}`);
      assert.deepEqual(await stage.holds(), []);
      assert.deepEqual(await stage.ask('getMessages', query), noData('参数错误'));
      const charge = { account: 'sandbox', platform: 'taoma', project: '123', number: `+86${number}`, price: 1 };
      assert.deepEqual(await stage.simulator.book(), [{ at: '2026-01-02T03:04:08.000Z', ...charge }]);
      assert.equal((await stage.ask('getUserInfo')).balance, 999);
    });

    it('frees only the numbers whose message came, of several projects', async () => {
      await using stage = await open();
      const [never] = await stage.take('projectID=9001&size=1');
      const some = await stage.take('projectID=123&size=2');
      await stage.simulator.advance(3);
      const mobiles = [never, ...some, some[0]].join(',');
      const { size, data } = await stage.ask('getMessages', `mobiles=${mobiles}`);
      assert.equal(size, 2);
      assert.deepEqual(
        (data as { mobile: string }[]).map(({ mobile }) => mobile),
        some,
      );
      assert.deepEqual(await stage.holds(), [{ number: `+86${never}`, project: '9001' }]);
      assert.deepEqual(await stage.ask('getMessages', `mobiles=${mobiles}`), noData('暂时没收到短信'));
      assert.equal((await stage.simulator.book()).length, 2);
    });

    for (const waiting of taomaSimulator.options.waiting ?? []) {
      it(`waits in the words ${waiting}`, async () => {
        await using stage = await open({ options: { waiting, failedRead: 'false' } });
        const [number] = await stage.take();
        assert.deepEqual(await stage.ask('getMessages', `mobiles=${number}`), noData(waiting, false));
        const held = await stage.ask('getMessageAndHoldMobile', `mobile=${number}&nextProjectID=1`);
        assert.deepEqual(held, noMessage(waiting));
        assert.deepEqual(await stage.ask('getMessages'), noData('参数错误', false));
      });
    }

    it('puts the message of a single number at the top level where that is switched on', async () => {
      const projects = { '123': { texts: ['code 482913'] } };
      await using stage = await open({ options: { message: 'flat' }, scenario: { projects } });
      const [one, ...more] = await stage.take('projectID=123&size=3');
      await stage.simulator.advance(3);
      const said = await stage.ask('getMessages', `mobile=${one}`);
      assert.deepEqual(said, { state: true, mobile: one, msg: 'code 482913', message: '' });
      const several = await stage.ask('getMessages', `mobiles=${more.join(',')}`);
      assert.deepEqual([several.size, (several.data as unknown[]).length], [2, 2]);
    });

    it('keeps a message back that cannot be paid', async () => {
      await using stage = await open();
      const numbers = await stage.take('projectID=123&size=2');
      await stage.simulator.advance(3);
      await stage.simulator.control('POST /balance', { balance: 1 });
      assert.equal((await stage.ask('getMessages', `mobiles=${numbers.join(',')}`)).size, 1);
      assert.deepEqual(await stage.ask('getMessages', `mobiles=${numbers.join(',')}`), noData('余额不足'));
      assert.equal((await stage.holds()).length, 1);
    });

    it('takes 1 to 50 numbers', async () => {
      await using stage = await open();
      const numbers = await stage.take('projectID=9001&size=50');
      const message = async (list: readonly string[]) =>
        (await stage.ask('getMessages', `mobiles=${list.join(',')}`)).message;
      assert.equal(await message(numbers.slice(0, 49)), '暂时没收到短信');
      assert.equal(await message(numbers), '暂时没收到短信');
      assert.equal(await message([...numbers, '13812345678']), '参数错误');
      for (const wrong of ['', '+8613812345678', '8613812345678', '138,', '5917384170']) {
        assert.equal(await message([wrong]), '参数错误', wrong);
      }
      assert.deepEqual(await stage.ask('getMessages'), noData('参数错误'));
    });

    it('says 参数错误 of numbers that are not held, or waits where that is switched on', async () => {
      await using stage = await open();
      const [gone] = await stage.take('projectID=9012&size=1');
      assert.deepEqual(await stage.ask('getMessages', `mobiles=${gone}`), noData('参数错误'));
      const platforms = { taoma: { options: { notHeld: 'waits' } } };
      await stage.simulator.control('POST /scenario', { platforms });
      assert.deepEqual(await stage.ask('getMessages', `mobiles=${gone}`), noData('暂时没收到短信'));
    });

    it('is busy for the first two looks of the project that is busy reading', async () => {
      await using stage = await open();
      const [number] = await stage.take('projectID=9015&size=1');
      await stage.simulator.advance(3);
      for (let turn = 0; turn < 2; turn += 1) {
        assert.deepEqual(await stage.ask('getMessages', `mobiles=${number}`), noData('操作频繁'));
      }
      assert.equal((await stage.ask('getMessages', `mobiles=${number}`)).size, 1);
    });

    it('brings a message that somebody pushed to the number as the platform spells it', async () => {
      await using stage = await open();
      const [number] = await stage.take('projectID=9001&size=1');
      const pushed = { project: '9001', number, text: '您的验证码是 482913' };
      assert.equal((await stage.simulator.control('POST /message', pushed)).status, 200);
      const { data } = await stage.ask('getMessages', `mobiles=${number}`);
      assert.deepEqual(data, [{ mobile: number, msg: '您的验证码是 482913' }]);
    });
  });

  describe('getMessageAndHoldMobile', () => {
    it('brings a new message each time, charges each once, and holds the number on', async () => {
      await using stage = await open();
      const [number] = await stage.take();
      const look = () => stage.ask('getMessageAndHoldMobile', `mobile=${number}&nextProjectID=123`);
      const texts = new Set<unknown>();
      for (let turn = 1; turn <= 3; turn += 1) {
        assert.deepEqual(await look(), noMessage('暂时没收到短信'));
        await stage.simulator.advance(299);
        const said = await look();
        assert.deepEqual(said, { state: true, mobile: number, msg: said.msg, message: '' });
        texts.add(said.msg);
        assert.equal((await stage.simulator.book()).length, turn);
      }
      assert.equal(texts.size, 3);
      await stage.simulator.advance(3);
      assert.equal((await stage.ask('getMessages', `mobiles=${number}`)).size, 1, 'the last message frees it');
      assert.deepEqual(await look(), noMessage('号码已经离线'));
    });

    it('moves the number to another project, where either project may blacklist it', async () => {
      await using stage = await open({ stock: { cn: 2 } });
      const numbers = await stage.take('projectID=1&size=2');
      await stage.simulator.advance(3);
      for (const number of numbers) {
        const said = await stage.ask('getMessageAndHoldMobile', `mobile=${number}&nextProjectID=9001`);
        assert.equal(said.state, true);
      }
      assert.deepEqual(
        (await stage.holds()).map(({ project }) => project),
        ['9001', '9001'],
      );
      const [one, two] = numbers;
      const black = async (id: string, number: string | undefined) =>
        (await stage.ask('addBlackMobiles', `projectID=${id}&mobiles=${number}`)).message;
      assert.equal(await black('2', one), '参数错误');
      assert.equal(await black('1', one), one);
      assert.equal(await black('9001', two), two);
      assert.deepEqual(await stage.holds(), []);
      assert.deepEqual(
        await stage.take('projectID=1&size=2'),
        [two],
        'the one is blacklisted for it, the other is not',
      );
    });

    it('says 号码已经离线 of a number that is not held', async () => {
      await using stage = await open();
      const [gone] = await stage.take('projectID=9012&size=1');
      const query = `mobile=${gone}&nextProjectID=1`;
      assert.deepEqual(await stage.ask('getMessageAndHoldMobile', query), noMessage('号码已经离线'));
    });

    it('knows wrong parameters, and keeps the message then', async () => {
      await using stage = await open();
      const [one, two] = await stage.take('projectID=123&size=2');
      await stage.simulator.advance(3);
      for (const query of [
        ...['', `mobile=${one}`, 'nextProjectID=1', `mobile=${one}&nextProjectID=9006`, `mobile=${one}&nextProjectID=`],
        ...[`mobile=${one},${two}&nextProjectID=1`, `mobiles=${one}&nextProjectID=1`, 'mobile=1&nextProjectID=1'],
      ]) {
        assert.deepEqual(await stage.ask('getMessageAndHoldMobile', query), noMessage('参数错误'), query);
      }
      assert.deepEqual(await stage.simulator.book(), []);
      assert.equal((await stage.ask('getMessages', `mobiles=${one},${two}`)).size, 2);
    });

    it('keeps a message back that cannot be paid, and is busy where reading is', async () => {
      await using stage = await open();
      const [one] = await stage.take();
      const [busy] = await stage.take('projectID=9015&size=1');
      await stage.simulator.advance(3);
      const message = async (number: string | undefined) =>
        (await stage.ask('getMessageAndHoldMobile', `mobile=${number}&nextProjectID=123`)).message;
      assert.deepEqual([await message(busy), await message(busy), await message(busy)], ['操作频繁', '操作频繁', '']);
      await stage.simulator.control('POST /balance', { balance: 0 });
      assert.equal(await message(one), '余额不足');
    });
  });

  describe('addBlackMobiles', () => {
    it('lists the numbers it blacklisted, frees them, and never gives them again', async () => {
      await using stage = await open({ stock: { cn: 3 } });
      const numbers = await stage.take('projectID=123&size=3');
      const query = `projectID=123&mobiles=${numbers.join(',')}`;
      const said = `{"state":true,"size":3,"message":"${numbers.join(',')}"}`;
      assert.equal(await stage.text('addBlackMobiles', query), said);
      assert.deepEqual(await stage.holds(), []);
      assert.deepEqual(await stage.ask('addBlackMobiles', query), notAdded('号码已经离线'));
      assert.equal((await stage.ask('getMobiles', 'projectID=123&size=1')).state, false);
    });

    it('lists every other one where that is switched on; the rest stays held', async () => {
      await using stage = await open({ options: { blacklists: 'some' } });
      const [a, b, c] = await stage.take('projectID=123&size=3');
      const query = `projectID=123&mobiles=${a},${b},${c}`;
      const said = await stage.ask('addBlackMobiles', query);
      assert.deepEqual(said, { state: true, size: 2, message: `${a},${c}` });
      assert.deepEqual(await stage.holds(), [{ number: `+86${b}`, project: '123' }]);
      assert.deepEqual(await stage.ask('addBlackMobiles', query), { state: true, size: 1, message: b });
    });

    it('leaves out numbers that are not held', async () => {
      await using stage = await open();
      const [gone] = await stage.take('projectID=9012&size=1');
      const [held] = await stage.take();
      const said = await stage.ask('addBlackMobiles', `projectID=123&mobiles=${gone},${held}`);
      assert.deepEqual(said, { state: true, size: 1, message: held });
    });

    it('is refused as too frequent twice at the project without room; the number stays held', async () => {
      await using stage = await open();
      const [number] = await stage.take('projectID=9011&size=1');
      const add = () => stage.ask('addBlackMobiles', `projectID=9011&mobiles=${number}`);
      assert.deepEqual(await add(), notAdded('操作频繁'));
      assert.deepEqual(await add(), notAdded('操作频繁'));
      assert.equal((await stage.holds()).length, 1);
      assert.deepEqual(await add(), { state: true, size: 1, message: number });
    });

    it('knows wrong parameters', async () => {
      await using stage = await open();
      const numbers = await stage.take('projectID=9001&size=50');
      const message = async (query: string) => (await stage.ask('addBlackMobiles', query)).message;
      const all = numbers.join(',');
      for (const query of [
        ...['', 'projectID=9001', `mobiles=${numbers[0]}`, `projectID=9006&mobiles=${numbers[0]}`],
        ...[
          `projectID=1&mobiles=${numbers[0]}`,
          'projectID=9001&mobiles=1',
          `projectID=9001&mobiles=${all},13812345678`,
        ],
      ]) {
        assert.equal(await message(query), '参数错误', query);
      }
      assert.equal((await stage.holds()).length, 50);
      assert.equal(
        await message(`projectID=9001&mobiles=${numbers.slice(0, 49).join(',')}`),
        numbers.slice(0, 49).join(','),
      );
      assert.equal(await message(`projectID=9001&mobiles=${all}`), numbers[49]);
    });

    it('takes fifty at once', async () => {
      await using stage = await open();
      const numbers = await stage.take('projectID=1&size=50');
      assert.equal((await stage.ask('addBlackMobiles', `projectID=1&mobiles=${numbers.join(',')}`)).size, 50);
    });
  });

  it('keeps its books for all servers over one state, and charges a message once', async () => {
    const state = memoryState();
    await using one = await open({ state, stock: { cn: 1 } });
    await using two = await open({ state });
    const [number] = await one.take();
    assert.equal((await two.ask('getMobiles', 'projectID=1&size=1')).state, false);
    await two.simulator.advance(3);
    const query = `mobiles=${number}`;
    const sizes = await Promise.all([one, two].map(async (stage) => (await stage.ask('getMessages', query)).size));
    assert.deepEqual(sizes.toSorted(), [0, 1]);
    assert.equal((await one.simulator.book()).length, 1);
  });

  describe('every switch', () => {
    for (const [name, values] of Object.entries(taomaSimulator.options)) {
      for (const value of values ?? []) {
        it(`${name} ${value}: a number is taken and its message comes`, async () => {
          await using stage = await open({ options: { [name]: value } });
          const [number] = (await stage.ask('getMobiles', 'projectID=123&size=1')).mobiles as string[];
          await stage.simulator.advance(3);
          assert.match(await stage.text('getMessages', `mobiles=${number}`), /"msg":"[^"]*\d{3}/);
          assert.equal((await stage.simulator.book()).length, 1);
        });
      }
    }
  });
});
