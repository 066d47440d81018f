import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { SmsctlError } from '../../../src/core/errors.ts';
import type { RentRequest } from '../../../src/core/model.ts';
import { describeRequest } from '../../../src/net/event.ts';
import type { Provider } from '../../../src/providers/contract.ts';
import { connectZhima } from '../../../src/providers/zhima/client.ts';
import { type Canned, type CannedServer, createTestHttp, startCannedServer } from '../../helpers/canned-server.ts';
import { createMemory } from '../../helpers/memory.ts';
import { stillClock } from '../../helpers/simulator.ts';
import { failureOf, held, open, pkey, verified, wish } from './fixture.ts';

const verification = 'GET /pkey/verification.php?account=ad%20min&pkey=k%2By%2F1%3D';
const shownVerification = 'GET /pkey/verification.php?account=***&pkey=***';
const numbers = '{"phoneNos":"13812345678"}';
const ok = '{"msg":"OK"}';

describe("Zhima's client", () => {
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

  const lines = (): readonly string[] => server.lines.slice(asked);

  function connect(baseUrl = server.baseUrl): Provider {
    return connectZhima({
      baseUrl,
      credentials: { account: 'ad min', pkey },
      http: createTestHttp(({ request }) => shown.push(request.replace(baseUrl, ''))),
      clock: stillClock,
      memory: createMemory(),
    });
  }

  interface Line {
    readonly says: string;
    readonly answer: Canned;
    readonly make: (provider: Provider) => Promise<unknown> | undefined;
    readonly line: string;
  }

  const rental = (says: string, wanted: Partial<RentRequest>, query: string, answer = numbers): Line => ({
    says,
    answer,
    make: (provider) => provider.rent(wish(wanted)),
    line: `phoneNos/get.php?itemId=0257&${query}`,
  });
  const rentals: readonly Line[] = [
    rental('one number of any area and network', {}, 'quantity=1'),
    rental('many', { count: 100 }, 'quantity=100'),
    rental(
      'every wish for a number of mainland China, in the order of the document',
      { count: 2, area: '021', operator: 'mobile' },
      'quantity=2&areaCode=021&type=1',
    ),
    rental('a number of Unicom', { operator: 'unicom' }, 'quantity=1&type=2'),
    rental('a number of Telecom', { operator: 'telecom' }, 'quantity=1&type=3'),
    rental('a foreign number', { international: true }, 'quantity=1&international=Y', '{"phoneNos":"+59173841704"}'),
    rental('a certain number', { number: '13812345678' }, 'quantity=1&phoneNo=13812345678'),
    rental('a certain number in E.164', { number: '+86 138-1234-5678' }, 'quantity=1&phoneNo=13812345678'),
    rental('a certain number with its calling code', { number: '008613812345678' }, 'quantity=1&phoneNo=13812345678'),
    rental(
      'a certain foreign number',
      { number: '+1 (381) 234-5678', international: true },
      'quantity=1&phoneNo=%2B13812345678&international=Y',
    ),
  ];
  const others: readonly Line[] = [
    {
      says: 'a look at a number',
      answer: '{"status":"1"}',
      make: (provider) => provider.read([held()]),
      line: 'sms/get.php?itemId=0257&phoneNo=13812345678',
    },
    {
      says: 'exactly the number that the platform gave',
      answer: '{"status":"1"}',
      make: (provider) => provider.read([held({ platformNumber: '+59173841704' })]),
      line: 'sms/get.php?itemId=0257&phoneNo=%2B59173841704',
    },
    {
      says: 'a release of one',
      answer: ok,
      make: (provider) => provider.release?.([held()]),
      line: 'sms/release.php?phoneNo=13812345678&itemId=0257',
    },
    {
      says: 'a release of several',
      answer: ok,
      make: (provider) => provider.release?.([held(), held({ platformNumber: '+59173841704' })]),
      line: 'sms/release.php?phoneNo=13812345678%2C%2B59173841704&itemId=0257',
    },
    {
      says: 'a release of all',
      answer: ok,
      make: (provider) => provider.releaseAll?.(),
      line: 'sms/releaseAll.php',
    },
    {
      says: 'a blacklisting',
      answer: ok,
      make: (provider) => provider.blacklist?.([held()]),
      line: 'sms/block.php?itemId=0257&phoneNo=13812345678',
    },
    {
      says: 'facts of a project',
      answer: '{"status":"1"}',
      make: (provider) => provider.project?.('0257'),
      line: 'items/details.php?itemId=0257',
    },
    {
      says: 'a message to be sent',
      answer: ok,
      make: (provider) => provider.send?.(held(), 'YES & 是+1'),
      line: 'sms/send.php?itemId=0257&phoneNo=13812345678&smcontent=YES%20%26%20%E6%98%AF%2B1&querys=N',
    },
    {
      says: 'what became of a message',
      answer: ok,
      make: (provider) => provider.sendState?.(held()),
      line: 'sms/send.php?itemId=0257&phoneNo=13812345678&querys=Y',
    },
  ];

  for (const { says, answer, make, line } of [...rentals, ...others]) {
    it(`asks ${line.split('.')[0]}: ${says}`, async () => {
      server.answer(verified, answer);
      await make(connect());
      assert.deepEqual(lines(), [verification, `GET /${line}`]);
      assert.deepEqual(shown, [shownVerification, `GET /${line}`]);
    });
  }

  it('asks pkey/verification alone for the balance', async () => {
    server.answer(verified);
    const balance = { account: 'ad min', balance: '158', unit: 'messages', maxNumbers: null, createdAt: null };
    assert.deepEqual(await connect().balance(), balance);
    assert.deepEqual(lines(), [verification]);
    assert.deepEqual(shown, [shownVerification]);
  });

  it('never shows a cookie', async () => {
    server.answer({ body: verified, headers: { 'set-cookie': 'SID=cookie-of-mine' } }, numbers, '<html>');
    const provider = connect();
    await provider.rent(wish());
    const error = await failureOf(provider.rent(wish()));
    assert.equal(shown.length, 3);
    assert.ok(!`${shown.join()} ${error.stack} ${JSON.stringify(error)}`.includes('cookie-of-mine'));
  });

  for (const { says, make, line } of rentals) {
    it(`previews what is sent, the cookie left out: ${says}`, async () => {
      const provider = connect();
      const wishes: RentRequest[] = [];
      await make({
        ...provider,
        rent: async (wanted) => {
          wishes.push(wanted);
          return [];
        },
      });
      const [wanted] = wishes;
      assert.ok(wanted !== undefined);
      const request = provider.rentRequest(wanted);
      assert.deepEqual(provider.rentRequest(wanted), request);
      assert.equal(describeRequest({ ...request, secret: [] }), `GET ${server.baseUrl}/${line}`);
      assert.equal(request.headers, undefined);
      assert.deepEqual(lines(), [], 'a preview asks nothing');
    });
  }

  for (const option of ['area', 'operator'] as const) {
    it(`does not ask for a foreign number by its ${option}: foreign ones have none`, async () => {
      const wanted = wish({
        international: true,
        area: null,
        ...(option === 'area' ? { area: '1' } : { operator: 'mobile' }),
      });
      const provider = connect();
      assert.throws(() => provider.rentRequest(wanted), { code: 'usage.conflict' });
      assert.equal((await failureOf(provider.rent(wanted))).code, 'usage.conflict');
      assert.deepEqual(lines(), []);
    });
  }

  describe('a rental that fails on its way', () => {
    const page = { status: 502, body: '<html>502</html>' };
    const lostAnswers: readonly [says: string, answer: Canned, code: string][] = [
      ['a connection reset after it was sent', 'reset', 'provider.unreachable'],
      ['an answer that breaks off', 'halfAnswer', 'provider.unreachable'],
      ['a gateway that failed', page, 'provider.unreachable'],
      ['a gateway that failed over a refusal', { ...page, body: '{"msg":"号码余量不足"}' }, 'provider.unreachable'],
      ['a gateway that failed over a lost session', { ...page, body: 'SESSION已失效' }, 'provider.unreachable'],
      ['status 429', { status: 429, body: ok }, 'rate.limited'],
      ['a redirect', { status: 302, headers: { location: '/login' }, body: ok }, 'provider.protocol'],
      ['a page', '<!DOCTYPE html><html></html>', 'provider.protocol'],
      ['an empty body', '', 'provider.protocol'],
      ['half of a body', '{"msg":"号码余量', 'provider.protocol'],
      ['OK without a number', ok, 'provider.protocol'],
    ];
    for (const [says, answer, code] of lostAnswers) {
      it(`${says} may have rented a number, and nothing is sent again`, async () => {
        server.answer(verified, answer, numbers);
        const error = await failureOf(connect().rent(wish()));
        assert.deepEqual([error.code, error.effect], [code, 'possible']);
        assert.equal(lines().length, 2);
      });
    }

    it('a refused connection has rented nothing', async () => {
      const closed = await startCannedServer();
      await closed.close();
      const error = await failureOf(connect(closed.baseUrl).rent(wish()));
      assert.deepEqual([error.code, error.effect], ['provider.unreachable', 'none']);
    });

    it('neither key nor account is in the error, whatever it is', async () => {
      for (const answer of ['reset', page, '<html>', '{"valid":"N"}', '{"msg":"密钥错误"}', 'anything'] as const) {
        for (const before of [[], [verified]]) {
          server.answer(...before, answer);
          const error = await failureOf(connect().rent(wish()));
          const told = `${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`;
          for (const secret of [pkey, encodeURIComponent(pkey), 'ad min', 'ad%20min']) {
            assert.ok(!told.includes(secret), told);
          }
        }
      }
    });
  });

  it('a stopped call asks nothing and gives the reason', async () => {
    const reason = new SmsctlError('interrupted');
    const stopped = AbortSignal.abort(reason);
    const provider = connect();
    const made: readonly (Promise<unknown> | undefined)[] = [
      provider.balance(stopped),
      provider.read([held()], stopped),
      provider.release?.([held()], stopped),
      provider.releaseAll?.(stopped),
      provider.blacklist?.([held()], stopped),
      provider.project?.('0257', stopped),
      provider.sendState?.(held(), stopped),
    ];
    for (const one of made) assert.equal(await failureOf(one), reason);
    assert.deepEqual(lines(), []);
  });
});

describe('giving numbers back to Zhima', () => {
  const [first, second, third] = ['13812345678', '13912345678', '+59173841704'].map((platformNumber) =>
    held({ platformNumber }),
  ) as [ReturnType<typeof held>, ReturnType<typeof held>, ReturnType<typeof held>];
  const kinds = (settled: readonly { readonly kind: string }[] | undefined) => settled?.map(({ kind }) => kind);

  it('takes a bare OK, in a JSON string too, for all of them', async () => {
    for (const said of ['OK', '"OK"', 'ok', ok, '"{\\"msg\\":\\"OK\\"}"', '\ufeff{"msg":"OK"}\r\n']) {
      const { provider, asked, say } = open({ isVerified: true });
      say(said);
      assert.deepEqual(await provider.release?.([first, second, third]), Array(3).fill({ kind: 'done' }), said);
      assert.deepEqual(await provider.blacklist?.([first, second]), Array(2).fill({ kind: 'done' }), said);
      await provider.releaseAll?.();
      await provider.send?.(first, 'YES');
      assert.deepEqual(await provider.sendState?.(first), { state: 'sent', note: null });
      assert.equal(asked.length, 6);
    }
  });

  it('takes nothing but OK for a success', async () => {
    for (const said of [
      '',
      '{}',
      '1',
      'true',
      '{"msg":""}',
      '{"msg":"OK!"}',
      '{"status":"1"}',
      '{"msg":"操作成功"}',
      '{"msg":["OK"]}',
    ]) {
      const { provider, say } = open({ isVerified: true });
      say(said);
      const made = [
        () => provider.release?.([first]),
        () => provider.releaseAll?.(),
        () => provider.blacklist?.([first]),
        () => provider.send?.(first, 'YES'),
      ];
      for (const make of made) {
        const error = await failureOf(make());
        assert.ok(['provider.protocol', 'provider.refused'].includes(error.code), `${said}: ${error.code}`);
        assert.equal(error.effect, 'possible');
      }
    }
  });

  it('says of one number that it is not held, without naming it', async () => {
    const { provider, say } = open({ isVerified: true });
    say('{"msg":"号码未获取"}');
    for (const settled of [await provider.release?.([first]), await provider.blacklist?.([first])]) {
      const [one] = settled ?? [];
      assert.ok(one?.kind === 'notHeld');
      assert.deepEqual([one.error.code, one.error.providerMessage], ['number.gone', '号码未获取']);
    }
  });

  it('releases the rest again where some are named as not held', async () => {
    const { provider, asked, say } = open({ isVerified: true });
    say('{"msg":"号码不存在：13912345678"}', ok);
    assert.deepEqual(kinds(await provider.release?.([first, second, third])), ['done', 'notHeld', 'done']);
    assert.deepEqual(
      asked.map((line) => line.split(' ')[1]),
      ['phoneNo=13812345678,13912345678,+59173841704', 'phoneNo=13812345678,+59173841704'],
    );
  });

  it('asks for the rest once, and calls done only what was said', async () => {
    const { provider, asked, say } = open({ isVerified: true });
    say('{"msg":"13912345678已释放"}', '{"msg":"59173841704已释放"}');
    const settled = await provider.release?.([first, second, third]);
    assert.deepEqual(kinds(settled), ['failed', 'notHeld', 'notHeld']);
    assert.equal(asked.length, 2);
    const [one] = settled ?? [];
    assert.ok(one?.kind === 'failed');
    assert.deepEqual([one.error.code, one.error.providerMessage], ['provider.refused', '59173841704已释放']);
  });

  it('does not ask again where all of them are named', async () => {
    const { provider, asked, say } = open({ isVerified: true });
    say('{"msg":"13812345678,13912345678未获取"}');
    assert.deepEqual(kinds(await provider.release?.([first, second])), ['notHeld', 'notHeld']);
    assert.equal(asked.length, 1);
  });

  it('does not take part of a number for its name', async () => {
    const { provider, say } = open({ isVerified: true });
    say('{"msg":"号码不存在：138123456789"}');
    assert.equal((await failureOf(provider.release?.([first, second]))).code, 'number.gone');
  });

  it('fails for all where nobody is named, or where the words say something else', async () => {
    for (const [msg, code] of [
      ['号码未获取', 'number.gone'],
      ['操作频繁', 'rate.limited'],
      ['13812345678释放异常', 'provider.refused'],
    ]) {
      const { provider, asked, say } = open({ isVerified: true });
      say(JSON.stringify({ msg }));
      assert.equal((await failureOf(provider.release?.([first, second]))).code, code);
      assert.equal(asked.length, 1);
    }
  });

  it('knows a number that is blacklisted already', async () => {
    const { provider, say } = open({ isVerified: true });
    for (const msg of [
      '号码已在黑名单中',
      '该号码已加入黑名单',
      '请勿重复加入黑名单',
      '黑名单中已存在该号码',
      '已被拉黑',
    ]) {
      say(JSON.stringify({ msg }));
      assert.deepEqual(await provider.blacklist?.([first]), [{ kind: 'already' }], msg);
    }
  });
});

describe('a message sent at Zhima', () => {
  const states: readonly [msg: string, state: string][] = [
    ['发送中', 'sending'],
    ['排队中，请等待', 'sending'],
    ['正在发送', 'sending'],
    ['发送失败', 'failed'],
    ['对方拒收', 'failed'],
  ];
  for (const [msg, state] of states) {
    it(`is ${state}: ${msg}`, async () => {
      const { provider, say } = open({ isVerified: true });
      say(JSON.stringify({ msg }));
      assert.deepEqual(await provider.sendState?.(held()), { state, note: msg });
    });
  }

  it('is not called failed for what is said of something else', async () => {
    for (const [msg, code] of [
      ['操作频繁', 'rate.limited'],
      ['账户异常', 'account.suspended'],
      ['项目编号不存在', 'project.unknown'],
      ['号码未获取', 'number.gone'],
    ]) {
      const { provider, say } = open({ isVerified: true });
      say(JSON.stringify({ msg }));
      assert.equal((await failureOf(provider.sendState?.(held()))).code, code);
    }
  });

  it('was not sent where the words are understood, and may have been where they are not', async () => {
    for (const [msg, code, effect] of [
      ['短信余量不足', 'balance.insufficient', 'none'],
      ['号码未获取', 'number.gone', 'none'],
      ['发送失败', 'provider.refused', 'possible'],
      ['发送中', 'provider.refused', 'possible'],
      ['系统繁忙', 'rate.limited', 'possible'],
    ]) {
      const { provider, asked, say } = open({ isVerified: true });
      say(JSON.stringify({ msg }));
      const error = await failureOf(provider.send?.(held(), 'YES'));
      assert.deepEqual([error.code, error.effect], [code, effect]);
      assert.equal(asked.length, 1);
    }
  });
});
