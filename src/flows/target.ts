import type { HeldNumber, Lease } from '../core/model.ts';

/** A number to act on: a lease of the ledger, or a number the user named together with its project. */
export interface Target {
  readonly lease: Lease | null;
  readonly platformNumber: string;
  /** As it is shown. */
  readonly number: string;
  readonly project: string;
  readonly multi: boolean;
}

export function heldNumber(target: Target): HeldNumber {
  return {
    leaseId: target.lease?.id ?? null,
    project: target.project,
    platformNumber: target.platformNumber,
    multi: target.multi,
    messages: target.lease?.messages ?? [],
  };
}

/** Null for a lease without a number: one that was only asked for. */
export function leaseTarget(lease: Lease): Target | null {
  if (lease.platformNumber === null) return null;
  return {
    lease,
    platformNumber: lease.platformNumber,
    number: lease.number ?? lease.platformNumber,
    project: lease.project,
    multi: lease.multi,
  };
}
