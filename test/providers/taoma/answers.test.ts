import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { SmsctlError } from '../../../src/core/errors.ts';
import type { HeldNumber, Message } from '../../../src/core/model.ts';
import type { HttpClient } from '../../../src/core/ports.ts';
import type { HoldWish, Provider } from '../../../src/providers/contract.ts';
import { connectTaoma } from '../../../src/providers/taoma/client.ts';
import { rentWish } from '../../helpers/rent-wish.ts';
import { stillClock } from '../../helpers/simulator.ts';

/** A provider whose platform always says this. */
function hearing(answer: unknown): Provider {
  const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
  const http: HttpClient = { send: async () => ({ status: 200, headers: {}, text }) };
  const memory = { read: () => null, write: () => {}, turn: () => 0 };
  return connectTaoma({ baseUrl: 'http://127.0.0.1/http.do', credentials: {}, http, clock: stillClock, memory });
}

const [a, b, c] = ['13800138000', '13900139000', '18612345678'] as const;
const wish = rentWish({ project: '123', count: 2 });
const held = (platformNumber: string, messages: readonly Message[] = []): HeldNumber => ({
  leaseId: null,
  project: '123',
  platformNumber,
  multi: false,
  messages,
});
const keeping: HoldWish = { nextProject: null };
const message = (text: string, code: string | null) => ({ text, code, project: null });
const received = (...messages: Message[]) => ({ kind: 'received', messages });
const waiting = (note: string | null = null) => ({ kind: 'waiting', note });

async function protocolFailure(made: Promise<unknown> | undefined, about: unknown): Promise<void> {
  const told = await made?.catch((error: unknown) => error);
  assert.ok(told instanceof SmsctlError, `${inspect(about)}: ${inspect(told)}`);
  assert.deepEqual([told.code, told.effect], ['provider.protocol', 'possible'], inspect(about));
}

describe('numbers that Taoma rented', () => {
  const spelled = async (answer: unknown) =>
    (await hearing(answer).rent(wish)).map(({ platformNumber }) => platformNumber);

  const good: readonly [says: string, answer: unknown, numbers: readonly string[]][] = [
    ['a list', { state: true, size: 2, mobiles: [a, b], message: '' }, [a, b]],
    ['fewer than were asked for', { state: true, size: 1, mobiles: [a], message: '' }, [a]],
    ['more than were asked for', { state: true, size: 3, mobiles: [a, b, c], message: '' }, [a, b, c]],
    ['numbers in the JSON', { state: true, size: 2, mobiles: [13800138000, 13900139000] }, [a, b]],
    ['one number in the JSON', { state: true, size: 1, mobiles: 13800138000 }, [a]],
    ['integers and booleans as text (T16)', { state: 'true', size: '2', mobiles: [a, b], message: '' }, [a, b]],
    ['one text with commas', { state: true, size: 2, mobiles: `${a},${b}`, message: '' }, [a, b]],
    ['one text with wide commas and spaces', { state: true, size: 2, mobiles: ` ${a}， ${b} ，`, message: '' }, [a, b]],
    ['no size', { state: true, mobiles: [a, b], message: '' }, [a, b]],
    ['no message', { state: true, size: 1, mobiles: [a] }, [a]],
    ['words beside the numbers', { state: true, size: 1, mobiles: [a], message: '余额不足，请充值' }, [a]],
    ['the same number twice', { state: true, size: 1, mobiles: [a, a, `+86${a}`] }, [a]],
    ['spaces around a number', { state: true, size: 1, mobiles: [` ${a} `] }, [a]],
    ['a plus, kept', { state: true, size: 1, mobiles: [`+86${a}`] }, [`+86${a}`]],
    ['further members', { state: true, size: 1, mobiles: [a], time: 1, mobile: null }, [a]],
    ['white space around the whole', ` \r\n{"state":true,"size":1,"mobiles":["${a}"],"message":""}\n`, [a]],
  ];
  for (const [says, answer, numbers] of good) {
    it(`are taken from ${says}`, async () => {
      assert.deepEqual(await spelled(answer), numbers);
    });
  }

  const bad: readonly unknown[] = [
    { state: true, size: 0, mobiles: [], message: '' },
    { state: true, size: 1, mobiles: [] },
    { state: true, mobiles: [] },
    { state: true, mobiles: '' },
    { state: true, mobiles: null },
    { state: true, size: 1 },
    { state: true, size: 2, mobiles: [a] },
    { state: true, size: 0, mobiles: [a] },
    { state: true, size: 2, mobiles: [a, a] },
    { state: true, size: 1.5, mobiles: [a] },
    { state: true, size: -1, mobiles: [a] },
    { state: true, size: 'one', mobiles: [a] },
    { state: true, size: '', mobiles: [a] },
    { state: true, size: true, mobiles: [a] },
    { state: true, size: [1], mobiles: [a] },
    { state: true, size: 2, mobiles: [a, null] },
    { state: true, size: 1, mobiles: [[a]] },
    { state: true, size: 1, mobiles: [{ mobile: a }] },
    { state: true, size: 1, mobiles: { 0: a } },
    { state: true, size: 1, mobiles: true },
    { state: true, size: 1, mobiles: ['138********'] },
    { state: true, size: 1, mobiles: [`“${a}”`] },
    { state: true, size: 1, mobiles: ['138 0013 8000'] },
    { state: true, size: 1, mobiles: ['１３８００１３８０００'] },
    { state: true, size: 1, mobiles: ['123456'] },
    { state: true, size: 1, mobiles: [13800138000.5] },
    { state: true, size: 1, mobiles: ['暂时没有可用号码'] },
    { state: true, size: 1, mobiles: [a], message: {} },
    { state: true, size: 1, mobiles: [a], message: false },
    { state: 1, size: 1, mobiles: [a] },
    { state: 'yes', size: 1, mobiles: [a] },
    { state: ['true'], size: 1, mobiles: [a] },
    { state: null, size: 1, mobiles: [a] },
    { size: 1, mobiles: [a], message: '' },
    [{ state: true, size: 1, mobiles: [a] }],
    `{"state":true,"size":1,"mobiles":["${a}"]}{}`,
    `{"state":true,"size":1,"mobiles":["${a}"],"mobiles":["${b}"]}`,
    `{"state":true,"size":1,"mobiles":[1.38e10]}`,
    `{“state”:true,“size”:1,“mobiles”:[“${a}”]}`,
    `{"__proto__":{"state":true,"size":1,"mobiles":["${a}"]}}`,
    'true',
    '"OK"',
    'null',
    a,
  ];
  for (const answer of bad) {
    it(`are not taken from ${typeof answer === 'string' ? answer : JSON.stringify(answer)}`, async () => {
      await protocolFailure(hearing(answer).rent(wish), answer);
    });
  }

  const facts: readonly [spelled: string, number: string, country: string | null, callingCode: string | null][] = [
    [a, `+86${a}`, 'CN', '86'],
    [`86${a}`, `+86${a}`, 'CN', '86'],
    [`+86${a}`, `+86${a}`, 'CN', '86'],
    ['19912345678', '+8619912345678', 'CN', '86'],
    ['+85291234567', '+85291234567', 'HK', '852'],
    // Nothing is certain of these.
    ['85291234567', '85291234567', null, null],
    ['12025550123', '12025550123', null, null],
    ['1310001234', '1310001234', null, null],
    ['+1310001234', '+1310001234', null, null],
  ];
  for (const [platformNumber, number, country, callingCode] of facts) {
    it(`are shown as they are certain to be: ${platformNumber} as ${number}`, async () => {
      const rented = await hearing({ state: true, mobiles: [platformNumber] }).rent(wish);
      assert.deepEqual(rented, [{ platformNumber, number, country, callingCode }]);
    });
  }
});

describe('messages that Taoma brought', () => {
  const sms = '【淘宝网】您的验证码是482913，5分钟内有效';
  const got = received(message(sms, '482913'));

  it('stand in data, whoever is waited for, and the rest wait (T2, T4)', async () => {
    const answers: readonly [data: readonly unknown[], size: number | string | undefined, words: string][] = [
      [[{ mobile: b, msg: sms }], 1, ''],
      [[{ mobile: b, msg: sms }], '1', ''],
      [[{ mobile: b, msg: sms }], undefined, ''],
      [[{ mobile: b, msg: sms }], 3, '暂时没收到短信'],
      [
        [
          { mobile: c, msg: '' },
          { mobile: b, msg: sms },
          { mobile: a, msg: '' },
        ],
        3,
        '',
      ],
      [
        [
          { mobile: c, msg: '' },
          { mobile: b, msg: sms },
          { mobile: a, msg: null },
        ],
        1,
        '',
      ],
      [[{ mobile: 13900139000, msg: sms }], 1, ''],
      [[{ mobile: ` +86${b} `, msg: sms }], 1, ''],
    ];
    for (const [data, size, words] of answers) {
      const readings = await hearing({ state: true, size, data, message: words }).read([held(a), held(b), held(c)]);
      const rest = waiting(words === '' ? null : words);
      assert.deepEqual(readings, [rest, got, rest], inspect(data));
    }
  });

  it('are kept where the words complain of other numbers: these are free and would not come again', async () => {
    for (const words of ['操作频繁', '余额不足', '号码已经离线', '参数错误']) {
      const answer = { state: true, size: 1, data: [{ mobile: a, msg: sms }], message: words };
      assert.deepEqual(await hearing(answer).read([held(a), held(b)]), [got, waiting(words)]);
    }
  });

  it('are all there where one number has several, in their order, but for those already seen', async () => {
    const data = ['验证码1111', '验证码2222', '验证码3333'].map((msg) => ({ mobile: a, msg }));
    const known = [message('验证码2222', '2222')];
    assert.deepEqual(await hearing({ state: true, size: 3, data }).read([held(a, known)]), [
      received(message('验证码1111', '1111'), message('验证码3333', '3333')),
    ]);
  });

  it('may be flat, with or without their number, where one number was asked for (T3)', async () => {
    for (const more of [
      { mobile: a },
      { mobile: `+86${a}` },
      { mobile: 13800138000 },
      {},
      { mobile: '' },
      { data: [] },
    ]) {
      for (const size of [undefined, 1, '1']) {
        const answer = { state: true, msg: sms, message: '', size, ...more };
        assert.deepEqual(await hearing(answer).read([held(a)]), [got], inspect(answer));
        assert.deepEqual(await hearing(answer).read([held(a)], undefined, keeping), [got], inspect(answer));
      }
    }
  });

  it('are their own text, whatever it says, and have a code only where there is one', async () => {
    const texts: readonly [msg: unknown, text: string, code: string | null][] = [
      ['482913', '482913', '482913'],
      [482913, '482913', '482913'],
      ['“482913”是您的验证码', '“482913”是您的验证码', '482913'],
      ['欢迎加入', '欢迎加入', null],
      [' 验证码 0042 ', ' 验证码 0042 ', '0042'],
    ];
    for (const [msg, text, code] of texts) {
      const expected = [received(message(text, code))];
      assert.deepEqual(await hearing({ state: true, data: [{ mobile: a, msg }] }).read([held(a)]), expected);
      assert.deepEqual(await hearing({ state: true, mobile: a, msg }).read([held(a)], undefined, keeping), expected);
    }
  });

  it('are not there where all texts are empty, which is a wait', async () => {
    const empty: readonly object[] = [
      { state: true, size: 0, data: [], message: '' },
      { state: true, size: 0, data: [] },
      { state: true, data: [{ mobile: a, msg: '' }] },
      { state: true, size: 0, data: [{ mobile: a, msg: ' ' }] },
      { state: true, size: 1, data: [{ mobile: a, msg: null }] },
      { state: true, msg: '' },
    ];
    for (const answer of empty) assert.deepEqual(await hearing(answer).read([held(a)]), [waiting()], inspect(answer));
  });

  it('of numbers that nobody asked for are passed over beside those that somebody did', async () => {
    const data = [
      { mobile: c, msg: '验证码999999' },
      { mobile: a, msg: sms },
    ];
    const readings = await hearing({ state: true, size: 2, data }).read([held(a), held(b)]);
    assert.deepEqual(readings, [got, waiting()]);
  });

  it('for a number that is asked for twice belong to both', async () => {
    const answer = { state: true, size: 1, data: [{ mobile: a, msg: sms }], message: '' };
    assert.deepEqual(await hearing(answer).read([held(a), held(a)]), [got, got]);
  });

  const bad: readonly object[] = [
    { state: true },
    { state: true, message: '' },
    { state: true, size: 0 },
    { state: false, size: 0, data: [], message: '' },
    { state: false, size: 1, data: [{ mobile: a, msg: sms }], message: '' },
    { state: false, size: 1, data: [{ mobile: a, msg: sms }], message: '操作频繁' },
    { state: false, msg: sms, message: '暂时没收到短信' },
    { state: true, size: 0, data: [{ mobile: a, msg: sms }] },
    { state: true, size: 7, data: [{ mobile: a, msg: sms }] },
    { state: true, size: 1, data: [] },
    { state: true, size: 1, data: [], message: '暂时没收到短信' },
    { state: true, size: 2, msg: sms, mobile: a },
    { state: true, size: 1, data: [{ mobile: c, msg: sms }] },
    { state: true, size: 1, data: [{ mobile: c, msg: '' }] },
    { state: true, size: 1, data: [{ msg: sms }] },
    { state: true, size: 1, data: [{ mobile: a }] },
    { state: true, size: 1, data: [{ mobile: '138********', msg: sms }] },
    { state: true, size: 1, data: [{ mobile: '', msg: sms }] },
    { state: true, size: 1, data: [{ mobile: a, msg: [sms] }] },
    { state: true, size: 1, data: [{ mobile: a, msg: true }] },
    { state: true, size: 1, data: [null] },
    { state: true, size: 1, data: [sms] },
    { state: true, size: 1, data: [[a, sms]] },
    { state: true, size: 2, data: [{ mobile: a, msg: sms }, {}] },
    { state: true, size: 1, data: { mobile: a, msg: sms } },
    { state: true, size: 1, data: sms },
    { state: true, msg: sms, mobile: c },
    { state: true, msg: sms, mobile: '138****8000' },
    { state: true, msg: sms, mobile: '138-0013-8000' },
    { state: true, msg: [sms], mobile: a },
    { state: true, msg: { text: sms } },
    { state: true, msg: true },
    { state: 'ok', size: 1, data: [{ mobile: a, msg: sms }] },
    { size: 1, data: [{ mobile: a, msg: sms }], message: '' },
    { state: true, size: 1, data: [{ mobile: a, msg: sms }], message: [] },
    [{ mobile: a, msg: sms }],
  ];
  for (const answer of bad) {
    it(`are not taken from ${JSON.stringify(answer)}`, async () => {
      await protocolFailure(hearing(answer).read([held(a)]), answer);
    });
  }

  it('without a list belong to nobody where several were asked for (T3)', async () => {
    for (const mobile of [a, '', undefined]) {
      await protocolFailure(hearing({ state: true, mobile, msg: sms, message: '' }).read([held(a), held(b)]), mobile);
    }
  });

  it('while a number is held on are never in a list, never of another number, and need an answer to the question', async () => {
    const answers: readonly object[] = [
      { state: true, size: 1, data: [{ mobile: a, msg: sms }], message: '' },
      { state: true, mobile: b, msg: sms, message: '' },
      { state: true, mobile: '138********', msg: sms },
      { state: false, mobile: a, msg: sms, message: '暂时没收到短信' },
      { state: false, mobile: '', msg: '', message: '' },
      { state: true, mobile: a, message: '' },
      { state: true },
      { mobile: a, msg: sms, message: '' },
    ];
    for (const answer of answers) await protocolFailure(hearing(answer).read([held(a)], undefined, keeping), answer);
  });
});

describe('numbers that Taoma blacklisted', () => {
  const settled = async (answer: unknown, ...numbers: string[]) =>
    (await hearing(answer).blacklist?.(numbers.map((number) => held(number))))?.map(({ kind }) => kind);

  it('stand in the words, in any order, and the rest have failed in these words (T8)', async () => {
    const lists: readonly [message: unknown, size: unknown][] = [
      [`${c},${a}`, 2],
      [`${c},${a}`, '2'],
      [`${a}，${c}`, undefined],
      [` ${a} , ${c}, `, 2],
      [`+86${a},86${c}`, 2],
      [`${a},${c},${a}`, 2],
    ];
    for (const [message, size] of lists) {
      const answer = { state: true, size, message };
      assert.deepEqual(await settled(answer, a, b, c), ['done', 'failed', 'done'], inspect(answer));
      const left = (await hearing(answer).blacklist?.([held(a), held(b)]))?.[1];
      assert.ok(left?.kind === 'failed');
      assert.deepEqual(
        [left.error.code, left.error.provider, left.error.providerMessage],
        ['provider.refused', 'taoma', String(message).trim()],
      );
    }
  });

  it('may be one that stands there as a number, and may stand beside strangers', async () => {
    assert.deepEqual(await settled({ state: true, size: 1, message: 13800138000 }, a), ['done']);
    assert.deepEqual(await settled({ state: 'true', size: 2, message: `${a},${b}` }, a, c), ['done', 'failed']);
  });

  const bad: readonly object[] = [
    { state: true, size: 1, message: '' },
    { state: true, size: 0, message: '' },
    { state: true, size: 1 },
    { state: true },
    { state: true, size: 2, message: a },
    { state: true, size: 0, message: a },
    { state: true, size: 2, message: `${a},${a}` },
    { state: true, size: 1, message: b },
    { state: true, size: 1, message: '加黑成功' },
    { state: true, size: 1, message: `${a}加黑成功` },
    { state: true, size: 1, message: '138********' },
    { state: true, size: 1, message: `“${a}”` },
    { state: true, size: 1, message: `${a} ${b}` },
    { state: true, size: 0, message: '操作频繁' },
    { state: true, size: 1, message: [a] },
    { state: true, size: 1, mobiles: [a], message: '' },
    { state: false, size: 1, message: '' },
    { state: 'OK', size: 1, message: a },
    { size: 1, message: a },
  ];
  for (const answer of bad) {
    it(`are not taken from ${JSON.stringify(answer)}`, async () => {
      await protocolFailure(hearing(answer).blacklist?.([held(a)]), answer);
    });
  }
});

describe('the balance at Taoma', () => {
  it('is what stands there, not a digit less, in no currency', async () => {
    for (const [balance, told] of [
      [1, '1'],
      ['0.10', '0.10'],
      ['-3.5', '-3.5'],
    ] as const) {
      for (const [maxMobileSize, maxNumbers] of [
        [100, 100],
        ['100', 100],
        [undefined, null],
      ] as const) {
        const answer = { state: true, account: 'admin', balance, maxMobileSize, message: '' };
        const facts = { account: 'admin', balance: told, unit: 'yuan', maxNumbers, createdAt: null };
        assert.deepEqual(await hearing(answer).balance(), facts);
      }
    }
    const long = '{"state":true,"account":"","balance":123456789012345678901.10}';
    const { account, balance } = await hearing(long).balance();
    assert.deepEqual([account, balance], [null, '123456789012345678901.10']);
  });

  it('is in no other answer', async () => {
    const bad = [
      ...[null, '', '1 元', '1e3', true, [1], {}, undefined].map((balance) => ({ state: true, account: 'x', balance })),
      ...['many', -1, 1.5, true, []].map((maxMobileSize) => ({ state: true, balance: 1, maxMobileSize })),
      { state: true, account: ['x'], balance: 1 },
      { state: false, account: '', balance: 5, message: '' },
      { balance: 1 },
      '{"state":true, account:"","balance":1, "maxMobileSize":100,"message":""}',
    ];
    for (const answer of bad) await protocolFailure(hearing(answer).balance(), answer);
  });
});

/**
 * Bodies near the documented shapes, and what the documents' own shapes allow, worked out another way than the client
 * does: by rewriting a body into the one plain form of the document and comparing.
 */
describe('any body', () => {
  const scalar = fc.constantFrom<unknown>(
    ...[true, false, 'true', 'false', null, '', 0, 1, 2, 3, '1', '2', -1, 1.5, 'x', {}, [], ['true'], ' '],
    ...[
      a,
      b,
      c,
      13800138000,
      `+86${a}`,
      `${a},${b}`,
      `${a}，${c},`,
      '138********',
      `“${a}”`,
      '操作频繁',
      '号码已经离线',
    ],
  );
  const number = fc.constantFrom<unknown>(a, b, c, 13900139000, '138********', '', null, `${a},${b}`);
  const entry = fc.oneof(
    { weight: 5, arbitrary: fc.record({ mobile: number, msg: scalar }, { requiredKeys: [] }) },
    { weight: 1, arbitrary: scalar },
  );
  const body = fc.record(
    {
      state: fc.oneof({ weight: 3, arbitrary: fc.constantFrom<unknown>(true, false, 'true') }, scalar),
      size: fc.oneof({ weight: 3, arbitrary: fc.constantFrom<unknown>(0, 1, 2, '1', '2') }, scalar),
      mobiles: fc.oneof(fc.array(number, { maxLength: 3 }), scalar),
      mobile: number,
      msg: scalar,
      data: fc.oneof({ weight: 4, arbitrary: fc.array(entry, { maxLength: 3 }) }, scalar),
      message: scalar,
    },
    { requiredKeys: [] },
  );
  const runs = { numRuns: 4000 };

  type Fields = Readonly<Record<string, unknown>>;
  const isPlain = (value: unknown) => value == null || ['string', 'number'].includes(typeof value);
  /** A scalar as its text; none is empty. */
  const text = (value: unknown) => String(value ?? '');
  const says = (state: unknown, wanted: boolean) => text(state) === text(wanted) && !Array.isArray(state);
  const isSized = ({ size }: Fields, ...allowed: number[]) =>
    size == null || (isPlain(size) && allowed.some((one) => text(size) === text(one)));
  /** Digits of the numbers in a text; null where there is anything else in it. */
  const readList = (list: string): string[] | null => {
    const pieces = list.split(/[，,]/).map((piece) => piece.trim());
    const numbers = pieces.filter(Boolean).map((piece) => /^(?:\+?86)?(1[3-9]\d{9})$/.exec(piece)?.[1]);
    return numbers.includes(undefined) ? null : [...new Set(numbers as string[])];
  };
  const readCount = ({ size }: Fields) => size == null || (isPlain(size) && /^\d{1,9}$/.test(text(size)));
  const isFrame = (fields: Fields) =>
    (says(fields.state, true) || says(fields.state, false)) && isPlain(fields.message) && readCount(fields);

  const hear = async <T>(made: Promise<T> | undefined): Promise<T | SmsctlError | undefined> =>
    made?.catch((error: unknown) => {
      assert.ok(error instanceof SmsctlError, inspect(error));
      return error;
    });

  it('rents exactly the numbers of a documented success, and is sure of nothing without a documented failure', async () => {
    let successes = 0;
    await fc.assert(
      fc.asyncProperty(body, async (fields: Fields) => {
        const told = await hear(hearing(fields).rent(wish));
        const list = Array.isArray(fields.mobiles) ? fields.mobiles : [fields.mobiles];
        const isList = list.every((one) => one != null && isPlain(one));
        const numbers = isList ? readList(list.join(',')) : null;
        const isSuccess =
          isFrame(fields) && says(fields.state, true) && !!numbers?.length && isSized(fields, numbers.length);
        if (isSuccess) {
          successes += 1;
          assert.ok(Array.isArray(told), inspect(told));
          assert.deepEqual(
            told.map((one) => one.number),
            numbers.map((one) => `+86${one}`),
          );
          return;
        }
        assert.ok(told instanceof SmsctlError, inspect(told));
        const isEmpty = list.every((one) => text(one) === '' && (one !== null || !Array.isArray(fields.mobiles)));
        const isFailure = isFrame(fields) && says(fields.state, false) && fields.message === '操作频繁';
        const isCertain = isFailure && isEmpty && isSized(fields, 0);
        assert.equal(told.effect, isCertain ? 'none' : 'possible');
        if (isCertain) assert.equal(told.code, 'rate.limited');
      }),
      runs,
    );
    assert.ok(successes > 20, `${successes} successes`);
  });

  it('brings exactly the messages of a documented success', async () => {
    let successes = 0;
    await fc.assert(
      fc.asyncProperty(body, fc.boolean(), fc.boolean(), async (fields: Fields, isAlone, isHolding) => {
        const asked: readonly string[] = isAlone || isHolding ? [a] : [a, b];
        const hold = isHolding ? keeping : undefined;
        const told = await hear(
          hearing(fields).read(
            asked.map((one) => held(one)),
            undefined,
            hold,
          ),
        );
        const isListed = !isHolding && Array.isArray(fields.data) && fields.data.length > 0;
        const entries = isListed
          ? (fields.data as Fields[])
          : text(fields.msg).trim() === ''
            ? []
            : [{ mobile: text(fields.mobile).trim() || a, msg: fields.msg }];
        const isWhole = entries.every(
          (one) =>
            one !== null &&
            typeof one === 'object' &&
            isPlain(one.mobile) &&
            readList(text(one.mobile))?.length === 1 &&
            Object.hasOwn(one, 'msg') &&
            isPlain(one.msg),
        );
        const full = isWhole ? entries.filter((one) => text(one.msg).trim() !== '') : [];
        const ours = full.filter((one) => asked.includes(text(readList(text(one.mobile))?.[0])));
        const isFlatForAll = !isListed && entries.length > 0 && asked.length > 1;
        const isDocumented =
          isFrame(fields) &&
          says(fields.state, true) &&
          isWhole &&
          !isFlatForAll &&
          (isHolding || fields.data == null || Array.isArray(fields.data)) &&
          (isHolding || isSized(fields, full.length, entries.length, asked.length));
        if (!isDocumented || ours.length === 0) {
          const brought = Array.isArray(told) ? told.filter(({ kind }) => kind === 'received') : [];
          assert.deepEqual(brought, []);
          return;
        }
        successes += 1;
        assert.ok(Array.isArray(told), inspect(told));
        assert.deepEqual(
          told.map((one) => (one.kind === 'received' ? one.messages.map((message) => message.text) : [])),
          asked.map((one) =>
            ours.filter(({ mobile }) => readList(text(mobile))?.[0] === one).map(({ msg }) => text(msg)),
          ),
        );
      }),
      runs,
    );
    assert.ok(successes > 20, `${successes} successes`);
  });

  it('blacklists exactly the numbers of a documented success', async () => {
    let successes = 0;
    await fc.assert(
      fc.asyncProperty(body, async (fields: Fields) => {
        const told = await hear(hearing(fields).blacklist?.([held(a), held(b)]));
        const listed = (isPlain(fields.message) ? readList(text(fields.message)) : null) ?? [];
        const isSuccess =
          isFrame(fields) &&
          says(fields.state, true) &&
          (listed.includes(a) || listed.includes(b)) &&
          isSized(fields, listed.length);
        const done = Array.isArray(told) ? told.map(({ kind }) => kind === 'done') : [false, false];
        assert.deepEqual(done, isSuccess ? [listed.includes(a), listed.includes(b)] : [false, false]);
        if (isSuccess) successes += 1;
      }),
      runs,
    );
    assert.ok(successes > 20, `${successes} successes`);
  });

  it('of any text at all is never a success', async () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.constantFrom('', '{}', '[]', 'OK', '<html>'),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (raw) => {
        for (const made of [
          hearing(raw).rent(wish),
          hearing(raw).read([held(a)]),
          hearing(raw).read([held(a)], undefined, keeping),
          hearing(raw).blacklist?.([held(a)]),
          hearing(raw).balance(),
        ]) {
          const told = await hear<unknown>(made);
          assert.ok(told instanceof SmsctlError && told.effect === 'possible', inspect(told));
        }
      }),
    );
  });
});
