import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Lease, Message } from '../../src/core/model.ts';
import { type Tally, tallyAll, tallyBy } from '../../src/flows/statistics.ts';

const message: Message = { text: 'your code is 1234', code: '1234', project: null };
const code = { code: '1234', messages: [message] } as const;

function leaseWith(facts: Partial<Lease> = {}): Lease {
  const number = { platformNumber: '5911', number: '+5911', country: 'BO', callingCode: '591', multi: false };
  const times = { acquiredAt: 1_000, expiresAt: 301_000, closedAt: null, receivedAt: null };
  return {
    ...{ id: 'n', intentId: 'r', provider: 'durian', profile: 'default', project: '123', state: 'held' },
    ...{ ...number, ...times, code: null, messages: [], late: false },
    ...facts,
  };
}

const after = (milliseconds: number): Lease => leaseWith({ ...code, state: 'done', receivedAt: 1_000 + milliseconds });

const nothing = { rented: 1, received: 0, late: 0, givenUp: 0, waiting: 0 };
const cases: readonly (readonly [what: string, lease: Lease, counted: Partial<Tally>])[] = [
  ['held without a code is waited for', leaseWith(), { waiting: 1 }],
  ['that brought a code is received', leaseWith({ ...code, state: 'received' }), { received: 1 }],
  ['that brought a message without a code is received', leaseWith({ messages: [message] }), { received: 1 }],
  ['whose code came late is counted apart', leaseWith({ ...code, state: 'released', late: true }), { late: 1 }],
  ['that was blacklisted after its code is received', leaseWith({ ...code, state: 'blacklisted' }), { received: 1 }],
  ...(['blacklisted', 'blacklistDue', 'released', 'expired', 'gone'] as const).map(
    (state) => [`that is ${state} without a code is given up`, leaseWith({ state }), { givenUp: 1 }] as const,
  ),
];

for (const [what, lease, counted] of cases) {
  test(`a number ${what}`, () => {
    const { share: _, median: __, ninetieth: ___, ...counts } = tallyAll([lease]);
    assert.deepEqual(counts, { ...nothing, ...counted });
  });
}

for (const state of ['intent', 'unknown', 'notRented', 'expired'] as const) {
  test(`a place that never had a number was not rented, though it is ${state}`, () => {
    const lease = leaseWith({ state, platformNumber: null, number: null });
    assert.equal(tallyAll([lease]).rented, 0);
    assert.deepEqual(tallyBy([lease], 'provider'), []);
  });
}

test('the share is of those that are waited for no longer', () => {
  const received = leaseWith({ ...code, state: 'done' });
  const lost = leaseWith({ state: 'blacklisted' });
  const late = leaseWith({ ...code, state: 'released', late: true });
  assert.equal(tallyAll([received, received, lost, late, leaseWith()]).share, 0.5);
  assert.equal(tallyAll([leaseWith()]).share, null);
  assert.equal(tallyAll([lost]).share, 0);
});

const ranks: readonly (readonly [times: readonly number[], median: number | null, ninetieth: number | null])[] = [
  [[], null, null],
  [[7], 7, 7],
  [[30, 10], 10, 30],
  [[30, 10, 20], 20, 30],
  [[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 5, 9],
  [[100, 20, 3, 11, 1, 1, 1, 1, 1, 1, 1], 1, 20],
];

for (const [times, median, ninetieth] of ranks) {
  test(`of ${times.length} times (${times}) the median is ${median} and the 90th percentile ${ninetieth}`, () => {
    const tally = tallyAll(times.map(after));
    assert.deepEqual([tally.median, tally.ninetieth], [median, ninetieth]);
  });
}

test('times that are not known, or that a clock that was set back has spoilt, or of late codes, are left out', () => {
  const spoilt = leaseWith({ ...code, state: 'done', receivedAt: 999 });
  const unknown = leaseWith({ ...code, state: 'done' });
  const late = leaseWith({ ...code, state: 'released', late: true, receivedAt: 90_000 });
  const { received, median } = tallyAll([spoilt, unknown, late, after(5)]);
  assert.deepEqual([received, median], [3, 5]);
});

test('a project is one of its platform, and the row with the most numbers comes first', () => {
  const leases = [
    leaseWith({ provider: 'zhima' }),
    leaseWith({ country: 'TH' }),
    leaseWith({ country: null }),
    leaseWith({ project: '0257', country: 'TH' }),
  ];
  const rows = (by: Parameters<typeof tallyBy>[1]) =>
    tallyBy(leases, by).map(({ tally, ...key }) => [...Object.values(key), tally.rented]);
  assert.deepEqual(rows('provider'), [
    ['durian', null, null, 3],
    ['zhima', null, null, 1],
  ]);
  assert.deepEqual(rows('project'), [
    ['durian', '123', null, 2],
    ['durian', '0257', null, 1],
    ['zhima', '123', null, 1],
  ]);
  assert.deepEqual(rows('country'), [
    [null, null, 'TH', 2],
    [null, null, 'BO', 1],
    [null, null, null, 1],
  ]);
});
