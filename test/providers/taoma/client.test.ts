import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, beforeEach, describe, it } from 'node:test';
import { SmsctlError } from '../../../src/core/errors.ts';
import type { HeldNumber } from '../../../src/core/model.ts';
import { describeRequest } from '../../../src/net/event.ts';
import type { Provider } from '../../../src/providers/contract.ts';
import { connectTaoma } from '../../../src/providers/taoma/client.ts';
import { taoma } from '../../../src/providers/taoma/index.ts';
import { createTestHttp } from '../../helpers/canned-server.ts';
import { rentWish } from '../../helpers/rent-wish.ts';
import { stillClock } from '../../helpers/simulator.ts';

const digest = '5f4dcc3b5aa765d61d8327deb882cf99';
const account = `userID=ad%20min&password=${digest}`;
const masked = 'userID=***&password=***';

const wish = rentWish;

const held = (known: Partial<HeldNumber> = {}): HeldNumber => ({
  leaseId: 'l1',
  project: '0257',
  platformNumber: '13800138000',
  multi: false,
  messages: [],
  ...known,
});

const spellings = (count: number): string[] => Array.from({ length: count }, (_, index) => String(13800138000 + index));
const many = (count: number): HeldNumber[] => spellings(count).map((platformNumber) => held({ platformNumber }));

const say = (answer: object): string => JSON.stringify({ state: true, message: '', ...answer });
const no = (message: string, more: object = {}): string => JSON.stringify({ state: false, ...more, message });
const rented = (...mobiles: string[]): string => say({ size: mobiles.length, mobiles });
const nothingYet = say({ size: 0, data: [], message: '暂时没收到短信' });

type Answer =
  | string
  | Buffer
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body: string };

interface Heard {
  readonly line: string;
  readonly type: string | undefined;
  readonly body: string;
}

describe("Taoma's client", () => {
  const heard: Heard[] = [];
  let next: Answer | 'reset' = '';
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    heard.push({ line: `${request.method} ${request.url}`, type: request.headers['content-type'], body });
    if (next === 'reset') return void response.socket?.resetAndDestroy();
    const answer = typeof next === 'string' || Buffer.isBuffer(next) ? { status: 200, body: next } : next;
    response.writeHead(answer.status, {
      'content-type': 'text/html;charset=UTF-8',
      ...('headers' in answer && answer.headers),
    });
    response.end(answer.body);
  });
  let baseUrl = '';
  let shown: string[] = [];
  before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    assert.ok(address !== null && typeof address === 'object');
    baseUrl = `http://127.0.0.1:${address.port}/http.do`;
  });
  after(() => {
    server.close();
    server.closeAllConnections();
  });
  beforeEach(() => {
    heard.length = 0;
    shown = [];
  });

  function connect(credentials: Readonly<Record<string, string>> = {}, url = baseUrl): Provider {
    return connectTaoma({
      baseUrl: url,
      credentials: { userId: 'ad min', password: digest, ...credentials },
      http: createTestHttp(({ request }) => shown.push(request.replace(url, ''))),
      clock: stillClock,
      memory: {
        read: () => assert.fail('Taoma has no session'),
        write: () => assert.fail('Taoma has no session'),
        turn: () => assert.fail('Taoma has no session'),
      },
    });
  }

  const failure = async (made: Promise<unknown> | undefined): Promise<SmsctlError> => {
    const error: unknown = await made?.then(
      (value) => assert.fail(`it did not fail: ${JSON.stringify(value)}`),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof SmsctlError, String(error));
    return error;
  };

  interface Line {
    readonly says: string;
    readonly answer: string;
    readonly make: (provider: Provider) => Promise<unknown> | undefined;
    readonly action: string;
    /** Behind userID and password. */
    readonly sent: string;
    readonly takesAuthor?: true;
  }

  const fifty = spellings(50);
  const lines: readonly Line[] = [
    {
      says: 'one number, its project with its zero',
      answer: rented('13800138000'),
      make: (provider) => provider.rent(wish()),
      action: 'getMobiles',
      sent: '&projectID=0257&size=1',
    },
    {
      says: 'fifty numbers; wishes the platform does not know are not sent',
      answer: rented(...fifty),
      make: (provider) => provider.rent(wish({ count: 50, country: 'CN', multi: true, vip: 'v', prefix: '138' })),
      action: 'getMobiles',
      sent: '&projectID=0257&size=50',
    },
    {
      says: 'a look at one number',
      answer: nothingYet,
      make: (provider) => provider.read([held()]),
      action: 'getMessages',
      sent: '&mobiles=13800138000',
      takesAuthor: true,
    },
    {
      says: 'a look at numbers of several projects, in their order',
      answer: nothingYet,
      make: (provider) =>
        provider.read([held({ platformNumber: '13900139000', project: '7' }), held(), held({ project: '8' })]),
      action: 'getMessages',
      sent: '&mobiles=13900139000%2C13800138000',
      takesAuthor: true,
    },
    {
      says: 'a look that holds the number on for its own project',
      answer: say({ mobile: '13800138000', msg: 'x' }),
      make: (provider) => provider.read([held()], undefined, { nextProject: null }),
      action: 'getMessageAndHoldMobile',
      sent: '&mobile=13800138000&nextProjectID=0257',
      takesAuthor: true,
    },
    {
      says: 'a look that holds the number on for another project',
      answer: say({ mobile: '13800138000', msg: 'x' }),
      make: (provider) => provider.read([held()], undefined, { nextProject: '0311' }),
      action: 'getMessageAndHoldMobile',
      sent: '&mobile=13800138000&nextProjectID=0311',
      takesAuthor: true,
    },
    {
      says: 'a number exactly as it came, with a plus',
      answer: nothingYet,
      make: (provider) => provider.read([held({ platformNumber: '+8613800138000' })]),
      action: 'getMessages',
      sent: '&mobiles=%2B8613800138000',
      takesAuthor: true,
    },
    {
      says: 'a blacklisting of two',
      answer: say({ size: 2, message: '13800138000,13900139000' }),
      make: (provider) => provider.blacklist?.([held(), held({ platformNumber: '13900139000' })]),
      action: 'addBlackMobiles',
      sent: '&projectID=0257&mobiles=13800138000%2C13900139000',
    },
    {
      says: 'the account alone',
      answer: say({ account: 'admin', balance: 1, maxMobileSize: 100 }),
      make: (provider) => provider.balance(),
      action: 'getUserInfo',
      sent: '',
    },
  ];

  for (const { says, answer, make, action, sent, takesAuthor } of lines) {
    it(`POSTs ${action}: ${says}; the digest is in the form alone`, async () => {
      next = answer;
      await make(connect());
      const type = 'application/x-www-form-urlencoded';
      assert.deepEqual(heard, [{ line: `POST /http.do?action=${action}`, type, body: `${account}${sent}` }]);
      assert.deepEqual(shown, [`POST ?action=${action} ${masked}${sent}`]);
    });

    it(`GETs ${action} where that is set: ${says}`, async () => {
      next = answer;
      await make(connect({ method: 'GET' }));
      const line = `GET /http.do?action=${action}&${account}${sent}`;
      assert.deepEqual(heard, [{ line, type: undefined, body: '' }]);
      assert.deepEqual(shown, [`GET ?action=${action}&${masked}${sent}`]);
    });

    it(`${takesAuthor ? 'names' : 'never names'} the author of the software with ${action}: ${says}`, async () => {
      next = answer;
      await make(connect({ softAuthor: 'au+thor' }));
      assert.equal(heard[0]?.body, `${account}${sent}${takesAuthor ? '&softAuthor=au%2Bthor' : ''}`);
      assert.deepEqual(shown, [`POST ?action=${action} ${masked}${sent}${takesAuthor ? '&softAuthor=***' : ''}`]);
    });
  }

  it('leaves out an author that is empty, and takes POST for what it is told to', async () => {
    next = nothingYet;
    await connect({ softAuthor: '', method: 'POST' }).read([held()]);
    assert.equal(heard[0]?.body, `${account}&mobiles=13800138000`);
  });

  it('sends the digest as it stands', async () => {
    next = rented('13800138000');
    await connect({ password: digest.toUpperCase() }).rent(wish());
    assert.match(heard[0]?.body ?? '', new RegExp(`&password=${digest.toUpperCase()}&`, 'u'));
  });

  for (const method of ['POST', 'GET']) {
    it(`previews a rental as it is sent, and asks nothing: ${method}`, async () => {
      next = rented('13800138000', '13900139000');
      const provider = connect({ method });
      const request = provider.rentRequest(wish({ count: 2 }));
      assert.deepEqual(provider.rentRequest(wish({ count: 2 })), request);
      assert.equal(heard.length, 0);
      await provider.rent(wish({ count: 2 }));
      const [was] = heard;
      const told = `${was?.line}${was?.body === '' ? '' : ` ${was?.body}`}`;
      assert.equal(describeRequest({ ...request, secret: [] }).replace(baseUrl, '/http.do'), told);
      assert.deepEqual(request.secret, ['userID', 'password', 'softAuthor']);
    });
  }

  it('asks nothing about no numbers', async () => {
    assert.deepEqual(await connect().read([]), []);
    assert.deepEqual(await connect().read([], undefined, { nextProject: '1' }), []);
    assert.deepEqual(await connect().blacklist?.([]), []);
    assert.deepEqual(heard, []);
  });

  for (const count of [1, 49, 50]) {
    it(`rents ${count} in one request`, async () => {
      next = rented(...spellings(count));
      const numbers = await connect().rent(wish({ count }));
      assert.deepEqual(
        numbers,
        spellings(count).map((platformNumber) => ({
          platformNumber,
          number: `+86${platformNumber}`,
          country: 'CN',
          callingCode: '86',
        })),
      );
      assert.equal(heard.length, 1);
    });

    it(`looks at ${count} in one request, and answers in the order of the questions`, async () => {
      const data = spellings(count).map((mobile) => ({ mobile, msg: `您的验证码是${mobile.slice(5)}` }));
      next = say({ size: count, data: data.toReversed() });
      const readings = await connect().read(many(count));
      assert.deepEqual(
        readings,
        data.map(({ mobile, msg }) => ({
          kind: 'received',
          messages: [{ text: msg, code: mobile.slice(5), project: null }],
        })),
      );
      assert.equal(heard.length, 1);
    });

    it(`blacklists ${count} in one request`, async () => {
      next = say({ size: count, message: spellings(count).toReversed().join(',') });
      assert.deepEqual(
        await connect().blacklist?.(many(count)),
        spellings(count).map(() => ({ kind: 'done' })),
      );
      assert.equal(heard.length, 1);
    });
  }

  it('looks at each number on its own while it holds them on, in their order', async () => {
    next = say({ msg: '', message: '暂时没收到短信', mobile: '' });
    const readings = await connect().read(many(2), undefined, { nextProject: null });
    assert.deepEqual(readings, Array(2).fill({ kind: 'waiting', note: '暂时没收到短信' }));
    assert.deepEqual(
      heard.map(({ body }) => /&mobile=(\d+)/u.exec(body)?.[1]),
      spellings(2),
    );
  });

  it('brings a message while holding on only if it was not there before (T10)', async () => {
    const known = { text: '验证码 482913', code: '482913', project: null };
    const number = held({ messages: [known] });
    const hold = { nextProject: null };
    next = say({ mobile: '13800138000', msg: known.text });
    assert.deepEqual(await connect().read([number], undefined, hold), [{ kind: 'waiting', note: null }]);
    next = say({ mobile: '13800138000', msg: '验证码 731205' });
    assert.deepEqual(await connect().read([number], undefined, hold), [
      { kind: 'received', messages: [{ text: '验证码 731205', code: '731205', project: null }] },
    ]);
    next = say({ size: 1, data: [{ mobile: '13800138000', msg: known.text }] });
    assert.deepEqual(await connect().read([number]), [{ kind: 'waiting', note: null }]);
  });

  it('reads an answer behind a byte order mark', async () => {
    next = Buffer.from(`\uFEFF${rented('13800138000')}`);
    assert.equal((await connect().rent(wish()))[0]?.platformNumber, '13800138000');
  });

  const lost: readonly [says: string, answer: Answer | 'reset', code: string][] = [
    ['a connection reset', 'reset', 'provider.unreachable'],
    ['a gateway that failed over a refusal', { status: 502, body: no('暂时没有可用号码') }, 'provider.unreachable'],
    ['a gateway that failed over numbers', { status: 500, body: rented('13800138000') }, 'provider.unreachable'],
    ['status 429', { status: 429, body: no('操作频繁') }, 'rate.limited'],
    ['status 403 over a refusal', { status: 403, body: no('余额不足') }, 'provider.protocol'],
    ['a redirect', { status: 302, headers: { location: '/login' }, body: no('参数错误') }, 'provider.protocol'],
    ['a page', '<!DOCTYPE html><html></html>', 'provider.protocol'],
    ['an empty body', '', 'provider.protocol'],
    ['half of a body', '{"state":false,"size":0,"mobiles":[],"mess', 'provider.protocol'],
    ['bare words', '暂时没有可用号码', 'provider.protocol'],
    [
      "the document's own quotes",
      '{"state":true,"size":1,"mobiles":[“13800138000”],"message":""}',
      'provider.protocol',
    ],
    ['quotes within quotes', rented('“13800138000”'), 'provider.protocol'],
    ["the document's own masked number", rented('138********'), 'provider.protocol'],
    ['two messages', '{"state":false,"message":"参数错误","message":"余额不足"}', 'provider.protocol'],
  ];
  for (const [says, answer, code] of lost) {
    it(`a rental that hears ${says} may have rented a number, and asks no more`, async () => {
      next = answer;
      const error = await failure(connect().rent(wish()));
      assert.deepEqual([error.code, error.effect], [code, 'possible']);
      assert.equal(heard.length, 1);
    });

    it(`a look, a blacklisting and a question that hear ${says} fail, each after one request`, async () => {
      next = answer;
      for (const made of [connect().read([held()]), connect().blacklist?.([held()]), connect().balance()]) {
        assert.ok(['provider.unreachable', 'provider.protocol', 'rate.limited'].includes((await failure(made)).code));
      }
      assert.equal(heard.length, 3);
    });
  }

  it('a refused connection has rented nothing', async () => {
    const closed = createServer();
    closed.listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const address = closed.address();
    assert.ok(address !== null && typeof address === 'object');
    closed.close();
    await once(closed, 'close');
    const error = await failure(connect({}, `http://127.0.0.1:${address.port}/http.do`).rent(wish()));
    assert.deepEqual([error.code, error.effect], ['provider.unreachable', 'none']);
  });

  it('neither digest nor name is in an error, by either method', async () => {
    for (const method of ['POST', 'GET']) {
      for (const answer of ['reset', '<html>', no('参数错误'), no('?'), { status: 500, body: '' }] as const) {
        next = answer;
        const error = await failure(connect({ method, softAuthor: 'the-author' }).rent(wish()));
        const told = `${error.stack} ${JSON.stringify(error)} ${String(error.cause)} ${shown.join()}`;
        for (const hidden of [digest, 'ad min', 'ad%20min', 'the-author']) assert.ok(!told.includes(hidden), told);
      }
    }
  });

  it('what was stopped before it began asks nothing and gives the reason', async () => {
    const reason = new SmsctlError('interrupted');
    const stopped = AbortSignal.abort(reason);
    const provider = connect();
    const made = [
      provider.balance(stopped),
      provider.read([held()], stopped),
      provider.read([held()], stopped, { nextProject: null }),
      provider.blacklist?.([held()], stopped),
    ];
    for (const one of made) assert.equal(await failure(one), reason);
    assert.deepEqual(heard, []);
  });
});

describe("Taoma's definition", () => {
  it('has no address of its own, and connects to the one that is set (T1)', async () => {
    assert.equal(taoma.baseUrl, null);
    const requests: string[] = [];
    const provider = await taoma.connect({
      baseUrl: 'http://127.0.0.1:8888/http.do',
      credentials: { userId: 'me', password: digest },
      http: {
        async send({ url }) {
          requests.push(url);
          return { status: 200, headers: {}, text: say({ balance: 1 }) };
        },
      },
      clock: stillClock,
      memory: { read: () => null, write: () => {}, turn: () => 0 },
    });
    await provider.balance();
    assert.deepEqual(requests, ['http://127.0.0.1:8888/http.do']);
    assert.deepEqual(Object.keys(provider).toSorted(), ['balance', 'blacklist', 'read', 'rent', 'rentRequest']);
  });

  it('looks ten times, ten seconds apart, within the five minutes of the platform', () => {
    const { firstLook, every, giveUp, lease } = taoma.times;
    assert.equal(1 + Math.floor((giveUp - firstLook) / every), 10);
    assert.ok(giveUp < lease && lease < 300_000);
  });

  it('keeps the password as its digest alone', () => {
    assert.deepEqual(
      taoma.fields.map(({ name, secret, required, keptAs }) => [name, secret, required, keptAs]),
      [
        ['userId', false, true, undefined],
        ['password', true, true, 'md5'],
        ['softAuthor', false, false, undefined],
        ['method', false, false, undefined],
      ],
    );
  });
});
