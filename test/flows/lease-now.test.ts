import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasEnded, isAnothers, leaseNow } from '../../src/flows/lease-now.ts';
import { openFakeAccount } from '../helpers/fake-provider.ts';
import { hold, openDesk, targetOf } from '../helpers/temp-ledger.ts';

test('a lease has ended where another process has closed it, and not where it is open still', (t) => {
  for (const [state, expected] of [
    ['released', true],
    ['blacklisted', true],
    ['gone', true],
    ['done', true],
    ['expired', false],
    ['received', false],
    ['blacklistDue', false],
  ] as const) {
    const desk = openDesk(t);
    const [target] = hold(desk, openFakeAccount(desk.clock), ['11111']);
    if (target === undefined) return assert.fail();
    desk.elsewhere.change(target.lease?.id ?? '', { state });
    assert.equal(hasEnded(desk, target), expected, state);
    const now = leaseNow(desk, target) ?? assert.fail();
    assert.equal(now.state, state);
    assert.equal(hasEnded(desk, targetOf(now)), false, 'what was chosen as it is now has not changed since');
  }
});

test('a number the ledger does not know has no lease that could end', (t) => {
  const stranger = { lease: null, platformNumber: '1', number: '1', project: '0257', multi: false };
  const desk = openDesk(t);
  assert.deepEqual([hasEnded(desk, stranger), leaseNow(desk, stranger)], [false, null]);
});

test('a number is another lease’s once it was rented anew, at the same account', (t) => {
  const desk = openDesk(t);
  const account = openFakeAccount(desk.clock);
  const [target] = hold(desk, account, ['11111']);
  if (target === undefined) return assert.fail();
  const now = () => leaseNow(desk, target) ?? assert.fail();
  assert.equal(isAnothers(desk, now()), false, 'it is its own while it is open');
  desk.clock.pass(600_000);
  desk.ledger.expire();
  hold(desk, account, ['22222']);
  hold(desk, openFakeAccount(desk.clock, {}, { profile: 'other' }), ['11111']);
  assert.equal(isAnothers(desk, now()), false);
  const [anew] = hold(desk, account, ['11111']);
  assert.deepEqual([isAnothers(desk, now()), hasEnded(desk, target)], [true, true]);
  desk.ledger.change(anew?.lease?.id ?? '', { state: 'done' });
  assert.equal(isAnothers(desk, now()), true, 'whatever has become of it since');
});
