/** Where a repeatable row of random numbers stands. */
export interface RandomState {
  random: number;
}

/** The next whole number from 0 to `below` - 1. */
export function draw(state: RandomState, below: number): number {
  // A Weyl sequence through a 32-bit mixer: short, repeatable and even enough for telephone numbers.
  state.random = (state.random + 0x9e3779b9) >>> 0;
  let mixed = state.random;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) % below;
}

/** One of a list that is not empty. */
export function pick<T>(state: RandomState, list: readonly [T, ...T[]]): T {
  return list[draw(state, list.length)] ?? list[0];
}

/** Digits in the place of every `#`. */
export function fillDigits(state: RandomState, template: string): string {
  return template.replaceAll('#', () => String(draw(state, 10)));
}

/** A seed of its own for each name. */
export function seedOf(seed: number, name: string): number {
  let mixed = seed >>> 0;
  for (const character of name) mixed = Math.imul(mixed ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return mixed;
}
