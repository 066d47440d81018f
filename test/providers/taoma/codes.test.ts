import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { type ErrorCode, SmsctlError } from '../../../src/core/errors.ts';
import type { HeldNumber } from '../../../src/core/model.ts';
import type { HttpClient } from '../../../src/core/ports.ts';
import type { Provider } from '../../../src/providers/contract.ts';
import { connectTaoma } from '../../../src/providers/taoma/client.ts';
import { documentedRefusals, type TaomaCall } from '../../../src/providers/taoma/codes.ts';
import { rentWish } from '../../helpers/rent-wish.ts';
import { stillClock } from '../../helpers/simulator.ts';

/** The failures under each method of the vendor's document, copied by hand and in its order. */
const document: Readonly<Record<TaomaCall, string>> = {
  getMobiles: '余额不足/操作频繁/参数错误/暂时没有可用号码，稍候获取',
  getMessages: '余额不足/操作频繁/参数错误/暂时没收到短信',
  getMessageAndHoldMobile: '余额不足/操作频繁/参数错误/暂时没收到短信/号码已经离线',
  addBlackMobiles: '操作频繁/参数错误/号码已经离线',
  getUserInfo: '操作频繁/参数错误',
};
const everyWord = ['余额不足', '操作频繁', '参数错误', '暂时没有可用号码', '暂时没收到短信', '号码已经离线'];

const errors: Readonly<Record<string, [code: ErrorCode, exitCode: number]>> = {
  余额不足: ['balance.insufficient', 6],
  操作频繁: ['rate.limited', 14],
  参数错误: ['provider.refused', 11],
  暂时没有可用号码: ['numbers.none', 5],
  '暂时没有可用号码，稍候获取': ['numbers.none', 5],
  号码已经离线: ['number.gone', 11],
};

const wish = rentWish({ project: '123', count: 2 });
const held = (platformNumber = '13800138000'): HeldNumber => ({
  leaseId: null,
  project: '123',
  platformNumber,
  multi: false,
  messages: [],
});
const two = [held(), held('13900139000')];

function hearing(answer: object | string): Provider {
  const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
  const http: HttpClient = { send: async () => ({ status: 200, headers: {}, text }) };
  const memory = { read: () => null, write: () => {}, turn: () => 0 };
  return connectTaoma({ baseUrl: 'http://127.0.0.1/http.do', credentials: {}, http, clock: stillClock, memory });
}

/** What a method makes of an answer: a failure that was thrown, or what it returned. */
async function outcome(made: Promise<unknown> | undefined): Promise<unknown> {
  return made?.catch((error: unknown) => {
    assert.ok(error instanceof SmsctlError, inspect(error));
    return error;
  });
}

/** Each method and its failure as the document shows it. */
const methods: Readonly<
  Record<
    TaomaCall,
    { make: (provider: Provider) => Promise<unknown> | undefined; failing: (message: string) => object }
  >
> = {
  getMobiles: {
    make: (provider) => provider.rent(wish),
    failing: (message) => ({ state: false, size: 0, mobiles: [], message }),
  },
  getMessages: {
    make: (provider) => provider.read([held()]),
    failing: (message) => ({ state: true, size: 0, data: [], message }),
  },
  getMessageAndHoldMobile: {
    make: (provider) => provider.read([held()], undefined, { nextProject: null }),
    failing: (message) => ({ state: false, mobile: '', msg: '', message }),
  },
  addBlackMobiles: {
    make: (provider) => provider.blacklist?.([held()]),
    failing: (message) => ({ state: false, size: 0, message }),
  },
  getUserInfo: {
    make: (provider) => provider.balance(),
    failing: (message) => ({ state: false, account: '', balance: 0, maxMobileSize: 0, message }),
  },
};
const calls = Object.keys(document) as readonly TaomaCall[];
const reads: readonly string[] = ['getMessages', 'getMessageAndHoldMobile'];

describe("Taoma's words", () => {
  it('are those of the document, for each method', () => {
    for (const call of calls) {
      const wanted = document[call]
        .split('/')
        .flatMap((word) => (word.includes('没收到') ? [] : [word.split('，')[0]]));
      assert.deepEqual([...documentedRefusals[call]], wanted, call);
    }
  });

  for (const call of calls) {
    const { make, failing } = methods[call];
    for (const words of document[call].split('/')) {
      if (words === '暂时没收到短信') {
        it(`${call}: ${words} is a wait`, async () => {
          assert.deepEqual(await make(hearing(failing(words))), [{ kind: 'waiting', note: words }]);
        });
      } else if (words === '号码已经离线') {
        it(`${call}: ${words} says that the number is not held`, async () => {
          const [told] = (await make(hearing(failing(words)))) as [Record<string, unknown>];
          if (call === 'addBlackMobiles') {
            assert.ok(told.kind === 'notHeld' && told.error instanceof SmsctlError);
            assert.deepEqual([told.error.code, told.error.providerMessage], ['number.gone', words]);
          } else assert.deepEqual(told, { kind: 'gone', note: words });
        });
      } else {
        it(`${call}: ${words} is ${errors[words]?.join(', exit ')}, and nothing was done`, async () => {
          const error = await outcome(make(hearing(failing(words))));
          assert.ok(error instanceof SmsctlError, inspect(error));
          assert.deepEqual([error.code, error.exitCode], errors[words]);
          assert.deepEqual(
            [error.provider, error.providerCode, error.providerMessage, error.effect],
            ['taoma', null, words, 'none'],
          );
          assert.deepEqual(error.params, words === '参数错误' ? { call, meaning: 'anyParameter' } : { call });
        });
      }
    }

    const strange = everyWord.filter((word) => !document[call].includes(word));
    for (const words of [...strange, '系统维护', 'error', '帐号已被停用', '13800138000', '成功']) {
      it(`${call}: ${words}, which the document does not list for it, proves nothing`, async () => {
        const told = await outcome(make(hearing(failing(words))));
        if (call === 'getMessages' && words === '号码已经离线') {
          assert.deepEqual(told, [{ kind: 'gone', note: words }]);
        } else if (reads.includes(call)) {
          assert.deepEqual(told, [{ kind: 'waiting', note: words }]);
        } else {
          assert.ok(told instanceof SmsctlError, inspect(told));
          assert.deepEqual([told.code, told.effect, told.providerMessage], ['provider.refused', 'possible', words]);
          assert.deepEqual([told.provider, told.params], ['taoma', { call }]);
        }
      });
    }

    it(`${call}: a failure without a reason makes no sense`, async () => {
      for (const message of ['', ' ', undefined, null]) {
        const answer = { ...failing(''), state: false, message };
        const error = await outcome(make(hearing(answer)));
        assert.ok(error instanceof SmsctlError, inspect(error));
        assert.deepEqual([error.code, error.effect], ['provider.protocol', 'possible']);
        assert.deepEqual([error.params, error.providerMessage], [{ reason: 'shape' }, null]);
      }
    });

    it(`${call}: what is no object, or has a member of another kind, is no answer`, async () => {
      const strange = [
        ...[{ state: null }, { state: 1 }, { state: 'no' }, { message: true }, { message: ['操作频繁'] }],
        ...[{ size: -1 }, { size: 1.5 }, { size: 'one' }, { size: 'x1' }, { size: '1x' }, { size: [1] }],
      ].map((member) => ({ ...failing('操作频繁'), ...member }));
      for (const answer of ['[]', '"操作频繁"', 'null', '5', '{}', ...strange]) {
        const error = await outcome(make(hearing(answer)));
        assert.ok(error instanceof SmsctlError, inspect(answer));
        assert.deepEqual([error.code, error.effect], ['provider.protocol', 'possible'], inspect(answer));
        assert.deepEqual(error.params, { reason: 'shape' }, inspect(answer));
      }
    });
  }

  const variants: readonly [word: string, spellings: readonly string[]][] = [
    ['余额不足', ['余额不足！', '帐户余额不足，请充值', '余额已不足', ' 余额 不足。', '【余额不足】']],
    ['操作频繁', ['操作频繁,请稍后再试', '操作过于频繁', '操作太频繁了', '您的请求频繁', '操作，频繁']],
    ['参数错误', ['参数错误:projectID', '参数有误', '传入参数不正确', '参 数 错 误']],
    [
      '暂时没有可用号码',
      ['暂时没有可用号码，稍候获取', '没有可用号码', '暂无可用号码', '暂时没有可用的手机号', '暂无号码', '没可用号码'],
    ],
  ];
  for (const [word, spellings] of variants) {
    for (const spelled of spellings) {
      it(`${JSON.stringify(spelled)} means ${word}`, async () => {
        const error = await outcome(hearing(methods.getMobiles.failing(spelled)).rent(wish));
        assert.ok(error instanceof SmsctlError);
        assert.deepEqual([error.code, error.effect], [errors[word]?.[0], 'none']);
        assert.equal(error.providerMessage, spelled.trim());
      });
    }
  }

  for (const words of [
    '号码已经离线',
    '号码已离线！',
    '该号码离线',
    '手机号码13800138000已经离线',
    '号码已下线',
    '此号已掉线',
  ]) {
    it(`${words} means that a number is not held`, async () => {
      const { failing } = methods.getMessages;
      assert.deepEqual(await hearing(failing(words)).read([held()]), [{ kind: 'gone', note: words }]);
    });
  }

  for (const words of [
    ...['暂时没收到短信', '暂时没有收到短信', '还没收到短信，请等待', '暂时没有短信', '未收到短信', '请稍候'],
    ...['没收到短信,请10秒后再获取', '系统繁忙', '等待中', 'waiting', '用户不存在'],
  ]) {
    for (const state of [true, false, 'true', 'false']) {
      it(`${words} with state ${JSON.stringify(state)} is a wait in these words for all that were asked (T2, T5)`, async () => {
        const waiting = { kind: 'waiting', note: words };
        const list = { state, size: 0, data: [], message: words };
        assert.deepEqual(await hearing(list).read(two), [waiting, waiting]);
        const flat = { state, mobile: '', msg: '', message: words };
        assert.deepEqual(await hearing(flat).read([held()], undefined, { nextProject: '9' }), [waiting]);
        assert.deepEqual(await hearing(flat).read(two), [waiting, waiting]);
      });
    }
  }

  it('参数错误 may mean the password, the project or a parameter, and the failure says which kind of words it is (T7)', async () => {
    for (const call of calls) {
      const error = await outcome(methods[call].make(hearing(methods[call].failing('参数错误'))));
      assert.ok(error instanceof SmsctlError);
      assert.deepEqual(error.params, { call, meaning: 'anyParameter' });
    }
  });

  it('离线 for a look at several does not say which, so none of them is given up', async () => {
    const error = await outcome(hearing(methods.getMessages.failing('号码已经离线')).read(two));
    assert.ok(error instanceof SmsctlError);
    assert.equal(error.code, 'number.gone');
  });

  it('离线 for a blacklisting of several is a failure of each', async () => {
    const settled = await hearing(methods.addBlackMobiles.failing('号码已经离线')).blacklist?.(two);
    assert.deepEqual(
      settled?.map((one) => [one.kind, 'error' in one && one.error.code]),
      Array(2).fill(['failed', 'number.gone']),
    );
  });

  it('操作频繁 for a blacklisting is thrown, so that it is made again (T9)', async () => {
    const error = await outcome(hearing(methods.addBlackMobiles.failing('操作频繁')).blacklist?.(two));
    assert.ok(error instanceof SmsctlError && error.code === 'rate.limited');
  });

  for (const words of ['取号成功，请勿操作频繁', '取号成功，本项目已无可用号码', '取号成功，余额不足请充值']) {
    it(`that speak of a success prove no refusal: ${words}`, async () => {
      const error = await outcome(hearing(methods.getMobiles.failing(words)).rent(wish));
      assert.ok(error instanceof SmsctlError && error.effect === 'possible', inspect(error));
    });
  }

  it('a refused rental that brings numbers, or says that it does, proves nothing', async () => {
    for (const words of document.getMobiles.split('/')) {
      for (const more of [
        { mobiles: ['13800138000'], size: 1 },
        { mobiles: ['13800138000'], size: 0 },
        { mobiles: '13800138000', size: 0 },
        { mobiles: [13800138000], size: 0 },
        { mobiles: [], size: 1 },
        { mobiles: [null], size: 0 },
        { mobiles: {}, size: 0 },
        { size: '2' },
      ]) {
        const error = await outcome(hearing({ state: false, message: words, ...more }).rent(wish));
        assert.ok(error instanceof SmsctlError);
        assert.deepEqual([error.effect, error.providerMessage], ['possible', words], inspect(more));
      }
    }
  });

  it('a refused rental is certain in every spelling of nothing', async () => {
    for (const more of [
      {},
      { size: 0 },
      { size: '0', mobiles: '' },
      { mobiles: null, size: null },
      { mobiles: [''] },
    ]) {
      for (const state of [false, 'false']) {
        const error = await outcome(hearing({ state, message: '暂时没有可用号码', ...more }).rent(wish));
        assert.ok(error instanceof SmsctlError);
        assert.deepEqual([error.code, error.effect], ['numbers.none', 'none'], inspect(more));
      }
    }
  });

  it('a success without numbers is no refusal, whatever its words', async () => {
    for (const message of ['', ...everyWord]) {
      const error = await outcome(hearing({ state: true, size: 0, mobiles: [], message }).rent(wish));
      assert.ok(error instanceof SmsctlError);
      assert.deepEqual([error.code, error.effect], ['provider.protocol', 'possible']);
      const told = [error.provider, error.providerMessage, error.params];
      assert.deepEqual(told, ['taoma', message === '' ? null : message, { reason: 'shape' }]);
    }
  });

  it('a failed blacklisting that counts numbers contradicts itself', async () => {
    for (const message of ['号码已经离线', '操作频繁']) {
      const error = await outcome(hearing({ state: false, size: 1, message }).blacklist?.([held()]));
      assert.ok(error instanceof SmsctlError && error.code === 'provider.protocol');
    }
  });
});
