import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ErrorCode, errorCatalogue, SmsctlError, withDetail } from '../../src/core/errors.ts';
import type { Lease } from '../../src/core/model.ts';

const codes = Object.keys(errorCatalogue) as ErrorCode[];
const exitOf = (code: ErrorCode) => new SmsctlError(code).exitCode;

/** What each exit code means, by the contract: the families of errors that may have it, and codes of their own. */
const families: Readonly<Record<number, readonly RegExp[]>> = {
  1: [/^unexpected$/],
  2: [/^usage\./],
  3: [/^settings\./, /^credentials\.(?:missing|commandFailed)$/, /^provider\.unconfigured$/, /^limits\.missing$/],
  4: [/^credentials\.rejected$/, /^account\.suspended$/],
  5: [/^numbers\.none$/],
  6: [/^balance\.insufficient$/, /^limit\./],
  7: [/^code\.timeout$/, /^code\.unrecognized$/, /^code\.stale$/],
  8: [/^code\.pending$/],
  9: [/^outcome\.unknown$/, /^send\.unknown$/],
  10: [/^provider\.unreachable$/, /^provider\.protocol$/],
  11: [/^provider\.refused$/, /^provider\.unsupported$/, /^(?:project|country|number|parameter|key|lease)\./],
  12: [/^ledger\./],
  13: [/^input\./, /^terminal\./, /^plaintext\./, /^account\.inUse$/],
  14: [/^rate\./, /^quota\./],
  74: [/^output\./],
  126: [/^command\.notExecutable$/],
  127: [/^command\.notFound$/],
  130: [/^interrupted$/],
  143: [/^terminated$/],
};

test('every error has the exit code of its family', () => {
  const strays = codes.filter((code) => !families[exitOf(code)]?.some((family) => family.test(code)));
  assert.deepEqual(strays, []);
});

test('every exit code of the contract is that of some error', () => {
  const used = new Set(codes.map(exitOf));
  assert.deepEqual(
    Object.keys(families).filter((exitCode) => !used.has(Number(exitCode))),
    [],
  );
});

test('only what may do better by itself is retryable, and a lost answer never is', () => {
  assert.deepEqual(
    codes.filter((code) => new SmsctlError(code).retryable),
    [
      'usage.requestIdHeld',
      'numbers.none',
      'code.pending',
      'provider.unreachable',
      'provider.protocol',
      'rate.limited',
    ],
  );
});

test('an error that is told nothing says nothing, and takes the worst of what may have happened', () => {
  const { code, message, params, provider, providerCode, providerMessage, effect, stake, leases } = new SmsctlError(
    'provider.unreachable',
  );
  assert.deepEqual(
    { code, message, params, provider, providerCode, providerMessage, effect, stake, leases },
    {
      code: 'provider.unreachable',
      message: 'provider.unreachable',
      params: {},
      provider: null,
      providerCode: null,
      providerMessage: null,
      effect: 'possible',
      stake: null,
      leases: [],
    },
  );
});

test('its message is the bare code, whatever it carries', () => {
  const error = new SmsctlError('provider.refused', { params: { key: 'U3RhZ2U=' }, providerMessage: 'key U3RhZ2U=' });
  assert.ok(!`${error.message} ${error}`.includes('U3RhZ2U='));
  assert.ok(error instanceof Error);
  assert.equal(error.name, 'SmsctlError');
  assert.equal(error.cause, undefined);
});

test('more detail adds to an error and leaves the rest, and the error itself, as it was', () => {
  const lease = { id: 'n000000000' } as Lease;
  const detail = {
    params: { path: '/ledger' },
    provider: 'durian',
    providerCode: '409',
    providerMessage: 'too fast',
    effect: 'none',
    stake: 'nothingRented',
    leases: [lease],
  } as const;
  const error = new SmsctlError('rate.limited', detail);
  const facts = ({ code, params, provider, providerCode, providerMessage, effect, stake, leases }: SmsctlError) => ({
    ...{ code, params, provider, providerCode, providerMessage, effect, stake, leases },
  });
  assert.deepEqual(facts(withDetail(error, {})), facts(error));
  assert.deepEqual(facts(withDetail(error, { stake: 'stillHeld', leases: [] })), {
    ...facts(error),
    stake: 'stillHeld',
    leases: [],
  });
  assert.deepEqual(facts(error), { code: 'rate.limited', ...detail });
  assert.deepEqual(facts(withDetail(new SmsctlError('unexpected'), {})), facts(new SmsctlError('unexpected')));
});

test('a failure is printed under the name that the documents have, whatever the package calls its class', () => {
  assert.equal(SmsctlError.name, 'SmsctlError');
});
