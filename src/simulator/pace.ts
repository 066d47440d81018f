import type { AccountState, Bucket, WorldState } from './state.ts';

interface Asked {
  readonly rate: WorldState['rate'];
  readonly now: number;
  /** Null where all actions share one bucket. */
  readonly action: string | null;
}

/** False when the account's bucket is empty. An unknown account has none. */
export function takeToken(account: AccountState | undefined, { rate, now, action }: Asked): boolean {
  if (account === undefined) return true;
  const buckets = account.buckets ?? {};
  const old = action === null ? account.bucket : Object.hasOwn(buckets, action) ? buckets[action] : null;
  const { tokens, at } = old ?? { tokens: rate.burst, at: now };
  const filled = Math.min(rate.burst, tokens + (Math.max(0, now - at) / 1000) * rate.perSecond);
  const bucket: Bucket = { tokens: filled >= 1 ? filled - 1 : filled, at: now };
  if (action === null) account.bucket = bucket;
  else account.buckets = { ...buckets, [action]: bucket };
  return filled >= 1;
}
