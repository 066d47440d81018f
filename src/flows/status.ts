import { SmsctlError } from '../core/errors.ts';
import type { PlatformStatus } from '../core/model.ts';
import { requireAbility } from './ability.ts';
import type { Account, Desk } from './account.ts';
import { askAgain } from './pace.ts';
import { heldNumber, type Target } from './target.ts';

export interface StatusResult {
  readonly target: Target;
  /** Null where the platform cannot be asked or did not answer. */
  readonly platform: PlatformStatus | null;
  readonly error: SmsctlError | null;
}

/** What the platform says of each number; one number's trouble never hides another's answer. */
export async function askStatus(
  desk: Desk,
  account: Account,
  targets: readonly Target[],
  signal: AbortSignal,
): Promise<StatusResult[]> {
  const { provider } = account;
  return askEach(targets, signal, {
    async ask(target): Promise<StatusResult> {
      if (provider.status === undefined) return { target, platform: null, error: null };
      const platform = await askAgain(desk, account, signal, async () => provider.status?.(heldNumber(target), signal));
      return { target, platform: platform ?? null, error: null };
    },
    failed: (target, error) => ({ target, platform: null, error }),
  });
}

export interface BlacklistCheck {
  readonly target: Target;
  readonly blacklisted: boolean | null;
  readonly error: SmsctlError | null;
}

/** Whether each number stands on the account's blacklist. */
export async function askBlacklisted(
  desk: Desk,
  account: Account,
  targets: readonly Target[],
  signal: AbortSignal,
): Promise<BlacklistCheck[]> {
  const { provider } = account;
  requireAbility(account.definition, 'isBlacklisted');
  return askEach(targets, signal, {
    async ask(target): Promise<BlacklistCheck> {
      const answer = await askAgain(desk, account, signal, async () =>
        provider.isBlacklisted?.(heldNumber(target), signal),
      );
      return { target, blacklisted: answer ?? null, error: null };
    },
    failed: (target, error) => ({ target, blacklisted: null, error }),
  });
}

interface Question<T> {
  readonly ask: (target: Target) => Promise<T>;
  readonly failed: (target: Target, error: SmsctlError) => T;
}

async function askEach<T>(targets: readonly Target[], signal: AbortSignal, { ask, failed }: Question<T>): Promise<T[]> {
  const results: T[] = [];
  for (const target of targets) {
    try {
      results.push(await ask(target));
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof SmsctlError)) throw error;
      results.push(failed(target, error));
    }
  }
  return results;
}
