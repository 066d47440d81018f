import { randomFrom } from '../rig/random.ts';
import type { Call } from './call.ts';
import { calls } from './calls.ts';
import { kinds } from './kinds.ts';
import type { Round } from './round.ts';
import type { Kind } from './wire.ts';

/** Every call with every fault that it can have. */
export function allRounds(): readonly Round[] {
  return calls.flatMap((call) =>
    kinds
      .filter((kind) => mayStrike(kind, call))
      .flatMap((kind) =>
        whensOf(kind).flatMap((when) =>
          hitsOf(kind, call).map((hits) => ({
            name: `${call.platform} ${call.name}, ${kind.name}, ${when}, ${hits}`,
            ...{ call, kind, when, hits },
          })),
        ),
      ),
  );
}

/**
 * So many of them: first, whole, those in which money or a number can be lost, then a share of the others that the seed
 * decides.
 */
export function chooseRounds({ count, seed }: { count: number; seed: number }): readonly Round[] {
  const all = allRounds();
  const first = all.filter(isCostly);
  return [
    ...first,
    ...shuffled(
      all.filter((round) => !isCostly(round)),
      randomFrom(seed),
    ),
  ].slice(0, count);
}

function mayStrike(kind: Kind, call: Call): boolean {
  return (kind.only === undefined || kind.only === call.does) && (kind.at === undefined || call.lead !== null);
}

/** A platform that never got to read a request has not acted on it. */
const whensOf = ({ at }: Kind): readonly Round['when'][] => (at === undefined ? ['before', 'after'] : ['before']);

/** What is never repeated is hit every time, once. */
function hitsOf({ means }: Kind, { most, isPatient, opensSession }: Call): readonly Round['hits'][] {
  const isRepeated = opensSession !== true && (most > 1 || (isPatient === true && means === 'unsent'));
  return isRepeated ? ['every', 'once'] : ['every'];
}

/**
 * Of what frees a number: a platform that never acts, and one whose answer to the first request is lost. Of the ways to
 * make the same call, one.
 */
function isCostly({ call, kind, when, hits }: Round): boolean {
  if (call.isVariant === true) return false;
  if (call.does === 'rent' || call.does === 'send') return true;
  if (call.does !== 'release' && call.does !== 'blacklist') return false;
  return hits === (when === 'after' || kind.isSlow === true ? 'once' : 'every');
}

/** Fisher and Yates. */
function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T];
  }
  return mixed;
}
