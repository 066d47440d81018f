import { SmsctlError, withDetail } from '../core/errors.ts';
import type { Lease, RentedNumber, RentRequest, RunEnd } from '../core/model.ts';
import type { NewIntent, Reservation } from '../core/ports.ts';
import { backoff } from '../core/schedule.ts';
import type { Account, Desk } from './account.ts';
import { readBalance } from './balance.ts';
import { inTurn, isBusy } from './pace.ts';

export interface AcquireOptions {
  readonly requestId: string | null;
  /** Go on asking this long, in ms, while there are no numbers; null asks once. */
  readonly retryFor: number | null;
  /** The numbers are for this process alone, and end so when it is gone. */
  readonly onEnd?: RunEnd | null;
  /** Ends the asking, never a request that has left: its answer is waited for. */
  readonly signal: AbortSignal;
  /** A request is about to leave. */
  readonly onAttempt?: () => void;
  /** There were no numbers, or the platform was busy; the next request leaves after `pause` ms. */
  readonly onRetry?: (error: SmsctlError, pause: number) => void;
}

export interface Acquired {
  readonly leases: readonly Lease[];
  /** The request id was used before: these are its leases, and nothing was bought. */
  readonly isRepeat: boolean;
}

/**
 * Rents numbers: intent, request, lease, in this order, each in the ledger before the next step. At most one request
 * leaves for one intent, unless the platform said in words that it rented nothing (contract §5).
 *
 * @throws SmsctlError `outcome.unknown` when a number may have been rented; `limit.*`; or the platform's refusal.
 */
export async function acquire(
  desk: Desk,
  account: Account,
  request: RentRequest,
  options: AcquireOptions,
): Promise<Acquired> {
  account.provider.rentRequest(request); // a request that cannot be made is found before it is written down
  const { ledger } = desk;
  const reservation = await reserve(desk, account, request, options);
  if (reservation.kind === 'existing') return { leases: reservation.leases, isRepeat: true };
  const { intentId, isLeaving } = reservation;
  try {
    await checkBalance(desk, account, { intentId, count: request.count, signal: options.signal });
  } catch (error) {
    ledger.abandon(intentId, error instanceof SmsctlError ? error.code : 'interrupted');
    throw nothingRented(error);
  }

  const started = desk.clock.elapsed();
  let balanceLooked = started;
  for (let attempt = 1; ; attempt += 1) {
    const isNoted = isLeaving && attempt === 1;
    const answer = await tryToRent(desk, account, { request, intentId, isNoted, options });
    if (Array.isArray(answer)) return { leases: keep(desk, account, { intentId, numbers: answer }), isRepeat: false };

    const pause = backoff({ first: account.times.rentAgain, most: 30_000 }, Math.ceil(attempt / 2), desk.random);
    const left = (options.retryFor ?? 0) - (desk.clock.elapsed() - started);
    if (!isWorthAsking(answer) || left <= 0) {
      ledger.abandon(intentId, answer.code);
      throw withDetail(answer, { stake: 'nothingRented' });
    }
    options.onRetry?.(answer, Math.min(pause, left));
    try {
      await desk.clock.sleep(Math.min(pause, left), options.signal);
      if (desk.clock.elapsed() - balanceLooked >= balancePause) {
        balanceLooked = desk.clock.elapsed();
        await checkBalance(desk, account, { intentId, count: request.count, signal: options.signal });
      }
    } catch (error) {
      ledger.abandon(intentId, error instanceof SmsctlError ? error.code : 'interrupted');
      throw nothingRented(error);
    }
  }
}

/** While it goes on asking, the balance is looked at no more often than this, in ms. */
const balancePause = 60_000;

/** How long to wait for a process that is buying under the same request id right now, and how often to look, in ms. */
const repeatPatience = 35_000;
const repeatPause = 200;

/** Waits, where another process is at work under the same request id, until it is known what came of that. */
async function reserve(
  desk: Desk,
  account: Account,
  request: RentRequest,
  { requestId, retryFor, signal, onEnd = null }: AcquireOptions,
): Promise<Exclude<Reservation, { readonly kind: 'pending' }> & { readonly isLeaving: boolean }> {
  const { definition, profile, paceKey } = account;
  const intent = { provider: definition.id, profile, account: paceKey, request, requestId, onEnd };
  const end = desk.clock.elapsed() + repeatPatience + (retryFor ?? 0);
  for (;;) {
    const { reservation, isLeaving } = reserveOnce(desk, account, intent);
    if (reservation.kind !== 'pending') return { ...reservation, isLeaving };
    if (desk.clock.elapsed() >= end) throw reservation.error;
    await desk.clock.sleep(repeatPause, signal);
  }
}

/** Where nothing is asked or waited for first, one write notes the purchase and that its request leaves. */
function isFree({ ledger }: Desk, { limits, paceKey }: Account): boolean {
  return limits.minBalance === null && ledger.takeTurn(paceKey, 0) === 0;
}

function reserveOnce(desk: Desk, account: Account, intent: NewIntent) {
  try {
    const isLeaving = isFree(desk, account);
    return { reservation: desk.ledger.reserve({ ...intent, isLeaving }, account.limits), isLeaving };
  } catch (error) {
    const isLedger = error instanceof SmsctlError && error.code === 'ledger.unusable';
    throw isLedger ? nothingRented(error) : error;
  }
}

interface Trial {
  readonly request: RentRequest;
  readonly intentId: string;
  /** Whether the ledger has it already that the request leaves. */
  readonly isNoted: boolean;
  readonly options: AcquireOptions;
}

/** The numbers, or a failure that proves that nothing was rented. Any other failure is thrown. */
async function tryToRent(
  desk: Desk,
  account: Account,
  { request, intentId, isNoted, options }: Trial,
): Promise<RentedNumber[] | SmsctlError> {
  let hasLeft = false;
  try {
    return await inTurn(desk, account, { signal: options.signal }, () => {
      if (!isNoted) desk.ledger.attempt(intentId);
      hasLeft = true;
      options.onAttempt?.();
      return rentSome(account, request);
    });
  } catch (error) {
    const failure = error instanceof SmsctlError ? error : new SmsctlError('unexpected');
    if (!hasLeft) {
      // Interrupted while it waited for its turn, or the ledger could not be written.
      desk.ledger.abandon(intentId, failure.code);
      throw nothingRented(error);
    }
    if (failure.effect === 'none') return failure;
    throw new SmsctlError('outcome.unknown', {
      params: { ...failure.params, reason: failure.code, minutes: Math.ceil(account.times.lease / 60_000) },
      provider: account.definition.id,
      providerCode: failure.providerCode,
      providerMessage: failure.providerMessage,
      stake: 'maybeRented',
      leases: markUnknown(desk, account, { intentId, failure }),
    });
  }
}

/** A success without a number is no answer that makes sense, and no proof that nothing was rented. */
async function rentSome(account: Account, request: RentRequest): Promise<RentedNumber[]> {
  const numbers = await account.provider.rent(request);
  if (numbers.length > 0) return numbers;
  throw new SmsctlError('provider.protocol', { params: { reason: 'shape' }, provider: account.definition.id });
}

/** Where it cannot be written down, the intent itself still stands in the ledger, and reconcile will find it. */
function markUnknown(
  desk: Desk,
  account: Account,
  { intentId, failure }: { intentId: string; failure: SmsctlError },
): readonly Lease[] {
  try {
    return desk.ledger.markUnknown(intentId, failure.code, account.times.lease);
  } catch (error) {
    if (!(error instanceof SmsctlError)) throw error;
    return [];
  }
}

function keep(desk: Desk, account: Account, { intentId, numbers }: { intentId: string; numbers: RentedNumber[] }) {
  try {
    return desk.ledger.fulfil(intentId, numbers, account.times.lease);
  } catch (error) {
    // Paid for and nowhere written down: the user must at least read it, whatever broke.
    const failure = error instanceof SmsctlError ? error : new SmsctlError('ledger.unusable');
    const spelled = numbers.map((number) => number.number).join(', ');
    throw withDetail(failure, { params: { ...failure.params, numbers: spelled }, stake: 'stillHeld' });
  }
}

const isWorthAsking = (error: SmsctlError) =>
  error.code === 'numbers.none' || isBusy(error) || error.code === 'provider.unreachable';

/**
 * The user's own floor. Costs one read, so it is only looked at where it is set; and it comes after the reservation, so
 * that what other processes are about to rent is counted too. Prices are not known before: each number counts as one unit.
 */
async function checkBalance(
  desk: Desk,
  account: Account,
  { intentId, count, signal }: { intentId: string; count: number; signal: AbortSignal },
): Promise<void> {
  const { minBalance } = account.limits;
  if (minBalance === null) return;
  const pending = pendingBefore(desk, account, intentId);
  const { balance } = await readBalance(desk, account, signal);
  if (Number(balance) - pending.length - (count - 1) >= Number(minBalance)) return;
  const params = { limit: minBalance, balance, used: pending.length, asked: count };
  const provider = account.definition.id;
  throw new SmsctlError('limit.minBalance', { params, provider, stake: 'nothingRented', leases: pending });
}

/** Numbers that other processes of the account asked for earlier and have no answer for yet. */
function pendingBefore({ ledger }: Desk, account: Account, intentId: string): Lease[] {
  const pending = ledger.find({ provider: account.definition.id, profile: account.profile, states: ['intent'] });
  // Newest first, and in the order of reservation where the time is the same.
  return pending.slice(pending.findLastIndex((lease) => lease.intentId === intentId) + 1);
}

function nothingRented(error: unknown): unknown {
  const isStop = error instanceof SmsctlError && (error.code === 'interrupted' || error.code === 'terminated');
  return error instanceof SmsctlError && !isStop ? withDetail(error, { stake: 'nothingRented' }) : error;
}
