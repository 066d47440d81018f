import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { SmsctlError } from '../../../src/core/errors.ts';
import type { HeldNumber, RentRequest } from '../../../src/core/model.ts';
import { describeRequest } from '../../../src/net/event.ts';
import type { Provider } from '../../../src/providers/contract.ts';
import { connectDurian } from '../../../src/providers/durian/client.ts';
import { type Canned, type CannedServer, createTestHttp, startCannedServer } from '../../helpers/canned-server.ts';
import { createMemory } from '../../helpers/memory.ts';
import { rentWish } from '../../helpers/rent-wish.ts';
import { stillClock } from '../../helpers/simulator.ts';

/** A key as they look: Base64 with its padding. Encoded as it must travel. */
const apiKey = 'YWRt/W4+MTI=';
const account = 'name=ad%20min&ApiKey=YWRt%2FW4%2BMTI%3D';

const wish = rentWish;

const held = (known: Partial<HeldNumber> = {}): HeldNumber => ({
  leaseId: 'l1',
  project: '0257',
  platformNumber: '+59173841704',
  multi: false,
  messages: [],
  ...known,
});

const body = (code: number, data: unknown = '', msg = 'words'): string => JSON.stringify({ code, msg, data });

describe("Durian's client", () => {
  let server: CannedServer;
  let shown: string[];
  let asked: number;
  before(async () => {
    server = await startCannedServer();
  });
  after(() => server.close());
  beforeEach(() => {
    shown = [];
    asked = server.lines.length;
  });

  function connect(credentials: Readonly<Record<string, string>> = {}, baseUrl = server.baseUrl): Provider {
    const http = createTestHttp(({ request }) => shown.push(request.replace(baseUrl, '')));
    return connectDurian({
      baseUrl,
      credentials: { name: 'ad min', apiKey, ...credentials },
      http,
      clock: stillClock,
      memory: createMemory(),
    });
  }

  const lines = (): readonly string[] => server.lines.slice(asked);
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
    readonly answer: Canned;
    readonly credentials?: Readonly<Record<string, string>>;
    readonly make: (provider: Provider) => Promise<unknown> | undefined;
    /** Behind name and ApiKey. */
    readonly query: string;
    /** The same as it may be shown, where it differs. */
    readonly masked?: string;
    readonly call: string;
  }

  const rentals: readonly Line[] = [
    {
      says: 'one number of any country: num, noblack and serial are always sent, keys are not',
      answer: body(200, '+59173841704,+591'),
      make: (provider) => provider.rent(wish()),
      call: 'getMobileCode',
      query: '&pid=0257&num=1&noblack=0&serial=2',
    },
    {
      says: 'every wish, in the order of the document, the country in lower case',
      answer: body(200, ['+59173841704,+591', '+59173841705,+591']),
      make: (provider) =>
        provider.rent(
          wish({
            country: 'BO',
            prefix: '591738',
            count: 10,
            exclude: 'all',
            multi: true,
            secretKey: 's+k=',
            vip: 'v&p',
          }),
        ),
      call: 'getMobileCode',
      query: '&cuy=bo&pex=591738&pid=0257&num=10&noblack=1&serial=1&secret_key=s%2Bk%3D&vip=v%26p',
      masked: '&cuy=bo&pex=591738&pid=0257&num=10&noblack=1&serial=1&secret_key=***&vip=***',
    },
    {
      says: 'keys of the profile are sent where the wish has none',
      answer: body(200, '+59173841704'),
      credentials: { rentCall: 'getMobile', vip: 'profile-vip', secretKey: 'profile-key' },
      make: (provider) => provider.rent(wish()),
      call: 'getMobile',
      query: '&pid=0257&num=1&noblack=0&serial=2&secret_key=profile-key&vip=profile-vip',
      masked: '&pid=0257&num=1&noblack=0&serial=2&secret_key=***&vip=***',
    },
    {
      says: "the wish's own keys come before those of the profile",
      answer: body(200, '+59173841704'),
      credentials: { rentCall: 'getMobile', vip: 'profile-vip', secretKey: 'profile-key' },
      make: (provider) => provider.rent(wish({ vip: 'own-vip', secretKey: 'own-key' })),
      call: 'getMobile',
      query: '&pid=0257&num=1&noblack=0&serial=2&secret_key=own-key&vip=own-vip',
      masked: '&pid=0257&num=1&noblack=0&serial=2&secret_key=***&vip=***',
    },
  ];
  const others: readonly Line[] = [
    {
      says: 'the account alone',
      answer: body(200, { username: 'admin', score: 100, create_date: '2018-05-09 11:18:35' }),
      make: (provider) => provider.balance(),
      call: 'getUserInfo',
      query: '',
    },
    {
      says: 'a look at a number that was rented for one message',
      answer: body(908),
      make: (provider) => provider.read([held()]),
      call: 'getMsg',
      query: '&pn=%2B59173841704&pid=0257&serial=2',
    },
    {
      says: 'a look at a number that was rented for several',
      answer: body(908),
      make: (provider) => provider.read([held({ multi: true })]),
      call: 'getMsg',
      query: '&pn=%2B59173841704&pid=0257&serial=1',
    },
    {
      says: 'exactly the number that the platform gave, even without a plus',
      answer: body(908),
      make: (provider) => provider.read([held({ platformNumber: '59173841704' })]),
      call: 'getMsg',
      query: '&pn=59173841704&pid=0257&serial=2',
    },
    {
      says: 'a release names how the number was rented',
      answer: body(200),
      make: (provider) => provider.release?.([held({ multi: true })]),
      call: 'passMobile',
      query: '&pn=%2B59173841704&pid=0257&serial=1',
    },
    {
      says: 'a blacklisting',
      answer: body(200, 1),
      make: (provider) => provider.blacklist?.([held()]),
      call: 'addBlack',
      query: '&pn=%2B59173841704&pid=0257',
    },
    {
      says: "a number's status",
      answer: body(202, null),
      make: (provider) => provider.status?.(held()),
      call: 'getStatus',
      query: '&pn=%2B59173841704&pid=0257',
    },
    {
      says: 'whether a number is blacklisted',
      answer: body(400100),
      make: (provider) => provider.isBlacklisted?.(held()),
      call: 'getBlack',
      query: '&pn=%2B59173841704&pid=0257',
    },
    {
      says: 'numbers by country for any project: no pid',
      answer: body(200, { th: 2 }),
      make: (provider) => provider.countries?.({ project: null, vip: null }),
      call: 'getCountryPhoneNum',
      query: '',
    },
    {
      says: 'numbers by country for one project with a vip key',
      answer: body(200, { th: 2 }),
      make: (provider) => provider.countries?.({ project: '0257', vip: 'v+p' }),
      call: 'getCountryPhoneNum',
      query: '&pid=0257&vip=v%2Bp',
      masked: '&pid=0257&vip=***',
    },
    {
      says: "numbers by country with the profile's vip key",
      answer: body(200, { th: 2 }),
      credentials: { vip: 'profile-vip' },
      make: (provider) => provider.countries?.({ project: '0257', vip: null }),
      call: 'getCountryPhoneNum',
      query: '&pid=0257&vip=profile-vip',
      masked: '&pid=0257&vip=***',
    },
  ];

  for (const { says, answer, credentials, make, call, query, masked } of [...rentals, ...others]) {
    it(`asks ${call}: ${says}`, async () => {
      server.answer(answer);
      await make(connect(credentials));
      assert.deepEqual(lines(), [`GET /${call}?${account}${query}`]);
      assert.deepEqual(shown, [`GET /${call}?name=***&ApiKey=***${masked ?? query}`]);
    });
  }

  for (const { says, answer, credentials, make, call, query } of rentals) {
    it(`previews ${call} as it is sent: ${says}`, async () => {
      server.answer(answer);
      const wishes: RentRequest[] = [];
      const provider = connect(credentials);
      const spy: Provider = {
        ...provider,
        rent: async (wanted) => {
          wishes.push(wanted);
          return [];
        },
      };
      await make(spy);
      const [wanted] = wishes;
      assert.ok(wanted !== undefined);
      const request = provider.rentRequest(wanted);
      assert.deepEqual(provider.rentRequest(wanted), request);
      assert.equal(describeRequest({ ...request, secret: [] }), `GET ${server.baseUrl}/${call}?${account}${query}`);
      assert.deepEqual(lines(), [], 'a preview asks nothing');
    });
  }

  it('looks at several numbers one after the other, in their order', async () => {
    server.answer(body(907, '', 'first'), body(200, '167328'), body(907, '', 'third'));
    const numbers = ['+59173841704', '+59173841705', '+59173841706'].map((platformNumber) => held({ platformNumber }));
    assert.deepEqual(await connect().read(numbers), [
      { kind: 'waiting', note: 'first' },
      { kind: 'received', messages: [{ text: '167328', code: '167328', project: null }] },
      { kind: 'waiting', note: 'third' },
    ]);
    assert.deepEqual(
      lines().map((line) => /pn=%2B(\d+)/u.exec(line)?.[1]),
      ['59173841704', '59173841705', '59173841706'],
    );
  });

  const ofANumber: readonly [call: string, make: Line['make'], good: Canned][] = [
    ['getMsg', (provider) => provider.read([held()]), body(908)],
    ['passMobile', (provider) => provider.release?.([held()]), body(200)],
    ['addBlack', (provider) => provider.blacklist?.([held()]), body(200, 1)],
    ['getStatus', (provider) => provider.status?.(held()), body(203)],
    ['getBlack', (provider) => provider.isBlacklisted?.(held()), body(200100)],
  ];
  for (const [call, make, good] of ofANumber) {
    it(`${call}: a number that is not known with its plus is asked for once more, by its digits alone`, async () => {
      server.answer(body(905), good);
      await make(connect());
      const [first = '', second = ''] = lines();
      assert.equal(lines().length, 2);
      assert.match(first, /&pn=%2B59173841704&/u);
      assert.equal(second, first.replace('pn=%2B', 'pn='));
    });

    it(`${call}: a number that is known neither way is unknown, after two requests`, async () => {
      server.answer(body(905));
      const error = await failure(make(connect()));
      assert.deepEqual([error.code, error.providerCode], ['number.unknown', '905']);
      assert.equal(lines().length, 2);
    });

    it(`${call}: another refusal, or no answer, is not asked again`, async () => {
      for (const answer of [body(904), body(802), body(409), body(77), '<html>', '', 'reset'] as const) {
        asked = server.lines.length;
        server.answer(answer);
        await failure(make(connect()));
        assert.equal(lines().length, 1, answer);
      }
    });
  }

  it('a number without a plus that is not known is not asked for twice the same way', async () => {
    server.answer(body(905));
    const number = held({ platformNumber: '59173841704' });
    assert.equal((await failure(connect().read([number]))).code, 'number.unknown');
    assert.equal(lines().length, 1);
  });

  it('905 to a rental, which the document does not know, buys nothing a second time', async () => {
    server.answer(body(905), body(200, '+59173841704'));
    const error = await failure(connect().rent(wish()));
    assert.deepEqual([error.code, error.effect], ['provider.protocol', 'possible']);
    assert.equal(lines().length, 1);
  });

  it('907 to a look is a wait, in the platform’s words, and a key error anywhere else', async () => {
    server.answer(body(907, '', 'vip_key error'));
    assert.deepEqual(await connect().read([held()]), [{ kind: 'waiting', note: 'vip_key error' }]);
    assert.equal((await failure(connect().rent(wish()))).code, 'key.rejected');
    assert.equal((await failure(connect().countries?.({ project: null, vip: null }))).code, 'key.rejected');
  });

  it('a release that the platform calls invalid says that the number is not held; other calls do not know 401', async () => {
    server.answer(body(401));
    const [settled] = (await connect().release?.([held()])) ?? [];
    assert.equal(settled?.kind, 'notHeld');
    assert.equal((await failure(connect().blacklist?.([held()]))).code, 'provider.protocol');
  });

  it('a second blacklisting is no failure, and 912 is that of addBlack alone', async () => {
    server.answer(body(912));
    assert.deepEqual(await connect().blacklist?.([held()]), [{ kind: 'already' }]);
    assert.equal((await failure(connect().release?.([held()]))).code, 'provider.protocol');
  });

  describe('a rental that fails on its way', () => {
    const page = { status: 502, body: '<html>502</html>' };
    const lost: readonly [says: string, answer: Canned, code: string][] = [
      ['a connection reset after it was sent', 'reset', 'provider.unreachable'],
      ['an answer that breaks off', 'halfAnswer', 'provider.unreachable'],
      ['a gateway that failed', page, 'provider.unreachable'],
      ['a gateway that failed over a good body', { ...page, body: body(200, '+59173841704') }, 'provider.unreachable'],
      ['a gateway that failed over a refusal', { ...page, body: body(906) }, 'provider.unreachable'],
      ['status 429', { status: 429, body: body(409) }, 'rate.limited'],
      ['status 403', { status: 403, body: body(906) }, 'provider.protocol'],
      ['a redirect', { status: 302, headers: { location: '/login' }, body: body(906) }, 'provider.protocol'],
      ['status 204', { status: 204 }, 'provider.protocol'],
      ['a page', '<!DOCTYPE html><html></html>', 'provider.protocol'],
      ['an empty body', '', 'provider.protocol'],
      ['half of a body', '{"code":906,"msg":"The list', 'provider.protocol'],
      ['more than a mebibyte', `${body(906)}${' '.repeat(1024 * 1024)}`, 'provider.protocol'],
      [
        'a body that is not compressed as it says',
        { headers: { 'content-encoding': 'gzip' }, body: body(906) },
        'provider.protocol',
      ],
    ];
    for (const [says, answer, code] of lost) {
      it(`${says} may have rented a number, and nothing is sent again`, async () => {
        server.answer(answer, body(200, '+59173841704'));
        const error = await failure(connect().rent(wish()));
        assert.deepEqual([error.code, error.effect], [code, 'possible']);
        assert.equal(lines().length, 1);
      });
    }

    it('a refused connection has rented nothing', async () => {
      const closed = await startCannedServer();
      await closed.close();
      const error = await failure(connect({}, closed.baseUrl).rent(wish()));
      assert.deepEqual([error.code, error.effect], ['provider.unreachable', 'none']);
    });

    it('a refusal that brings numbers all the same proves nothing', async () => {
      for (const code of [906, 200408, 403, 409]) {
        for (const data of ['+59173841704', ['+59173841704,+591'], 59173841704]) {
          server.answer(body(code, data));
          const error = await failure(connect().rent(wish({ count: 5 })));
          assert.equal(error.effect, 'possible', `${code} with ${JSON.stringify(data)}`);
          assert.equal(error.providerCode, String(code));
        }
      }
    });

    it('neither key nor name is in the error, whatever it is', async () => {
      for (const answer of ['reset', 'halfAnswer', page, '<html>', body(802), body(5)] as const) {
        server.answer(answer);
        const error = await failure(connect().rent(wish({ vip: 'the-vip-key' })));
        const told = `${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`;
        for (const secret of [apiKey, encodeURIComponent(apiKey), 'ad min', 'ad%20min', 'the-vip-key']) {
          assert.ok(!told.includes(secret), told);
        }
      }
    });
  });

  it('a stopped read, release, blacklisting or question asks nothing and gives the reason', async () => {
    const reason = new SmsctlError('interrupted');
    const stopped = AbortSignal.abort(reason);
    const provider = connect();
    const made: readonly (Promise<unknown> | undefined)[] = [
      provider.balance(stopped),
      provider.read([held()], stopped),
      provider.release?.([held()], stopped),
      provider.blacklist?.([held()], stopped),
      provider.isBlacklisted?.(held(), stopped),
      provider.status?.(held(), stopped),
      provider.countries?.({ project: null, vip: null }, stopped),
    ];
    for (const one of made) assert.equal(await failure(one), reason);
    assert.deepEqual(lines(), []);
  });
});
