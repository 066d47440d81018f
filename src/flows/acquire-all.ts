import { SmsctlError, withDetail } from '../core/errors.ts';
import type { Lease, RentRequest } from '../core/model.ts';
import type { Account } from './account.ts';
import type { Acquired } from './acquire.ts';

/** What one call buys. */
interface Part {
  readonly request: RentRequest;
  readonly requestId: string | null;
}

/**
 * More numbers than one call gives are rented call by call: each is a purchase of its own, with its own intent.
 *
 * @returns with the failure that ended it, where calls before that one have brought numbers
 * @throws SmsctlError the failure, where none has
 */
export async function acquireAll(
  { definition }: Account,
  { request, requestId }: Part,
  acquirePart: (part: Part) => Promise<Acquired>,
): Promise<Acquired & { readonly failure: SmsctlError | null }> {
  const most = definition.limits.rent;
  const leases: Lease[] = [];
  let isRepeat = false;
  for (let call = 0; call * most < request.count; call += 1) {
    const count = Math.min(most, request.count - call * most);
    const name = requestId === null || call === 0 ? requestId : `${requestId} (${call + 1})`;
    try {
      const bought = await acquirePart({ request: { ...request, count }, requestId: name });
      leases.push(...bought.leases);
      isRepeat ||= bought.isRepeat;
    } catch (error) {
      // What the calls before it have brought is held and must be told.
      if (leases.length === 0 || !(error instanceof SmsctlError)) throw error;
      const stake = error.stake === 'maybeRented' ? 'maybeRented' : 'stillHeld';
      const known = new Set(error.leases.map(({ id }) => id));
      const named = [...error.leases, ...leases.filter(({ id }) => !known.has(id))];
      return { leases, isRepeat, failure: withDetail(error, { stake, leases: named }) };
    }
  }
  return { leases, isRepeat, failure: null };
}
