import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ErrorCode } from '../../../src/core/errors.ts';
import type { Provider } from '../../../src/providers/contract.ts';
import { refusal, type ZhimaCall } from '../../../src/providers/zhima/codes.ts';
import { failureOf, held, open, verified, wish } from './fixture.ts';

/** The documented paths, copied by hand. */
const make: Readonly<Record<Exclude<ZhimaCall, 'pkey/verification'>, (p: Provider) => Promise<unknown> | undefined>> = {
  'items/details': (provider) => provider.project?.('0257'),
  'phoneNos/get': (provider) => provider.rent(wish({ count: 3 })),
  'sms/get': (provider) => provider.read([held()]),
  'sms/send': (provider) => provider.send?.(held(), 'YES'),
  'sms/release': (provider) => provider.release?.([held()]),
  'sms/releaseAll': (provider) => provider.releaseAll?.(),
  'sms/block': (provider) => provider.blacklist?.([held()]),
};
const calls = Object.keys(make) as readonly (keyof typeof make)[];

async function hear(call: keyof typeof make, msg: string) {
  const { provider, asked, say } = open({ isVerified: true });
  say(JSON.stringify({ msg }));
  const error = await failureOf(make[call](provider));
  assert.equal(asked.length, 1);
  assert.equal(error.provider, 'zhima');
  assert.equal(error.providerMessage, msg);
  return error;
}

/** What may be said to any call. The first of each kind that the document quotes stands first. */
const everywhere: readonly [words: string, code: ErrorCode][] = [
  ['账户异常', 'account.suspended'],
  ['您的账号已被封禁', 'account.suspended'],
  ['帐户已冻结，请联系客服', 'account.suspended'],
  ['开发者账号已停用', 'account.suspended'],
  ['已被封号', 'account.suspended'],
  ['账号不存在', 'credentials.rejected'],
  ['开发者信息错误', 'credentials.rejected'],
  ['没有开发者资格', 'credentials.rejected'],
  ['请求频繁', 'rate.limited'],
  ['操作过于频繁，请稍后再试', 'rate.limited'],
  ['请求过快', 'rate.limited'],
  ['短信余量不足', 'balance.insufficient'],
  ['短信剩余数量不足', 'balance.insufficient'],
  ['余额不足', 'balance.insufficient'],
  ['账户余额不足，请充值', 'balance.insufficient'],
  ['今日次数已达上限', 'quota.exceeded'],
  ['超过每日最大限制', 'quota.exceeded'],
  ['项目编号不存在', 'project.unknown'],
  ['项目已过期', 'project.unknown'],
  ['无效的项目编号', 'project.unknown'],
  ['该项目已下架', 'project.unknown'],
  ['参数错误', 'parameter.refused'],
  ['缺少参数itemId', 'parameter.refused'],
  ['没有权限', 'provider.refused'],
  ['无权使用此项目', 'provider.refused'],
];

const ofARental: readonly [words: string, code: ErrorCode][] = [
  ['号码余量不足', 'numbers.none'],
  ['号码余量不足，请稍后再试', 'numbers.none'],
  ['没有可用号码', 'numbers.none'],
  ['该项目暂时没有号码', 'numbers.none'],
  ['暂无号码', 'numbers.none'],
  ['当前无可用的手机号码', 'numbers.none'],
  ['该号码已被其他账户锁定或占用', 'numbers.none'],
  ['号码不存在', 'number.unknown'],
  ['归属地编号错误', 'parameter.refused'],
  ['运营商类型不支持', 'parameter.refused'],
  ['手机号码有误', 'parameter.refused'],
  ['号码不正确', 'parameter.refused'],
];

const notHeld = [
  '号码未获取',
  '未获取该号码',
  '不存在该号码',
  '没有获取过此号码',
  '号码不存在',
  '号码已被强制释放',
  '该号码已经释放',
];

const unknown = [
  '系统异常',
  '未知错误',
  '今天不行',
  '获取失败',
  'failure',
  '无法处理',
  '服务器错误',
  '号码获取错误',
  '短信已达',
  '取号完毕，余额100条',
  '当前余额：100',
];

describe("Zhima's words", () => {
  for (const [words, code] of everywhere) {
    it(`${words} is ${code} from every call, and proves that nothing was done`, async () => {
      for (const call of calls) {
        const error = await hear(call, words);
        assert.deepEqual([error.code, error.effect, error.params.call], [code, 'none', call], call);
      }
    });
  }

  for (const [words, code] of ofARental) {
    it(`${words} is ${code} where a number was asked for`, async () => {
      const error = await hear('phoneNos/get', words);
      assert.deepEqual([error.code, error.effect], [code, 'none']);
    });
  }

  for (const words of notHeld) {
    it(`${words} means a number that is not held`, async () => {
      const { provider, say } = open({ isVerified: true });
      say(JSON.stringify({ msg: words }));
      assert.deepEqual(await provider.read([held()]), [{ kind: 'gone', note: words }]);
      assert.equal((await provider.release?.([held()]))?.[0]?.kind, 'notHeld');
      assert.equal((await provider.blacklist?.([held()]))?.[0]?.kind, 'notHeld');
      const error = await failureOf(provider.send?.(held(), 'YES'));
      assert.deepEqual([error.code, error.effect], ['number.gone', 'none']);
    });
  }

  for (const words of unknown) {
    it(`${words} is a refusal in its own words, and proves nothing`, async () => {
      for (const call of calls.filter((one) => one !== 'sms/get')) {
        const error = await hear(call, words);
        assert.deepEqual([error.code, error.effect], ['provider.refused', 'possible'], call);
      }
      const { provider, say } = open({ isVerified: true });
      say(JSON.stringify({ msg: words }));
      assert.deepEqual(await provider.read([held()]), [{ kind: 'waiting', note: words }], 'no status is a wait');
    });
  }

  it('that ask for patience alone prove nothing', async () => {
    for (const words of ['系统繁忙', '系统异常，请稍后再试']) {
      const error = await hear('phoneNos/get', words);
      assert.deepEqual([error.code, error.effect], ['rate.limited', 'possible']);
    }
  });

  it('that speak of a success, or of a part, prove no failure', async () => {
    for (const words of ['获取成功，余额不足', '部分号码余量不足', '成功，但短信余量不足']) {
      const error = await hear('phoneNos/get', words);
      assert.deepEqual([error.code, error.effect], ['provider.refused', 'possible']);
    }
    assert.equal((await hear('phoneNos/get', '未成功：余额不足')).code, 'balance.insufficient');
    for (const words of ['查询成功，项目已过期', '部分项目已过期']) {
      const error = await hear('items/details', words);
      assert.deepEqual([error.code, error.effect], ['provider.refused', 'possible']);
    }
  });

  it('in English are what a failing program says of itself, and prove nothing where money is at stake', async () => {
    for (const call of ['phoneNos/get', 'sms/send'] as const) {
      for (const words of ['too many connections', 'pq: session expired', 'session expired while saving 3 rows']) {
        const error = await hear(call, words);
        assert.deepEqual([error.code, error.effect], ['provider.refused', 'possible'], words);
      }
    }
  });

  it('that blame the key, but do not say in so many words that the session is over, repeat nothing that costs', async () => {
    for (const call of ['phoneNos/get', 'sms/send'] as const) {
      const error = await hear(call, '密钥有误');
      assert.deepEqual([error.code, error.effect], ['credentials.rejected', 'none']);
    }
  });

  it('that tell how things stand refuse nothing, so as a failure they prove nothing', () => {
    const told: readonly [words: string, call: ZhimaCall][] = [
      ['该号码已在黑名单', 'sms/block'],
      ['暂未收到短信', 'sms/get'],
      ['短信发送中', 'sms/send'],
    ];
    for (const [words, call] of told) {
      const error = refusal(words, call);
      assert.deepEqual([error.code, error.effect], ['provider.refused', 'possible'], words);
    }
    const lost = refusal('请重新登录', 'sms/get');
    assert.deepEqual([lost.code, lost.effect], ['provider.refused', 'none'], 'without a session nothing is done');
  });

  it('that refuse the key say that it is the key, or what is finer, and that nothing was done', async () => {
    const said: readonly [words: string, code: ErrorCode][] = [
      ['', 'credentials.rejected'],
      ['今天不行', 'credentials.rejected'],
      ['余额不足', 'credentials.rejected'],
      ['账户异常', 'account.suspended'],
      ['请求频繁', 'rate.limited'],
    ];
    for (const [words, code] of said) {
      const { provider, say } = open();
      say(JSON.stringify({ valid: 'N', msg: words }));
      const error = await failureOf(provider.balance());
      assert.deepEqual([error.code, error.effect, error.params], [code, 'none', { call: 'pkey/verification' }], words);
      assert.deepEqual(
        [error.providerCode, error.providerMessage],
        words === '' ? ['N', null] : [null, words],
        'without words there is the verdict itself',
      );
    }
  });

  it('that only mention the key say nothing against it', async () => {
    for (const words of ['密钥', '今日密钥']) {
      const error = await hear('phoneNos/get', words);
      assert.deepEqual([error.code, error.effect], ['provider.refused', 'possible']);
    }
    assert.equal((await hear('phoneNos/get', '密钥不匹配')).code, 'credentials.rejected');
  });

  it('do not blame the account for what others do', async () => {
    assert.equal((await hear('phoneNos/get', '号码已被其他账号锁定')).code, 'provider.refused');
  });

  it('are understood by nobody where they go on and on', async () => {
    for (const call of ['phoneNos/get', 'sms/send', 'sms/block'] as const) {
      for (const words of [`余额不足${'。'.repeat(500)}`, '号码已'.repeat(100_000), '账户'.repeat(150_000)]) {
        const error = await hear(call, words);
        assert.deepEqual([error.code, error.effect], ['provider.refused', 'possible'], call);
      }
    }
  });

  it('are the same in full width', async () => {
    assert.equal((await hear('phoneNos/get', '项目ＩＤ错误！')).code, 'project.unknown');
  });

  it('about the key or the session are never a refusal of the first asking', async () => {
    for (const words of [
      '密钥错误',
      '请重新登录',
      'session expired',
      'Session has expired!',
      '会话不存在',
      '验证已失效',
    ]) {
      for (const call of calls) {
        const { provider, asked, say } = open({ isVerified: true });
        say(JSON.stringify({ msg: words }), verified, '{"msg":"账户异常"}');
        assert.equal((await failureOf(make[call](provider))).code, 'account.suspended', words);
        assert.equal(asked.length, 3);
      }
    }
  });

  it('about a verification code are not about the session', async () => {
    const { provider, asked, say } = open({ isVerified: true });
    say('{"msg":"暂未收到验证码"}');
    assert.deepEqual(await provider.read([held()]), [{ kind: 'waiting', note: '暂未收到验证码' }]);
    assert.equal(asked.length, 1);
  });
});
