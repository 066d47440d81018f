import type { Asked, Call, Said } from './call.ts';
import { damageText, makeNoise } from './damage-text.ts';
import { damageTree } from './damage-tree.ts';
import { type Dice, diceFrom, seedOf } from './dice.ts';
import { writeTree } from './tree.ts';

export interface Round {
  readonly name: string;
  readonly call: Call;
  readonly asked: Asked;
  readonly said: readonly Said[];
}

/** Every body that stands in a document, of whatever call. */
export type Others = readonly string[];

/** The same for the same seed, call and index. The first rounds of a call are its samples, cut at every place. */
export function makeRound(call: Call, seed: number, { index, others }: { index: number; others: Others }): Round {
  const dice = diceFrom(seedOf(seed, call.name, index));
  const asked = dice.pick(call.asks);
  const cut = cutSample(call, index);
  const said = cut === null ? [anySaid(call, asked, { dice, others })] : [{ status: 200, text: cut }];
  // What the platform says where it is asked again.
  if (dice.chance(0.15)) said.push(anySaid(call, asked, { dice, others }));
  return { name: `${call.name} ${index}`, call, asked, said };
}

function cutSample({ samples }: Call, index: number): string | null {
  let left = index;
  for (const sample of samples) {
    if (left <= sample.length) return sample.slice(0, sample.length - left);
    left -= sample.length + 1;
  }
  return null;
}

const otherStatuses = [
  201, 202, 204, 206, 299, 100, 0, 300, 301, 302, 304, 400, 401, 403, 404, 409, 418, 429, 500, 502, 503, 504, 599,
];

interface Means {
  readonly dice: Dice;
  readonly others: Others;
}

function anySaid(call: Call, asked: Asked, means: Means): Said {
  const { dice } = means;
  return { status: dice.chance(0.96) ? 200 : dice.pick(otherStatuses), text: anyBody(call, asked, means) };
}

function anyBody(call: Call, asked: Asked, { dice, others }: Means): string {
  const planned = (damages: number): string => {
    let tree = call.plan(dice, asked);
    for (let left = damages; left > 0; left -= 1) tree = damageTree(tree, dice);
    return writeTree(tree, dice);
  };
  const damaged = (text: string): string => {
    const once = damageText(text, dice.pick(others), dice);
    return dice.chance(0.3) ? damageText(once, dice.pick(others), dice) : once;
  };
  const share = dice.next();
  if (share < 0.25) return planned(0);
  if (share < 0.52) return planned(1);
  if (share < 0.62) return planned(2 + dice.int(2));
  if (share < 0.82) return damaged(planned(dice.int(2)));
  if (share < 0.87) return damaged(dice.pick(call.samples));
  if (share < 0.9) return dice.pick(others);
  if (share < 0.96 && call.speak !== undefined) return dice.chance(0.8) ? call.speak(dice) : damaged(call.speak(dice));
  return share < 0.98 ? planned(0) : makeNoise(dice);
}
