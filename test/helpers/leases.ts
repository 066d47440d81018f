import { join } from 'node:path';
import { systemClock } from '../../src/context/clock.ts';
import type { Lease, Message } from '../../src/core/model.ts';
import { openLedger } from '../../src/store/ledger.ts';

/** All that tests have ever rented of simulated platforms, by the ledger that their workers shared. */
export function leasesIn(home: string): Lease[] {
  const ledger = openLedger({ path: join(home, 'sandbox', 'ledger.sqlite'), clock: systemClock });
  try {
    return [...ledger.find({})];
  } finally {
    ledger.close();
  }
}

/** Numbers that were held at the same time at the most. */
export function mostHeld(leases: readonly Lease[]): number {
  const moments = leases.flatMap(({ acquiredAt, closedAt }) => [
    [acquiredAt, 1] as const,
    [closedAt ?? Number.POSITIVE_INFINITY, -1] as const,
  ]);
  let held = 0;
  return Math.max(
    0,
    ...moments
      .toSorted(([one, step], [other, next]) => one - other || step - next)
      .map(([, step]) => {
        held += step;
        return held;
      }),
  );
}

/** What came, without the moment it was seen at. */
export const withoutTime = (messages: readonly Message[] | undefined) =>
  messages?.map(({ text, code, project }) => ({ text, code, project }));
