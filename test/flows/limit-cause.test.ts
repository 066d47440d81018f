import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SmsctlError } from '../../src/core/errors.ts';
import type { Lease, LeaseState } from '../../src/core/model.ts';
import type { Sources } from '../../src/flows/configuration.ts';
import { explainLimit } from '../../src/flows/limit-cause.ts';
import { durian } from '../../src/providers/durian/index.ts';
import { taoma } from '../../src/providers/taoma/index.ts';
import { failureText } from '../../src/views/failure.ts';
import { messagesFor } from '../helpers/messages.ts';

const now = Date.UTC(2026, 10, 21, 12);

const lease = (id: string, state: LeaseState = 'held', more: Partial<Lease> = {}): Lease =>
  ({ id, state, multi: false, ...more }) as Lease;

interface Reached {
  readonly limit: number | string;
  readonly used?: number;
  readonly asked?: number;
  readonly balance?: string;
  readonly roomAt?: number;
}

interface Around {
  readonly leases?: readonly Lease[];
  readonly sources?: Partial<Sources>;
  readonly profile?: string;
  readonly definition?: typeof durian;
}

function explain(code: 'maxHeld' | 'maxPerDay' | 'minBalance', reached: Reached, around: Around = {}): SmsctlError {
  const { leases = [], sources, profile = 'default', definition = durian } = around;
  const params = { used: leases.length, asked: 1, ...reached };
  const error = new SmsctlError(`limit.${code}`, { params, leases, stake: 'nothingRented' });
  return explainLimit(error, {
    sources: { env: {}, stored: {}, storePath: '/settings.json', ...sources },
    account: { definition, profile },
    now,
    commandLine: (words) => `smsctl ${words} --sandbox`,
  });
}

const told = (error: SmsctlError, lang: 'en' | 'zh-CN' = 'en') => failureText(error, messagesFor(lang));

test('a limit of the default is told with what frees one, and with the command that raises it', () => {
  const error = explain('maxHeld', { limit: 2 }, { leases: [lease('n1'), lease('n2')] });
  assert.deepEqual(told(error), {
    message: 'Your own limit maxHeld is 2 (the default): 2 open, 1 asked for. Nothing was rented.',
    hint: 'Free 1 of them (smsctl release n1 --sandbox), wait for its code (smsctl wait-code n1 --sandbox), or raise the limit: smsctl config set durian.maxHeld 3',
  });
  assert.deepEqual(told(error, 'zh-CN'), {
    message: '你设的 maxHeld 上限是 2（默认值）：已占用 2 个，又要 1 个。没有取号，没有扣费。',
    hint: '释放其中 1 个（smsctl release n1 --sandbox），等待其验证码（smsctl wait-code n1 --sandbox），或调高上限：smsctl config set durian.maxHeld 3',
  });
});

test('a limit from the environment is changed there, because it goes before the settings', () => {
  const sources = { env: { SMSCTL_MAX_PER_DAY: '5' }, stored: { 'durian.default.maxPerDay': '9' } };
  const error = explain('maxPerDay', { limit: 5, used: 4, asked: 3, roomAt: now + 3_600_000 }, { sources });
  assert.deepEqual(told(error), {
    message:
      'Your own limit maxPerDay is 5 (from SMSCTL_MAX_PER_DAY): 4 rented in the last 24 hours, 3 asked for. Nothing was rented.',
    hint: 'Ask for no more than 1 (--count 1), wait 1 h 0 min, or raise the limit: export SMSCTL_MAX_PER_DAY=7',
  });
  assert.deepEqual(told(error, 'zh-CN'), {
    message:
      '你设的 maxPerDay 上限是 5（来自 SMSCTL_MAX_PER_DAY）：24 小时内已取 4 个，又要 3 个。没有取号，没有扣费。',
    hint: '最多要 1 个（--count 1），等待 1 小时 0 分，或调高上限：export SMSCTL_MAX_PER_DAY=7',
  });
});

test('a limit of a profile is named as it has to be typed', () => {
  for (const [profile, usual, key] of [
    ['default', undefined, 'durian.maxHeld'],
    ['work', undefined, 'durian.work.maxHeld'],
    ['work', 'work', 'durian.work.maxHeld'],
    ['default', 'work', 'durian.default.maxHeld'],
  ] as const) {
    const stored = { [`durian.${profile}.maxHeld`]: '0', ...(usual === undefined ? {} : { profile: usual }) };
    const { message, hint } = told(explain('maxHeld', { limit: 0 }, { profile, sources: { stored } }));
    assert.equal(message, `Your own limit maxHeld is 0 (set as ${key}): 0 open, 1 asked for. Nothing was rented.`);
    assert.equal(hint, `Raise the limit: smsctl config set ${key} 1`);
  }
});

test('what has done its work is freed first, then the oldest, and as many as it takes', () => {
  const leases = [lease('n1', 'unknown'), lease('n2'), lease('n3'), lease('n4', 'received'), lease('n5')];
  const { hint } = told(explain('maxHeld', { limit: 5, asked: 2 }, { leases }));
  assert.equal(
    hint,
    'Free 2 of them (smsctl release n4 n2 --sandbox), or raise the limit: smsctl config set durian.maxHeld 7',
  );
});

test('a number for several messages is not freed by its code', () => {
  const { params } = explain('maxHeld', { limit: 1 }, { leases: [lease('n1', 'held', { multi: true })] });
  assert.deepEqual([params.free, params.waitCode], ['smsctl release n1 --sandbox', undefined]);
});

test('where the platform takes nothing back, only the blacklist frees a number', () => {
  const { params } = explain('maxHeld', { limit: 1 }, { leases: [lease('n1')], definition: taoma });
  assert.deepEqual(
    [params.free, params.waitCode, params.change],
    ['smsctl blacklist n1 --sandbox', 'smsctl wait-code n1 --sandbox', 'smsctl config set taoma.maxHeld 2'],
  );
});

test('what the next command finishes is finished by reconcile', () => {
  const { params } = explain('maxHeld', { limit: 1 }, { leases: [lease('n1', 'blacklistDue')] });
  assert.deepEqual([params.free, params.waitCode], ['smsctl reconcile --sandbox', undefined]);
});

test('lost answers can only be waited for', () => {
  const roomAt = now + 250_000;
  const { hint } = told(explain('maxHeld', { limit: 1, roomAt }, { leases: [lease('n1', 'unknown')] }));
  assert.equal(hint, 'Wait 4 min 10 s, or raise the limit: smsctl config set durian.maxHeld 2');
});

test('more than can be named are not named', () => {
  const leases = Array.from({ length: 20 }, (_, index) => lease(`n${index}`));
  const many = explain('maxHeld', { limit: 20, asked: 11 }, { leases, definition: taoma });
  assert.deepEqual([many.params.free, many.params.change], [undefined, 'smsctl config set taoma.maxHeld 31']);
  const fewer = explain('maxHeld', { limit: 20, asked: 4 }, { leases });
  assert.equal(fewer.params.free, 'smsctl release n0 n1 n2 n3 --sandbox');
  assert.equal(fewer.params.waitCode, undefined, 'two such lines would be one too many');
});

test('a floor is told with the balance, what counts besides it, and the floor that would do', () => {
  const sources = { stored: { 'durian.default.minBalance': '10' } };
  const floor = (reached: Omit<Reached, 'limit'>) => explain('minBalance', { limit: '10', ...reached }, { sources });
  const low = floor({ balance: '9.5', used: 0 });
  assert.deepEqual(told(low), {
    message:
      'Your own limit minBalance is 10 (set as durian.minBalance): the balance is 9.5, 1 asked for. Nothing was rented.',
    hint: 'Top up in the platform’s web panel, or lower the limit: smsctl config set durian.minBalance 9',
  });
  assert.deepEqual(told(low, 'zh-CN'), {
    message: '你设的 minBalance 下限是 10（设置项 durian.minBalance）：当前余额 9.5，要 1 个。没有取号，没有扣费。',
    hint: '在平台网页后台充值，或调低下限：smsctl config set durian.minBalance 9',
  });
  const busy = floor({ balance: '12', used: 3 });
  assert.match(told(busy).message, /the balance is 12, 1 asked for and 3 by purchases that are still under way\./);
  assert.match(told(busy).hint ?? '', /^Try again when the other purchases are through, top up/);
  assert.match(told(busy, 'zh-CN').message, /当前余额 12，要 1 个，另有 3 个正在请求中。/);
  assert.match(told(busy, 'zh-CN').hint ?? '', /^等其他取号请求结束后再试，在平台网页后台充值/);
  assert.equal(busy.params.change, 'smsctl config set durian.minBalance 9');
  const several = floor({ balance: '12.5', used: 0, asked: 5 });
  assert.match(told(several).hint ?? '', /^Ask for no more than 3 \(--count 3\), top up/);
  const empty = floor({ balance: '-1', used: 0 });
  assert.equal(told(empty).hint, 'Top up in the platform’s web panel', 'no floor is below nothing');
});

test('any other failure stays as it is', () => {
  const error = new SmsctlError('numbers.none', { params: { used: 1 } });
  const around = {
    sources: { env: {}, stored: {}, storePath: '' },
    account: { definition: durian, profile: 'default' },
  };
  assert.equal(explainLimit(error, { ...around, now, commandLine: (words) => words }), error);
});
