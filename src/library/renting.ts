import { SmsctlError, withDetail } from '../core/errors.ts';
import { isOpen } from '../core/lease-state.ts';
import type { Lease, RentOption } from '../core/model.ts';
import { freedBy } from '../flows/ability.ts';
import type { Account, Desk } from '../flows/account.ts';
import { acquire } from '../flows/acquire.ts';
import { projectAt } from '../flows/aliases.ts';
import type { Sources } from '../flows/configuration.ts';
import { requireLimitInCi } from '../flows/limit-use.ts';
import { rentRequestOf, requireRequestId } from '../input/rent-request.ts';
import { check, requireKind } from './checks.ts';
import type { NumberWish } from './offer.ts';

interface Renting {
  readonly desk: Desk;
  readonly account: Account;
  readonly sources: Sources;
  readonly signal: AbortSignal;
  /** Whether it is a simulated platform, where nothing costs money. */
  readonly isFree: boolean;
}

/** @param onRented told of each number the moment it is in the ledger */
export async function rent(
  { desk, account, sources, signal, isFree }: Renting,
  wish: NumberWish & { readonly count: number },
  onRented: (lease: Lease) => void,
): Promise<void> {
  const { definition, profile } = account;
  check(wish, wishes);
  const { project, count, retryFor = 0, requestId, ...rest } = wish;
  requireKind('project', project, 'text');
  const { en } = await import('../messages/en/index.ts');
  const typed = Object.entries(rest satisfies Partial<Record<RentOption, unknown>>).flatMap(([name, value]) =>
    value === undefined || value === false ? [] : [[name, typeof value === 'boolean' ? value : String(value)] as const],
  );
  const options = {
    ...Object.fromEntries(typed),
    pid: projectAt(sources, project, definition.id),
    count: String(count),
  };
  const request = rentRequestOf({ words: [], options }, definition, en);
  if (!isFree) requireLimitInCi(sources, definition, profile);
  if (requestId !== undefined) requireRequestId('requestId', requestId, en);
  const most = definition.limits.rent;
  const rented: Lease[] = [];
  for (let done = 0, call = 1; done < count; done += most, call += 1) {
    const id = requestId === undefined ? null : call === 1 ? requestId : `${requestId} (${call})`;
    const part = { ...request, count: Math.min(most, count - done) };
    try {
      const { leases } = await acquire(desk, account, part, {
        requestId: id,
        retryFor,
        signal,
        onEnd: freedBy(definition),
      });
      const held = leases.filter(({ state }) => isOpen(state));
      if (held.length === 0) throw closed(leases);
      for (const lease of held) onRented(lease);
      rented.push(...held);
    } catch (error) {
      if (rented.length === 0 || !(error instanceof SmsctlError)) throw error;
      if (error.code === 'numbers.none') return;
      // What the calls before it have brought is held until the provider is closed, and must be told.
      const stake = error.stake === 'maybeRented' ? 'maybeRented' : 'stillHeld';
      const known = new Set(rented.map(({ id }) => id));
      throw withDetail(error, { stake, leases: [...rented, ...error.leases.filter(({ id }) => !known.has(id))] });
    }
  }
}

/** The request id was used before, and what it brought has ended. */
function closed([lease]: readonly Lease[]): SmsctlError {
  const params = { number: lease?.number ?? lease?.id ?? '', state: lease?.state ?? 'notRented' };
  return new SmsctlError('lease.closed', { params, effect: 'none' });
}

const wishes = {
  ...({ project: 'text', count: null, retryFor: 'milliseconds' } as const),
  ...({ country: 'text', prefix: 'text', vip: 'text', secretKey: 'text', exclude: 'text' } as const),
  ...({ area: 'text', operator: 'text', number: 'text', requestId: 'text' } as const),
  ...({ multi: 'flag', international: 'flag' } as const),
} as const;
