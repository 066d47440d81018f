import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { SmsctlError } from '../../../src/core/errors.ts';
import type { ProjectFacts, Reading, RentRequest } from '../../../src/core/model.ts';
import { failureOf, held, open, wish } from './fixture.ts';

const json = (value: unknown): string => JSON.stringify(value);

async function rent(body: string, wanted: Partial<RentRequest> = {}) {
  const { provider, asked, say } = open({ isVerified: true });
  say(body);
  try {
    return await provider.rent(wish(wanted));
  } finally {
    assert.equal(asked.length, 1);
  }
}

const numbersOf = async (body: string, wanted: Partial<RentRequest> = {}) =>
  (await rent(body, wanted)).map(({ platformNumber }) => platformNumber);

async function look(body: unknown, known: Parameters<typeof held>[0] = {}): Promise<Reading | undefined> {
  const { provider, say } = open({ isVerified: true });
  say(typeof body === 'string' ? body : json(body));
  const [reading, ...more] = await provider.read([held(known)]);
  assert.deepEqual(more, []);
  return reading;
}

describe("Zhima's answers", () => {
  describe('as they are wrapped', () => {
    const wrapped: readonly [says: string, body: string][] = [
      ['an object of strings', '{"phoneNos":"13812345678"}'],
      ['a number for a string', '{"phoneNos":13812345678}'],
      ['a byte order mark', '\ufeff{"phoneNos":"13812345678"}'],
      ['white space', '\r\n {"phoneNos":" 13812345678 "} \n'],
      ['JSON in a JSON string', json('{"phoneNos":"13812345678"}')],
      ['JSON in a JSON string with a byte order mark', json('\ufeff{"phoneNos":"13812345678"}')],
      ['fields that nobody knows', '{"code":[0],"phoneNos":"13812345678","debug":{"a":null}}'],
      ['other fields that are empty', '{"phoneNos":"13812345678","msg":"","status":null}'],
    ];
    for (const [says, body] of wrapped) {
      it(`${says} is read`, async () => {
        assert.deepEqual(await rent(body), [
          { platformNumber: '13812345678', number: '+8613812345678', country: 'CN', callingCode: '86' },
        ]);
      });
    }

    it('bare words, or words in a JSON string, are the msg', async () => {
      for (const body of ['号码余量不足', '"号码余量不足"', '\ufeff号码余量不足\n', json(' 号码余量不足 ')]) {
        const error = await failureOf(rent(body));
        assert.deepEqual([error.code, error.effect], ['numbers.none', 'none']);
        assert.equal(error.providerMessage, '号码余量不足');
      }
    });

    const senseless = [
      ...['', ' ', '\ufeff', '""', '"\\"号码余量不足\\""', json(json('{"msg":"号码余量不足"}'))],
      ...['{}', '[]', 'null', 'true', '13812345678', '1', '["号码余量不足"]', '[{"msg":"号码余量不足"}]'],
      ...[
        '<html>号码余量不足</html>',
        '号码余量不足<br />',
        'Notice: x {"msg":"号码余量不足"}',
        '{"msg":"号码余量',
        '{"',
      ],
      ...[
        '{"msg":["号码余量不足"]}',
        '{"msg":{"a":"号码余量不足"}}',
        '{"msg":true}',
        '{"msg":null}',
        '{"MSG":"号码余量不足"}',
      ],
      ...[
        '{"msg":"号码余量不足","msg":"号码余量不足"}',
        '{"msg":""}',
        '{"msg":"OK"}',
        'OK',
        '\x1f\ufffd\b\0号码余量不足',
        '{"data":{"msg":"号码余量不足"}}',
      ],
      ...['{"phoneNos":""}', '{"phoneNos":","}', '{"phoneNos":[]}', '{"phoneNos":["13812345678"]}'],
      ...['{"phoneNos":"x","msg":"号码余量不足"}', '{"phoneNos":{},"msg":"号码余量不足"}', '{"status":"1"}'],
      `号码余量不足${'。'.repeat(600)}`,
    ];
    for (const body of senseless) {
      it(`${json(body.slice(0, 60))} says nothing of what was rented`, async () => {
        const error = await failureOf(rent(body));
        assert.deepEqual([error.code, error.effect], ['provider.protocol', 'possible']);
      });
    }
  });

  describe('to a rental', () => {
    it('bring numbers between commas of either width, each once, as they came', async () => {
      const body = json({ phoneNos: ' 13812345678,13912345678，, 13812345678 ，+59173841704,' });
      assert.deepEqual(await numbersOf(body, { count: 9 }), ['13812345678', '13912345678', '+59173841704']);
    });

    it('may bring fewer than were asked for, or more', async () => {
      assert.equal((await numbersOf('{"phoneNos":"13812345678"}', { count: 5 })).length, 1);
      assert.equal((await numbersOf('{"phoneNos":"13812345678,13912345678"}', { count: 1 })).length, 2);
    });

    for (const bad of [
      '1381',
      '1381234567890123',
      '138 1234 5678',
      '138-12345678',
      '++8613812345678',
      'x',
      '１３８１２３４５６７８',
    ]) {
      it(`are not understood with ${json(bad)} among the numbers, and may have rented all of them`, async () => {
        const error = await failureOf(rent(json({ phoneNos: `13812345678,${bad}` }), { count: 2 }));
        assert.deepEqual([error.code, error.effect], ['provider.protocol', 'possible']);
      });
    }

    const beside: readonly [msg: string, count: number][] = [
      ['OK', 1],
      ['获取成功', 1],
      ['欢迎使用', 1],
      ['号码余量不足', 2],
      ['短信余量不足', 2],
      ['占用数量已达上限', 2],
      ['号码余量不足', 1],
      ['账户异常', 2],
      ['项目编号不存在', 1],
    ];
    for (const [msg, count] of beside) {
      it(`are held whatever stands beside them: one of ${count} beside ${msg}`, async () => {
        const made = rent(json({ phoneNos: '13812345678', msg }), { count });
        assert.equal((await made).length, 1);
      });
    }

    const spelled: readonly [
      says: string,
      spelled: string,
      international: boolean,
      number: string,
      country: string | null,
    ][] = [
      ['eleven digits are a number of mainland China', '19912345678', false, '+8619912345678', 'CN'],
      ['with its calling code it is one too', '8613812345678', false, '+8613812345678', 'CN'],
      ['a plus is believed', '+59173841704', false, '+59173841704', 'BO'],
      ['other digits are not guessed at', '66812345678', false, '66812345678', null],
      ['nor are those that could be a landline', '59173841704', false, '59173841704', null],
      ['a foreign number has a plus', '+66812345678', true, '+66812345678', 'TH'],
      ['or is one with it', '66812345678', true, '+66812345678', 'TH'],
      [
        'eleven digits are no Chinese number where foreign ones were asked for',
        '13812345678',
        true,
        '13812345678',
        null,
      ],
    ];
    for (const [says, platformNumber, international, number, country] of spelled) {
      it(`${says}: ${platformNumber}`, async () => {
        const [rented] = await rent(json({ phoneNos: platformNumber }), { international });
        assert.deepEqual([rented?.platformNumber, rented?.number, rented?.country], [platformNumber, number, country]);
      });
    }

    it('are read as an oracle reads them, whatever they are', async () => {
      const number = fc.oneof(
        fc.stringMatching(/^\+?\d{3,17}$/u),
        fc.constantFrom('', ' ', '13812345678', ' 13912345678', 'x'),
      );
      const field = fc.oneof(
        fc.array(number, { maxLength: 4 }).map((list) => list.join(',')),
        fc.constantFrom<unknown>(null, 0, 13812345678, true, [], {}, ['13812345678'], undefined, ''),
      );
      const msg = fc.constantFrom<unknown>('号码余量不足', '今天不行', 'OK', '', null, undefined, 7, false, ['OK']);
      const wrap = fc.constantFrom<(text: string) => string>(
        (text) => text,
        (text) => `\ufeff${text}\n`,
        (text) => json(text),
      );
      await fc.assert(
        fc.asyncProperty(field, msg, wrap, async (phoneNos, words, wrapped) => {
          const told = await rent(wrapped(json({ phoneNos, msg: words })), { count: 100 }).then(
            (rented) => rented.map(({ platformNumber }) => platformNumber).join(' '),
            (error: unknown) => (error instanceof SmsctlError ? `${error.code} ${error.effect}` : String(error)),
          );
          assert.equal(told, oracle(phoneNos, words));
        }),
        { numRuns: 600 },
      );
    });

    /** The document's call 4 and our rules, told another way: by a walk over the characters. */
    function oracle(phoneNos: unknown, words: unknown): string {
      const senseless = 'provider.protocol possible';
      for (const value of [phoneNos, words]) {
        if (!(value == null || typeof value === 'string' || typeof value === 'number')) return senseless;
      }
      const found: string[] = [];
      for (const piece of String(phoneNos ?? '').split(',')) {
        const one = piece.trim();
        const digits = one.startsWith('+') ? one.slice(1) : one;
        if (one === '' || found.includes(one)) continue;
        if (digits.length < 5 || digits.length > 15 || [...digits].some((c) => c < '0' || c > '9')) return senseless;
        found.push(one);
      }
      if (found.length > 0) return found.join(' ');
      if (words === '号码余量不足') return 'numbers.none none';
      return words === '今天不行' || words === 7 ? 'provider.refused possible' : senseless;
    }
  });

  describe('to a look', () => {
    const text = '【智码】您的验证码是482913，5分钟内有效。';
    const message = { text, code: '482913', project: null };

    for (const status of [undefined, '', '1', '2', '3', '4', '5', '77', 2]) {
      it(`bring the SMS whatever the status: ${status}`, async () => {
        assert.deepEqual(await look({ sm: text, status }), { kind: 'received', messages: [message] });
      });
    }

    it('bring the SMS as it came, its ends included', async () => {
      assert.deepEqual(await look({ sm: ' 482913\n' }), {
        kind: 'received',
        messages: [{ text: ' 482913\n', code: '482913', project: null }],
      });
    });

    it('bring a message once', async () => {
      assert.deepEqual(await look({ sm: text, status: '2' }, { messages: [message] }), { kind: 'waiting', note: null });
      assert.deepEqual(await look({ sm: text, status: '4' }, { messages: [message] }), {
        kind: 'over',
        note: '接收超时',
      });
    });

    const without: readonly [body: unknown, reading: Reading][] = [
      [{ status: '1' }, { kind: 'waiting', note: null }],
      [
        { status: 1, sm: '' },
        { kind: 'waiting', note: null },
      ],
      [
        { status: '1', msg: '接收中' },
        { kind: 'waiting', note: '接收中' },
      ],
      [
        { status: '1', msg: 'OK', sm: null },
        { kind: 'waiting', note: null },
      ],
      [{ sm: '' }, { kind: 'waiting', note: null }],
      [
        { sm: '', msg: 'OK' },
        { kind: 'waiting', note: null },
      ],
      [{ msg: '接收中' }, { kind: 'waiting', note: '接收中' }],
      ['暂未收到短信', { kind: 'waiting', note: '暂未收到短信' }],
      [{ msg: '没有短信' }, { kind: 'waiting', note: '没有短信' }],
      [{ msg: '未获取到该号码的短信' }, { kind: 'waiting', note: '未获取到该号码的短信' }],
      [{ status: '3' }, { kind: 'over', note: '消息丢失' }],
      [{ status: '4' }, { kind: 'over', note: '接收超时' }],
      [{ status: 5 }, { kind: 'over', note: '其他错误' }],
      [
        { status: '3', msg: '丢了' },
        { kind: 'over', note: '丢了' },
      ],
      [
        { status: '4', msg: '请求频繁' },
        { kind: 'over', note: '请求频繁' },
      ],
      [
        { status: '5', msg: '号码未获取' },
        { kind: 'gone', note: '号码未获取' },
      ],
      [
        { status: '1', msg: '号码已释放' },
        { kind: 'gone', note: '号码已释放' },
      ],
      [{ msg: '该号码未收到短信，已释放' }, { kind: 'gone', note: '该号码未收到短信，已释放' }],
      ['未获取该号码，无法接收短信', { kind: 'gone', note: '未获取该号码，无法接收短信' }],
      ['未获取该号码无法接收短信', { kind: 'gone', note: '未获取该号码无法接收短信' }],
    ];
    for (const [body, reading] of without) {
      it(`${json(body)} is ${reading.kind}`, async () => {
        assert.deepEqual(await look(body), reading);
      });
    }

    const failing: readonly [body: unknown, code: string][] = [
      [{ status: '2' }, 'provider.protocol'],
      [{ status: '2', sm: ' ' }, 'provider.protocol'],
      [{ status: '0' }, 'provider.protocol'],
      [{ status: '6' }, 'provider.protocol'],
      [{ status: '1.0' }, 'provider.protocol'],
      [{ status: 'constructor' }, 'provider.protocol'],
      [{ status: true }, 'provider.protocol'],
      [{ sm: [text] }, 'provider.protocol'],
      [{ msg: 'OK' }, 'provider.protocol'],
      ['{}', 'provider.protocol'],
      ['', 'provider.protocol'],
      [`<html>${text}</html>`, 'provider.protocol'],
      [{ status: '5', msg: '请求过快' }, 'rate.limited'],
      [{ status: '1', msg: '请求过快' }, 'rate.limited'],
      [{ msg: '请求过快' }, 'rate.limited'],
    ];
    for (const [body, code] of failing) {
      it(`${json(body)} is ${code}`, async () => {
        assert.equal((await failureOf(look(body))).code, code);
      });
    }

    it('are asked for one number after the other', async () => {
      const { provider, asked, say } = open({ isVerified: true });
      say('{"status":"1"}', json({ sm: text }), '{"status":"3"}');
      const readings = await provider.read(['1', '2', '3'].map((end) => held({ platformNumber: `1381234567${end}` })));
      assert.deepEqual(
        readings.map(({ kind }) => kind),
        ['waiting', 'received', 'over'],
      );
      assert.equal(asked.length, 3);
    });
  });

  describe('about a project', () => {
    async function ask(body: unknown): Promise<ProjectFacts | undefined> {
      const { provider, say } = open({ isVerified: true });
      say(json(body));
      return provider.project?.('0257');
    }

    it('have a name, a state, a kind, and prices by number of messages', async () => {
      const price = '0.1(10000), 0.01(10001-30000), 0.08(+)';
      assert.deepEqual(await ask({ name: '微信', status: '1', price, type: '2' }), {
        name: '微信',
        status: '1-正常',
        kind: '2-每次请求可以获取多条',
        prices: [
          { from: 1, to: 10000, price: '0.1' },
          { from: 10001, to: 30000, price: '0.01' },
          { from: 30001, to: null, price: '0.08' },
        ],
        raw: { name: '微信', status: '1', price, type: '2' },
      });
    });

    it('may leave out all but the state', async () => {
      assert.deepEqual(await ask({ status: 1 }), {
        name: null,
        status: '1-正常',
        kind: null,
        prices: [],
        raw: { status: '1' },
      });
    });

    const kinds = [
      '每次请求只能获取一条',
      '每次请求可以获取多条',
      '可发送一条',
      '可发送多条',
      '可收发多条',
      '可收发多条',
    ];
    for (const [index, words] of kinds.entries()) {
      it(`tell kind ${index + 1} by its number and its words`, async () => {
        assert.equal((await ask({ status: '1', type: String(index + 1) }))?.kind, `${index + 1}-${words}`);
      });
    }

    it('keep a kind that the document does not know', async () => {
      assert.equal((await ask({ status: '1', type: '9' }))?.kind, '9');
      assert.equal((await ask({ status: '1', type: 'constructor' }))?.kind, 'constructor');
    });

    it('tell of one that is over or broken', async () => {
      assert.equal((await ask({ status: '2', msg: '项目已过期' }))?.status, '2-已过期');
      const broken = await ask({ name: '微信', status: '3', msg: '维护' });
      assert.deepEqual([broken?.status, broken?.raw.msg], ['3-其他异常', '维护']);
      assert.equal((await ask({ status: '3', msg: '维护' }))?.status, '3-其他异常');
    });

    it('refuse one that is unknown', async () => {
      for (const body of [{ status: '3', msg: '项目编号不存在' }, { msg: '项目编号不存在' }]) {
        const error = await failureOf(ask(body));
        assert.deepEqual([error.code, error.providerMessage], ['project.unknown', '项目编号不存在']);
      }
    });

    it('make no sense with another state, or with none', async () => {
      for (const body of [
        { status: '0' },
        { status: '4' },
        { status: 'constructor' },
        { name: '微信' },
        { msg: 'OK' },
      ]) {
        assert.equal((await failureOf(ask(body))).code, 'provider.protocol');
      }
    });

    const first = (price: string, to: number | null = null) => ({ from: 1, to, price });
    const prices: readonly [price: string, tiers: ProjectFacts['prices']][] = [
      ['0.1', [first('0.1')]],
      ['0.1(+)', [first('0.1')]],
      ['2（100），1（+）', [first('2', 100), { from: 101, to: null, price: '1' }]],
      ['0.10(1-5),0.05(10-20)', [first('0.10', 5), { from: 10, to: 20, price: '0.05' }]],
      ['', []],
      ['面议', []],
      ['0.1(10000), 面议', []],
      ['0.1(+), 0.2(10)', []],
      ['0.1(100), 0.2(50-200)', []],
      ['0.1(9-3)', []],
      ['-1(+)', []],
      ['0.1(10000', []],
    ];
    for (const [price, tiers] of prices) {
      it(`have ${tiers.length} tiers in ${json(price)}, and keep the text`, async () => {
        const facts = await ask({ status: '1', price });
        assert.deepEqual([facts?.prices, facts?.raw.price], [tiers, price]);
      });
    }
  });

  describe('about the balance', () => {
    for (const [said, balance] of [
      ['158', '158'],
      [0, '0'],
      ['-3', '-3'],
      ['12345678901234567890', '12345678901234567890'],
    ]) {
      it(`are ${said} messages`, async () => {
        const { provider, say } = open();
        say(json({ valid: 'Y', leftQuantity: said }));
        assert.equal((await provider.balance()).balance, balance);
      });
    }

    for (const body of [
      { valid: 'Y' },
      { valid: 'Y', leftQuantity: '' },
      { valid: 'Y', leftQuantity: 'many' },
      { leftQuantity: '158' },
    ]) {
      it(`make no sense: ${json(body)}`, async () => {
        const { provider, say } = open();
        say(json(body));
        assert.equal((await failureOf(provider.balance())).code, 'provider.protocol');
      });
    }
  });
});
