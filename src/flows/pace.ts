import { SmsctlError, withDetail } from '../core/errors.ts';
import { backoff, busyPause, readAgain } from '../core/schedule.ts';
import type { Account, Desk } from './account.ts';

interface Turn {
  /** At least this many ms since the account's last turn; 0 only waits out a busy answer. */
  readonly gap?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Makes one call in the pace that all processes of the account share; a busy answer slows all of them down. */
export async function inTurn<T>(desk: Desk, account: Account, turn: Turn, call: () => Promise<T>): Promise<T> {
  const pause = desk.ledger.takeTurn(account.paceKey, turn.gap ?? 0);
  if (pause > 0) await desk.clock.sleep(pause, turn.signal);
  turn.signal?.throwIfAborted(); // whoever has been stopped asks for nothing more
  let result: T;
  try {
    result = await call();
  } catch (error) {
    if (isBusy(error)) writeDown(() => slowDown(desk, account));
    throw named(error, account, turn.signal);
  }
  writeDown(() => desk.ledger.speedUp(account.paceKey));
  return result;
}

/** A platform that is looked at more often than any that is paid for, the simulated one, is asked again sooner, too. */
export function slowDown({ ledger }: Desk, { paceKey, times }: Account): void {
  const { first, most } = busyPause;
  ledger.slowDown(paceKey, Math.min(first, times.every), Math.min(most, 10 * times.every));
}

/** What broke below the platform's own words does not know whose it was. */
export function named(error: unknown, { definition }: Account, signal: AbortSignal | undefined): unknown {
  const isNameless = error instanceof SmsctlError && error.provider === null && error !== signal?.reason;
  return isNameless ? withDetail(error, { provider: definition.id }) : error;
}

/** An answer outranks what is noted beside it: no rented number and no code is lost because a note cannot be written. */
export function writeDown(write: () => void): void {
  try {
    write();
  } catch (error) {
    if (!(error instanceof SmsctlError)) throw error;
  }
}

const readAttempts = 3;

/** Makes a call that costs nothing and changes nothing, again if it failed in passing. */
export async function askAgain<T>(
  desk: Desk,
  account: Account,
  signal: AbortSignal | undefined,
  call: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTurn(desk, account, { signal }, call);
    } catch (error) {
      if (attempt >= readAttempts || !mayPass(error)) throw error;
      await desk.clock.sleep(backoff(readAgain, attempt, desk.random), signal);
    }
  }
}

/** Of busy answers in a row: each pauses the account longer than the one before. */
const busyAttempts = 5;

/** As `askAgain`, for who would rather wait than be told that the platform is busy: a number is paid for. */
export async function askPatiently<T>(
  desk: Desk,
  account: Account,
  signal: AbortSignal,
  call: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await askAgain(desk, account, signal, call);
    } catch (error) {
      if (attempt >= busyAttempts || !isBusy(error)) throw error;
    }
  }
}

export function isBusy(error: unknown): boolean {
  return error instanceof SmsctlError && error.code === 'rate.limited';
}

/** No answer, or one that makes no sense: the next may be better. */
export function mayPass(error: unknown): boolean {
  return error instanceof SmsctlError && (error.code === 'provider.unreachable' || error.code === 'provider.protocol');
}
