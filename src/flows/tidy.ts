import type { ProviderDefinition } from '../providers/contract.ts';
import type { Desk } from './account.ts';

/**
 * What every command does first when it opens the ledger: closes leases whose time is over, turns purchases that a
 * crash left behind into unknown outcomes, and counts those, so that nothing is forgotten.
 */
export function tidy(desk: Desk, providers: readonly ProviderDefinition[]): { readonly unknown: number } {
  desk.ledger.expire();
  desk.ledger.orphans((id) => providers.find((one) => one.id === id)?.times.lease ?? 30 * 60_000);
  const unknown = desk.ledger.find({ states: ['unknown'] });
  return { unknown: new Set(unknown.map((lease) => lease.intentId)).size };
}
