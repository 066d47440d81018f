import type { Account, Desk } from './account.ts';
import { createTurns, type Turns } from './turns.ts';

/** How the looks at an account follow each other: of one wait, or of all that share it. */
export interface LookPace {
  readonly turns: Turns;
  /**
   * At least how far apart looks are now, in ms: where they are many, they are spread over the interval. As many as there
   * were when this interval began: the last looks at numbers that grow fewer are no slower for it.
   */
  gap(looks: number, interval: number): number;
}

export function createLookPace(desk: Desk, account: Account): LookPace {
  const { clock } = desk;
  const { times } = account;
  let ends = Number.NEGATIVE_INFINITY;
  let gap = times.gap;
  return {
    turns: createTurns(desk, account),
    gap(looks, every) {
      const interval = Math.max(every, times.gap);
      const now = Math.min(times.gap, interval / looks);
      const isOver = clock.elapsed() >= ends;
      if (isOver) ends = clock.elapsed() + interval;
      gap = isOver ? now : Math.min(gap, now);
      return gap;
    },
  };
}
