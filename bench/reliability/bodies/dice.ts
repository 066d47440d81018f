import { randomFrom } from '../rig/random.ts';

/** Chance, in the forms in which a body needs it. */
export interface Dice {
  /** In [0, 1). */
  readonly next: () => number;
  /** 0 up to, not including, `end`. */
  readonly int: (end: number) => number;
  readonly chance: (share: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
  readonly digits: (count: number) => string;
}

export function diceFrom(seed: number): Dice {
  const next = randomFrom(seed);
  const int = (end: number) => Math.floor(next() * end);
  return {
    next,
    int,
    chance: (share) => next() < share,
    pick: (list) => list[int(list.length)] as (typeof list)[number],
    digits(count) {
      let text = '';
      for (let left = count; left > 0; left -= 1) text += int(10);
      return text;
    },
  };
}

/** A seed of its own for every round, whatever its neighbours did. */
export function seedOf(seed: number, name: string, index: number): number {
  let hash = (seed ^ 0x811c9dc5) >>> 0;
  for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193) >>> 0;
  hash = Math.imul(hash ^ index, 0x85ebca6b) >>> 0;
  return (hash ^ (hash >>> 13)) >>> 0;
}
