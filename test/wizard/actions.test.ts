import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ErrorCode, SmsctlError } from '../../src/core/errors.ts';
import type { Lease, LeaseState } from '../../src/core/model.ts';
import { nextActions, timeoutEnd, usualAction } from '../../src/wizard/actions.ts';
import { createFakeClock } from '../helpers/fake-clock.ts';
import { openFakeAccount } from '../helpers/fake-provider.ts';

const { definition } = openFakeAccount(createFakeClock());

const lease = (state: LeaseState, code: string | null = null): Lease => ({
  id: 'n1',
  intentId: 'i',
  provider: 'durian',
  profile: 'default',
  project: '1',
  platformNumber: '+59173841704',
  number: '+59173841704',
  country: 'BO',
  callingCode: '591',
  multi: false,
  state,
  acquiredAt: 1,
  expiresAt: null,
  closedAt: null,
  receivedAt: null,
  code,
  messages: [],
  late: false,
});

function next(leases: readonly Lease[], code: ErrorCode | null = null, abilities = definition.abilities) {
  const failure = code === null ? null : new SmsctlError(code);
  const outcome = { definition: { ...definition, abilities }, leases, failure };
  const actions = nextActions(outcome);
  return { actions, usual: usualAction(outcome, actions) };
}

describe('what may be done next', () => {
  it('is nothing with a number that has got its code and is ours no longer', () => {
    assert.deepEqual(next([lease('done', '482913')]), { actions: ['again', 'change', 'done'], usual: 'done' });
  });

  it('is to wait on or to give back what is still held', () => {
    const { actions, usual } = next([lease('held')], 'provider.unreachable', ['release', 'blacklist']);
    assert.deepEqual(actions, ['wait', 'release', 'blacklist', 'again', 'change', 'done']);
    assert.equal(usual, 'wait');
  });

  it('is to wait for another code of a number that is kept', () => {
    const { actions, usual } = next([lease('received', '482913')], null, ['blacklist']);
    assert.deepEqual(actions, ['another', 'blacklist', 'again', 'change', 'done']);
    assert.equal(usual, 'done');
  });

  it('is to keep asking where there were no numbers, and not where the platform said no', () => {
    assert.deepEqual(next([], 'numbers.none').actions, ['retry', 'again', 'change', 'done']);
    assert.deepEqual(next([], 'project.unknown').actions, ['again', 'change', 'done']);
  });

  it('is never another purchase while the answer to one is lost', () => {
    assert.deepEqual(next([lease('unknown')], 'outcome.unknown'), { actions: ['done'], usual: 'done' });
  });

  it('is another number, asked for again, where one was given up', () => {
    assert.equal(next([lease('blacklisted')], 'code.timeout').usual, 'again');
  });
});

describe('a wait that brings no code', () => {
  for (const [name, leases, end] of [
    ['blacklists', [lease('held')], 'blacklist'],
    ['keeps what has served once', [lease('received', '1234')], 'keep'],
    ['keeps all where one has served', [lease('held'), lease('received', '1234')], 'keep'],
  ] as const) {
    it(name, () => assert.equal(timeoutEnd(definition, leases), end));
  }

  it('keeps where nothing can be blacklisted', () => {
    const abilities = definition.abilities.filter((ability) => ability !== 'blacklist');
    assert.equal(timeoutEnd({ ...definition, abilities }, [lease('held')]), 'keep');
  });
});
