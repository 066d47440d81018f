import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { SmsctlError } from '../../../src/core/errors.ts';
import type { HeldNumber, Message } from '../../../src/core/model.ts';
import type { HttpClient } from '../../../src/core/ports.ts';
import { unseenMessages } from '../../../src/core/unseen.ts';
import type { Provider } from '../../../src/providers/contract.ts';
import { connectDurian } from '../../../src/providers/durian/client.ts';
import { createMemory } from '../../helpers/memory.ts';
import { rentWish } from '../../helpers/rent-wish.ts';
import { stillClock } from '../../helpers/simulator.ts';

/** A provider whose platform always says this. */
function hearing(text: string, status = 200): Provider {
  const http: HttpClient = { send: async () => ({ status, headers: {}, text }) };
  return connectDurian({
    baseUrl: 'http://127.0.0.1',
    credentials: {},
    http,
    clock: stillClock,
    memory: createMemory(),
  });
}

const wish = rentWish({ project: '123', count: 5 });
const held = (messages: readonly Message[] = [], multi = false): HeldNumber => ({
  leaseId: null,
  project: '123',
  platformNumber: '+59173841704',
  multi,
  messages,
});
const good = (data: unknown): string => JSON.stringify({ code: 200, msg: 'Success', data });
const spelled = async (data: unknown): Promise<string[]> =>
  (await hearing(good(data)).rent(wish)).map(({ platformNumber }) => platformNumber);
const nonsense = { code: 'provider.protocol', effect: 'possible' };

describe('numbers that were rented', () => {
  const shapes: readonly [says: string, data: unknown, numbers: readonly string[]][] = [
    ['a text', '+59173841704', ['+59173841704']],
    ['a list of one', ['+59173841704'], ['+59173841704']],
    ['a list, in its order', ['+66812345678', '+59173841704'], ['+66812345678', '+59173841704']],
    ['a list with the same number twice, as in the document', ['+59173841704', '+59173841704'], ['+59173841704']],
    ['a text with its calling code', '+59173841704,+591', ['+59173841704']],
    [
      'a list with calling codes, the same number twice, as in the document',
      ['+59173841704,+591', '+59173841704,+591'],
      ['+59173841704'],
    ],
    ['several in one text', '+59173841704,+59173841705', ['+59173841704', '+59173841705']],
    ['several in one text with calling codes', '+59173841704,+591, +66812345678 ,66', ['+59173841704', '+66812345678']],
    ['a text without a plus', '59173841704', ['59173841704']],
    ['a number in the JSON', 59173841704, ['59173841704']],
    ['numbers in a list', [59173841704, '66812345678,66'], ['59173841704', '66812345678']],
  ];
  for (const [says, data, numbers] of shapes) {
    it(`are taken from ${says}`, async () => {
      assert.deepEqual(await spelled(data), numbers);
    });
  }

  it('are all kept, more than were asked for included', async () => {
    const data = Array.from({ length: 12 }, (_, index) => `+5917384170${index + 10}`);
    assert.deepEqual(await spelled(data), data);
  });

  const facts: readonly [data: string, number: string, country: string | null, callingCode: string | null][] = [
    ['+59173841704,+591', '+59173841704', 'BO', '591'],
    ['+59173841704,+59', '+59173841704', 'BO', '591'],
    ['+8613800138000,+861', '+8613800138000', 'CN', '86'],
    ['+12025550123,+1202', '+12025550123', 'US', '1'],
    ['+77012345678,+7', '+77012345678', 'KZ', '7'],
    ['+447400123456,+1', '+447400123456', 'GB', '44'],
    ['59173841704,591', '+59173841704', 'BO', '591'],
    ['+99912345678,+999', '+99912345678', null, null],
    ['99912345678,999', '99912345678', null, null],
  ];
  for (const [data, number, country, callingCode] of facts) {
    it(`${data}: what the number says of itself counts, not the platform's calling code`, async () => {
      const platformNumber = data.split(',')[0];
      assert.deepEqual(await hearing(good(data)).rent(wish), [{ platformNumber, number, country, callingCode }]);
    });
  }

  const wrong: readonly unknown[] = [
    ...[undefined, null, '', ' ', true, false, 0, 1, -59173841704, 59173841704.5, 1e21, {}, []],
    ...['+', ',', '+591', '+591,+59173841704', '+59173841704,', ',+59173841704', '+59173841704,,+591'],
    ...['+59173841704,+591,+591', '+59173841704;+59173841705', '+59173841704 +59173841705', '++59173841704'],
    ...['+591-73841704', '+591 73841704', '(591)73841704', '+59173841704x', 'null', 'Success', '٥٩١٧٣٨٤١٧٠٤'],
    ...['+123456', '+1234567890123456', '12345678901234567890', '+59173841704,+59173', '+59173841704\u0000'],
    ...[['+59173841704', ''], ['+59173841704', null], [null], [[]], [['+59173841704']], [{}], ['']],
    ...[{ 0: '+59173841704' }, { data: '+59173841704' }, { length: 1, 0: '+59173841704' }],
  ];
  for (const data of wrong) {
    it(`are none in ${JSON.stringify(data)}, and what was rented is not known`, async () => {
      await assert.rejects(hearing(good(data)).rent(wish), nonsense);
    });
  }

  it('are none where JSON spells a number by its power or its fraction', async () => {
    for (const data of ['5.9173841704e10', '59173841704.0', '59173841704e0']) {
      await assert.rejects(hearing(`{"code":200,"data":${data}}`).rent(wish), nonsense);
    }
  });
});

/** The codes under 2.1 and 2.2 of the document, 200 left out, copied by hand. */
const refusalsOfRentals = new Set([
  ...['800', '802', '803', '902', '903', '904', '906', '907', '400', '403', '406', '409'],
  ...['400101', '400102', '400103', '400906', '200408'],
]);

type Outcome = readonly string[] | 'none' | 'possible';

/** What a body proves, worked out another way than the client's. */
function judge(text: string): Outcome {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return 'possible';
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return 'possible';
  const member = (name: string): unknown => Object.getOwnPropertyDescriptor(body, name)?.value;
  const code = member('code');
  if (typeof code !== 'string' && typeof code !== 'number') return 'possible';
  const data = member('data');
  const texts = (Array.isArray(data) ? data : [data]).map((entry: unknown) =>
    typeof entry === 'number' ? `${entry}` : entry,
  );
  const tokens = texts.map((entry) => (typeof entry === 'string' ? entry.split(',').map((one) => one.trim()) : null));
  const kinds = tokens.map((list) => list?.map(kindOf).join('') ?? 'x');
  const numbers = [...new Set(tokens.flat().filter((token) => token !== null && kindOf(token) === 'n'))];
  if (refusalsOfRentals.has(String(code))) return holdsNumber(data) ? 'possible' : 'none';
  const fits = kinds.length > 0 && kinds.every((kind) => /^(?:nc?)+$/u.test(kind));
  return String(code) === '200' && fits ? (numbers as string[]) : 'possible';
}

/** Seven digits in a row, whatever is between them that numbers are written with, in any name or value. */
function holdsNumber(data: unknown): boolean {
  const texts: string[] = [];
  JSON.stringify(data, (name, one: unknown) => {
    texts.push(name, typeof one === 'string' || typeof one === 'number' ? String(one) : '');
    return one;
  });
  return texts.some((text) =>
    /\p{Nd}{7}/u.test([...text.normalize('NFKC')].filter((c) => !/[\s().-]/u.test(c)).join('')),
  );
}

function kindOf(token: string): 'n' | 'c' | 'x' {
  const digits = token.startsWith('+') ? token.slice(1) : token;
  if (digits === '' || [...digits].some((char) => !'0123456789'.includes(char))) return 'x';
  if (digits.length <= 4) return 'c';
  return digits.length >= 7 && digits.length <= 15 ? 'n' : 'x';
}

async function rentFrom(text: string): Promise<Outcome> {
  try {
    return (await hearing(text).rent(wish)).map(({ platformNumber }) => platformNumber);
  } catch (error) {
    assert.ok(error instanceof SmsctlError, `not one of ours: ${error}`);
    return error.effect;
  }
}

const phone = fc
  .tuple(fc.constantFrom('+', '+', ''), fc.integer({ min: 1_000_000, max: 999_999_999_999_999 }))
  .map(([plus, digits]) => `${plus}${digits}`);
const piece = fc.oneof(
  { weight: 6, arbitrary: phone },
  { weight: 3, arbitrary: fc.constantFrom('+591', '591', '1', '+7') },
  { weight: 1, arbitrary: fc.constantFrom('', ' ', '+', 'null', '+12345', '12345678901234567890', '+591 738', '⁵⁹') },
  { weight: 1, arbitrary: fc.string() },
);
const entry = fc.oneof(
  { weight: 4, arbitrary: phone },
  { weight: 4, arbitrary: fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(',')) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 9_007_199_254_740_991 }) },
  { weight: 1, arbitrary: fc.jsonValue() },
);
const data = fc.oneof(entry, fc.array(entry, { maxLength: 4 }), fc.constantFrom('', null), fc.jsonValue());
const code = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom<unknown>(200, '200') },
  { weight: 3, arbitrary: fc.constantFrom(...refusalsOfRentals).chain((one) => fc.constantFrom<unknown>(one, +one)) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(201, 407, 905, 912, 0, '', '0200', 200.5, null, true, [200]) },
  { weight: 1, arbitrary: fc.jsonValue() },
);
const frame = fc.oneof(
  { weight: 8, arbitrary: fc.record({ code, msg: fc.jsonValue(), data }, { requiredKeys: ['code', 'data'] }) },
  { weight: 1, arbitrary: fc.record({ code, msg: fc.jsonValue(), data }, { requiredKeys: [] }) },
  { weight: 1, arbitrary: fc.record({ Code: code, DATA: data, result: data }) },
  { weight: 1, arbitrary: fc.jsonValue() },
);

describe('what an answer to a rental proves', () => {
  it('is what an independent reading of the document says, whatever stands in the frame', async () => {
    const met = { rented: 0, none: 0, possible: 0 };
    await fc.assert(
      fc.asyncProperty(frame, async (value) => {
        const text = JSON.stringify(value);
        const expected = judge(text);
        met[typeof expected === 'string' ? expected : 'rented'] += 1;
        assert.deepEqual(await rentFrom(text), expected);
      }),
      { numRuns: 5000 },
    );
    for (const [outcome, times] of Object.entries(met)) assert.ok(times > 100, `${outcome} was met ${times} times`);
  });

  it('is never more than that for a body that was damaged on its way', async () => {
    const bodies = [
      good('+59173841704,+591'),
      good(['+59173841704', '+66812345678,+66']),
      '{"code":906,"msg":"The list of mobile numbers is empty","data":""}',
      '{"code":"403","msg":"Insufficient points","data":null}',
    ];
    const damage = fc.record({
      body: fc.constantFrom(...bodies),
      at: fc.nat({ max: 80 }),
      take: fc.nat({ max: 20 }),
      put: fc.oneof(
        fc.constant(''),
        fc.string({ maxLength: 3 }),
        fc.constantFrom(
          '"',
          ',',
          '}',
          '0',
          '200',
          '"code":200,',
          '"data":"+59173841705",',
          '\u0000',
          '\ufeff',
          '[',
          ']',
        ),
      ),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ body, at, take, put }) => {
        const text = body.slice(0, at) + put + body.slice(at + take);
        const outcome = await rentFrom(text);
        if (outcome !== 'possible') assert.deepEqual(outcome, judge(text), text);
      }),
      { numRuns: 5000 },
    );
  });

  it('is nothing for half of an answer, wherever it breaks off', async () => {
    for (const body of [good('+59173841704,+591'), '{"code":906,"msg":"","data":""}']) {
      for (let end = 0; end < body.length; end += 1) {
        assert.equal(await rentFrom(body.slice(0, end)), 'possible', body.slice(0, end));
      }
    }
  });

  it('is nothing for one that says two things', async () => {
    const twice = [
      '{"code":200,"data":"+59173841704","code":906}',
      '{"code":906,"data":"+59173841704","code":200}',
      '{"code":906,"\\u0063ode":906,"data":""}',
      '{"code":200,"data":"+59173841704","data":"+59173841705"}',
      '{"code":906,"data":""}{"code":200,"data":"+59173841704"}',
    ];
    for (const body of twice) assert.equal(await rentFrom(body), 'possible', body);
  });

  it('is nothing for a refusal that brings a number, however it is wrapped', async () => {
    const brought = [
      ...['"+59173841704"', '59173841704', '["+59173841704"]', '[["+59173841704"]]', '{"mobile":"+59173841704"}'],
      ...[
        '{"+59173841704":1}',
        '"+59173841704;+59173841705"',
        '"+591 7384-1704"',
        '"＋５９１７３８４１７０４"',
        '"tel:+59173841704"',
      ],
      ...['[{"a":[null,{"b":"+59173841704"}]}]', `${'['.repeat(500)}"+59173841704"${']'.repeat(500)}`],
    ];
    for (const data of brought) assert.equal(await rentFrom(`{"code":906,"msg":"","data":${data}}`), 'possible', data);
    for (const data of ['""', 'null', '[]', '{}', '0', 'false', '"号码列表为空"', '[""]', '"123456"']) {
      assert.equal(await rentFrom(`{"code":906,"msg":"","data":${data}}`), 'none', data);
    }
  });

  it('is not read from a prototype', async () => {
    const bodies = [
      '{"__proto__":{"code":200,"data":"+59173841704"}}',
      '{"__proto__":{"code":906,"data":""}}',
      '{"code":200,"__proto__":{"data":"+59173841704"}}',
      '{"constructor":{"code":200},"data":"+59173841704"}',
    ];
    for (const body of bodies) assert.equal(await rentFrom(body), 'possible', body);
    assert.deepEqual(await rentFrom('{"code":200,"data":"+59173841704","__proto__":{"code":906}}'), ['+59173841704']);
  });
});

describe('messages', () => {
  const read = (text: string, number: HeldNumber = held()) => hearing(text).read([number]);
  const several = (list: string) => JSON.stringify({ code: 407, msg: 'Access to all SMS', data: list });
  const entryOf = (project: string, text: string): Message => ({ project, text, code: text });

  const single: readonly [data: unknown, text: string, found: string | null][] = [
    ['123456', '123456', '123456'],
    ['167328', '167328', '167328'],
    ['637-322', '637-322', '637322'],
    ['0042', '0042', '0042'],
    [123456, '123456', '123456'],
    [' 123456 ', '123456', '123456'],
    ['A1B2C3', 'A1B2C3', 'A1B2C3'],
    ['123', '123', '123'],
    ['Your code is 482913.', 'Your code is 482913.', '482913'],
    ['Hello and welcome', 'Hello and welcome', null],
  ];
  for (const [data, text, found] of single) {
    it(`${JSON.stringify(data)} brings ${found ?? 'no code'}`, async () => {
      assert.deepEqual(await read(good(data)), [
        { kind: 'received', messages: [{ text, code: found, project: null }] },
      ]);
    });
  }

  it('a list brings each of its entries with its project, oldest first', async () => {
    assert.deepEqual(await read(several('项目名称:123456;a:b:0042;')), [
      { kind: 'received', messages: [entryOf('项目名称', '123456'), entryOf('a:b', '0042')] },
    ]);
  });

  it('a list without its last semicolon, with spaces and empty entries, is the same list', async () => {
    assert.deepEqual(await read(several(' A:1111 ;; B: 2222')), [
      { kind: 'received', messages: [entryOf('A', '1111'), entryOf('B', '2222')] },
    ]);
  });

  for (const data of ['', null, undefined]) {
    it(`a list that is ${JSON.stringify(data)} is a wait`, async () => {
      const body = JSON.stringify({ code: 407, msg: 'Access to all SMS', data });
      assert.deepEqual(await read(body, held([], true)), [{ kind: 'waiting', note: null }]);
    });
  }

  it('a list that grew brings only what is new, the same code a second time included', async () => {
    const seen: Message[] = [];
    const steps: readonly [list: string, fresh: readonly Message[]][] = [
      ['A:1111;', [entryOf('A', '1111')]],
      ['A:1111;', []],
      ['A:1111;A:1111;', [entryOf('A', '1111')]],
      ['A:1111;A:1111;A:2222;', [entryOf('A', '2222')]],
      ['A:1111;A:1111;A:2222;A:1111;', [entryOf('A', '1111')]],
      ['A:1111;A:1111;A:2222;A:1111;', []],
      ['A:1111;A:1111;A:2222;A:1111;B:1111;', [entryOf('B', '1111')]],
    ];
    for (const [list, fresh] of steps) {
      const [reading] = await read(several(list), held(seen, true));
      const expected = fresh.length === 0 ? { kind: 'waiting', note: null } : { kind: 'received', messages: fresh };
      assert.deepEqual(reading, expected, list);
      seen.push(...fresh);
    }
  });

  it('what is new is the rest of a list of which the beginning was seen, in whatever order it now stands', () => {
    const one = fc.record({
      project: fc.constantFrom('A', 'B', null),
      text: fc.constantFrom('1', '2', '3'),
      code: fc.constant(null),
    });
    fc.assert(
      fc.property(fc.array(one), fc.nat(), (list, cut) => {
        const end = list.length === 0 ? 0 : cut % (list.length + 1);
        assert.deepEqual(unseenMessages(list, list.slice(0, end)), list.slice(end));
        const ordered = (messages: readonly Message[]) => messages.map((message) => JSON.stringify(message)).toSorted();
        assert.deepEqual(ordered(unseenMessages(list.toReversed(), list.slice(0, end))), ordered(list.slice(end)));
        assert.deepEqual(unseenMessages(list, list), []);
      }),
    );
  });

  const wrong: readonly [code: number, data: unknown][] = [
    ...['', ' ', null, undefined, true, [], {}, ['123456']].map((data): [number, unknown] => [200, data]),
    ...[' : ', '123456', 'A:', 'A:1111;B', 'A:1111;B:;', true, [], {}, ['A:1111'], { A: '1111' }].map(
      (data): [number, unknown] => [407, data],
    ),
  ];
  for (const [code, data] of wrong) {
    it(`${code} with ${JSON.stringify(data)} is neither a message nor a wait`, async () => {
      await assert.rejects(read(JSON.stringify({ code, msg: 'words', data })), nonsense);
    });
  }

  it('a wait carries no words, which only say "not yet"', async () => {
    assert.deepEqual(await read('{"code":908,"msg":"Not yet","data":""}'), [{ kind: 'waiting', note: null }]);
    assert.deepEqual(await read('{"code":908,"data":""}'), [{ kind: 'waiting', note: null }]);
  });

  it('no body is a wait but 908, 907 and an empty or known list', async () => {
    const anyFrame = fc.record(
      { code: fc.oneof(code, fc.constantFrom(405, 407, 904)), data },
      { requiredKeys: ['code'] },
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyFrame, fc.jsonValue()), async (value) => {
        const reading = await read(JSON.stringify(value)).catch((error: unknown) => error);
        if (reading instanceof SmsctlError) return;
        assert.ok(Array.isArray(reading) && typeof value === 'object' && value !== null && 'code' in value);
        if (reading[0].kind === 'waiting') assert.ok(['407', '907', '908'].includes(String(value.code)));
        else assert.ok(['200', '407'].includes(String(value.code)));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('recorded answers', () => {
  it('906 and 403 with empty data to a rental', async () => {
    const none = hearing('{"code":906,"msg":"The list of mobile numbers is empty","data":""}').rent(wish);
    await assert.rejects(none, { code: 'numbers.none', effect: 'none' });
    const poor = hearing('{"code":403,"msg":"Insufficient points","data":""}').rent(wish);
    await assert.rejects(poor, { code: 'balance.insufficient', effect: 'none' });
  });

  it('a number of Thailand', async () => {
    assert.deepEqual(await hearing('{"code":200,"msg":"Success","data":"+66812345678"}').rent(wish), [
      { platformNumber: '+66812345678', number: '+66812345678', country: 'TH', callingCode: '66' },
    ]);
  });

  it('203 with empty data and 202 with null to a question for the status', async () => {
    const free = '{"code":203,"msg":"The number is not occupied and no SMS is received","data":""}';
    assert.equal(await hearing(free).status?.(held()), 'free');
    assert.equal(await hearing('{"code":202,"msg":"","data":null}').status?.(held()), 'held');
  });

  it('a list of countries with one key that is empty: it is kept, most first', async () => {
    const body = '{"code":200,"msg":"Success","data":{"gb":40,"th":7,"":3,"id":"12","zz":0}}';
    assert.deepEqual(await hearing(body).countries?.({ project: null, vip: null }), [
      { country: 'GB', available: 40 },
      { country: 'ID', available: 12 },
      { country: 'TH', available: 7 },
      { country: '', available: 3 },
      { country: 'ZZ', available: 0 },
    ]);
  });
});

describe('countries', () => {
  const countries = (data: unknown) => hearing(good(data)).countries?.({ project: null, vip: null }) ?? assert.fail();

  it('keys that are no code of two letters are kept as they came', async () => {
    const keys = ['usa', 'u', '中国', '1', 'ſt', 'constructor'];
    const answer = await countries(Object.fromEntries(keys.map((key) => [key, 1])));
    assert.deepEqual(answer.map(({ country }) => country).toSorted(), keys.toSorted());
    const own = await hearing('{"code":200,"data":{"__proto__":5}}').countries?.({ project: null, vip: null });
    assert.deepEqual(own, [{ country: '__proto__', available: 5 }]);
  });

  it('no countries are an empty list', async () => {
    assert.deepEqual(await countries({}), []);
  });

  const wrong = ['', null, 'th', 5, true, [], ['th'], { th: -1 }, { th: 1.5 }, { th: '' }, { th: null }, { th: {} }];
  for (const data of [...wrong, { th: 1e10 }, { th: 'many' }, { th: true }]) {
    it(`${JSON.stringify(data)} is no list of countries`, async () => {
      await assert.rejects(countries(data), nonsense);
    });
  }
});

describe('balance', () => {
  const balance = (text: string) => hearing(text).balance();

  const scores: readonly [score: string, balance: string][] = [
    ['100', '100'],
    ['"100"', '100'],
    ['0', '0'],
    ['-3.5', '-3.5'],
    ['0.10', '0.10'],
    ['12345678901234567890', '12345678901234567890'],
    ['0.1000000000000000055', '0.1000000000000000055'],
  ];
  for (const [score, expected] of scores) {
    it(`a score of ${score} loses no digit`, async () => {
      const body = `{"code":200,"msg":"Success","data":{"username":"admin","score":${score},"create_date":"2018-05-09 11:18:35"}}`;
      assert.deepEqual(await balance(body), {
        account: 'admin',
        balance: expected,
        unit: 'points',
        maxNumbers: null,
        createdAt: '2018-05-09 11:18:35',
      });
    });
  }

  it('name and date may be missing, empty or of another kind', async () => {
    for (const rest of ['', ',"username":"","create_date":""', ',"username":null,"create_date":{}']) {
      const { account, createdAt } = await balance(`{"code":200,"data":{"score":1${rest}}}`);
      assert.deepEqual([account, createdAt], [null, null]);
    }
    assert.equal((await balance('{"code":200,"data":{"score":1,"username":42}}')).account, '42');
  });

  const wrong = ['""', '"1,000"', '"∞"', '"1e3"', 'null', 'true', '[]', '[1]', '{}', '"-"', '"."', '"5."', '"0x10"'];
  for (const score of wrong) {
    it(`a score of ${score} is none`, async () => {
      await assert.rejects(balance(`{"code":200,"data":{"score":${score}}}`), nonsense);
    });
  }
  for (const data of ['""', 'null', '[]', '{}', '100', '{"__proto__":{"score":1}}']) {
    it(`data of ${data} has no score`, async () => {
      await assert.rejects(balance(`{"code":200,"data":${data}}`), nonsense);
    });
  }
});
