import type { TestContext } from 'node:test';
import type { LeaseState } from '../../src/core/model.ts';
import { startWatch } from '../../src/flows/watch.ts';
import { type Kind, openFakeAccount } from './fake-provider.ts';
import { hold, leaseNow, openDesk, targetOf } from './temp-ledger.ts';

export const message = { text: 'Your code is 1234', code: '1234', project: null };
const plan = { firstLook: 0, every: 15_000, giveUp: 300_000 };

/** A number that is waited for, in the state that is said. */
export function watched(
  t: TestContext,
  { multi = false, state = 'held' }: { multi?: boolean; state?: LeaseState } = {},
  kind: Kind = {},
) {
  const desk = openDesk(t);
  const account = openFakeAccount(desk.clock, {}, kind);
  const [held] = hold(desk, account, ['11111'], { multi });
  if (state !== 'held') desk.ledger.change(held?.lease?.id ?? '', { state });
  const target = targetOf(leaseNow(desk, held));
  const watch = startWatch(target, plan, { elapsed: 0, sinceRented: 0 });
  return { desk, account, target, watch };
}
