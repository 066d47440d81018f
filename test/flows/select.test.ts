import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { SmsctlError } from '../../src/core/errors.ts';
import type { Lease, LeaseState, RentedNumber } from '../../src/core/model.ts';
import type { Ledger } from '../../src/core/ports.ts';
import { type Selection, selectTargets } from '../../src/flows/select.ts';
import { openDesk } from '../helpers/temp-ledger.ts';
import { newIntent, reserveNew } from '../store/fixtures.ts';

const nothing: Selection = { named: [], all: false, project: null, provider: null, profile: null, multi: false };

const bolivia: RentedNumber = {
  platformNumber: '+59173841704',
  number: '+59173841704',
  country: 'BO',
  callingCode: '591',
};

interface Renting {
  readonly number?: Partial<RentedNumber>;
  readonly project?: string;
  readonly provider?: string;
  readonly profile?: string;
  readonly state?: LeaseState;
}

function shelf(t: TestContext) {
  const { ledger, clock } = openDesk(t);
  const rent = ({ number = {}, project = '0257', state, ...account }: Renting = {}): Lease => {
    const intentId = reserveNew(ledger, newIntent({ project }, account));
    ledger.attempt(intentId);
    const [lease] = ledger.fulfil(intentId, [{ ...bolivia, ...number }], 300_000);
    clock.pass(1_000);
    if (lease === undefined) throw new Error('nothing rented');
    return state === undefined ? lease : (ledger.change(lease.id, { state }) ?? lease);
  };
  return { ledger, rent };
}

const idsOf = (ledger: Ledger, selection: Partial<Selection>): (string | null)[] =>
  selectTargets(ledger, { ...nothing, ...selection }).map((target) => target.lease?.id ?? null);

function refusalOf(ledger: Ledger, selection: Partial<Selection>): SmsctlError {
  try {
    selectTargets(ledger, { ...nothing, ...selection });
  } catch (error) {
    if (error instanceof SmsctlError) return error;
    throw error;
  }
  return assert.fail('expected a refusal');
}

const spellings = {
  'E.164': '+59173841704',
  'digits alone': '59173841704',
  'with 00': '0059173841704',
  spaces: '+591 73841704',
  dashes: '+591-7384-1704',
  'brackets and dots': '(+591) 738.41.704',
  'a non-breaking hyphen': '591\u201173841704',
  'the national spelling': '73841704',
  'the national spelling, grouped': '7384 1704',
  'full-width digits': '\uff0b\uff15\uff19\uff11\uff17\uff13\uff18\uff14\uff11\uff17\uff10\uff14',
  'space around it': '  +59173841704 \t',
};
for (const [name, typed] of Object.entries(spellings)) {
  test(`a number is found by ${name}`, (t) => {
    const { ledger, rent } = shelf(t);
    const lease = rent();
    rent({ number: { platformNumber: '+66812345678', number: '+66812345678', country: 'TH', callingCode: '66' } });
    assert.deepEqual(idsOf(ledger, { named: [typed] }), [lease.id]);
  });
}

test('a Chinese number is found as the platform wrote it and as it is shown', (t) => {
  const { ledger, rent } = shelf(t);
  const number = { platformNumber: '13473456789', number: '+8613473456789', country: 'CN', callingCode: '86' };
  const lease = rent({ number });
  for (const typed of ['13473456789', '+86 134 7345 6789', '008613473456789']) {
    const [target] = selectTargets(ledger, { ...nothing, named: [typed] });
    assert.deepEqual([target?.lease?.id, target?.platformNumber], [lease.id, '13473456789'], typed);
  }
});

const oddNumbers: Readonly<Record<string, { number: Partial<RentedNumber>; typed: readonly string[] }>> = {
  'one that the platform writes with spaces': {
    number: { platformNumber: '591 738-41704', number: '591 738-41704', country: null },
    typed: ['59173841704', '+591 73841704'],
  },
  'one that the platform writes in full-width digits': {
    number: { platformNumber: '\uff15\uff19\uff11\uff17\uff13\uff18\uff14\uff11\uff17\uff10\uff14' },
    typed: ['59173841704', '73841704'],
  },
  'one that the platform has another name for': { number: { platformNumber: '900012' }, typed: ['900012', '73841704'] },
  'a short one': { number: { platformNumber: '5911', number: '5911', country: null }, typed: ['005911'] },
};
for (const [name, { number, typed }] of Object.entries(oddNumbers)) {
  test(`a number is found that is odd: ${name}`, (t) => {
    const { ledger, rent } = shelf(t);
    const lease = rent({ number });
    for (const one of typed) assert.deepEqual(idsOf(ledger, { named: [one] }), [lease.id], one);
  });
}

test('a lease is found by its id, in any case and with space around it', (t) => {
  const { ledger, rent } = shelf(t);
  const { id } = rent();
  for (const typed of [id, id.toUpperCase(), ` ${id}\n`]) assert.deepEqual(idsOf(ledger, { named: [typed] }), [id]);
});

test('numbers and ids that mean the same are one', (t) => {
  const { ledger, rent } = shelf(t);
  const { id } = rent();
  assert.deepEqual(idsOf(ledger, { named: ['+59173841704', id, '73841704'] }), [id]);
});

test('what nobody knows is no lease', (t) => {
  const { ledger, rent } = shelf(t);
  rent();
  for (const name of ['n000000000', '+4915112345678', '1234', 'hello', '', '+', '59173841704x']) {
    const { code, exitCode, params } = refusalOf(ledger, { named: [name] });
    assert.deepEqual([code, exitCode, params.name], ['usage.noSuchLease', 2, name]);
  }
});

test('a lease without a number cannot be acted on', (t) => {
  const { ledger } = shelf(t);
  reserveNew(ledger);
  const [intent] = ledger.find({});
  assert.equal(refusalOf(ledger, { named: [intent?.id ?? ''] }).code, 'usage.leaseWithoutNumber');
  assert.equal(refusalOf(ledger, {}).code, 'usage.noOpenLease');
});

test('none named means the one open lease that fits', (t) => {
  const { ledger, rent } = shelf(t);
  assert.equal(refusalOf(ledger, {}).code, 'usage.noOpenLease');
  rent({ state: 'done' });
  const lease = rent({ number: { platformNumber: '+59173841705', number: '+59173841705' } });
  reserveNew(ledger);
  assert.deepEqual(idsOf(ledger, {}), [lease.id]);
  assert.deepEqual(idsOf(ledger, { project: '0257' }), [lease.id]);
  for (const other of [{ project: '257' }, { provider: 'zhima' }, { profile: 'work' }]) {
    assert.equal(refusalOf(ledger, other).code, 'usage.noOpenLease');
  }
});

test('several that fit are named, and nothing is guessed', (t) => {
  const { ledger, rent } = shelf(t);
  const first = rent();
  const second = rent({ project: '9' });
  reserveNew(ledger);
  const { code, exitCode, params, leases } = refusalOf(ledger, {});
  assert.deepEqual([code, exitCode, params.count], ['usage.ambiguousNumber', 2, 2]);
  assert.deepEqual(
    leases.map((lease) => lease.id),
    [second.id, first.id],
  );
});

test('--all takes every open one, the oldest first, and none is fine too', (t) => {
  const { ledger, rent } = shelf(t);
  assert.deepEqual(idsOf(ledger, { all: true }), []);
  const first = rent();
  rent({ project: '7', state: 'released' });
  const second = rent({ project: '9' });
  reserveNew(ledger);
  assert.deepEqual(idsOf(ledger, { all: true }), [first.id, second.id]);
  assert.deepEqual(idsOf(ledger, { all: true, project: '9' }), [second.id]);
  assert.deepEqual(idsOf(ledger, { all: true, states: ['received'] }), []);
});

const twins: Readonly<Record<string, Renting>> = {
  'for two projects': { project: '9' },
  'at two platforms': { provider: 'zhima' },
  'in two profiles': { profile: 'work' },
};
for (const [name, other] of Object.entries(twins)) {
  test(`a number held ${name} is ambiguous until the user says which`, (t) => {
    const { ledger, rent } = shelf(t);
    const first = rent();
    const second = rent(other);
    const { code, leases } = refusalOf(ledger, { named: ['+59173841704'] });
    assert.deepEqual([code, leases.map((lease) => lease.id)], ['usage.ambiguousNumber', [second.id, first.id]]);
    const { number: _number, state: _state, ...filter } = other;
    assert.deepEqual(idsOf(ledger, { named: ['+59173841704'], ...filter }), [second.id]);
    assert.deepEqual(idsOf(ledger, { named: [first.id] }), [first.id]);
  });
}

test('a national spelling that fits numbers of two countries is ambiguous', (t) => {
  const { ledger, rent } = shelf(t);
  rent();
  rent({ number: { platformNumber: '+25073841704', number: '+25073841704', country: null, callingCode: null } });
  assert.equal(idsOf(ledger, { named: ['73841704'] }).length, 1, 'without a country there is no national spelling');
  const { ledger: two, rent: rentAgain } = shelf(t);
  rentAgain({
    number: { platformNumber: '+8613473456789', number: '+8613473456789', country: 'CN', callingCode: '86' },
  });
  rentAgain({ number: { platformNumber: '13473456789', number: '+13473456789', country: 'US', callingCode: '1' } });
  assert.equal(refusalOf(two, { named: ['13473456789'] }).code, 'usage.ambiguousNumber');
});

test('an open lease is meant before one that has ended, the newest of those otherwise', (t) => {
  const { ledger, rent } = shelf(t);
  const ended = rent({ state: 'released' });
  const newer = rent({ state: 'expired' });
  assert.deepEqual(idsOf(ledger, { named: ['73841704'] }), [newer.id]);
  assert.deepEqual(idsOf(ledger, { named: [ended.id] }), [ended.id]);
  const open = rent();
  rent({ project: '9', state: 'done' });
  assert.deepEqual(idsOf(ledger, { named: ['73841704'] }), [open.id]);
});

test('a number the ledger does not know works with its project', (t) => {
  const { ledger, rent } = shelf(t);
  rent();
  for (const typed of ['+66812345678', '0066812345678', '66 81 234 5678']) {
    assert.deepEqual(selectTargets(ledger, { ...nothing, named: [typed], project: '9', multi: true }), [
      { lease: null, platformNumber: '+66812345678', number: '+66812345678', project: '9', multi: true },
    ]);
  }
});

test('a known number asked for with another project is a stranger there', (t) => {
  const { ledger, rent } = shelf(t);
  const { id } = rent();
  const [target] = selectTargets(ledger, { ...nothing, named: ['+59173841704'], project: '9' });
  assert.deepEqual([target?.lease, target?.project], [null, '9']);
  assert.deepEqual(idsOf(ledger, { named: ['+59173841704'], project: '0257' }), [id]);
});

test('a stranger that is no international number keeps its digits', (t) => {
  const { ledger } = shelf(t);
  const [target] = selectTargets(ledger, { ...nothing, named: ['170-12345'], project: '9' });
  assert.equal(target?.platformNumber, '17012345');
});

test('the same stranger twice is one', (t) => {
  const { ledger } = shelf(t);
  assert.equal(idsOf(ledger, { named: ['+66812345678', '0066812345678'], project: '9' }).length, 1);
});
