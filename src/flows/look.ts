import { SmsctlError } from '../core/errors.ts';
import type { Account, Desk } from './account.ts';
import { isBusy, named } from './pace.ts';
import { heldNumber } from './target.ts';
import type { Turns } from './turns.ts';
import { type EndWishes, recordMessages } from './wait-end.ts';
import {
  chooseCode,
  isPerhapsAnothers,
  type LookOutcome,
  type LookTimes,
  lookAlone,
  type Verdict,
  type Watch,
  weigh,
} from './watch.ts';

/** What a look has made of one number. */
export interface Judged {
  readonly verdict: Verdict;
  /** Why a code is not in the ledger. */
  readonly unwritten: SmsctlError | null;
}

interface Look {
  readonly batch: readonly Watch[];
  readonly options: EndWishes;
}

/**
 * One look at numbers that share a call, whose turn it is. All that came is written down before any of it is told: no
 * trouble with one number loses the code of another.
 *
 * @throws the signal's reason when stopped and nothing came
 */
export async function lookAt(
  desk: Desk,
  account: Account,
  { batch, options, lookSignal, turns }: Look & { readonly lookSignal: AbortSignal; readonly turns: Turns },
): Promise<Judged[]> {
  const { signal, keep, nextProject } = options;
  const numbers = batch.map((one) => ({ ...heldNumber(one.target), messages: one.seen }));
  const hold = keep ? { nextProject } : undefined;
  const left = desk.clock.elapsed();
  let outcomes: readonly LookOutcome[];
  try {
    outcomes = await account.provider.read(numbers, lookSignal, hold);
    turns.good(left);
  } catch (caught) {
    if (isBusy(caught)) turns.busy(left);
    const error = named(caught, account, signal);
    signal.throwIfAborted();
    if (!(error instanceof SmsctlError)) throw error;
    outcomes = batch.map(() => ({ kind: 'error', error }));
  }
  return judge(desk, account, { batch, options, outcomes, times: { left, answered: desk.clock.elapsed() } });
}

/** A look that could not be made. */
export function lookFailed(desk: Desk, account: Account, { batch, options }: Look, error: SmsctlError): Judged[] {
  const now = desk.clock.elapsed();
  const outcomes = batch.map(() => ({ kind: 'error', error }) as const);
  return judge(desk, account, { batch, options, outcomes, times: { left: now, answered: now } });
}

const unanswered = (): LookOutcome => ({ kind: 'error', error: new SmsctlError('provider.protocol') });

function judge(
  desk: Desk,
  account: Account,
  { batch, options, outcomes, times }: Look & { outcomes: readonly LookOutcome[]; times: LookTimes },
): Judged[] {
  return batch.map((one, index) => {
    const outcome = outcomes[index] ?? unanswered();
    const unwritten =
      outcome.kind === 'received'
        ? recordMessages(desk, account, { watch: one, messages: outcome.messages, wishes: options })
        : null;
    const isShared = batch.length > 1 && isPerhapsAnothers(outcome);
    const verdict = isShared ? lookAlone(one, times.answered) : weighFor(options, one, { outcome, times });
    return { verdict, unwritten };
  });
}

/** A message that has no code the user asked for does not end the wait for a number that can get more. */
function weighFor(
  options: EndWishes,
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
