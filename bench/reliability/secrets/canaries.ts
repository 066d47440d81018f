/** What a key may look like. */
export const kinds = [
  'base64',
  'letters',
  'hex',
  'symbols',
  'quotes',
  'chinese',
  'spaces',
  'percents',
  'pattern',
  'long',
  'short',
  'shortest',
] as const;

export type Kind = (typeof kinds)[number];

const lower = 'abcdefghijklmnopqrstuvwxyz';
const letters = `${lower}${lower.toUpperCase()}0123456789`;

const alphabets: Readonly<Record<Kind, readonly [characters: string, length: number]>> = {
  base64: [`${letters}+/`, 24],
  letters: [letters, 32],
  hex: ['0123456789abcdef', 32],
  symbols: ['aB3xK9+/=%"\\\'&<>?#;:@!$,~|', 20],
  quotes: ['qW7\'"`\\\\""', 18],
  chinese: ['密钥口令淘码智ключçéß🙂𝒦7', 16],
  spaces: ['gH5 tY8', 18],
  percents: ['%%25%2B4cE', 18],
  pattern: ['rT6.*+?^$|{}()[]\\', 20],
  long: [`${letters}+/=-_.~`, 120],
  short: [`${letters}+/=%&"`, 9],
  shortest: ['xZ9!qJ%~', 5],
};

/**
 * A key of this kind. It begins and ends with a letter, and the shortest hold a rare sign, so that none of them stands by
 * chance in an honest text.
 */
export function inventKey(kind: Kind, random: () => number): string {
  const [alphabet, length] = alphabets[kind];
  const characters = [...alphabet];
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? '';
  const edge = kind === 'hex' ? [...'0123456789abcdef'] : [...letters];
  const inner = Array.from({ length: length - 2 }, () => pick(characters)).join('');
  const sign = kind === 'shortest' ? '~' : kind === 'short' ? '+' : '';
  const key = `${pick(edge)}${inner.slice(sign.length)}${sign}${pick(edge)}`;
  return kind === 'base64' ? `${key.slice(0, -2)}==` : key;
}
