import { fold } from './text.ts';

/** The words of a list in the notation of keywords.ts, folded as texts are. The bundle has them so already. */
export function parseWords(list: string): string[] {
  return fold(list)
    .replace(/\s*# .*$/gmu, '')
    .split(/,\s+|\n/u)
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
