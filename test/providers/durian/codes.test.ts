import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type ErrorCode, SmsctlError } from '../../../src/core/errors.ts';
import type { HeldNumber } from '../../../src/core/model.ts';
import type { Provider } from '../../../src/providers/contract.ts';
import { connectDurian } from '../../../src/providers/durian/client.ts';
import { type DurianCall, documentedCodes } from '../../../src/providers/durian/codes.ts';
import { type CannedServer, createTestHttp, startCannedServer } from '../../helpers/canned-server.ts';
import { createMemory } from '../../helpers/memory.ts';
import { rentWish } from '../../helpers/rent-wish.ts';
import { stillClock } from '../../helpers/simulator.ts';

/** The return codes under each call of the vendor's document, copied by hand and in its order. */
const document: Readonly<Record<DurianCall, string>> = {
  getUserInfo: '200 800 802 803',
  getMobile: '200 800 802 803 902 903 904 906 907 400 403 406 409 400101 400102 400103 400906 200408',
  getMobileCode: '200 800 802 803 902 903 904 906 907 400 403 406 409 400101 400102 400103 400906 200408',
  getMsg: '200 800 802 803 904 905 908 405 407 400906',
  passMobile: '200 800 802 803 401 904 905 400906',
  addBlack: '200 800 802 803 400 904 905 912',
  getStatus: '200 800 802 803 904 905 201 202 203',
  getBlack: '200100 800 802 803 904 905 902 400100',
  getCountryPhoneNum: '200 403 800 802 803 907',
};

type Expected =
  | { readonly error: ErrorCode; readonly exitCode: number }
  | { readonly data: unknown; readonly answer: unknown };

const fails = (error: ErrorCode, exitCode: number): Expected => ({ error, exitCode });
const tells = (data: unknown, answer: unknown): Expected => ({ data, answer });

const everywhere = {
  800: fails('account.suspended', 4),
  802: fails('credentials.rejected', 4),
  803: fails('credentials.rejected', 4),
};
const ofANumber = { ...everywhere, 904: fails('project.unknown', 11), 905: fails('number.unknown', 11) };
const bolivian = { number: '+59173841704', country: 'BO', callingCode: '591' };
const rented = [{ platformNumber: '+59173841704', ...bolivian }];
const ofARental = {
  ...everywhere,
  400: fails('provider.refused', 11),
  403: fails('balance.insufficient', 6),
  406: fails('quota.exceeded', 14),
  409: fails('rate.limited', 14),
  902: fails('parameter.refused', 11),
  903: fails('country.unknown', 11),
  904: fails('project.unknown', 11),
  906: fails('numbers.none', 5),
  907: fails('key.rejected', 11),
  200408: fails('quota.exceeded', 14),
  400101: fails('key.required', 11),
  400102: fails('parameter.refused', 11),
  400103: fails('key.rejected', 11),
  400906: fails('parameter.refused', 11),
};
const received = (project: string | null) => [
  { kind: 'received', messages: [{ text: '123456', code: '123456', project }] },
];

const meanings: Readonly<Record<DurianCall, Readonly<Record<string, Expected>>>> = {
  getUserInfo: {
    ...everywhere,
    200: tells(
      { username: 'admin', score: 100, create_date: '2018-05-09 11:18:35' },
      { account: 'admin', balance: '100', unit: 'points', maxNumbers: null, createdAt: '2018-05-09 11:18:35' },
    ),
  },
  getMobile: { ...ofARental, 200: tells('+59173841704', rented) },
  getMobileCode: { ...ofARental, 200: tells('+59173841704,+591', rented) },
  getMsg: {
    ...ofANumber,
    200: tells('123456', received(null)),
    405: fails('provider.refused', 11),
    407: tells('项目名称:123456;', received('项目名称')),
    908: tells('', [{ kind: 'waiting', note: null }]),
    400906: fails('parameter.refused', 11),
  },
  passMobile: {
    ...ofANumber,
    200: tells('', [{ kind: 'done' }]),
    401: tells('', [{ kind: 'notHeld', code: 'provider.refused', providerCode: '401' }]),
    400906: fails('parameter.refused', 11),
  },
  addBlack: {
    ...ofANumber,
    200: tells(1, [{ kind: 'done' }]),
    400: fails('provider.refused', 11),
    912: tells('', [{ kind: 'already' }]),
  },
  getStatus: {
    ...ofANumber,
    200: tells('', 'codeSent'),
    201: tells('', 'codeSent'),
    202: tells(null, 'held'),
    203: tells('', 'free'),
  },
  getBlack: {
    ...ofANumber,
    902: fails('parameter.refused', 11),
    200100: tells('', true),
    400100: tells('', false),
  },
  getCountryPhoneNum: {
    ...everywhere,
    200: tells({ th: 2, id: 1, in: 1 }, [
      { country: 'TH', available: 2 },
      { country: 'ID', available: 1 },
      { country: 'IN', available: 1 },
    ]),
    403: tells('', []),
    907: fails('key.rejected', 11),
  },
};

const calls = Object.keys(document) as readonly DurianCall[];
const codesOf = (call: DurianCall): readonly string[] => document[call].split(' ');

const wish = rentWish({ project: '123' });
const held: HeldNumber = {
  leaseId: null,
  project: '123',
  platformNumber: '+59173841704',
  multi: false,
  messages: [],
};

/** Makes one call of the document, whatever method of the provider it belongs to. */
const make: Readonly<Record<DurianCall, (provider: Provider) => Promise<unknown> | undefined>> = {
  getUserInfo: (provider) => provider.balance(),
  getMobile: (provider) => provider.rent(wish),
  getMobileCode: (provider) => provider.rent(wish),
  getMsg: (provider) => provider.read([held]),
  passMobile: (provider) =>
    provider
      .release?.([held])
      .then((settlements) =>
        settlements.map((one) =>
          'error' in one ? { kind: one.kind, code: one.error.code, providerCode: one.error.providerCode } : one,
        ),
      ),
  addBlack: (provider) => provider.blacklist?.([held]),
  getStatus: (provider) => provider.status?.(held),
  getBlack: (provider) => provider.isBlacklisted?.(held),
  getCountryPhoneNum: (provider) => provider.countries?.({ project: null, vip: null }),
};

describe("Durian's return codes", () => {
  let server: CannedServer;
  before(async () => {
    server = await startCannedServer();
  });
  after(() => server.close());

  /** What a call comes to when the platform says this. */
  async function hear(call: DurianCall, body: unknown): Promise<unknown> {
    server.answer(JSON.stringify(body));
    const rentCall = call === 'getMobile' ? 'getMobile' : 'getMobileCode';
    const credentials = { name: 'admin', apiKey: '12345678', rentCall };
    const provider = connectDurian({
      baseUrl: server.baseUrl,
      credentials,
      http: createTestHttp(),
      clock: stillClock,
      memory: createMemory(),
    });
    const before = server.lines.length;
    const result = await make[call](provider)?.catch((error: unknown) => error);
    assert.match(server.lines[before] ?? '', new RegExp(`^GET /${call}\\?`, 'u'));
    return result;
  }

  const refusalOf = (heard: unknown) => {
    assert.ok(heard instanceof SmsctlError, `no failure but ${JSON.stringify(heard)}`);
    const { code, exitCode, effect, provider, providerCode, providerMessage } = heard;
    return { code, exitCode, effect, provider, providerCode, providerMessage };
  };

  for (const call of calls) {
    it(`${call}: this table and the client know exactly the codes of the document`, () => {
      assert.deepEqual(Object.keys(meanings[call]).toSorted(), codesOf(call).toSorted());
      assert.deepEqual([...documentedCodes[call]].toSorted(), codesOf(call).toSorted());
    });

    for (const code of codesOf(call)) {
      const expected = meanings[call][code];
      assert.ok(expected !== undefined);
      it(`${call}: ${code} is ${'error' in expected ? expected.error : JSON.stringify(expected.answer)}`, async () => {
        const data = 'error' in expected ? '' : expected.data;
        for (const spelled of [Number(code), code]) {
          const heard = await hear(call, { code: spelled, msg: 'words', data });
          if ('answer' in expected) {
            assert.deepEqual(heard, expected.answer);
            continue;
          }
          const said = { provider: 'durian', providerCode: code, providerMessage: 'words' };
          assert.deepEqual(refusalOf(heard), {
            code: expected.error,
            exitCode: expected.exitCode,
            effect: 'none',
            ...said,
          });
          assert.deepEqual((heard as SmsctlError).params, { call });
        }
      });
    }

    it(`${call}: a code that the document does not list for it proves nothing`, async () => {
      const others = new Set([...calls.flatMap(codesOf), '0', '1', '404', '408', '500', '999', '20000', '999999999']);
      for (const code of others) {
        if (codesOf(call).includes(code) || code === '409' || (call === 'getMsg' && code === '907')) continue;
        const heard = await hear(call, { code: Number(code), msg: 'words', data: '' });
        const said = { provider: 'durian', providerCode: code, providerMessage: 'words' };
        assert.deepEqual(refusalOf(heard), { code: 'provider.protocol', exitCode: 10, effect: 'possible', ...said });
        assert.deepEqual((heard as SmsctlError).params, { reason: 'code' });
      }
    });

    it(`${call}: 409, too fast, is understood though the document names it for the rentals only`, async () => {
      const heard = await hear(call, { code: 409, msg: 'words', data: '' });
      assert.ok(heard instanceof SmsctlError);
      assert.equal(heard.code, 'rate.limited');
      assert.equal(heard.retryable, true);
    });
  }

  it('a code is digits: whatever else stands in its place is no answer of the platform', async () => {
    const places = [
      null,
      true,
      '',
      ' 200',
      '200 ',
      '+200',
      '0x200',
      'Success',
      -200,
      200.5,
      1e21,
      [200],
      { 200: 200 },
      '٢٠٠',
    ];
    for (const code of places) {
      for (const call of calls) {
        const heard = await hear(call, { code, msg: 'Success', data: '+59173841704' });
        assert.ok(heard instanceof SmsctlError, `${call} took ${JSON.stringify(code)}`);
        assert.deepEqual([heard.code, heard.effect, heard.providerCode], ['provider.protocol', 'possible', null]);
        assert.deepEqual(heard.params, { reason: 'shape' });
      }
    }
  });

  it('words that are no text are left out, and the code counts all the same', async () => {
    for (const msg of [undefined, null, 5, true, {}, []]) {
      const heard = refusalOf(await hear('getMobileCode', { code: 906, msg, data: '' }));
      assert.equal(heard.code, 'numbers.none');
      assert.equal(heard.providerMessage, msg === 5 ? '5' : '');
    }
  });
});
