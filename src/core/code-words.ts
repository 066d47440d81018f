import { foldText } from './code-text.ts';

const LETTER = String.raw`[\p{L}\p{M}]`;

/**
 * The source of a pattern that matches any word of a list in the notation of code-keywords.ts, longest first; texts it
 * is used on are folded, so the words are folded too.
 */
export function anyOf(list: string): string {
  const words = list
    .replace(/\s*# .*$/gmu, '')
    .split(/,\s+|\n/u)
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const sources = words.map((word) => {
    // `OTP为` and `OTP는` end a Latin word just as a space would.
    const letter = /^_?[(?:]*[a-z]/iu.test(word) ? String.raw`\p{sc=Latin}` : LETTER;
    return foldText(word)
      .replace(/^_/u, `(?<!${letter})`)
      .replace(/_$/u, `(?!${letter})`)
      .replaceAll(' ', String.raw`[\s\-]?`);
  });
  return `(?:${sources.sort((a, b) => b.length - a.length).join('|')})`;
}
