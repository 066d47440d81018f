import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SmsctlError } from '../../src/core/errors.ts';
import type { LeaseState } from '../../src/core/model.ts';
import { type EndWishes, recordMessages } from '../../src/flows/wait-end.ts';
import type { Kind } from '../helpers/fake-provider.ts';
import { withoutTime } from '../helpers/leases.ts';
import { leaseNow, withLedger } from '../helpers/temp-ledger.ts';
import { message, watched } from '../helpers/watched.ts';

const wishes: EndWishes = {
  once: false,
  onTimeout: 'blacklist',
  keep: false,
  nextProject: null,
  match: null,
  signal: new AbortController().signal,
};
const release: Kind = { definition: { afterCode: 'release' } };

const recordings: readonly {
  readonly name: string;
  readonly from?: { multi?: boolean; state?: LeaseState };
  readonly kind?: Kind;
  readonly keep?: boolean;
  readonly state: LeaseState;
}[] = [
  { name: 'a number that its code frees', state: 'done' },
  { name: 'a number for several messages', from: { multi: true }, state: 'received' },
  { name: 'a number that has to be released', kind: release, state: 'received' },
  { name: 'a number that is to be kept', keep: true, state: 'received' },
  { name: 'a number that was given up on', from: { multi: true, state: 'blacklistDue' }, state: 'done' },
];
for (const { name, from, kind, keep = false, state } of recordings) {
  test(`${name} is ${state} with its code, in the ledger at once`, (t) => {
    const { desk, account, target, watch } = watched(t, from, kind);
    const news = { watch, messages: [message], wishes: { ...wishes, keep } };
    assert.equal(recordMessages(desk, account, news), null);
    const lease = leaseNow(desk, target);
    assert.deepEqual([lease.state, lease.code, withoutTime(lease.messages)], [state, '1234', [message]]);
    assert.deepEqual(desk.elsewhere.find({}), [lease]);
  });
}

test('messages of a number the ledger does not know are nobody’s to keep', (t) => {
  const { desk, account, watch } = watched(t);
  const stranger = { ...watch, target: { ...watch.target, lease: null } };
  assert.equal(recordMessages(desk, account, { watch: stranger, messages: [message], wishes }), null);
});

test('a ledger that cannot be written is told, not thrown', (t) => {
  const { desk, account, watch } = watched(t);
  const unusable = new SmsctlError('ledger.unusable');
  const change = () => {
    throw unusable;
  };
  assert.equal(recordMessages(withLedger(desk, { change }), account, { watch, messages: [message], wishes }), unusable);
});
