import type { Wish } from '../section.ts';
import type { Finding } from './findings.ts';
import { inParallel } from './in-parallel.ts';

/** One try to break something. Its name runs it again. */
export interface Round<P extends string> {
  readonly name: string;
  run(): Promise<RoundResult<P>>;
}

export interface RoundResult<P extends string> {
  readonly findings: readonly Finding<P>[];
  /** What the round came to hit, to be counted. */
  readonly hit: string;
}

export interface RoundOutcome<P extends string> extends RoundResult<P> {
  readonly round: string;
}

/** Runs the rounds, or the one that is wished for. One that throws is a finding, and the others go on. */
export async function runRounds<P extends string>(
  rounds: readonly Round<P>[],
  wish: Wish,
  { atATime, thrown }: { readonly atATime: number; readonly thrown: P },
): Promise<RoundOutcome<P>[]> {
  const chosen = rounds.filter(({ name }) => wish.only === null || wish.only === name);
  let done = 0;
  return await inParallel(chosen, atATime, async ({ name, run }) => {
    const result = await run().catch((error: unknown): RoundResult<P> => {
      const what = error instanceof Error ? error.message : String(error);
      return { findings: [{ promise: thrown, what }], hit: 'thrown' };
    });
    done += 1;
    if (done % 100 === 0) wish.say(`${done} of ${chosen.length} rounds`);
    return { round: name, ...result };
  });
}

/** How many rounds hit what. */
export function countHits(outcomes: readonly RoundOutcome<string>[]): Map<string, number> {
  const byHit = Map.groupBy(outcomes, ({ hit }) => hit);
  return new Map([...byHit].map(([hit, all]) => [hit, all.length]));
}
