import { SmsctlError } from '../core/errors.ts';
import type { Lease, Reading } from '../core/model.ts';
import type { LeaseQuery } from '../core/ports.ts';
import type { Account, Desk } from './account.ts';
import { inTurn, isBusy, mayPass } from './pace.ts';
import { heldNumber, leaseTarget } from './target.ts';
import { chooseCode } from './watch.ts';

/** A code may arrive after its number was given up: until its time is over, that number is looked at once more. */

export interface LateLook {
  /** As it now stands in the ledger. */
  readonly lease: Lease;
  /** New with this look. */
  readonly code: string | null;
  /** Why it could not be looked at, or not be written down. */
  readonly error: SmsctlError | null;
}

export const givenUpStates = ['blacklistDue', 'blacklisted', 'released'] as const;

export function isLateStill(lease: Lease, now: number): boolean {
  const isGivenUp = givenUpStates.some((state) => state === lease.state);
  const mayBring = lease.multi || lease.code === null;
  return isGivenUp && mayBring && lease.platformNumber !== null && lease.expiresAt !== null && lease.expiresAt > now;
}

/** No platform holds a number for longer, in ms. */
const longest = 24 * 60 * 60_000;

/** Numbers that were given up and whose time is not over, newest first. */
export function findGivenUp({ ledger, clock }: Desk, query: LeaseQuery = {}): Lease[] {
  const now = clock.now();
  const found = ledger.find({ ...query, states: givenUpStates, since: now - longest });
  return found.filter((lease) => isLateStill(lease, now));
}

/**
 * One look at each. What comes is kept with the lease, whose state stays as it is. Ends early where the platform is down
 * or busy; that a platform knows the number no longer is no error.
 */
export async function lookLate(
  desk: Desk,
  account: Account,
  leases: readonly Lease[],
  signal: AbortSignal,
): Promise<LateLook[]> {
  const looks: LateLook[] = [];
  for (const lease of leases) {
    if (isHeldAnew(desk, lease)) continue;
    try {
      looks.push(await lookAt(desk, account, lease, signal));
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof SmsctlError)) throw error;
      if (isAnswer(error)) continue;
      looks.push({ lease, code: null, error });
      if (isBusy(error) || mayPass(error)) break;
    }
  }
  return looks;
}

/** A number that we have rented again since brings the codes of that lease, and a look might take them from it. */
function isHeldAnew({ ledger }: Desk, { id, provider, profile, project, platformNumber, acquiredAt }: Lease): boolean {
  const since = ledger.find({ provider, profile, project, since: acquiredAt });
  return since.some((other) => other.id !== id && other.platformNumber === platformNumber);
}

/** The platform has understood the question: it holds this number for us no longer. */
const isAnswer = ({ code }: SmsctlError): boolean =>
  ['provider.refused', 'number.gone', 'number.unknown', 'parameter.refused', 'project.unknown'].includes(code);

async function lookAt(desk: Desk, account: Account, lease: Lease, signal: AbortSignal): Promise<LateLook> {
  const target = leaseTarget(lease);
  const nothing = { lease, code: null, error: null };
  if (target === null) return nothing;
  const [reading] = await inTurn<Reading[]>(desk, account, { gap: account.times.gap, signal }, () =>
    account.provider.read([heldNumber(target)], signal),
  );
  if (reading?.kind !== 'received') return nothing;
  const { messages } = reading;
  const code = chooseCode(messages, null);
  try {
    const kept = desk.ledger.keepLate(lease.id, { messages, ...(code === null ? {} : { code }) });
    return { lease: kept ?? lease, code, error: null };
  } catch (error) {
    if (error instanceof SmsctlError) return { lease, code, error };
    throw error;
  }
}
