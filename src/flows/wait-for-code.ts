import { SmsctlError } from '../core/errors.ts';
import { prepareToExtract } from '../core/extract-code.ts';
import { requireWait } from './ability.ts';
import type { Account, Desk } from './account.ts';
import { endedBefore } from './ended-lease.ts';
import { createFlights, createNap } from './flights.ts';
import { giveUpOn } from './give-up.ts';
import { startGrace } from './grace.ts';
import { type Judged, lookAt, lookFailed } from './look.ts';
import { createLookPace, type LookPace } from './look-pace.ts';
import { createQueue } from './queue.ts';
import { createUnchanged, sortOut } from './sort-out.ts';
import type { Target } from './target.ts';
import { together } from './turns.ts';
import { type EndWishes, endWait, type FinalVerdict, type WaitResult } from './wait-end.ts';
import { createWaitingList } from './waiting-list.ts';
import { startWatch, type Watch } from './watch.ts';

export interface WaitOptions extends EndWishes {
  /** Milliseconds; null takes the provider's own. */
  readonly timeout: number | null;
  readonly interval: number | null;
  /** Milliseconds since the epoch: what came since then counts, also where it is known; null: what is new. */
  readonly since?: number | null;
  /** Which of how many waits that begin at once: their looks are kept from coming all at the same moment. */
  readonly place?: { readonly index: number; readonly of: number };
  /** What it shares with other waits of the account, each for one number, and how many those are now. */
  readonly beside?: { readonly pace: LookPace; readonly others: () => number };
  /** Called at the start, with what tells whenever it is asked which numbers are still waited for. */
  readonly onBegin?: (watched: () => readonly Watch[]) => void;
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
  // One moment for all: numbers rented together are looked at together, in the order they stand in.
  const times = { now: desk.clock.now(), elapsed: desk.clock.elapsed() };
  const watches: Watch[] = [];
  for (const target of targets) {
    const ended = endedBefore(target, account.definition.id, options.match, options.since);
    if (ended === null) watches.push(watch(account, target, { options, times }));
    else await options.onSettled(ended);
  }
  const grace = startGrace(options.signal, lookGrace, desk.clock);
  try {
    await poll(desk, account, { watches, options, lookSignal: grace.signal });
  } finally {
    grace.end();
  }
}

/** Looks that may be under way beside each other where there are more numbers than one after the other has time for. */
const mostAtOnce = 64;

async function poll(
  desk: Desk,
  account: Account,
  { watches, options, lookSignal }: { watches: Watch[]; options: WaitOptions; lookSignal: AbortSignal },
): Promise<void> {
  const { clock } = desk;
  const { signal } = options;
  const { read, readKeeping } = account.definition.limits;
  const perCall = options.keep ? readKeeping : read;
  const waiting = createWaitingList(watches);
  const looked = new Set<Watch>();
  let over: FinalVerdict[] = [];
  let isPrepared = false;
  const nap = createNap(clock, signal);
  const flights = createFlights((failed) => nap.wake(failed || over.length > 0 ? 0 : waiting.due()));
  const { pace = createLookPace(desk, account), others = () => 0 } = options.beside ?? {};
  const { turns } = pace;
  const every = options.interval ?? account.times.every;
  const callsFor = (count: number) => Math.ceil(count / perCall) + others();
  const unchanged = createUnchanged(desk);
  const givingUp = createQueue();

  const land = async (batch: readonly Watch[], judged: readonly Judged[]) => {
    for (const one of batch) looked.delete(one);
    for (const { verdict } of judged) {
      if (verdict.kind === 'goOn') waiting.add(verdict.watch);
      if (verdict.kind === 'timedOut') over.push(verdict);
    }
    for (const { verdict, unwritten } of judged) {
      if (verdict.kind === 'goOn' || verdict.kind === 'timedOut') continue;
      await settle({ verdict, wishes: options, unwritten });
    }
    // There is time now, and when a code is there will be none.
    if (!isPrepared && waiting.size > 0) prepareToExtract();
    isPrepared = true;
  };
  const settle = async (end: Parameters<typeof endWait>[2]) => {
    let result: WaitResult;
    try {
      result = await endWait(desk, account, end);
    } catch (error) {
      // A code that is not in the ledger is told before anything else, a mistake in giving its number back included.
      const isOnlyHere = end.verdict.kind === 'received' && end.unwritten !== null;
      const kept = { ...end, wishes: { ...options, keep: true } };
      if (isOnlyHere) await options.onSettled(await endWait(desk, account, kept));
      throw error;
    }
    await options.onSettled(result);
  };
  const fly = async (batch: readonly Watch[]) =>
    land(batch, await lookAt(desk, account, { batch, options, lookSignal, turns }));
  const turnOf = async (batch: readonly Watch[], gap: number): Promise<SmsctlError | null> => {
    try {
      await turns.next({ gap, looks: callsFor(waiting.size + batch.length), signal });
      return null;
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof SmsctlError) return error;
      throw error;
    }
  };

  try {
    options.onBegin?.(() => [...waiting.all(), ...looked]);
    while (waiting.size + over.length + flights.size > 0) {
      flights.throwIfFailed();
      givingUp.throwIfFailed();
      // A busy answer to a giving up would slow the looks that are due now: those come first.
      if (over.length > 0 && waiting.due() > clock.elapsed()) {
        const verdicts = over;
        over = [];
        givingUp.add(() => giveUpOn(desk, account, { verdicts, options }));
      }
      if (waiting.size === 0) {
        if (flights.size > 0) await flights.landing();
        continue;
      }
      // Timers may wake a little early, and a look before its time would not be the last one.
      if (waiting.due() > clock.elapsed() + (flights.size > 0 ? together : 0)) {
        await nap.until(waiting.due());
        continue;
      }
      signal.throwIfAborted();

      const gap = pace.gap(callsFor(waiting.size + looked.size), every);
      const due = waiting.take(perCall);
      const { batch, ended } = sortOut(desk, account, { due, match: options.match, unchanged });
      for (const result of ended) await options.onSettled(result);
      if (batch.length === 0) continue;
      for (const one of batch) looked.add(one);
      // Looks that are made together are made at one go.
      const error = turns.hasNext(gap) ? null : await turnOf(batch, gap);
      if (error !== null) await land(batch, lookFailed(desk, account, { batch, options }, error));
      else if (gap >= account.times.gap) await fly(batch);
      else flights.add(fly(batch));
      if (flights.size >= mostAtOnce) await flights.landing();
    }
    flights.throwIfFailed();
  } finally {
    await flights.all();
    nap.end();
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

function watch(
  { times: paces }: Account,
  target: Target,
  { options, times }: { options: WaitOptions; times: { now: number; elapsed: number } },
): Watch {
  const { lease } = target;
  const left = lease?.expiresAt == null ? Number.POSITIVE_INFINITY : Math.max(0, lease.expiresAt - times.now);
  const every = options.interval ?? paces.every;
  const plan = {
    firstLook: Math.min(paces.firstLook, every),
    every,
    giveUp: options.once ? 0 : Math.min(options.timeout ?? paces.giveUp, left),
  };
  const sinceRented = lease === null ? null : times.now - lease.acquiredAt;
  const { index, of } = options.place ?? { index: 0, of: 1 };
  const delay = index * Math.min(together, every / of);
  return startWatch(target, plan, { elapsed: times.elapsed, sinceRented, delay });
}
