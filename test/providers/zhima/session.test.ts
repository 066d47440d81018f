import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SmsctlError } from '../../../src/core/errors.ts';
import type { Memory } from '../../../src/providers/contract.ts';
import { createMemory } from '../../helpers/memory.ts';
import { failureOf, held, lost, open, pkey, type Said, verified, wish } from './fixture.ts';

const verification = `pkey/verification account=me pkey=${pkey}`;
const minute = 60_000;
const rental = 'phoneNos/get itemId=0257 quantity=1';
const opens: Said = { text: verified, cookies: ['PHPSESSID=abc; path=/; HttpOnly'] };
const waiting = '{"status":"1"}';
const numbers = '{"phoneNos":"13812345678"}';

describe("Zhima's session", () => {
  it('begins before the first call, and its cookies go with every call after it', async () => {
    const { provider, asked, say } = open();
    say(opens, numbers, waiting);
    await provider.rent(wish());
    await provider.read([held()]);
    assert.deepEqual(asked, [
      verification,
      `${rental} | PHPSESSID=abc`,
      'sms/get itemId=0257 phoneNo=13812345678 | PHPSESSID=abc',
    ]);
  });

  const ages: readonly [says: string, age: number, isOver: boolean][] = [
    ['just now', 0, false],
    ['13:59 ago', 14 * minute - 1, false],
    ['14:00 ago', 14 * minute, true],
    ['14:59 ago', 15 * minute - 1000, true],
    ['15:01 ago', 15 * minute + 1000, true],
    ['a moment from now, by a clock that was set back', -1, true],
  ];
  for (const [says, age, isOver] of ages) {
    it(`${isOver ? 'begins again' : 'goes on'} where the key was verified ${says}`, async () => {
      let now = Date.UTC(2026, 0, 1);
      const { provider, asked, say } = open({ now: () => now });
      say(opens, waiting, isOver ? { text: verified, cookies: ['PHPSESSID=new'] } : waiting, waiting);
      await provider.read([held()]);
      now += age;
      await provider.read([held()]);
      const look = 'sms/get itemId=0257 phoneNo=13812345678 |';
      const before = [verification, `${look} PHPSESSID=abc`];
      assert.deepEqual(
        asked,
        isOver ? [...before, verification, `${look} PHPSESSID=new`] : [...before, `${look} PHPSESSID=abc`],
      );
    });
  }

  it('is counted from before the verification was asked for, and no call makes it younger', async () => {
    let now = 0;
    const memory = createMemory();
    const { provider, say } = open({ memory, now: () => (now += minute) });
    say(opens, waiting, { text: waiting, cookies: ['other=1'] });
    await provider.read([held()]);
    await provider.read([held()]);
    const kept = JSON.parse(memory.read() ?? '') as unknown;
    assert.deepEqual(kept, {
      cookies: [
        ['PHPSESSID', 'abc'],
        ['other', '1'],
      ],
      verifiedAt: minute,
    });
  });

  it('serves every client that shares the memory, and begins for all of them', async () => {
    const memory = createMemory();
    const [one, two] = [open({ memory }), open({ memory })];
    one.say(opens, numbers);
    await one.provider.rent(wish());
    two.say(waiting);
    await two.provider.read([held()]);
    assert.deepEqual(two.asked, ['sms/get itemId=0257 phoneNo=13812345678 | PHPSESSID=abc']);
    two.say(lost, { text: verified, cookies: ['SID=two'] }, waiting);
    await two.provider.read([held()]);
    one.say('{"msg":"OK"}');
    await one.provider.releaseAll?.();
    assert.equal(one.asked.at(-1), 'sms/releaseAll | SID=two');
  });

  it('begins with every look at the balance', async () => {
    const { provider, asked, say } = open({ isVerified: true });
    say(opens, numbers);
    assert.equal((await provider.balance()).balance, '158');
    await provider.rent(wish());
    assert.deepEqual(asked, [verification, `${rental} | PHPSESSID=abc`]);
  });

  for (const words of [
    lost,
    '{"valid":"N"}',
    '{"valid":"n","msg":"账户异常"}',
    'SESSION已过期',
    '{"msg":"会话超时"}',
    '{"msg":"请先验证密钥"}',
    '{"msg":"开发者未登录"}',
  ]) {
    it(`is lost by ${words}: verified once, then the call is made once more`, async () => {
      const { provider, asked, say } = open({ isVerified: true });
      say(words, opens, numbers);
      assert.equal((await provider.rent(wish())).length, 1);
      assert.deepEqual(asked, [`${rental} | S=1`, verification, `${rental} | PHPSESSID=abc`]);
    });
  }

  it('that is lost twice is not begun a third time: the words are told, nothing was done, and the next call verifies', async () => {
    const { provider, asked, say } = open({ isVerified: true });
    const made = [() => provider.rent(wish()), () => provider.read([held()]), () => provider.send?.(held(), 'YES')];
    for (const [index, make] of made.entries()) {
      const before = asked.length;
      say(...(index === 0 ? [] : [opens]), lost, opens, lost);
      const error = await failureOf(make());
      assert.deepEqual([error.code, error.effect], ['provider.refused', 'none']);
      assert.equal(error.providerMessage, 'SESSION已失效，请重新验证密钥');
      const calls = asked.slice(before).map((line) => line.split(' ')[0] === 'pkey/verification');
      assert.deepEqual(calls, index === 0 ? [false, true, false] : [true, false, true, false]);
    }
  });

  it('is not lost where numbers came with the words: nothing is asked again', async () => {
    const flat = open({ isVerified: true });
    flat.say('{"phoneNos":"13812345678","valid":"N"}');
    const error = await failureOf(flat.provider.rent(wish()));
    assert.deepEqual([error.code, error.effect], ['provider.protocol', 'possible']);
    assert.equal(flat.asked.length, 1);
    const { provider, asked, say } = open({ isVerified: true });
    say('{"phoneNos":"13812345678","msg":"SESSION已失效"}');
    assert.equal((await provider.rent(wish())).length, 1, 'what stands there is held');
    assert.equal(asked.length, 1);
  });

  const doubtful = [
    'Warning: session_write_close(): Failed to write session data (files) in /tmp',
    'PHP Warning:  Unknown: Failed to write session data (files) in Unknown on line 0',
    'Fatal error: Maximum execution time of 30 seconds exceeded in /www/inc/session.php on line 12',
    '{"msg":"号码已分配，请登录后查看"}',
    '{"msg":"短信已提交，请重新验证"}',
    '签名验证通过',
    '{"msg":"号码13800138000已为您占用，SESSION已失效"}',
    '{"msg":"号码已锁定，请勿频繁获取"}',
    '{"msg":"号码已分配，短信余额不足10条"}',
    '{"valid":"N","msg":"OK"}',
    '{"valid":"n","msg":"号码已分配"}',
    '{"valid":"N","msg":"短信发送成功"}',
    '{"valid":"N","msg":"短信已提交，发送中"}',
  ];
  for (const said of doubtful) {
    it(`is not begun again, and nothing is made twice, after words that prove nothing: ${said}`, async () => {
      for (const make of ['rent', 'send'] as const) {
        const { provider, asked, say } = open({ isVerified: true });
        say(said, numbers);
        const made = make === 'rent' ? provider.rent(wish()) : provider.send?.(held(), 'YES');
        assert.equal((await failureOf(made)).effect, 'possible');
        assert.equal(asked.length, 1);
      }
    });
  }

  it('does not send a message again that is on its way', async () => {
    const { provider, asked, say } = open({ isVerified: true });
    say('{"valid":"N","msg":"发送中"}', numbers);
    assert.equal((await failureOf(provider.send?.(held(), 'YES'))).effect, 'possible');
    assert.equal(asked.length, 1);
  });

  it('is begun by one of those who need it, and used by those who waited for their turn', async () => {
    const memory = createMemory();
    const first = open({ memory: { ...memory, turn: () => 0 } });
    const second = open({ memory: { ...memory, turn: () => 3_000 } });
    first.say(verified, numbers);
    second.say(numbers);
    const waiting = second.provider.rent(wish()); // no session yet: it waits
    assert.equal((await first.provider.rent(wish())).length > 0, true);
    assert.equal((await waiting).length > 0, true);
    assert.deepEqual([first.asked.length, second.asked.length], [2, 1], 'one verification for both');
  });

  it('is not begun again after a rental or a message that failed without such words', async () => {
    const failed = new SmsctlError('provider.unreachable');
    for (const said of ['', '{}', '<html>SESSION已失效</html>', '[]', '{"msg":""}', '{"msg":"系统错误"}', failed]) {
      const { provider, asked, say } = open({ isVerified: true });
      say(said, numbers);
      assert.equal((await failureOf(provider.rent(wish()))).effect, 'possible', String(said));
      assert.equal(asked.length, 1);
      say(said, '{"msg":"OK"}');
      assert.equal((await failureOf(provider.send?.(held(), 'YES'))).effect, 'possible', String(said));
      assert.equal(asked.length, 2);
    }
  });

  const noBeginning: readonly [said: Said, code: string][] = [
    [new SmsctlError('provider.unreachable'), 'provider.unreachable'],
    ['<html>', 'provider.protocol'],
    ['{"valid":"maybe"}', 'provider.protocol'],
    ['{"leftQuantity":"158"}', 'provider.protocol'],
    ['OK', 'provider.protocol'],
    ['{"valid":"N","msg":"账户异常"}', 'account.suspended'],
    ['{"valid":"N","msg":"密钥错误"}', 'credentials.rejected'],
    ['{"valid":"N","msg":"SESSION已失效，请重新验证密钥"}', 'credentials.rejected'],
    ['{"valid":"N","msg":"今天不行"}', 'credentials.rejected'],
    ['{"valid":"N"}', 'credentials.rejected'],
    ['{"valid":"N","msg":"操作频繁"}', 'rate.limited'],
    ['{"msg":"账户异常"}', 'account.suspended'],
    ['今天不行', 'provider.refused'],
  ];
  for (const [said, code] of noBeginning) {
    it(`that cannot begin has rented and sent nothing: ${said instanceof SmsctlError ? said.code : String(said)}`, async () => {
      for (const isVerified of [false, true]) {
        for (const make of ['rent', 'send'] as const) {
          const memory = createMemory();
          const { provider, asked, say } = open({ memory, isVerified });
          say(...(isVerified ? [lost] : []), said);
          const error = await failureOf(make === 'rent' ? provider.rent(wish()) : provider.send?.(held(), 'YES'));
          assert.deepEqual([error.code, error.effect], [code, 'none']);
          assert.equal(asked.at(-1), verification);
          assert.equal(asked.length, isVerified ? 2 : 1);
          if (!isVerified) assert.equal(memory.read(), null);
        }
      }
    });
  }

  const jars: readonly [says: string, first: readonly string[], second: readonly string[], sent: string | null][] = [
    ['of any name', ['zs_session=x1'], [], 'zs_session=x1'],
    ['several, each as it came', ['a=1; Path=/', 'b=2=3; Secure; SameSite=Lax'], [], 'a=1; b=2=3'],
    ['a later value', ['a=1'], ['a=2'], 'a=2'],
    ['one more', ['a=1'], ['b=2'], 'a=1; b=2'],
    ['taken back by Max-Age', ['a=1', 'b=2'], ['a=x; Max-Age=0'], 'b=2'],
    ['taken back by a negative Max-Age', ['a=1', 'b=2'], ['a=x; max-age=-1'], 'b=2'],
    ['kept by another Max-Age', ['a=1; Max-Age=900'], [], 'a=1'],
    ['taken back as PHP does it', ['a=1'], ['a=deleted; expires=Thu, 01-Jan-1970 00:00:01 GMT; Max-Age=0'], null],
    ['taken back by an empty value', ['a=1'], ['a='], null],
    ['none', [], [], null],
    ['that are none', ['nothing', '=1', 'a b=1', 'a=\u0007', 'b=ü', 'c=1\r\nx: y', ''], [], null],
    ['of a name that every object has', ['__proto__=1', 'constructor=2'], [], '__proto__=1; constructor=2'],
  ];
  for (const [says, first, second, sent] of jars) {
    it(`keeps cookies: ${says}`, async () => {
      const { provider, asked, say } = open();
      say({ text: verified, cookies: first }, { text: waiting, cookies: second }, waiting);
      await provider.read([held()]);
      await provider.read([held()]);
      const line = 'sms/get itemId=0257 phoneNo=13812345678';
      assert.equal(asked.at(-1), sent === null ? line : `${line} | ${sent}`);
    });
  }

  it('takes a cookie into no session but its own', async () => {
    const memory = createMemory();
    memory.write(JSON.stringify({ cookies: [['S', 'older']], verifiedAt: 0 }));
    const newer = JSON.stringify({ cookies: [['S', 'newer']], verifiedAt: 5 });
    let reads = 0;
    const racing: Memory = {
      ...memory,
      read: () => {
        reads += 1;
        if (reads === 2) memory.write(newer); // another process, while the answer was on its way
        return memory.read();
      },
    };
    const { provider, say } = open({ memory: racing });
    say({ text: waiting, cookies: ['S=late'] });
    await provider.read([held()]);
    assert.equal(memory.read(), newer);
  });

  for (const text of [
    '',
    '{',
    'null',
    '[]',
    '{"cookies":[],"verifiedAt":"0"}',
    '{"cookies":{},"verifiedAt":0}',
    '{"cookies":[["a"]],"verifiedAt":0}',
    '{"cookies":[["a","b\\r\\nx: y"]],"verifiedAt":0}',
    '{"cookies":[["a b","1"]],"verifiedAt":0}',
  ]) {
    it(`does not go on with a memory of something else: ${text}`, async () => {
      const memory = createMemory();
      memory.write(text);
      const { provider, asked, say } = open({ memory });
      say(opens, waiting);
      await provider.read([held()]);
      assert.deepEqual(asked[0], verification);
    });
  }

  describe('with a memory that fails', () => {
    const broken = (calls: number): Memory => {
      const memory = createMemory();
      let left = calls;
      const touch = () => {
        left -= 1;
        if (left < 0) throw new SmsctlError('ledger.unusable');
      };
      return {
        read: () => {
          touch();
          return memory.read();
        },
        write: (text) => {
          touch();
          memory.write(text);
        },
        turn: () => 0,
      };
    };

    for (const calls of [0, 1]) {
      it(`before the rental: nothing was rented (after ${calls} good turns)`, async () => {
        const { provider, asked, say } = open({ memory: broken(calls) });
        say(opens, numbers);
        const error = await failureOf(provider.rent(wish()));
        assert.deepEqual([error.code, error.effect], ['ledger.unusable', 'none']);
        assert.ok(!asked.some((line) => line.startsWith('phoneNos')));
      });
    }

    it('after it: the numbers are told all the same', async () => {
      for (const calls of [3, 4]) {
        const { provider, say } = open({ memory: broken(calls) });
        say(opens, { text: numbers, cookies: ['a=2'] });
        assert.equal((await provider.rent(wish())).length, 1);
      }
    });
  });

  it('is kept without the key and without the account', async () => {
    const memory = createMemory();
    const { provider, say } = open({ memory });
    say(opens, waiting);
    await provider.read([held()]);
    assert.equal(memory.read(), '{"cookies":[["PHPSESSID","abc"]],"verifiedAt":0}');
  });
});
