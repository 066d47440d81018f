import { SmsctlError } from '../core/errors.ts';
import { isOpen } from '../core/lease-state.ts';
import type { Lease, RentOption } from '../core/model.ts';
import { freedBy } from '../flows/ability.ts';
import type { Account, Desk } from '../flows/account.ts';
import { acquire } from '../flows/acquire.ts';
import { acquireAll } from '../flows/acquire-all.ts';
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
  /** Told of each number the moment it is in the ledger. */
  readonly onRented: (lease: Lease) => void;
}

export async function rent(
  { desk, account, sources, signal, isFree, onRented }: Renting,
  wish: NumberWish,
  count: number,
) {
  const { definition, profile } = account;
  check(wish, wishes);
  const { project, retryFor = 0, requestId, ...rest } = wish;
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
  const whole = { request, requestId: requestId ?? null };
  const { failure } = await acquireAll(account, whole, async (part) => {
    const options = { requestId: part.requestId, retryFor, signal, onEnd: freedBy(definition) };
    const bought = await acquire(desk, account, part.request, options);
    const leases = bought.leases.filter(({ state }) => isOpen(state));
    if (leases.length === 0) throw closed(bought.leases);
    for (const lease of leases) onRented(lease);
    return { ...bought, leases };
  });
  if (failure !== null && failure.code !== 'numbers.none') throw failure;
}

/** The request id was used before, and what it brought has ended. */
function closed([lease]: readonly Lease[]): SmsctlError {
  const params = { number: lease?.number ?? lease?.id ?? '', state: lease?.state ?? 'notRented' };
  return new SmsctlError('lease.closed', { params, effect: 'none' });
}

const wishes = {
  ...({ project: 'text', retryFor: 'milliseconds' } as const),
  ...({ country: 'text', prefix: 'text', vip: 'text', secretKey: 'text', exclude: 'text' } as const),
  ...({ area: 'text', operator: 'text', number: 'text', requestId: 'text' } as const),
  ...({ multi: 'flag', international: 'flag' } as const),
} as const;
