/** A sequence of numbers in [0, 1) that is the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The items in an order of chance. */
export function shuffle<T>(items: readonly T[], random: () => number): T[] {
  const places = items.map((item) => ({ item, place: random() }));
  return places.sort((a, b) => a.place - b.place).map(({ item }) => item);
}

/** One of the items, of which there must be at least one. */
export function pick<T>(items: readonly T[], random: () => number): T {
  const [item] = items.slice(Math.floor(random() * items.length));
  if (item === undefined) throw new Error('there is nothing to pick from');
  return item;
}
