import { parseWords } from './word-list.ts';

const LETTER = String.raw`[\p{L}\p{M}]`;
const LATIN = String.raw`\p{sc=Latin}`;

/**
 * Patterns' sources that together match every word of a list in the notation of keywords.ts. Texts are folded, so
 * the words are folded too. Words with the same edges share one: an edge for each word takes V8 a tenth of a second.
 */
export function sourcesOf(list: string): string[] {
  const groups = new Map<string, string[]>();
  for (const word of parseWords(list)) {
    const edges = edgesOf(word);
    const source = word.replace(/^_|_$/gu, '').replaceAll(' ', String.raw`[\s\-]?`);
    groups.set(edges, [...(groups.get(edges) ?? []), source]);
  }
  return [...groups].map(([edges, words]) => {
    const longestFirst = words.sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
    return edges.replace('*', () => `(?:${longestFirst.join('|')})`);
  });
}

/** What may stand around the word, with a `*` in its place. */
export function edgesOf(word: string): string {
  // `OTP为` and `OTP는` end a Latin word just as a space would.
  const letter = /^_?[(?:[]*[a-z]/iu.test(word) ? LATIN : LETTER;
  return `${word.startsWith('_') ? `(?<!${letter})` : ''}*${word.endsWith('_') ? `(?!${letter})` : ''}`;
}

/** The source of one pattern that matches any word of a list. */
export function anyOf(list: string): string {
  return `(?:${sourcesOf(list).join('|')})`;
}
