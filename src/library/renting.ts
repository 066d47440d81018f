import { isOn } from '../context/switches.ts';
import { SmsctlError, withDetail } from '../core/errors.ts';
import type { Lease, RentOption } from '../core/model.ts';
import type { Account, Desk } from '../flows/account.ts';
import { acquire } from '../flows/acquire.ts';
import { projectAt } from '../flows/aliases.ts';
import { type Sources, variableName } from '../flows/configuration.ts';
import { isLimited } from '../flows/limit-use.ts';
import { rentRequestOf } from '../input/rent-request.ts';
import type { NumberWish } from './offer.ts';

interface Renting {
  readonly desk: Desk;
  readonly account: Account;
  readonly sources: Sources;
  readonly signal: AbortSignal;
  readonly isSandbox: boolean;
}

/** @param onRented told of each number the moment it is in the ledger */
export async function rent(
  { desk, account, sources, signal, isSandbox }: Renting,
  { project, count, retryFor = 0, requestId, ...wishes }: NumberWish & { readonly count: number },
  onRented: (lease: Lease) => void,
): Promise<void> {
  const { definition, profile } = account;
  requireText('project', project);
  const { en } = await import('../messages/en/index.ts');
  const typed = Object.entries(wishes satisfies Partial<Record<RentOption, unknown>>).flatMap(([name, value]) =>
    value === undefined || value === false ? [] : [[name, typeof value === 'boolean' ? value : String(value)] as const],
  );
  const options = {
    ...Object.fromEntries(typed),
    pid: projectAt(sources, project, definition.id),
    count: String(count),
  };
  const request = rentRequestOf({ words: [], options }, definition, en);
  requireLimitInCi();
  const most = definition.limits.rent;
  for (let done = 0, call = 1; done < count; done += most, call += 1) {
    const id = requestId === undefined ? null : call === 1 ? requestId : `${requestId} (${call})`;
    const part = { ...request, count: Math.min(most, count - done) };
    try {
      const { leases } = await acquire(desk, account, part, { requestId: id, retryFor, signal, onEnd: 'release' });
      for (const lease of leases) onRented(lease);
    } catch (error) {
      const isEnough = done > 0 && error instanceof SmsctlError && error.code === 'numbers.none';
      if (isEnough) return;
      throw error;
    }
  }

  function requireLimitInCi(): void {
    if (isSandbox || !isOn(sources.env.CI) || isLimited(sources, definition, profile)) return;
    const params = { perDay: variableName('maxPerDay'), held: variableName('maxHeld') };
    throw new SmsctlError('limits.missing', { params, provider: definition.id, stake: 'nothingRented' });
  }
}

/** What a caller without types may hand in: a number as a project would lose its zeros. */
function requireText(option: string, value: unknown): void {
  if (typeof value === 'string' && value !== '') return;
  const shown = value === undefined ? 'undefined' : JSON.stringify(value);
  throw withDetail(new SmsctlError('usage.invalidValue'), {
    params: { option, value: shown, expected: 'a text, with its leading zeros' },
    effect: 'none',
  });
}
