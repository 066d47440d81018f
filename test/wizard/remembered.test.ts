import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Lease } from '../../src/core/model.ts';
import { matching, rememberedProjects } from '../../src/wizard/remembered.ts';

const lease = (project: string, acquiredAt: number, more: Partial<Lease> = {}): Lease => ({
  id: `n${acquiredAt}`,
  intentId: 'i',
  provider: 'durian',
  profile: 'default',
  project,
  platformNumber: '+59173841704',
  number: '+59173841704',
  country: 'BO',
  callingCode: '591',
  multi: false,
  state: 'done',
  acquiredAt,
  expiresAt: null,
  closedAt: null,
  receivedAt: null,
  code: null,
  messages: [],
  late: false,
  ...more,
});

const aliases = [
  { name: 'shop', ids: { durian: '0257', zhima: '88' } },
  { name: 'store', ids: { durian: '0257' } },
  { name: 'torn', ids: null },
];
// Newest first, as the ledger gives them.
const leases = [lease('9001', 30), lease('0257', 20), lease('9001', 10), lease('7', 40, { provider: 'zhima' })];

describe('the projects that are remembered', () => {
  it('are those used last, each once with its names, then those that only have a name', () => {
    assert.deepEqual(rememberedProjects(aliases, leases, 'durian'), [
      { project: '9001', names: [], usedAt: 30 },
      { project: '0257', names: ['shop', 'store'], usedAt: 20 },
    ]);
    assert.deepEqual(rememberedProjects(aliases, leases, 'zhima'), [
      { project: '7', names: [], usedAt: 40 },
      { project: '88', names: ['shop'], usedAt: null },
    ]);
  });

  it('are none that never brought a number: it may have been typed wrong', () => {
    assert.deepEqual(rememberedProjects([], [lease('9003', 1, { state: 'notRented' })], 'durian'), []);
  });

  it('are found by the beginning of an id or a name, then by any part of it', () => {
    const known = rememberedProjects(aliases, leases, 'durian');
    const found = (typed: string) => matching(known, typed).map(({ project }) => project);
    assert.deepEqual(found(''), ['9001', '0257']);
    assert.deepEqual(found('SHO'), ['0257']);
    assert.deepEqual(found('0'), ['0257', '9001']);
    assert.deepEqual(found('x'), []);
  });
});
