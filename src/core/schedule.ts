/** When to ask again. All times in milliseconds; `random` gives [0, 1). */

export interface BackoffPlan {
  readonly first: number;
  readonly most: number;
}

/** Doubles from `first` to at most `most`, with up to a quarter of jitter on top so that processes drift apart. */
export function backoff(plan: BackoffPlan, failures: number, random: () => number): number {
  const doubled = plan.first * 2 ** Math.min(Math.max(failures - 1, 0), 20);
  return Math.min(doubled, plan.most) * (1 + random() / 4);
}

/** Reads that fail in passing are repeated twice, this far apart. */
export const readAgain: BackoffPlan = { first: 400, most: 2_000 };

/** A busy answer keeps the whole account quiet this long, doubling. */
export const busyPause: BackoffPlan = { first: 3_000, most: 30_000 };

export interface WaitPlan {
  readonly firstLook: number;
  readonly every: number;
  /** Length of the wait from its start. */
  readonly giveUp: number;
}

/**
 * How long a wait that starts now sleeps before its first look: what is left of `firstLook` since the number was
 * rented, and never past the end of the wait, because giving up starts with a last look.
 */
export function firstPause(plan: WaitPlan, sinceRented: number | null): number {
  const due = sinceRented === null ? 0 : plan.firstLook - Math.max(0, sinceRented);
  return Math.min(Math.max(0, due), plan.giveUp);
}

/** The pause after a look, cut short so that the last look comes at the end of the wait. */
export function nextPause(plan: WaitPlan, waited: number, extra = 0): number {
  return Math.max(0, Math.min(plan.every + extra, plan.giveUp - waited));
}
