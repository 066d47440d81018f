import type { Lease } from '../core/model.ts';
import type { LeaseQuery } from '../core/ports.ts';
import { inspectDatabase } from './database.ts';
import { findLeases } from './lease-rows.ts';
import { ledgerApplicationId, ledgerSteps } from './schema.ts';

/**
 * Leases as they stand in a ledger that is not opened for work: nothing is tidied, written or waited for.
 *
 * @throws SmsctlError `ledger.unusable`
 */
export function glanceAtLeases(path: string, query: LeaseQuery): Lease[] {
  const options = { path, applicationId: ledgerApplicationId, steps: ledgerSteps, patience: 0 };
  return inspectDatabase(options, (all) => findLeases({ all }, query));
}
