import { SmsctlError, withDetail } from '../core/errors.ts';
import { isOpen } from '../core/lease-state.ts';
import type { Lease, LeaseState, Message } from '../core/model.ts';
import { requireAbility } from './ability.ts';
import type { Account, Desk } from './account.ts';
import { giveBack } from './give-back.ts';
import { startGrace } from './grace.ts';
import { inTurn } from './pace.ts';
import { heldNumber, type Target } from './target.ts';
import { chooseCode, type LookOutcome, startWatch, type Verdict, type Watch, weigh } from './watch.ts';

export interface WaitOptions {
  /** Milliseconds; null takes the provider's own. */
  readonly timeout: number | null;
  readonly interval: number | null;
  /** One look, no waiting. */
  readonly once: boolean;
  readonly onTimeout: 'blacklist' | 'release' | 'keep';
  /** Hold the number for a further code. */
  readonly keep: boolean;
  readonly match: RegExp | null;
  readonly signal: AbortSignal;
  /** Called after each look and at the start, with those still waited for. */
  readonly onProgress?: (watches: readonly Watch[]) => void;
  /** Called the moment a number is settled; the loop goes on when it resolves. */
  readonly onSettled: (result: WaitResult) => Promise<void>;
}

export interface WaitResult {
  readonly target: Target;
  readonly provider: string;
  readonly status: 'received' | 'timedOut' | 'gone' | 'pending' | 'failed';
  readonly code: string | null;
  /** New in this wait. */
  readonly messages: readonly Message[];
  readonly looks: number;
  /** Milliseconds. */
  readonly waited: number;
  readonly after: 'kept' | 'released' | 'blacklisted' | 'blacklistDue';
  readonly error: SmsctlError | null;
}

/** A look that is under way when the user stops the wait may be about to bring the code: it gets this long, in ms. */
const lookGrace = 2_000;

/**
 * The one poll loop, for any number of numbers of one account. Resolves when every number is settled.
 *
 * @throws the signal's reason when stopped; nothing is released or blacklisted then.
 */
export async function waitForCodes(
  desk: Desk,
  account: Account,
  targets: readonly Target[],
  options: WaitOptions,
): Promise<void> {
  checkWishes(account, targets, options);
  const watches: Watch[] = [];
  for (const target of targets) {
    const ended = alreadyEnded(account, target);
    if (ended === null) watches.push(watch(desk, account, { target, options }));
    else await options.onSettled(ended);
  }
  const grace = startGrace(options.signal, lookGrace, desk.clock);
  try {
    await poll(desk, account, { watches, options, lookSignal: grace.signal });
  } finally {
    grace.end();
  }
}

async function poll(
  desk: Desk,
  account: Account,
  { watches, options, lookSignal }: { watches: Watch[]; options: WaitOptions; lookSignal: AbortSignal },
): Promise<void> {
  let waiting = watches;
  while (waiting.length > 0) {
    options.onProgress?.(waiting);
    const now = desk.clock.elapsed();
    const next = waiting.toSorted((a, b) => a.due - b.due);
    const first = next[0]?.due ?? now;
    if (first > now) await desk.clock.sleep(first - now, options.signal);
    options.signal.throwIfAborted();

    // Numbers that are due within half an interval share a call where the platform takes several.
    const batch = next.filter((one) => one.due <= first + one.plan.every / 2).slice(0, account.definition.limits.read);
    const outcomes = await look(desk, account, { batch, signal: options.signal, lookSignal });
    for (const [index, one] of batch.entries()) {
      const verdict = weighFor(options, one, {
        outcome: outcomes[index] ?? unanswered(),
        elapsed: desk.clock.elapsed(),
      });
      const onward = await act(desk, account, { verdict, options });
      waiting = waiting.flatMap((other) => (other !== one ? [other] : onward === null ? [] : [onward]));
    }
  }
}

/** What cannot be had is said before anything is waited for. */
function checkWishes(account: Account, targets: readonly Target[], options: WaitOptions): void {
  if (options.onTimeout !== 'keep' && !options.once) requireAbility(account.definition, options.onTimeout);
  const single = targets.find((target) => target.lease !== null && !target.multi);
  if (options.keep && account.definition.afterCode === 'freed' && single !== undefined) {
    throw new SmsctlError('provider.unsupported', {
      params: { what: 'keep', title: account.definition.title },
      provider: account.definition.id,
    });
  }
}

/** A lease that has ended is not asked about again; the code it brought is still there to be read. */
function alreadyEnded(account: Account, target: Target): WaitResult | null {
  const { lease } = target;
  if (lease === null || isOpen(lease.state)) return null;
  const plain = { target, provider: account.definition.id, looks: 0, waited: 0, messages: lease.messages };
  if (lease.state === 'done' && lease.code !== null) {
    return { ...plain, status: 'received', code: lease.code, after: 'released', error: null };
  }
  const error = new SmsctlError('lease.closed', { params: { number: target.number, state: lease.state } });
  const after = lease.state === 'blacklisted' ? 'blacklisted' : 'released';
  return { ...plain, status: 'gone', code: lease.code, after, error };
}

function watch(desk: Desk, account: Account, { target, options }: { target: Target; options: WaitOptions }): Watch {
  const now = desk.clock.now();
  const left = target.lease?.expiresAt == null ? Number.POSITIVE_INFINITY : Math.max(0, target.lease.expiresAt - now);
  const every = options.interval ?? account.times.every;
  const plan = {
    firstLook: Math.min(account.times.firstLook, every),
    every,
    giveUp: options.once ? 0 : Math.min(options.timeout ?? account.times.giveUp, left),
  };
  const sinceRented = target.lease === null ? null : now - target.lease.acquiredAt;
  return startWatch(target, plan, { elapsed: desk.clock.elapsed(), sinceRented });
}

const unanswered = (): LookOutcome => ({ kind: 'error', error: new SmsctlError('provider.protocol') });

async function look(
  desk: Desk,
  account: Account,
  { batch, signal, lookSignal }: { batch: readonly Watch[]; signal: AbortSignal; lookSignal: AbortSignal },
): Promise<readonly LookOutcome[]> {
  const numbers = batch.map((one) => ({ ...heldNumber(one.target), messages: one.seen }));
  try {
    return await inTurn(desk, account, { gap: account.times.gap, signal }, () =>
      account.provider.read(numbers, lookSignal),
    );
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof SmsctlError)) throw error;
    return batch.map(() => ({ kind: 'error', error }));
  }
}

/** A message that has no code the user asked for does not end the wait for a number that can get more. */
function weighFor(
  options: WaitOptions,
  one: Watch,
  { outcome, elapsed }: { outcome: LookOutcome; elapsed: number },
): Verdict {
  const verdict = weigh(one, outcome, elapsed);
  if (verdict.kind !== 'received') return verdict;
  const seen = [...one.seen, ...verdict.messages];
  const known = { ...verdict.watch, seen };
  if (chooseCode(verdict.messages, options.match) !== null || !one.target.multi) return { ...verdict, watch: known };
  return weigh({ ...known, looks: one.looks }, { kind: 'waiting', note: null }, elapsed);
}

/** Carries a verdict out. Returns the watch that goes on, or null when the number is settled. */
async function act(
  desk: Desk,
  account: Account,
  { verdict, options }: { verdict: Verdict; options: WaitOptions },
): Promise<Watch | null> {
  const { watch: one } = verdict;
  const fresh = one.seen.slice(one.target.lease?.messages.length ?? 0);
  const settle = async (rest: Pick<WaitResult, 'status' | 'after'> & Partial<WaitResult>): Promise<null> => {
    const waited = desk.clock.elapsed() - one.started;
    const facts = { target: one.target, provider: account.definition.id, looks: one.looks, waited };
    await options.onSettled({ ...facts, code: null, messages: fresh, error: null, ...rest });
    return null;
  };

  switch (verdict.kind) {
    case 'goOn':
      return one;
    case 'received': {
      const code = chooseCode(verdict.messages, options.match);
      const after = await endReceived(desk, account, { one, code, keep: options.keep });
      const error =
        code === null ? new SmsctlError('code.unrecognized', { params: { number: one.target.number } }) : null;
      return settle({ status: 'received', code, after, error });
    }
    case 'gone':
      move(desk, one.target, 'gone');
      return settle({
        status: 'gone',
        after: 'released',
        error: new SmsctlError('number.gone', {
          params: { number: one.target.number },
          provider: account.definition.id,
          providerMessage: verdict.note,
        }),
      });
    case 'failed':
      return settle({ status: 'failed', after: 'kept', error: stillHeld(verdict.error, one.target.lease) });
    case 'timedOut': {
      if (options.once) {
        return settle({ status: 'pending', after: 'kept', error: waitError('code.pending', one.target, 'kept') });
      }
      const after = await giveUp(desk, account, { target: one.target, options });
      return settle({ status: 'timedOut', after, error: waitError('code.timeout', one.target, after) });
    }
  }
}

function waitError(code: 'code.pending' | 'code.timeout', target: Target, after: WaitResult['after']): SmsctlError {
  return new SmsctlError(code, { params: { number: target.number, after } });
}

function stillHeld(error: SmsctlError, lease: Lease | null): SmsctlError {
  return lease === null ? error : withDetail(error, { stake: 'stillHeld', leases: [lease] });
}

function move(desk: Desk, target: Target, state: LeaseState): void {
  if (target.lease !== null) desk.ledger.change(target.lease.id, { state });
}

/** The code is in the ledger before it is told; then the number ends the way its platform ends it. */
async function endReceived(
  desk: Desk,
  account: Account,
  { one, code, keep }: { one: Watch; code: string | null; keep: boolean },
): Promise<'kept' | 'released'> {
  const staysOurs = one.target.multi || keep || account.definition.afterCode === 'release';
  const { lease } = one.target;
  if (lease !== null) {
    const news = { messages: one.seen.slice(lease.messages.length), ...(code === null ? {} : { code }) };
    desk.ledger.change(lease.id, { state: staysOurs ? 'received' : 'done', ...news });
  }
  if (one.target.multi || keep) return 'kept';
  if (account.definition.afterCode === 'freed') return 'released';
  const [result] = await giveBack(desk, account, 'release', [one.target]);
  return result?.status === 'failed' ? 'kept' : 'released';
}

async function giveUp(
  desk: Desk,
  account: Account,
  { target, options }: { target: Target; options: WaitOptions },
): Promise<WaitResult['after']> {
  const how = options.onTimeout;
  if (how === 'keep') return 'kept';
  const [result] = await giveBack(desk, account, how, [target], { signal: options.signal });
  if (result?.status !== 'failed') return how === 'release' ? 'released' : 'blacklisted';
  return result.lease?.state === 'blacklistDue' ? 'blacklistDue' : 'kept';
}
