import type { Breach, Figure } from '../section.ts';

/** What a round found wrong: which of the section's promises, by its key, and the facts. */
export interface Finding<P extends string = string> {
  readonly promise: P;
  readonly what: string;
}

export function finding<P extends string>(promise: P, what: string): Finding<P> {
  return { promise, what };
}

export interface RoundFindings<P extends string = string> {
  readonly round: string;
  readonly findings: readonly Finding<P>[];
}

/** A line for each promise, in its own words, with how often it was broken: never, if all is well. */
export function countBroken<P extends string>(
  promises: Readonly<Record<P, string>>,
  rounds: readonly RoundFindings<P>[],
): Figure[] {
  const all = rounds.flatMap(({ findings }) => findings);
  return (Object.keys(promises) as P[]).map((key) => {
    const value = all.filter(({ promise }) => promise === key).length;
    return { what: promises[key], value, wanted: 0 };
  });
}

export function breachesOf(rounds: readonly RoundFindings[]): Breach[] {
  const tell = (what: string) => what.trim().replaceAll(/\s*\n\s*/gu, ' / ');
  return rounds.flatMap(({ round, findings }) =>
    findings.map(({ what }) => ({ round, what: `${round}: ${tell(what)}` })),
  );
}
