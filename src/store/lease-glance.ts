import type { Lease } from '../core/model.ts';
import type { LeaseQuery } from '../core/ports.ts';
import { openToLook } from './database.ts';
import { findLeases } from './lease-rows.ts';
import { ledgerApplicationId, ledgerSteps } from './schema.ts';

/**
 * Leases as they stand in a ledger that is not opened for work: nothing is tidied and nothing is written.
 *
 * @throws SmsctlError `ledger.unusable`
 */
export function glanceAtLeases(path: string, query: LeaseQuery): Lease[] {
  const db = openToLook({ path, applicationId: ledgerApplicationId, steps: ledgerSteps, durable: false });
  try {
    return findLeases(db, query);
  } finally {
    db.close();
  }
}
