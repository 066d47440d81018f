import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldNumber, leaseTarget } from '../../src/flows/target.ts';
import { openFakeAccount } from '../helpers/fake-provider.ts';
import { hold, openDesk, targetOf } from '../helpers/temp-ledger.ts';
import { reserveNew } from '../store/fixtures.ts';

const message = { text: 'your code is 1234', code: '1234', project: null };

test('what goes to the platform is its own spelling, the wishes of the rental and what is known', (t) => {
  const desk = openDesk(t);
  const [target] = hold(desk, openFakeAccount(desk.clock), ['59173841704'], { multi: true });
  const lease = desk.ledger.change(target?.lease?.id ?? '', { state: 'received', messages: [message] });
  assert.ok(lease !== null);
  assert.deepEqual(heldNumber(targetOf(lease)), {
    leaseId: lease.id,
    project: '0257',
    platformNumber: '59173841704',
    multi: true,
    messages: lease.messages,
  });
  assert.equal(targetOf(lease).number, '+59173841704', 'what is shown is E.164');
});

test('a number the ledger does not know has no lease', () => {
  const stranger = { lease: null, platformNumber: '+5911', number: '+5911', project: '9', multi: false };
  assert.deepEqual([heldNumber(stranger).leaseId, heldNumber(stranger).messages], [null, []]);
});

test('what was only asked for is no target', (t) => {
  const { ledger } = openDesk(t);
  reserveNew(ledger);
  assert.deepEqual(ledger.find({}).map(leaseTarget), [null]);
});
