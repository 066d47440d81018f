import { homeFolder } from '../context/home-folder.ts';
import type { ProviderOptions, WaitOptions } from '../library/offer.ts';
import { defined, partsOf } from '../library/options.ts';
import { resolvePaths } from '../store/paths.ts';
import type { PhoneOptions, TestWish } from './offer.ts';

interface Source {
  readonly provider: string;
  readonly account: ProviderOptions;
  readonly wish: TestWish;
}

/**
 * Where numbers come from, and what they are to be like. The shared ledger, unless said otherwise: limits and pace hold
 * between the workers, and nothing is lost with one.
 */
export function sourceOf(options: PhoneOptions): Source {
  const { provider, scope, timeout, interval, keep, placeTimeout, ...all } = options;
  const { account, wish } = partsOf(all);
  const { simulator, env = process.env } = all;
  // What is simulated does not stand among the numbers that were paid for, nor count against their limits.
  const apart = simulator === undefined ? {} : { SMSCTL_HOME: resolvePaths(env, homeFolder()).sandboxDir };
  return {
    provider: provider ?? env.SMSCTL_PROVIDER ?? '',
    account: { ledger: 'shared', ...account, env: { ...env, ...apart } },
    wish,
  };
}

/** Of a wait that is told nothing else. */
export type WaitDefaults = Pick<WaitOptions, 'timeout' | 'interval' | 'keep'>;

export const waitDefaults = ({ timeout, interval, keep }: PhoneOptions): WaitDefaults =>
  defined({ timeout, interval, keep });
