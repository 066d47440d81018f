import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SmsctlError } from '../../src/core/errors.ts';
import {
  accountSettings,
  checkedValue,
  fieldSetting,
  fieldsOf,
  findSetting,
  globalSetting,
  isConfigured,
  limitsOf,
  profilePattern,
  type Sources,
  storeKey,
  variableName,
} from '../../src/flows/configuration.ts';
import type { ProviderDefinition } from '../../src/providers/contract.ts';
import { durian } from '../../src/providers/durian/index.ts';
import { createFakeClock } from '../helpers/fake-clock.ts';
import { openFakeAccount } from '../helpers/fake-provider.ts';

const storePath = '/home/somebody/settings.json';

function sources(env: Sources['env'] = {}, stored: Sources['stored'] = {}): Sources {
  return { env, stored, storePath };
}

const taoma: ProviderDefinition = {
  ...openFakeAccount(createFakeClock()).definition,
  id: 'taoma',
  title: 'Taoma',
  baseUrl: null,
  fields: [
    { name: 'userId', secret: false, required: true },
    { name: 'password', secret: true, required: true },
    { name: 'softAuthor', secret: false, required: false },
  ],
};

const full = { SMSCTL_DURIAN_NAME: 'me', SMSCTL_DURIAN_API_KEY: 'U3RhZ2U=' };

function refusalOf(work: () => unknown): SmsctlError {
  try {
    work();
  } catch (error) {
    if (error instanceof SmsctlError) return error;
    throw error;
  }
  return assert.fail('expected a refusal');
}

test('an option goes before the environment, that before the store, that before the default', () => {
  const wish = { key: 'lang', variable: 'SMSCTL_LANG' };
  const option = { name: '--lang', value: 'en' };
  const env = { SMSCTL_LANG: 'zh-CN' };
  const stored = { lang: 'fr' };
  const found = (from: Sources, more: object = {}) => findSetting(from, { ...wish, ...more });
  const key = 'lang';
  assert.deepEqual(found(sources(env, stored), { option, fallback: 'de' }), {
    ...{ key, value: 'en', source: 'option', origin: '--lang' },
  });
  const absent = { option: { name: '--lang', value: undefined }, fallback: 'de' };
  assert.deepEqual(found(sources(env, stored), absent), {
    ...{ key, value: 'zh-CN', source: 'environment', origin: 'SMSCTL_LANG' },
  });
  assert.deepEqual(found(sources({}, stored), absent), { key, value: 'fr', source: 'store', origin: storePath });
  assert.deepEqual(found(sources(), absent), { key, value: 'de', source: 'default', origin: '' });
  assert.equal(found(sources()), null);
});

test('an empty variable is none', () => {
  const wish = { key: 'lang', variable: 'SMSCTL_LANG' };
  assert.equal(findSetting(sources({ SMSCTL_LANG: '' }, { lang: 'fr' }), wish)?.source, 'store');
});

test('what every object has is no setting', () => {
  for (const key of ['constructor', 'toString', '__proto__']) {
    assert.equal(findSetting(sources({}, {}), { key, variable: 'SMSCTL_X' }), null);
  }
});

test('variables are named after the provider and the field', () => {
  assert.equal(variableName('durian', 'apiKey'), 'SMSCTL_DURIAN_API_KEY');
  assert.equal(variableName('taoma', 'userId'), 'SMSCTL_TAOMA_USER_ID');
  assert.equal(variableName('zhima', 'pkey'), 'SMSCTL_ZHIMA_PKEY');
  assert.equal(variableName('durian', 'baseUrl'), 'SMSCTL_DURIAN_BASE_URL');
  assert.equal(variableName('maxPerDay'), 'SMSCTL_MAX_PER_DAY');
  assert.equal(variableName('lang'), 'SMSCTL_LANG');
});

test('the global settings have their options and variables', () => {
  const env = { SMSCTL_PROVIDER: 'durian', SMSCTL_PROFILE: 'work' };
  assert.equal(globalSetting(sources(env), 'provider', {})?.value, 'durian');
  assert.equal(globalSetting(sources(env), 'profile', { fallback: 'default' })?.value, 'work');
  assert.equal(globalSetting(sources(), 'profile', { fallback: 'default' })?.value, 'default');
  const { origin } = globalSetting(sources(env), 'provider', { option: 'zhima' }) ?? assert.fail();
  assert.equal(origin, '--provider');
});

test('a profile’s fields are its own', () => {
  const stored = { [storeKey('durian', 'work', 'name')]: 'worker', [storeKey('durian', 'default', 'name')]: 'me' };
  const field = { name: 'name', secret: false, required: true };
  const value = (profile: string) => fieldSetting(sources({}, stored), durian, { profile, field })?.value ?? null;
  assert.deepEqual(['work', 'default', 'other'].map(value), ['worker', 'me', null]);
});

test('an account is what its fields say', () => {
  const stored = { 'durian.default.baseUrl': 'https://mirror.example/api/', 'durian.default.maxPerDay': '50' };
  assert.deepEqual(accountSettings(sources(full, stored), durian, 'default'), {
    baseUrl: 'https://mirror.example/api',
    credentials: { name: 'me', apiKey: 'U3RhZ2U=', rentCall: 'getMobileCode' },
    limits: { maxHeld: 20, maxPerDay: 50, minBalance: null },
  });
  assert.equal(accountSettings(sources(full), durian, 'default').baseUrl, durian.baseUrl);
});

test('credentials that are missing are named, all at once, with how to set them', () => {
  const { code, exitCode, params, provider } = refusalOf(() => accountSettings(sources(), taoma, 'default'));
  assert.deepEqual([code, exitCode, provider], ['credentials.missing', 3, 'taoma']);
  assert.deepEqual(params, {
    title: 'Taoma',
    provider: 'taoma',
    missing: 'userId, password',
    variables: 'SMSCTL_TAOMA_USER_ID, SMSCTL_TAOMA_PASSWORD',
    commands: 'smsctl config set taoma.userId VALUE; smsctl config set taoma.password',
  });
  const other = refusalOf(() => accountSettings(sources({ SMSCTL_TAOMA_USER_ID: '1' }), taoma, 'work'));
  assert.deepEqual(
    [other.params.missing, other.params.commands],
    ['password', 'smsctl config set taoma.work.password'],
  );
});

test('a secret is never in an error', () => {
  const env = { SMSCTL_TAOMA_PASSWORD: 'hunter2secret' };
  const error = refusalOf(() => accountSettings(sources(env), taoma, 'default'));
  assert.ok(!JSON.stringify({ ...error }).includes('hunter2secret'));
});

test('a platform without a host of its own must be given one', () => {
  const env = { SMSCTL_TAOMA_USER_ID: '1', SMSCTL_TAOMA_PASSWORD: 'x' };
  const { code, exitCode, params } = refusalOf(() => accountSettings(sources(env), taoma, 'default'));
  assert.deepEqual([code, exitCode, params.variable], ['provider.unconfigured', 3, 'SMSCTL_TAOMA_BASE_URL']);
});

test('whether an account is configured is said without saying how', () => {
  assert.equal(isConfigured(sources(full), durian, 'default'), true);
  assert.equal(isConfigured(sources({ SMSCTL_DURIAN_NAME: 'me' }), durian, 'default'), false);
  assert.equal(isConfigured(sources({}, { 'durian.work.name': 'a', 'durian.work.apiKey': 'b' }), durian, 'work'), true);
});

test('limits are the user’s own: their variables hold for every provider', () => {
  const env = { SMSCTL_MAX_HELD: '3', SMSCTL_MAX_PER_DAY: '9', SMSCTL_MIN_BALANCE: '0.50' };
  const stored = { 'durian.default.maxHeld': '7' };
  for (const definition of [durian, taoma]) {
    assert.deepEqual(limitsOf(sources(env, stored), definition, 'default'), {
      ...{ maxHeld: 3, maxPerDay: 9, minBalance: '0.50' },
    });
  }
  assert.deepEqual(limitsOf(sources({}, stored), durian, 'default').maxHeld, 7);
  assert.deepEqual(limitsOf(sources(), durian, 'default'), { maxHeld: 20, maxPerDay: null, minBalance: null });
});

test('a limit that is no number is an error, never no limit', () => {
  for (const [variable, values, reason] of [
    ['SMSCTL_MAX_HELD', ['-1', '1.5', 'many', '1e3', ' 3', '0x10', '9999999999'], 'number'],
    ['SMSCTL_MAX_PER_DAY', ['none', 'Infinity', '１'], 'number'],
    ['SMSCTL_MIN_BALANCE', ['-1', '1,5', '.5', '5.', '1e3', 'ten'], 'decimal'],
  ] as const) {
    for (const value of values) {
      const error = refusalOf(() => limitsOf(sources({ [variable]: value }), durian, 'default'));
      assert.deepEqual([error.code, error.exitCode, error.params.reason], ['settings.invalid', 3, reason], value);
    }
  }
});

test('what stands in the place of a limit is repeated only where it looks like a number: it may be a key', () => {
  for (const [value, shown] of [
    ['-1', '-1'],
    ['1,5', '1,5'],
    ['1e3', '1e3'],
    ['U3RhZ2U+L2tleQ', undefined],
    ['1'.repeat(21), undefined],
  ] as const) {
    const error = refusalOf(() => limitsOf(sources({ SMSCTL_MAX_HELD: value }), durian, 'default'));
    assert.deepEqual([error.params.name, error.params.value], ['SMSCTL_MAX_HELD', shown]);
  }
});

test('a choice is one of those there are', () => {
  const env = { ...full, SMSCTL_DURIAN_RENT_CALL: 'getMobiles' };
  const error = refusalOf(() => accountSettings(sources(env), durian, 'default'));
  assert.deepEqual([error.code, error.params.name, error.params.reason], ['settings.invalid', 'rentCall', 'choice']);
});

const badUrls: Readonly<Record<string, string>> = {
  'not a url': 'notUrl',
  '/relative': 'notUrl',
  'example.com/api': 'notUrl',
  'ftp://example.com': 'scheme',
  'file:///etc/passwd': 'scheme',
  'javascript:alert(1)': 'scheme',
  'https://me:secret@example.com': 'credentials',
  'https://me@example.com': 'credentials',
  'https://example.com/api?key=1': 'query',
  'https://example.com/api?': 'query',
  'https://example.com/api#': 'query',
  'https://example.com/api#top': 'query',
};
for (const [value, reason] of Object.entries(badUrls)) {
  test(`${value} is no base URL: ${reason}`, () => {
    const error = refusalOf(() => checkedValue('baseUrl', value));
    assert.deepEqual([error.code, error.params], ['settings.invalid', { name: 'baseUrl', reason }]);
  });
}

test('a base URL loses its trailing slashes and the space around it, nothing else', () => {
  assert.equal(checkedValue('baseUrl', ' https://Example.com:8443/Out/API// '), 'https://example.com:8443/Out/API');
  assert.equal(checkedValue('baseUrl', 'http://127.0.0.1:8080'), 'http://127.0.0.1:8080');
});

test('other values are taken as they are', () => {
  assert.equal(checkedValue('apiKey', ' U3RhZ2U+L2tleQ== '), ' U3RhZ2U+L2tleQ== ');
});

test('every provider has the common fields', () => {
  const names = fieldsOf(durian).map((field) => field.name);
  for (const name of ['name', 'apiKey', 'baseUrl', 'maxHeld', 'maxPerDay', 'minBalance'])
    assert.ok(names.includes(name));
});

test('a profile has a plain name', () => {
  for (const name of ['default', 'work-2', 'a', 'A_1']) assert.match(name, profilePattern);
  for (const name of ['', '-x', 'a.b', '__proto__', 'a b', '../x', 'x'.repeat(33)])
    assert.doesNotMatch(name, profilePattern);
});
