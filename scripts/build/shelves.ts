/**
 * npm packs files in the order of their endings and names, and gzip finds what was said before only 32 KB back: what says
 * the same stands close together, the texts behind the manuals, and what is like nothing else at the end. It is worth
 * 6 KB of 320.
 */
const shelves: readonly (readonly [shelf: string, names: RegExp])[] = [
  ['1', /^messages-[a-z-]+-help$/],
  ['2', /^messages-[a-z-]+-errors$/],
  ['4', /^messages-[a-z-]+-dialogues$/],
  ['3', /^messages-/],
  ['z', /^core-(?:phone|extract-code)$/],
];

/** Of a chunk by that name. */
export function fileNameOf(name: string): string {
  const [shelf] = shelves.find(([, names]) => names.test(name)) ?? [];
  return shelf === undefined ? `${name}.cjs` : `${shelf}-${name}.cjs`;
}
