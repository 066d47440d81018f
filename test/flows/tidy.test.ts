import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tidy } from '../../src/flows/tidy.ts';
import { durian } from '../../src/providers/durian/index.ts';
import { openLedger } from '../../src/store/ledger.ts';
import { createFakeClock } from '../helpers/fake-clock.ts';
import { openFakeAccount } from '../helpers/fake-provider.ts';
import { hold, leaseNow, openDesk } from '../helpers/temp-ledger.ts';
import { newIntent, reserveNew, tempDir } from '../store/fixtures.ts';

test('leases whose time is over are closed, a little later than the platform frees them', (t) => {
  const desk = openDesk(t);
  const [target] = hold(desk, openFakeAccount(desk.clock), ['11111']);
  desk.clock.pass(295_000);
  assert.deepEqual([tidy(desk, [durian]), leaseNow(desk, target).state], [{ unknown: 0 }, 'held']);
  desk.clock.pass(30_000);
  tidy(desk, [durian]);
  assert.equal(leaseNow(desk, target).state, 'expired');
});

test('purchases that a crash left behind are counted, not their numbers', (t) => {
  const clock = createFakeClock();
  const path = `${tempDir(t)}/ledger.sqlite`;
  const ledger = openLedger({ path, clock, isAlive: () => false });
  t.after(() => ledger.close());
  for (const count of [3, 1]) ledger.attempt(reserveNew(ledger, newIntent({ count })));
  reserveNew(ledger);
  const desk = { ledger, clock, random: () => 0 };
  assert.deepEqual(tidy(desk, [durian]), { unknown: 2 });
  assert.deepEqual(tidy(desk, [durian]), { unknown: 2 }, 'until they are settled');
  const states = ledger.find({}).map((lease) => lease.state);
  assert.deepEqual(states.toSorted(), ['notRented', 'unknown', 'unknown', 'unknown', 'unknown']);
});

test('a lost purchase lasts as long as its platform’s leases, of an unknown platform longer', (t) => {
  const clock = createFakeClock();
  const path = `${tempDir(t)}/ledger.sqlite`;
  const ledger = openLedger({ path, clock, isAlive: () => false });
  t.after(() => ledger.close());
  for (const provider of ['durian', 'elsewhere']) ledger.attempt(reserveNew(ledger, newIntent({}, { provider })));
  tidy({ ledger, clock, random: () => 0 }, [durian]);
  const left = ledger.find({}).map((lease) => [lease.provider, (lease.expiresAt ?? 0) - clock.now()]);
  assert.deepEqual(Object.fromEntries(left), { durian: durian.times.lease, elsewhere: 30 * 60_000 });
});
