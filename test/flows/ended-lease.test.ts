import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endedBefore, endedMeanwhile } from '../../src/flows/ended-lease.ts';
import { withoutTime } from '../helpers/leases.ts';
import { leaseNow, targetOf } from '../helpers/temp-ledger.ts';
import { message, watched } from '../helpers/watched.ts';

test('an open lease has not ended', (t) => {
  for (const state of ['held', 'received', 'blacklistDue'] as const) {
    const { target } = watched(t, { state });
    assert.equal(endedBefore(target, 'fake', null), null);
    assert.equal(endedBefore({ ...target, lease: null }, 'fake', null), null);
  }
});

test('a closed lease ends a wait, with its code where it has one', (t) => {
  for (const { state, after } of [
    { state: 'done', after: 'released' },
    { state: 'released', after: 'released' },
    { state: 'blacklisted', after: 'blacklisted' },
    { state: 'gone', after: 'released' },
    { state: 'expired', after: 'released' },
  ] as const) {
    const { desk, target } = watched(t);
    desk.ledger.change(target.lease?.id ?? '', { state: 'received', code: '1234', messages: [message] });
    desk.ledger.change(target.lease?.id ?? '', { state });
    const end = endedBefore(targetOf(leaseNow(desk, target)), 'fake', null);
    assert.deepEqual(
      [end?.status, end?.code, withoutTime(end?.messages), end?.after, end?.error],
      ['received', '1234', [message], after, null],
      state,
    );
    const other = watched(t);
    other.desk.ledger.change(other.target.lease?.id ?? '', { state });
    const bare = endedBefore(targetOf(leaseNow(other.desk, other.target)), 'fake', null);
    assert.deepEqual([bare?.status, bare?.code, bare?.after, bare?.error?.code], ['gone', null, after, 'lease.closed']);
  }
});

test('a lease that another process closes tells a wait nothing that was there before it', (t) => {
  const known = { provider: 'fake', match: null, elapsed: 20_000 };
  const { desk, target, watch } = watched(t);
  desk.elsewhere.change(target.lease?.id ?? '', { state: 'received', code: '1234', messages: [message] });
  desk.elsewhere.change(target.lease?.id ?? '', { state: 'released' });
  const end = endedMeanwhile({ ...watch, seen: [message] }, leaseNow(desk, target), known);
  assert.deepEqual(
    [end?.status, end?.code, withoutTime(end?.messages), end?.error?.code],
    ['gone', null, [], 'lease.closed'],
  );
  assert.equal(endedMeanwhile(watch, leaseNow(desk, target), known)?.code, '1234', 'but for what came in the meantime');
});

test('a closed lease for several messages never tells its old code again', (t) => {
  for (const state of ['done', 'released', 'blacklisted', 'gone', 'expired'] as const) {
    for (const match of [null, /\d+/u]) {
      const { desk, target } = watched(t, { multi: true });
      desk.ledger.change(target.lease?.id ?? '', { state: 'received', code: '1234', messages: [message] });
      desk.ledger.change(target.lease?.id ?? '', { state });
      const end = endedBefore(targetOf(leaseNow(desk, target)), 'fake', match);
      assert.deepEqual(
        [end?.status, end?.code, withoutTime(end?.messages), end?.error?.code],
        ['gone', null, [], 'lease.closed'],
        state,
      );
    }
  }
});

test('a code that came to such a number during the wait is told, also where the number is closed by now', (t) => {
  const known = { provider: 'fake', match: null, elapsed: 20_000 };
  const { desk, target, watch } = watched(t, { multi: true });
  desk.elsewhere.change(target.lease?.id ?? '', { state: 'received', code: '1234', messages: [message] });
  desk.elsewhere.change(target.lease?.id ?? '', { state: 'released' });
  const lease = leaseNow(desk, target);
  const end = endedMeanwhile(watch, lease, known);
  assert.deepEqual(
    [end?.status, end?.code, withoutTime(end?.messages), end?.after, end?.error],
    ['received', '1234', [message], 'released', null],
  );
  const old = endedMeanwhile({ ...watch, seen: [message] }, lease, known);
  assert.deepEqual([old?.status, old?.code, old?.error?.code], ['gone', null, 'lease.closed']);
});

test('a pattern that finds nothing in what a closed lease brought is told so, and not the code it did not ask for', (t) => {
  const { desk, target } = watched(t);
  desk.ledger.change(target.lease?.id ?? '', { state: 'done', code: '1234', messages: [message] });
  const end = (match: RegExp | null) => endedBefore(targetOf(leaseNow(desk, target)), 'fake', match);
  assert.deepEqual([end(/nothing/u)?.status, end(/nothing/u)?.code], ['gone', null]);
  assert.deepEqual([end(/x*/u)?.status, end(/x*/u)?.code], ['gone', null], 'an empty match is none');
  assert.deepEqual([end(/is (\d)/u)?.code, end(null)?.code], ['1', '1234']);
});

test('a code that no pattern chose is still there for a wait without one', (t) => {
  const { desk, target } = watched(t);
  desk.ledger.change(target.lease?.id ?? '', { state: 'done', messages: [message] });
  const lease = leaseNow(desk, target);
  assert.equal(lease.code, null);
  const end = endedBefore(targetOf(lease), 'fake', null);
  assert.deepEqual([end?.status, end?.code, end?.error], ['received', '1234', null]);
});

test('what another process closed ends a wait, what the clock closed does not', (t) => {
  const known = { provider: 'fake', match: null, elapsed: 20_000 };
  for (const [state, status] of [
    ['released', 'gone'],
    ['blacklisted', 'gone'],
    ['gone', 'gone'],
    ['expired', undefined],
    ['received', undefined],
    ['blacklistDue', undefined],
  ] as const) {
    const { desk, target, watch } = watched(t);
    desk.elsewhere.change(target.lease?.id ?? '', { state });
    const end = endedMeanwhile({ ...watch, looks: 1 }, leaseNow(desk, target), known);
    assert.deepEqual(
      [end?.status, end?.looks, end?.waited],
      status ? [status, 1, 20_000] : [undefined, undefined, undefined],
    );
    assert.ok(end === null || end.target === watch.target, 'whoever counts targets finds the one it gave');
  }
});

test('what the clock closed ends a wait where the number is another lease’s by now', (t) => {
  const known = { provider: 'fake', match: null, elapsed: 20_000, isAnothers: true };
  const { desk, target, watch } = watched(t);
  assert.equal(endedMeanwhile(watch, leaseNow(desk, target), known), null, 'and not before');
  desk.elsewhere.change(target.lease?.id ?? '', { state: 'expired' });
  const end = endedMeanwhile(watch, leaseNow(desk, target), known);
  assert.deepEqual([end?.status, end?.code, end?.error?.code], ['gone', null, 'lease.closed']);
});

test('a code is news only to the wait that has not seen it', (t) => {
  const known = { provider: 'fake', match: null, elapsed: 20_000 };
  const { desk, target, watch } = watched(t, { multi: true });
  desk.elsewhere.change(target.lease?.id ?? '', { state: 'received', code: '1234', messages: [message] });
  const lease = leaseNow(desk, target);
  const end = endedMeanwhile(watch, lease, known);
  assert.deepEqual(
    [end?.status, end?.code, withoutTime(end?.messages), end?.after],
    ['received', '1234', [message], 'kept'],
  );
  assert.equal(endedMeanwhile({ ...watch, seen: [message] }, lease, known), null);
  const ad = { text: 'Welcome!', code: null, project: null };
  assert.equal(endedMeanwhile({ ...watch, seen: [ad] }, lease, known)?.code, '1234', 'whatever else it has seen');
  assert.equal(endedMeanwhile(watch, lease, { ...known, match: /\d{6}/u }), null, 'nor is one that was not asked for');
});
