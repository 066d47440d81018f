import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startTestSimulator, type TestSimulator } from '../../helpers/simulator.ts';

interface Answer {
  readonly code: unknown;
  readonly msg: string;
  readonly data: unknown;
}

const credentials = 'name=sandbox&ApiKey=c2FuZGJveA%2Bk%2FeQ%3D%3D';

/** One call with the query exactly as given. */
async function raw(simulator: TestSimulator, pathAndQuery: string): Promise<Answer> {
  const response = await fetch(`${simulator.baseUrls.durian}/${pathAndQuery}`);
  assert.equal(response.status, 200);
  return (await response.json()) as Answer;
}

/** One call of the sandbox's account. */
const ask = (simulator: TestSimulator, call: string, query = ''): Promise<Answer> =>
  raw(simulator, `${call}?${credentials}${query === '' ? '' : `&${query}`}`);

async function take(simulator: TestSimulator, query = 'pid=123&num=1&noblack=0&serial=2'): Promise<string> {
  const { data, code } = await ask(simulator, 'getMobile', query);
  assert.equal(code, 200);
  assert.ok(typeof data === 'string');
  return data;
}

const plus = (number: string): string => number.replace('+', '%2B');

describe('the simulated Durian RCS', () => {
  describe('every call', () => {
    const calls = [
      'getUserInfo',
      'getMobile',
      'getMobileCode',
      'getMsg',
      'passMobile',
      'addBlack',
      'getStatus',
      'getBlack',
      'getCountryPhoneNum',
    ];
    for (const call of calls) {
      it(`${call} refuses missing and wrong credentials and a suspended account`, async () => {
        await using simulator = await startTestSimulator();
        const code = async (query: string) => (await raw(simulator, `${call}?${query}`)).code;
        assert.equal(await code(''), 803);
        assert.equal(await code('name=sandbox'), 803);
        assert.equal(await code('name=sandbox&ApiKey='), 803);
        assert.equal(await code('name=sandbox&ApiKey=wrong'), 802);
        assert.equal(await code('name=nobody&ApiKey=wrong'), 802);
        assert.equal(await code('name=__proto__&ApiKey=wrong'), 802);
        assert.equal(await code('name=sandbox&ApiKey=c2FuZGJveA+k/eQ=='), 802, 'a raw plus in the key is a space');
        await simulator.control('POST /suspend', { platform: 'durian' });
        assert.equal(await code(credentials), 800);
      });
    }

    it('is answered 409 when the account asks too fast, and again after a while', async () => {
      await using simulator = await startTestSimulator({ scenario: { rate: { burst: 2, perSecond: 1 } } });
      const codes = [];
      for (let turn = 0; turn < 3; turn += 1) codes.push((await ask(simulator, 'getUserInfo')).code);
      assert.deepEqual(codes, [200, 200, 409]);
      await simulator.advance(1);
      assert.equal((await ask(simulator, 'getUserInfo')).code, 200);
    });

    it('is a GET of a known name', async () => {
      await using simulator = await startTestSimulator();
      const status = async (path: string, init?: RequestInit) =>
        (await fetch(`${simulator.baseUrls.durian}/${path}`, init)).status;
      assert.equal(await status(`getMobiles?${credentials}`), 404);
      assert.equal(await status('toString'), 404);
      assert.equal(await status(`getUserInfo?${credentials}`, { method: 'POST' }), 405);
    });

    it('says its code as digits in a string where that is switched on', async () => {
      const platforms = { durian: { options: { codes: 'string' } } };
      await using simulator = await startTestSimulator({ scenario: { platforms } });
      assert.equal((await ask(simulator, 'getUserInfo')).code, '200');
    });
  });

  describe('getUserInfo', () => {
    it('tells name, points and date as in the document', async () => {
      await using simulator = await startTestSimulator();
      const data = { username: 'sandbox', score: 1000, create_date: '2024-05-09 11:18:35' };
      assert.deepEqual(await ask(simulator, 'getUserInfo'), { code: 200, msg: 'Success', data });
    });
  });

  describe('getMobile', () => {
    it('gives one number as text and charges it', async () => {
      await using simulator = await startTestSimulator();
      const number = await take(simulator, 'cuy=bo&pid=123&num=1&noblack=0&serial=2&secret_key=null&vip=null');
      assert.match(number, /^\+591\d{8}$/);
      const charge = { account: 'sandbox', platform: 'durian', project: '123', number, price: 1 };
      assert.deepEqual(await simulator.book(), [{ at: '2026-01-02T03:04:05.000Z', ...charge }]);
      const { data } = await ask(simulator, 'getUserInfo');
      assert.equal((data as { score: number }).score, 999);
    });

    it('gives several numbers as a list and charges each once', async () => {
      await using simulator = await startTestSimulator();
      const { code, data } = await ask(simulator, 'getMobile', 'pid=123&num=5&noblack=0&serial=2');
      assert.equal(code, 200);
      assert.ok(Array.isArray(data));
      assert.equal(new Set(data).size, 5);
      const charged = (await simulator.book()).map(({ number }) => number);
      assert.deepEqual(charged.toSorted(), data.toSorted());
    });

    it('gives a list of what there is when there are fewer than asked for', async () => {
      const stock = { '*': 0, bo: ['+59173841704'] };
      await using simulator = await startTestSimulator({ scenario: { platforms: { durian: { stock } } } });
      assert.deepEqual((await ask(simulator, 'getMobile', 'pid=123&num=3')).data, ['+59173841704']);
      assert.deepEqual(await ask(simulator, 'getMobile', 'pid=123&num=1'), {
        code: 906,
        msg: 'The list of mobile numbers is empty',
        data: '',
      });
      assert.equal((await simulator.book()).length, 1);
    });

    it('keeps to country and prefix', async () => {
      await using simulator = await startTestSimulator();
      assert.match(await take(simulator, 'cuy=th&pid=1'), /^\+66/);
      assert.match(await take(simulator, 'pex=591738&pid=1'), /^\+591738/);
      assert.equal((await ask(simulator, 'getMobile', 'cuy=th&pex=591738&pid=1')).code, 906);
    });

    it('never gives a number to two holders', async () => {
      const accounts = [{ name: 'other', key: 'k' }];
      const platforms = { durian: { stock: { '*': 0, th: 1 }, accounts } };
      await using simulator = await startTestSimulator({ scenario: { platforms } });
      await take(simulator);
      assert.equal((await raw(simulator, 'getMobile?name=other&ApiKey=k&pid=123')).code, 906);
      await simulator.advance(300);
      assert.equal((await raw(simulator, 'getMobile?name=other&ApiKey=k&pid=123')).code, 200);
    });

    it('leaves out what the account, or with noblack=1 anybody, blacklisted for the project', async () => {
      const accounts = [{ name: 'other', key: 'k' }];
      const platforms = { durian: { stock: { '*': 0, th: 1 }, accounts } };
      await using simulator = await startTestSimulator({ scenario: { platforms } });
      const number = await take(simulator);
      assert.equal((await ask(simulator, 'addBlack', `pid=123&pn=${plus(number)}`)).code, 200);
      assert.equal((await ask(simulator, 'getMobile', 'pid=123')).code, 906);
      const other = async (query: string) => (await raw(simulator, `getMobile?name=other&ApiKey=k&${query}`)).code;
      assert.equal(await other('pid=123&noblack=1'), 906);
      assert.equal(await other('pid=123&noblack=0'), 200);
      await simulator.advance(300);
      assert.equal((await ask(simulator, 'getMobile', 'pid=124')).code, 200, 'another project may have it');
    });

    const codes: readonly [query: string, code: number][] = [
      ['pid=123', 200],
      ['pid=123&cuy=null&pex=&secret_key=null&vip=', 200],
      ['pid=123&num=10', 200],
      ['pid=123&num=0', 902],
      ['pid=123&num=11', 902],
      ['pid=123&num=2.5', 902],
      ['pid=123&num=', 902],
      ['pid=123&noblack=2', 902],
      ['pid=123&pex=5917384', 902],
      ['pid=123&pex=%2B591', 902],
      ['num=1', 902],
      ['pid=123&serial=3', 400906],
      ['pid=123&serial=', 400906],
      ['pid=123&cuy=BO', 903],
      ['pid=123&cuy=uk', 903],
      ['pid=123&cuy=bol', 903],
      ['pid=123&cuy=jp', 906],
      ['pid=abc', 904],
      ['pid=1234567', 904],
      ['pid=0257', 200],
      ['pid=9001', 200],
      ['pid=9002', 200],
      ['pid=9003', 906],
      ['pid=9004', 403],
      ['pid=9005', 409],
      ['pid=9006', 904],
      ['pid=9007', 400101],
      ['pid=9007&secret_key=null', 400101],
      ['pid=9007&secret_key=wrong', 400103],
      ['pid=9007&secret_key=sandbox-key', 200],
      ['pid=9007&secret_key=sandbox-key&vip=wrong', 907],
      ['pid=9007&secret_key=sandbox-key&vip=sandbox-vip', 200],
      ['pid=9008', 406],
      ['pid=9009', 200408],
      ['pid=9013', 400],
      ['pid=9014', 906],
    ];
    for (const call of ['getMobile', 'getMobileCode']) {
      it(`${call} answers every request with its code, and charges only where that is 200`, async () => {
        await using simulator = await startTestSimulator({ scenario: { rate: { burst: 1000 } } });
        for (const [query, expected] of codes) {
          const charges = (await simulator.book()).length;
          const { code, msg, data } = await ask(simulator, call, query);
          assert.equal(code, expected, query);
          assert.notEqual(msg, '', query);
          if (code !== 200) {
            assert.equal(data, '', query);
            assert.equal((await simulator.book()).length, charges, query);
          }
        }
      });
    }

    it('answers 400102 for a parameter that is not opened', async () => {
      const platforms = { durian: { options: { closed: 'pex,vip' } } };
      await using simulator = await startTestSimulator({ scenario: { platforms } });
      assert.equal((await ask(simulator, 'getMobile', 'pid=123&pex=591')).code, 400102);
      assert.equal((await ask(simulator, 'getMobile', 'pid=123&pex=null&vip=')).code, 200);
    });

    it('answers 200408 beyond what the account may hold and 403 beyond its balance', async () => {
      const accounts = [
        { name: 'poor', key: 'k', balance: 1 },
        { name: 'small', key: 'k', maxHeld: 1 },
      ];
      await using simulator = await startTestSimulator({ scenario: { platforms: { durian: { accounts } } } });
      const code = async (name: string) => (await raw(simulator, `getMobile?name=${name}&ApiKey=k&pid=1`)).code;
      assert.deepEqual([await code('poor'), await code('poor')], [200, 403]);
      assert.deepEqual([await code('small'), await code('small')], [200, 200408]);
      await simulator.advance(300);
      assert.equal(await code('small'), 200);
    });

    it('is busy twice before each purchase of the busy project', async () => {
      await using simulator = await startTestSimulator();
      const codes = [];
      for (let turn = 0; turn < 6; turn += 1) codes.push((await ask(simulator, 'getMobile', 'pid=9005')).code);
      assert.deepEqual(codes, [409, 409, 200, 409, 409, 200]);
    });

    it('has numbers at the third request of the project where they come later', async () => {
      await using simulator = await startTestSimulator();
      const codes = [];
      for (let turn = 0; turn < 3; turn += 1) codes.push((await ask(simulator, 'getMobile', 'pid=9014')).code);
      assert.deepEqual(codes, [906, 906, 200]);
    });
  });

  describe('getMobileCode', () => {
    it('adds the calling code to each number', async () => {
      await using simulator = await startTestSimulator();
      const one = await ask(simulator, 'getMobileCode', 'cuy=bo&pid=123&num=1&noblack=0&serial=2');
      assert.match(String(one.data), /^\+591\d{8},\+591$/);
      const two = await ask(simulator, 'getMobileCode', 'cuy=us&pid=123&num=2&noblack=0&serial=2');
      assert.ok(Array.isArray(two.data) && two.data.length === 2);
      for (const line of two.data) assert.match(line, /^\+1\d{10},\+1$/);
    });
  });

  describe('getMsg', () => {
    it('says 908 until the code is there, then the code itself, and frees the number', async () => {
      await using simulator = await startTestSimulator();
      const number = await take(simulator);
      const look = () => ask(simulator, 'getMsg', `pn=${plus(number)}&pid=123&serial=2`);
      const { code, data } = await look();
      assert.deepEqual([code, data], [908, '']);
      await simulator.advance(3);
      const got = await look();
      assert.equal(got.code, 200);
      assert.equal(got.msg, 'Success');
      assert.match(String(got.data), /^(?:\d{6}|\d{3}-\d{3})$/);
      assert.equal((await look()).code, 405);
      assert.equal((await ask(simulator, 'passMobile', `pn=${plus(number)}&pid=123&serial=2`)).code, 401);
    });

    it('says 407 with a growing list for several messages and keeps the number', async () => {
      const projects = { '9002': { name: '项目名称', texts: ['code 111111', 'code 222222'] } };
      await using simulator = await startTestSimulator({ scenario: { projects } });
      const number = await take(simulator, 'pid=9002&serial=1');
      const look = () => ask(simulator, 'getMsg', `pn=${plus(number)}&pid=9002&serial=1`);
      assert.equal((await look()).code, 908);
      await simulator.advance(3);
      const msg = 'Access to all SMS, API requests refresh and retry';
      assert.deepEqual(await look(), { code: 407, msg, data: '项目名称:111111;' });
      await simulator.advance(3);
      assert.deepEqual(await look(), { code: 407, msg, data: '项目名称:111111;项目名称:222222;' });
      assert.equal((await ask(simulator, 'passMobile', `pn=${plus(number)}&pid=9002&serial=1`)).code, 200);
    });

    it('says 405 for a wrong serial, a wrong project, an expired hold and one of somebody else', async () => {
      const accounts = [{ name: 'other', key: 'k' }];
      await using simulator = await startTestSimulator({ scenario: { platforms: { durian: { accounts } } } });
      const number = plus(await take(simulator, 'pid=9001&serial=2'));
      assert.equal((await ask(simulator, 'getMsg', `pn=${number}&pid=9001&serial=1`)).code, 405);
      assert.equal((await ask(simulator, 'getMsg', `pn=${number}&pid=123&serial=2`)).code, 405);
      assert.equal((await raw(simulator, `getMsg?name=other&ApiKey=k&pn=${number}&pid=9001&serial=2`)).code, 405);
      await simulator.advance(299);
      assert.equal((await ask(simulator, 'getMsg', `pn=${number}&pid=9001&serial=2`)).code, 908);
      await simulator.advance(1);
      assert.equal((await ask(simulator, 'getMsg', `pn=${number}&pid=9001&serial=2`)).code, 405);
    });

    it('takes the number with its plus as %2B, as a raw plus and as a space, and digits alone only where allowed', async () => {
      await using simulator = await startTestSimulator();
      const number = await take(simulator, 'pid=9001');
      const code = async (pn: string) => (await ask(simulator, 'getMsg', `pn=${pn}&pid=9001&serial=2`)).code;
      const digits = number.slice(1);
      assert.equal(await code(`%2B${digits}`), 908);
      assert.equal(await code(`+${digits}`), 908);
      assert.equal(await code(`%20${digits}`), 908);
      assert.equal(await code(digits), 905);
      await simulator.control('POST /scenario', { platforms: { durian: { options: { digitsOnly: 'accept' } } } });
      assert.equal(await code(digits), 908);
    });

    it('knows wrong numbers, projects and serials', async () => {
      await using simulator = await startTestSimulator();
      const number = plus(await take(simulator));
      const code = async (query: string) => (await ask(simulator, 'getMsg', query)).code;
      assert.equal(await code(`pn=%2B59170000000&pid=123&serial=2`), 905);
      assert.equal(await code('pid=123&serial=2'), 905);
      assert.equal(await code(`pn=${number}&pid=9006&serial=2`), 904);
      assert.equal(await code(`pn=${number}&serial=2`), 904);
      assert.equal(await code(`pn=${number}&pid=123&serial=0`), 400906);
      assert.equal(await code(`pn=${number}&pid=123`), 908, 'a missing serial is 2');
    });

    it('says 907 while waiting where that is switched on', async () => {
      const platforms = { durian: { options: { waiting: '907' } } };
      await using simulator = await startTestSimulator({ scenario: { platforms } });
      const number = plus(await take(simulator));
      const look = async () => (await ask(simulator, 'getMsg', `pn=${number}&pid=123&serial=2`)).code;
      assert.equal(await look(), 907);
      await simulator.advance(3);
      assert.equal(await look(), 200);
    });

    it('is busy for the first two looks of the project that is busy reading', async () => {
      await using simulator = await startTestSimulator();
      const number = plus(await take(simulator, 'pid=9015'));
      await simulator.advance(3);
      const codes = [];
      for (let turn = 0; turn < 3; turn += 1) {
        codes.push((await ask(simulator, 'getMsg', `pn=${number}&pid=9015&serial=2`)).code);
      }
      assert.deepEqual(codes, [409, 409, 200]);
    });

    it('says 405 for the project whose numbers are gone, and never a code for the project that has none', async () => {
      await using simulator = await startTestSimulator();
      const gone = plus(await take(simulator, 'pid=9012'));
      const never = plus(await take(simulator, 'pid=9001'));
      await simulator.advance(200);
      assert.equal((await ask(simulator, 'getMsg', `pn=${gone}&pid=9012&serial=2`)).code, 405);
      assert.equal((await ask(simulator, 'getMsg', `pn=${never}&pid=9001&serial=2`)).code, 908);
      assert.equal((await simulator.book()).length, 2);
    });
  });

  describe('passMobile', () => {
    it('frees a held number once, with the serial it was taken with', async () => {
      await using simulator = await startTestSimulator();
      const number = plus(await take(simulator, 'pid=123&serial=1'));
      const pass = (query: string) => ask(simulator, 'passMobile', query);
      assert.equal((await pass(`pn=${number}&pid=123&serial=2`)).code, 401);
      assert.deepEqual(await pass(`pn=${number}&pid=123&serial=1`), { code: 200, msg: 'Success', data: '' });
      assert.equal((await pass(`pn=${number}&pid=123&serial=1`)).code, 401);
      assert.equal((await pass(`pn=${number}&pid=9006&serial=1`)).code, 904);
      assert.equal((await pass(`pn=12&pid=123&serial=1`)).code, 905);
      assert.equal((await pass(`pn=${number}&pid=123&serial=x`)).code, 400906);
    });
  });

  describe('addBlack and getBlack', () => {
    it('blacklist a number once, free it, and tell', async () => {
      await using simulator = await startTestSimulator();
      const number = plus(await take(simulator));
      const query = `pn=${number}&pid=123`;
      const { code, data } = await ask(simulator, 'getBlack', query);
      assert.deepEqual([code, data], [400100, '']);
      assert.deepEqual(await ask(simulator, 'addBlack', query), { code: 200, msg: 'Success', data: 1 });
      assert.equal((await ask(simulator, 'addBlack', query)).code, 912);
      assert.deepEqual(await ask(simulator, 'getBlack', query), {
        code: 200100,
        msg: 'Blacklist added successfully',
        data: '',
      });
      assert.equal((await ask(simulator, 'passMobile', `${query}&serial=2`)).code, 401);
      assert.equal((await ask(simulator, 'getStatus', query)).code, 203);
    });

    it('know wrong parameters', async () => {
      await using simulator = await startTestSimulator();
      const number = plus(await take(simulator));
      const code = async (call: string, query: string) => (await ask(simulator, call, query)).code;
      assert.equal(await code('addBlack', `pn=${number}&pid=9006`), 904);
      assert.equal(await code('addBlack', 'pn=1&pid=123'), 905);
      assert.equal(await code('addBlack', `pn=${number}&pid=9013`), 400);
      assert.equal(await code('getBlack', `pn=${number}&pid=9006`), 904);
      assert.equal(await code('getBlack', 'pn=1&pid=123'), 905);
      assert.equal(await code('getBlack', 'pid=123'), 902);
      assert.equal(await code('getBlack', `pn=${number}`), 902);
    });

    it('refuse the first two tries of the project without room', async () => {
      await using simulator = await startTestSimulator();
      const query = `pn=${plus(await take(simulator, 'pid=9011'))}&pid=9011`;
      const codes = [];
      for (let turn = 0; turn < 4; turn += 1) codes.push((await ask(simulator, 'addBlack', query)).code);
      assert.deepEqual(codes, [400, 400, 200, 912]);
    });
  });

  describe('getStatus', () => {
    it('tells free, held and sent numbers apart', async () => {
      await using simulator = await startTestSimulator();
      const number = plus(await take(simulator));
      const status = () => ask(simulator, 'getStatus', `pn=${number}&pid=123`);
      const held = await status();
      assert.deepEqual([held.code, held.data], [202, null]);
      await simulator.advance(3);
      assert.equal((await status()).code, 201);
      await ask(simulator, 'getMsg', `pn=${number}&pid=123&serial=2`);
      assert.equal((await status()).code, 201);
      assert.deepEqual(await ask(simulator, 'getStatus', `pn=${number}&pid=124`), {
        code: 203,
        msg: 'The number is not occupied and no SMS is received',
        data: '',
      });
      await simulator.control('POST /scenario', { platforms: { durian: { options: { sent: '200' } } } });
      assert.equal((await status()).code, 200);
      assert.equal((await ask(simulator, 'getStatus', `pn=${number}&pid=9006`)).code, 904);
      assert.equal((await ask(simulator, 'getStatus', 'pn=abc&pid=123')).code, 905);
    });
  });

  describe('getCountryPhoneNum', () => {
    it('counts what can be taken, most first, with one country that has no name', async () => {
      const stock = { '*': 0, bo: 2, th: 5 };
      await using simulator = await startTestSimulator({ scenario: { platforms: { durian: { stock } } } });
      const count = async (query = '') => (await ask(simulator, 'getCountryPhoneNum', query)).data;
      assert.deepEqual(Object.entries((await count()) as object), [
        ['th', 5],
        ['bo', 2],
        ['', 1],
      ]);
      await take(simulator, 'pid=123&cuy=th');
      assert.deepEqual(await count('pid=null&vip=null'), { th: 4, bo: 2, '': 1 });
      assert.deepEqual(await count('pid=123'), { th: 4, bo: 2, '': 1 });
    });

    it('has many lower-case countries at first', async () => {
      await using simulator = await startTestSimulator();
      const { data } = await ask(simulator, 'getCountryPhoneNum');
      const countries = Object.keys(data as object).filter((key) => key !== '');
      assert.ok(countries.length >= 15);
      for (const country of countries) assert.match(country, /^[a-z]{2}$/);
    });

    it('says 403 without data and 907 for a wrong vip key', async () => {
      await using simulator = await startTestSimulator();
      const none = await ask(simulator, 'getCountryPhoneNum', 'pid=9003');
      assert.deepEqual(none, { code: 403, msg: 'No data', data: '' });
      assert.equal((await ask(simulator, 'getCountryPhoneNum', 'pid=9006')).code, 403);
      assert.equal((await ask(simulator, 'getCountryPhoneNum', 'pid=9007&vip=wrong')).code, 907);
      assert.equal((await ask(simulator, 'getCountryPhoneNum', 'pid=9007&vip=sandbox-vip')).code, 200);
    });
  });
});
