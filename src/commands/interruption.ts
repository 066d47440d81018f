import type { Context } from '../context/context.ts';
import { SmsctlError, withDetail } from '../core/errors.ts';
import { isOpen } from '../core/lease-state.ts';
import type { Lease } from '../core/model.ts';
import type { Ledger } from '../core/ports.ts';
import type { Target } from '../flows/target.ts';

/** More than this many nobody copies from a screen. */
const mostNamed = 20;

/** The interruption that a signal stands for, with the numbers that are still held of those it stopped the work on. */
export function interruption(context: Context, ledger: Ledger, targets: readonly Target[]): SmsctlError {
  const { signal } = context;
  const reason = signal.reason instanceof SmsctlError ? signal.reason : new SmsctlError('interrupted');
  const leases = heldNow(ledger, targets);
  if (leases.length === 0) return withDetail(reason, { leases });
  const areMany = leases.length > mostNamed && areAll(ledger, leases);
  const named = areMany ? '--all' : leases.map((lease) => lease.id).join(' ');
  return withDetail(reason, { leases, params: { resume: context.commandLine(`wait-code ${named}`) } });
}

function heldNow(ledger: Ledger, targets: readonly Target[]): Lease[] {
  const ids = targets.flatMap((target) => (target.lease === null ? [] : [target.lease.id]));
  return ids.length === 0 ? [] : ledger.find({ ids }).filter((lease) => isOpen(lease.state));
}

/** Whether there are no others that could be waited for: those would be waited for too, and given up with these. */
function areAll(ledger: Ledger, leases: readonly Lease[]): boolean {
  const ids = new Set(leases.map((lease) => lease.id));
  return ledger.find({ states: ['held', 'received'] }).every((lease) => ids.has(lease.id));
}
