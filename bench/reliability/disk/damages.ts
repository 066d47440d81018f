import { pick, randomFrom } from '../rig/random.ts';

/** A way to damage a file. */
export interface Damage {
  readonly name: string;
  readonly apply: (whole: Buffer) => Buffer;
}

const sector = 512;
const page = 4096;

/** Where the ids of the rows stand in the file. What a row is made of stands in the bytes before. */
const ids = /[nr]0000000\d\d/gu;
const beforeId = 20;

/** So many flipped bits; lost sectors; and cuts at every length that has a meaning. */
export function makeDamages(count: number, seed: number, whole: Buffer): Damage[] {
  return [...makeFlips(count, seed, whole), ...makeCuts(count, seed, whole.length)];
}

/** So many flipped bits, and lost sectors. */
export function makeFlips(count: number, seed: number, whole: Buffer): Damage[] {
  const all = [...whole.keys()];
  const used = all.filter((place) => whole[place] !== 0);
  const heads = [...whole.toString('latin1').matchAll(ids)].flatMap(({ index }) => all.slice(index - beforeId, index));
  const regions = [all, used, heads];
  const flips = Array.from({ length: count }, (_, index): Damage => {
    const random = randomFrom(seed * 1_000_003 + index);
    const place = pick(regions[index % regions.length] ?? all, random);
    const bit = Math.floor(random() * 8);
    return { name: `flip ${index + 1} (bit ${bit} of byte ${place})`, apply: (bytes) => flip(bytes, place, bit) };
  });
  const sectors = Array.from({ length: Math.ceil(count / 8) }, (_, index): Damage => {
    const random = randomFrom(seed * 1_000_003 - index - 1);
    const place = Math.floor((random() * whole.length) / sector) * sector;
    const byte = random() < 0.5 ? 0 : Math.floor(random() * 256);
    return { name: `sector ${index + 1} (byte ${place})`, apply: (bytes) => fill(bytes, place, byte) };
  });
  return [...flips, ...sectors];
}

function makeCuts(count: number, seed: number, size: number): Damage[] {
  const random = randomFrom(seed);
  const pages = Array.from({ length: size / page + 1 }, (_, index) => index * page);
  const lengths = new Set([
    ...[1, 15, 16, 99, 100, 101, sector - 1, sector, sector + 1],
    ...pages.flatMap((length) => [length - 1, length, length + 1]),
    ...Array.from({ length: Math.ceil(count / 8) }, () => Math.floor(random() * size)),
  ]);
  return [...lengths]
    .filter((length) => length >= 0 && length < size)
    .map((length) => ({ name: `cut to ${length}`, apply: (bytes) => bytes.subarray(0, length) }));
}

function flip(bytes: Buffer, place: number, bit: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[place] = (changed[place] ?? 0) ^ (1 << bit);
  return changed;
}

function fill(bytes: Buffer, place: number, byte: number): Buffer {
  return Buffer.from(bytes).fill(byte, place, place + sector);
}
