import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SmsctlError } from '../../src/core/errors.ts';
import type { HeldNumber, Message, ProjectFacts, Reading } from '../../src/core/model.ts';
import { createMask } from '../../src/core/redact.ts';
import type { Ability, Provider } from '../../src/providers/contract.ts';
import { guardProvider } from '../../src/providers/guarded.ts';
import { createFakeClock } from '../helpers/fake-clock.ts';
import { openFakeAccount } from '../helpers/fake-provider.ts';
import { newRequest, rentedNumber } from '../store/fixtures.ts';

const key = 'U3Rh"Z2U+L2tl\\eQ/+==';
const vip = 'vip+of/this==call';
const secretKey = 'key+of/this==call';

const spellings: Readonly<Record<string, (secret: string) => string>> = {
  'as it is': (secret) => secret,
  'in upper case': (secret) => secret.toUpperCase(),
  'escaped in JSON': (secret) => JSON.stringify(secret).slice(1, -1),
  'escaped in JSON, slashes too': (secret) => JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
  'percent-encoded': (secret) => encodeURIComponent(secret),
};

const held: HeldNumber = {
  leaseId: null,
  platformNumber: '+59173841704',
  project: '0257',
  multi: true,
  messages: [],
};
const plain = openFakeAccount(createFakeClock()).provider;

function refused(words: string): SmsctlError {
  return new SmsctlError('provider.refused', { effect: 'none', providerCode: '405', providerMessage: words });
}

/** A platform that says the same in every text it can say something in. */
function echoing(words: string): Provider {
  const says = async () => [{ kind: 'failed', error: refused(words) } as const, { kind: 'done' } as const];
  const message: Message = { text: `${words} 482913`, code: '482913', project: words };
  return {
    ...plain,
    balance: async () => ({ account: words, balance: '100.50', unit: 'points', maxNumbers: null, createdAt: words }),
    rent: async () => [rentedNumber('59173841704')],
    read: async (): Promise<Reading[]> => [
      { kind: 'waiting', note: words },
      { kind: 'gone', note: words },
      { kind: 'received', messages: [message] },
    ],
    release: says,
    blacklist: says,
    countries: async () => [{ country: words, available: 7 }],
    project: async () => ({
      name: words,
      status: words,
      kind: words,
      prices: [{ from: 1, to: null, price: '100.50' }],
      raw: { title: words },
    }),
  };
}

/** Whatever the calls bring, thrown or returned. */
async function askAll(provider: Provider): Promise<Readonly<Record<string, unknown>>> {
  const wish = newRequest({ vip, secretKey });
  const asked: Readonly<Record<string, Promise<unknown> | undefined>> = {
    balance: provider.balance(),
    rent: provider.rent(wish),
    read: provider.read([held]),
    release: provider.release?.([held]),
    blacklist: provider.blacklist?.([held]),
    isBlacklisted: provider.isBlacklisted?.(held),
    countries: provider.countries?.({ project: '0257', vip }),
    status: provider.status?.(held),
    project: provider.project?.('0257'),
    send: provider.send?.(held, 'hello'),
  };
  const answers = await Promise.all(
    Object.entries(asked).map(async ([name, answer]) => [name, await answer?.catch((error: unknown) => error)]),
  );
  return Object.fromEntries(answers);
}

const failing = (words: string): Provider => {
  const fail = () => Promise.reject(refused(words));
  const calls = ['balance', 'rent', 'read', 'release', 'blacklist', 'isBlacklisted', 'countries', 'status'] as const;
  return { ...plain, ...Object.fromEntries(calls.map((name) => [name, fail])) };
};

for (const [how, spell] of Object.entries(spellings)) {
  test(`a key that the platform repeats ${how} is in no answer and in no failure`, async () => {
    const words = `no such key: ${spell(key)}!`;
    for (const provider of [echoing(words), failing(words)]) {
      const answers = await askAll(guardProvider(provider, createMask([key])));
      const texts: string[] = [];
      JSON.stringify(Object.values(answers).map(laidOpen), (_name, value) => {
        if (typeof value === 'string') texts.push(value);
        return value;
      });
      assert.ok(texts.some((text) => text.includes('no such key: ***!')));
      for (const text of texts) assert.ok(!text.includes(spell(key)), text);
    }
  });
}

/** An error with all that it carries, as a plain object. */
function laidOpen(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(laidOpen);
  if (value instanceof Error) return { ...value, message: value.message };
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, laidOpen(inner)]));
}

test('the keys of one call are masked in what this call brings', async () => {
  for (const spell of Object.values(spellings)) {
    const guarded = guardProvider(failing(`${spell(vip)} and ${spell(secretKey)}`), createMask([key]));
    const rented = await guarded.rent(newRequest({ vip, secretKey })).catch((error: unknown) => error);
    assert.equal((rented as SmsctlError).providerMessage, '*** and ***');
    const listed = await guarded.countries?.({ project: null, vip }).catch((error: unknown) => error);
    assert.ok(!String((listed as SmsctlError).providerMessage).includes(spell(vip)));
  }
});

test('the keys of one call are masked in all that comes after it, once its request was made', async () => {
  const guarded = guardProvider(echoing(`${vip} and ${secretKey}`), createMask([key]));
  guarded.rentRequest(newRequest({ vip, secretKey }));
  assert.equal((await guarded.balance()).account, '*** and ***');
  const [first] = await guarded.read([held]);
  assert.deepEqual(first, { kind: 'waiting', note: '*** and ***' });
});

test('all but the words of a failure stays as it is', async () => {
  const failure = new SmsctlError('numbers.none', {
    effect: 'none',
    provider: 'fake',
    providerCode: '906',
    providerMessage: `none for ${key}`,
    params: { call: 'getMobile' },
  });
  const guarded = guardProvider({ ...plain, rent: () => Promise.reject(failure) }, createMask([key]));
  const told = await guarded.rent(newRequest()).catch((error: unknown) => error);
  assert.ok(told instanceof SmsctlError);
  assert.deepEqual({ ...told }, { ...failure, providerMessage: 'none for ***' });
});

test('numbers, codes, balances and states are left alone, also where a secret looks like one', async () => {
  const digits = '59173841704';
  const guarded = guardProvider(
    echoing('calm'),
    createMask([digits, '482913', '100.50', 'held', 'done', 'waiting', 'points']),
  );
  const answers = await askAll(guarded);
  assert.deepEqual(answers.rent, [rentedNumber(digits)]);
  const [, , third] = answers.read as Reading[];
  assert.ok(third?.kind === 'received');
  assert.deepEqual(third.messages, [{ text: 'calm ***', code: '482913', project: 'calm' }]);
  assert.deepEqual(answers.balance, {
    account: 'calm',
    balance: '100.50',
    unit: 'points',
    maxNumbers: null,
    createdAt: 'calm',
  });
  assert.deepEqual((answers.project as ProjectFacts).prices, [{ from: 1, to: null, price: '100.50' }]);
  assert.deepEqual([answers.status, answers.isBlacklisted], ['held', false]);
  assert.deepEqual((answers.release as { kind: string }[])[1], { kind: 'done' });
});

test('what is there beside a key stays, and what is not there stays away', async () => {
  const answers = await askAll(guardProvider(echoing(`no ${key}`), createMask([key])));
  const said = 'no ***';
  assert.deepEqual(answers.project, {
    name: said,
    status: said,
    kind: said,
    prices: [{ from: 1, to: null, price: '100.50' }],
    raw: { title: said },
  });
  assert.deepEqual(answers.countries, [{ country: said, available: 7 }]);
  const silent: Provider = {
    ...plain,
    balance: async () => ({ account: 'me', balance: '1', unit: 'points', maxNumbers: null, createdAt: null }),
    read: async () => [{ kind: 'waiting', note: null }],
  };
  const { balance, read } = await askAll(guardProvider(silent, createMask([key])));
  assert.deepEqual(balance, await silent.balance());
  assert.deepEqual(read, [{ kind: 'waiting', note: null }]);
});

test('a failure without a key in it is the very same', async () => {
  for (const words of [null, 'no numbers']) {
    const failure = new SmsctlError('numbers.none', { providerMessage: words });
    const guarded = guardProvider({ ...plain, balance: () => Promise.reject(failure) }, createMask([key]));
    await assert.rejects(guarded.balance(), (error) => error === failure);
  }
});

test('a failure that is no error of ours goes through untouched', async () => {
  const bug = new TypeError('undefined is not a number');
  const guarded = guardProvider({ ...plain, balance: () => Promise.reject(bug) }, createMask([key]));
  await assert.rejects(guarded.balance(), (error) => error === bug);
});

test('a dry run needs no waiting: the request of a rental is there at once, and throws at once', () => {
  const guarded = guardProvider(plain, createMask([key]));
  assert.deepEqual(guarded.rentRequest(newRequest()), plain.rentRequest(newRequest()));
  const invalid = new SmsctlError('usage.invalidValue');
  const strict = guardProvider(
    {
      ...plain,
      rentRequest: () => {
        throw invalid;
      },
    },
    createMask([key]),
  );
  assert.throws(
    () => strict.rentRequest(newRequest()),
    (error) => error === invalid,
  );
});

test('what the platform cannot do, it still cannot, and what it can, it can', () => {
  const abilities: readonly Ability[] = [
    ...(['release', 'blacklist', 'isBlacklisted', 'countries', 'status', 'project', 'send'] as const),
  ];
  const full: Provider = { ...echoing('calm'), send: async () => {} };
  for (const ability of abilities) {
    assert.equal(typeof guardProvider(full, createMask())[ability], 'function', ability);
    const { [ability]: _, ...rest } = full;
    assert.equal(ability in guardProvider(rest, createMask()), false, ability);
  }
});

test('the methods get what they were given, the signal included', async () => {
  const given: unknown[][] = [];
  const guarded = guardProvider(
    {
      ...plain,
      async read(...all) {
        given.push(all);
        return [];
      },
    },
    createMask([key]),
  );
  const { signal } = new AbortController();
  await guarded.read([held], signal);
  assert.deepEqual(given, [[[held], signal]]);
});

test('what holds no secret is handed on as it is', async () => {
  const readings: Reading[] = [{ kind: 'waiting', note: 'not yet' }];
  const mask = createMask();
  mask.add(key);
  const provider = guardProvider({ ...plain, read: async () => readings }, mask);
  assert.equal(await provider.read([held]), readings);
  const told = guardProvider({ ...plain, read: async () => [...readings, { kind: 'waiting', note: key }] }, mask);
  const [first, second] = await told.read([held, held]);
  assert.equal(first, readings[0]);
  assert.deepEqual(second, { kind: 'waiting', note: '***' });
});
