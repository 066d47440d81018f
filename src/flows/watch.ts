import type { SmsctlError } from '../core/errors.ts';
import type { Message, Reading } from '../core/model.ts';
import type { WaitPlan } from '../core/schedule.ts';
import { firstPause, nextPause } from '../core/schedule.ts';
import { isBusy, mayPass } from './pace.ts';
import type { Target } from './target.ts';

/** One number under watch. Times are of the clock that never jumps. */
export interface Watch {
  readonly target: Target;
  readonly plan: WaitPlan;
  readonly started: number;
  readonly due: number;
  readonly looks: number;
  /** Looks in a row that were refused. */
  readonly doubts: number;
  /** Messages known so far, those of earlier waits included. */
  readonly seen: readonly Message[];
  /** The platform's last words. */
  readonly note: string | null;
  /** Why the last look told nothing, for the one who waits. */
  readonly trouble: SmsctlError | null;
  /** Looks after the end of the wait that were put off by a busy answer. */
  readonly overtime: number;
  /** Whether the next look is for this number only. */
  readonly alone: boolean;
}

export type LookOutcome = Reading | { readonly kind: 'error'; readonly error: SmsctlError };

/** What one look means for the wait. */
export type Verdict =
  | { readonly kind: 'goOn'; readonly watch: Watch }
  | { readonly kind: 'received'; readonly watch: Watch; readonly messages: readonly Message[] }
  | { readonly kind: 'gone'; readonly watch: Watch; readonly note: string | null }
  | { readonly kind: 'failed'; readonly watch: Watch; readonly error: SmsctlError }
  /** The last look was answered and there was nothing, or the platform said that nothing will come. */
  | {
      readonly kind: 'timedOut';
      readonly watch: Watch /** It was the platform that ended it. */;
      readonly isOver?: true;
    };

const doubtsAllowed = 2;
const overtimeAllowed = 1;

export function startWatch(
  target: Target,
  plan: WaitPlan,
  { elapsed, sinceRented, delay = 0 }: { elapsed: number; sinceRented: number | null; delay?: number },
): Watch {
  return {
    target,
    plan,
    started: elapsed,
    due: elapsed + Math.min(firstPause(plan, sinceRented) + delay, plan.giveUp),
    looks: 0,
    doubts: 0,
    seen: target.lease?.messages ?? [],
    note: null,
    trouble: null,
    overtime: 0,
    alone: false,
  };
}

/** When a look left, and when its answer was there. */
export interface LookTimes {
  readonly left: number;
  readonly answered: number;
}

/**
 * Weighs one look at a number: pure, so that every case can be shown. Only a look that left at the end of the wait or
 * later is its last: the answer of an earlier one, however late, knows nothing of what came after it.
 *
 * A busy answer is never the end of a wait, a lost or senseless one ends it only where nothing better comes until the
 * end; three refusals in a row, or an answer that no repeating will change, end it at once. A wait whose last look told
 * nothing has not timed out: it failed, and the number is kept.
 */
export function weigh(before: Watch, outcome: LookOutcome, { left, answered: elapsed }: LookTimes): Verdict {
  const watch = { ...before, looks: before.looks + 1 };
  const isOver = left >= endOf(watch);

  if (outcome.kind === 'received') return { kind: 'received', watch, messages: outcome.messages };
  if (outcome.kind === 'gone') return { kind: 'gone', watch, note: outcome.note };
  if (outcome.kind === 'over') {
    return { kind: 'timedOut', watch: { ...watch, note: outcome.note, due: elapsed }, isOver: true };
  }
  if (outcome.kind === 'waiting') {
    const due = isOver ? elapsed : nextLook(watch, elapsed);
    const calm = { ...watch, note: outcome.note, trouble: null, doubts: 0, alone: false, due };
    return { kind: isOver ? 'timedOut' : 'goOn', watch: calm };
  }

  const { error } = outcome;
  const isRefusal = error.code === 'provider.refused';
  const doubts = isRefusal ? watch.doubts : 0;
  const noted = { ...watch, note: error.providerMessage ?? error.code, trouble: error, doubts };
  if (isBusy(error)) {
    if (!isOver) return goOn(noted, elapsed);
    if (watch.plan.giveUp === 0) return { kind: 'failed', watch: noted, error }; // one look was asked for
    const late = { ...noted, overtime: watch.overtime + 1 };
    return late.overtime > overtimeAllowed
      ? { kind: 'failed', watch: late, error }
      : { kind: 'goOn', watch: { ...late, due: elapsed } };
  }
  if (mayPass(error) || error.code === 'ledger.unusable') {
    return isOver ? { kind: 'failed', watch: noted, error } : goOn(noted, elapsed);
  }
  if (isRefusal) {
    const doubting = { ...noted, doubts: watch.doubts + 1 };
    if (doubting.doubts > doubtsAllowed) return { kind: 'failed', watch: doubting, error };
    return isOver ? { kind: 'timedOut', watch: { ...doubting, due: elapsed } } : goOn(doubting, elapsed);
  }
  return { kind: 'failed', watch: noted, error };
}

const perhapsAnothers: readonly string[] = [
  'number.gone',
  'number.unknown',
  'parameter.refused',
  'provider.protocol',
  'provider.refused',
];

/** Whether the failure of a look at several numbers may be the fault of one of them alone. */
export function isPerhapsAnothers(outcome: { readonly kind: string; readonly error?: SmsctlError }): boolean {
  return outcome.error !== undefined && perhapsAnothers.includes(outcome.error.code);
}

/** What such a failure means for each of them: it is looked at again at once, on its own. */
export function lookAlone(before: Watch, elapsed: number): Verdict {
  return { kind: 'goOn', watch: { ...before, looks: before.looks + 1, due: elapsed, alone: true } };
}

function goOn(watch: Watch, elapsed: number): Verdict {
  return { kind: 'goOn', watch: { ...watch, due: nextLook(watch, elapsed) } };
}

function nextLook(watch: Watch, elapsed: number): number {
  const pause = nextPause(watch.plan, elapsed - watch.started);
  // A sum of fractions may fall just short of the end, and a look at that time would not be the last one.
  const isLast = pause < watch.plan.every;
  return isLast ? Math.max(elapsed, endOf(watch)) : elapsed + pause;
}

const endOf = ({ started, plan }: Watch): number => started + plan.giveUp;

/** Where the code stands in a message: by a pattern of the user's, or as somebody else reads it; null is our own reading. */
export type CodeMatch = RegExp | null | ((message: Message) => string | null);

/** The code among new messages: the newest that has one. */
export function chooseCode(messages: readonly Message[], match: CodeMatch): string | null {
  for (const message of messages.toReversed()) {
    const found = codeOf(message, match);
    if (found !== null) return found;
  }
  return null;
}

/** The same, but for codes that are known to be old. */
export function excluding(match: RegExp | null, old: readonly string[]): CodeMatch {
  if (old.length === 0) return match;
  return (message) => {
    const code = codeOf(message, match);
    return code === null || old.includes(code) ? null : code;
  };
}

function codeOf(message: Message, match: CodeMatch): string | null {
  if (match === null) return message.code;
  return typeof match === 'function' ? match(message) : firstGroup(match, message.text);
}

/** Looks from the start of each text, also where the pattern has a memory (`g`, `y`). */
function firstGroup(match: RegExp, text: string): string | null {
  const found = new RegExp(match.source, match.flags.replace(/[gy]/gu, '')).exec(text);
  const code = found === null ? '' : (found[1] ?? found[0]);
  return code === '' ? null : code;
}
