import fc from 'fast-check';
import { createMemoryDatabase } from '../rig/memory-database.ts';
import type { Breach } from '../section.ts';
import { plans } from './plans.ts';
import { simulate } from './simulate.ts';

/** What came of some sequences. */
export interface Tally {
  readonly played: number;
  readonly rented: number;
  readonly died: number;
  readonly crossed: number;
  readonly dismissed: number;
  readonly breaches: readonly Breach[];
}

export const noTally: Tally = { played: 0, rented: 0, died: 0, crossed: 0, dismissed: 0, breaches: [] };

export function addTallies(a: Tally, b: Tally): Tally {
  return {
    played: a.played + b.played,
    rented: a.rented + b.rented,
    died: a.died + b.died,
    crossed: a.crossed + b.crossed,
    dismissed: a.dismissed + b.dismissed,
    breaches: [...a.breaches, ...b.breaches],
  };
}

/** Plays so many sequences of one seed. The first that breaks a promise is made as small as can be, and is the last. */
export function play({ seed, count }: { readonly seed: number; readonly count: number }): Promise<Tally> {
  return check({ seed, numRuns: count });
}

/** Plays the one sequence that a breach has named, and tells what happens in it. */
export function replay(round: string, say: (line: string) => void): Promise<Tally> {
  const [, seed, path] = /^(-?\d+):([\d:]+)$/u.exec(round) ?? [];
  if (seed === undefined || path === undefined) throw new Error(`${round} names no sequence: it has to be SEED:PATH`);
  return check({ seed: Number(seed), path, numRuns: 1, endOnFailure: true }, say);
}

async function check(how: fc.Parameters<[unknown]>, say?: (line: string) => void): Promise<Tally> {
  const memory = createMemoryDatabase();
  let tally = noTally;
  const property = fc.asyncProperty(plans, async (plan) => {
    const { breach, isDismissed, ...counts } = await simulate(plan, memory, say);
    if (breach !== null) throw new Error(breach);
    tally = addTallies(tally, { ...counts, played: 1, dismissed: Number(isDismissed), breaches: [] });
  });
  const { failed, seed, counterexamplePath, errorInstance, numRuns } = await fc.check(property, how);
  if (!failed) return tally;
  const what = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  return { ...tally, played: numRuns, breaches: [{ round: `${seed}:${counterexamplePath}`, what }] };
}
