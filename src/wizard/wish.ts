import type { Context } from '../context/context.ts';
import type { Account } from '../flows/account.ts';
import { StepBack } from '../terminal/prompts.ts';

/** Where numbers are rented: at a platform, or at the same platform simulated. */
export interface Place {
  /** The context that acts. In the sandbox it is one of its own. */
  readonly context: Context;
  readonly account: Account;
}

/** What is to be rented there, as far as it has been asked for. */
export interface Wish {
  readonly project: string;
  /** ISO 3166-1 alpha-2, or null for any. */
  readonly country: string | null;
  readonly count: number;
  /** Whether each number is kept for further codes. */
  readonly isSeveral: boolean;
}

export const noWish: Wish = { project: '', country: null, count: 1, isSeveral: false };

export interface Step {
  /** A step that a platform has no use for is left out. */
  readonly isFor: (place: Place) => boolean;
  /** @throws StepBack */
  readonly ask: (place: Place, wish: Wish) => Promise<Wish>;
}

/**
 * Asks one step after the other. Esc goes to the step before, whose answer is kept until there is another.
 *
 * @throws StepBack from the first step
 */
export async function askSteps(steps: readonly Step[], place: Place, begun: Wish): Promise<Wish> {
  const wanted = steps.filter((step) => step.isFor(place));
  let wish = begun;
  for (let index = 0; ; ) {
    const step = wanted[index];
    if (step === undefined) return wish;
    try {
      wish = await step.ask(place, wish);
      index += 1;
    } catch (error) {
      if (!(error instanceof StepBack) || index === 0) throw error;
      index -= 1;
    }
  }
}
