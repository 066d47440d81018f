import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Lease, RentRequest } from '../../src/core/model.ts';
import type { Ledger } from '../../src/core/ports.ts';
import type { Account, Desk } from '../../src/flows/account.ts';
import { leaseTarget, type Target } from '../../src/flows/target.ts';
import { openLedger } from '../../src/store/ledger.ts';
import { newRequest, noLimits, rentedNumber, tempDir } from '../store/fixtures.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';

export interface FakeDesk extends Desk {
  readonly clock: FakeClock;
  /** The same file as another process would open it. */
  readonly elsewhere: Ledger;
}

/** The real ledger in a folder of its own, the fake clock, and no jitter. */
export function openDesk(t: TestContext): FakeDesk {
  const clock = createFakeClock();
  const path = join(tempDir(t), 'ledger.sqlite');
  const ledger = openLedger({ path, clock });
  const elsewhere = openLedger({ path, clock });
  t.after(() => {
    ledger.close();
    elsewhere.close();
  });
  return { ledger, elsewhere, clock, random: () => 0 };
}

/** Numbers of the account that are held from now on. */
export function hold(
  { ledger }: Desk,
  account: Pick<Account, 'definition' | 'profile' | 'times' | 'paceKey'>,
  digits: readonly string[],
  wishes: Partial<RentRequest> = {},
): Target[] {
  const reservation = ledger.reserve(
    {
      provider: account.definition.id,
      profile: account.profile,
      account: account.paceKey,
      requestId: null,
      request: newRequest({ count: digits.length, ...wishes }),
    },
    noLimits,
  );
  if (reservation.kind !== 'reserved') throw new Error('expected a new reservation');
  ledger.attempt(reservation.intentId);
  const leases = ledger.fulfil(reservation.intentId, digits.map(rentedNumber), account.times.lease);
  return leases.map(targetOf);
}

export function targetOf(lease: Lease): Target {
  const target = leaseTarget(lease);
  if (target === null) throw new Error('a lease without a number');
  return target;
}

/** The lease of a target as the ledger now has it. */
export function leaseNow({ ledger }: Desk, target: Target | undefined): Lease {
  const [lease] = ledger.find({ ids: [target?.lease?.id ?? ''] });
  if (lease === undefined) throw new Error('no such lease');
  return lease;
}

/** A ledger of which some methods are replaced, to fail or to be watched. */
export function withLedger<T extends Desk>(desk: T, changed: Partial<Ledger>): T {
  return { ...desk, ledger: { ...desk.ledger, ...changed } };
}
