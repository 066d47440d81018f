import { SmsctlError } from '../core/errors.ts';
import { requireWait } from './ability.ts';
import type { Account, Desk } from './account.ts';
import { giveUpOn, sortOut } from './give-up.ts';
import { startGrace } from './grace.ts';
import { inTurn } from './pace.ts';
import { createQueue } from './queue.ts';
import { heldNumber, type Target } from './target.ts';
import {
  type EndWishes,
  endedBefore,
  endWait,
  type FinalVerdict,
  recordMessages,
  type WaitResult,
} from './wait-end.ts';
import {
  chooseCode,
  isPerhapsAnothers,
  type LookOutcome,
  type LookTimes,
  lookAlone,
  startWatch,
  type Verdict,
  type Watch,
  weigh,
} from './watch.ts';

export interface WaitOptions extends EndWishes {
  /** Milliseconds; null takes the provider's own. */
  readonly timeout: number | null;
  readonly interval: number | null;
  /** Called after each look and at the start, with those still waited for. */
  readonly onProgress?: (watches: readonly Watch[]) => void;
  /** Called the moment a number is settled; the loop goes on when it resolves. */
  readonly onSettled: (result: WaitResult) => Promise<void>;
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
    const ended = endedBefore(target, account.definition.id, options.match);
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
  const givingUp = createQueue();
  let over: FinalVerdict[] = [];
  while (waiting.length + over.length > 0) {
    options.onProgress?.(waiting);
    const now = desk.clock.elapsed();
    // A busy answer to a giving up would slow the looks that are due now: those come first.
    if (!waiting.some((one) => one.due <= now)) {
      const verdicts = over;
      over = [];
      if (verdicts.length > 0) givingUp.add(() => giveUpOn(desk, account, { verdicts, options }));
    }
    if (waiting.length === 0) break;
    const next = waiting.toSorted((a, b) => a.due - b.due);
    const first = next[0]?.due ?? now;
    // Timers may wake a little early, and a look before its time would not be the last one.
    for (let early = first - now; early > 0; early = first - desk.clock.elapsed()) {
      await desk.clock.sleep(early, options.signal);
    }
    options.signal.throwIfAborted();

    // Numbers that are due within half an interval share a call where the platform takes several.
    const together = next.filter((one) => !one.alone && one.due <= first + one.plan.every / 2);
    const { read, readKeeping } = account.definition.limits;
    const due = next[0]?.alone ? next.slice(0, 1) : together.slice(0, options.keep ? readKeeping : read);
    waiting = waiting.filter((one) => !due.includes(one));
    const { batch, ended } = sortOut(desk, account, { due, match: options.match });
    for (const result of ended) await options.onSettled(result);
    if (batch.length === 0) continue;
    const { outcomes, times } = await look(desk, account, { batch, options, lookSignal });
    // All that came is written down before any of it is told: no trouble with one number loses the code of another.
    const judged = batch.map((one, index) => {
      const outcome = outcomes[index] ?? unanswered();
      const unwritten =
        outcome.kind === 'received'
          ? recordMessages(desk, account, { watch: one, messages: outcome.messages, wishes: options })
          : null;
      const isShared = batch.length > 1 && isPerhapsAnothers(outcome);
      const verdict = isShared ? lookAlone(one, times.answered) : weighFor(options, one, { outcome, times });
      return { verdict, unwritten };
    });
    for (const { verdict, unwritten } of judged) {
      if (verdict.kind === 'goOn') waiting.push(verdict.watch);
      else if (verdict.kind === 'timedOut') over.push(verdict);
      else await options.onSettled(await endWait(desk, account, { verdict, wishes: options, unwritten }));
    }
    givingUp.throwIfFailed();
  }
  await givingUp.end();
}

/** What cannot be had is said before anything is waited for. */
function checkWishes(account: Account, targets: readonly Target[], options: WaitOptions): void {
  requireWait(
    account.definition,
    options,
    targets.some((target) => target.lease !== null && !target.multi),
  );
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
  { batch, options, lookSignal }: { batch: readonly Watch[]; options: WaitOptions; lookSignal: AbortSignal },
): Promise<{ outcomes: readonly LookOutcome[]; times: LookTimes }> {
  const { signal, keep, nextProject } = options;
  const numbers = batch.map((one) => ({ ...heldNumber(one.target), messages: one.seen }));
  const hold = keep ? { nextProject } : undefined;
  let left = desk.clock.elapsed();
  const answered = (outcomes: readonly LookOutcome[]) => ({
    outcomes,
    times: { left, answered: desk.clock.elapsed() },
  });
  try {
    return answered(
      await inTurn(desk, account, { gap: account.times.gap, signal }, () => {
        left = desk.clock.elapsed();
        return account.provider.read(numbers, lookSignal, hold);
      }),
    );
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof SmsctlError)) throw error;
    return answered(batch.map(() => ({ kind: 'error', error })));
  }
}

/** A message that has no code the user asked for does not end the wait for a number that can get more. */
function weighFor(
  options: WaitOptions,
  one: Watch,
  { outcome, times }: { outcome: LookOutcome; times: LookTimes },
): Verdict {
  const verdict = weigh(one, outcome, times);
  if (verdict.kind !== 'received') return verdict;
  const seen = [...one.seen, ...verdict.messages];
  const known = { ...verdict.watch, seen };
  if (chooseCode(verdict.messages, options.match) !== null || !one.target.multi) return { ...verdict, watch: known };
  return weigh({ ...known, looks: one.looks }, { kind: 'waiting', note: null }, times);
}
