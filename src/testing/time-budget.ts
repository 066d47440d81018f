/** What a wait may take of the time of a test. */
export interface TimeBudget {
  /** @param wanted milliseconds that were asked for; undefined: as long as there is time */
  grant(wanted: number | undefined): Grant;
  /** Milliseconds for what goes before a wait, where that is of the test's time too. */
  left(): number;
}

export interface Grant {
  /** Milliseconds; undefined where nothing ends the test. */
  readonly timeout: number | undefined;
  /** Milliseconds after which it is over, whatever is under way. */
  readonly end: number | undefined;
  /** What the test has in all, where that is what ends the wait. */
  readonly cutBy: number | null;
}

/** A look that is under way when the time is over gets half of this, in ms: the wait has ended before the test has. */
const endOfWait = 3_000;
const least = 1_000;

interface TestTime {
  /** Milliseconds of the whole test; 0 is no limit. */
  whole(): number;
  left(): number;
  /** Gives the test more time, where its runner can. */
  lengthen?(by: number): void;
}

/**
 * A wait takes what is left, less what it needs to end. One that was asked for is granted whole where the test can be
 * given more time, so that it is the wait which fails, and says why.
 */
export function budgetOf({ whole, left, lengthen }: TestTime): TimeBudget {
  const isEndless = () => whole() === 0 || whole() === Number.POSITIVE_INFINITY;
  return {
    left: () => (isEndless() || lengthen !== undefined ? Number.POSITIVE_INFINITY : Math.max(0, left() - endOfWait)),
    grant(wanted) {
      const all = whole();
      if (isEndless()) return { timeout: wanted, end: wanted && wanted + endOfWait, cutBy: null };
      const rest = left();
      const most = Math.max(lengthen === undefined ? 1 : least, rest - Math.min(endOfWait, rest / 4));
      const isCut = wanted === undefined || (wanted > most && lengthen === undefined);
      const timeout = isCut ? most : wanted;
      const lacking = timeout + endOfWait - rest;
      if (lacking > 0) lengthen?.(Math.ceil(lacking));
      const spare = lengthen === undefined ? Math.max(0, Math.min(endOfWait, rest - timeout)) : endOfWait;
      return { timeout, end: timeout + spare / 2, cutBy: isCut ? all : null };
    },
  };
}
