import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limitUse } from '../../src/flows/limit-use.ts';
import { openFakeAccount } from '../helpers/fake-provider.ts';
import { hold, openDesk } from '../helpers/temp-ledger.ts';
import { day, newRequest, noLimits } from '../store/fixtures.ts';

test('what is used of the limits is counted as a purchase counts it', (t) => {
  const desk = openDesk(t);
  const account = openFakeAccount(desk.clock);
  assert.deepEqual(limitUse(desk, account), { held: 0, today: 0 });
  const [first] = hold(desk, account, ['59173841704', '59173841705']);
  desk.ledger.change(first?.lease?.id ?? '', { state: 'released' });
  assert.deepEqual(limitUse(desk, account), { held: 1, today: 2 });
  assert.deepEqual(limitUse(desk, { ...account, profile: 'work' }), { held: 0, today: 0 });

  const intent = { provider: account.definition.id, profile: account.profile, account: account.paceKey };
  const refusal = refusalOf(() =>
    desk.ledger.reserve({ ...intent, requestId: null, request: newRequest() }, { ...noLimits, maxHeld: 1 }),
  );
  assert.equal(refusal.params.used, limitUse(desk, account).held);

  desk.clock.jump(account.times.lease + 1);
  assert.deepEqual(limitUse(desk, account), { held: 0, today: 2 }); // its time is over
  desk.clock.jump(day);
  assert.deepEqual(limitUse(desk, account), { held: 0, today: 0 });
});

function refusalOf(act: () => unknown): { params: Readonly<Record<string, unknown>> } {
  try {
    act();
  } catch (error) {
    if (error instanceof Error && 'params' in error) return { params: error.params as Record<string, unknown> };
  }
  return assert.fail('it was not refused');
}
