import type { Candidate } from './candidates.ts';
import type { Label } from './labels.ts';

/** All that is known of a text when its candidates are weighed. */
export interface Message {
  /** Folded, its distractors blanked. */
  readonly text: string;
  /** The same text with its distractors. */
  readonly whole: string;
  readonly labels: readonly Label[];
  readonly candidates: readonly Candidate[];
  /** The addresses in the text, which often repeat the code. */
  readonly linked: string;
}

/** Nothing but punctuation and at most one word for `is` between a keyword and what follows. */
export const DIRECTLY =
  /^[\s:：=\-–—>"'“”«„‘’([{（【「『〔《*_#是为為はがのに는은이가]*(?:(?:is|are|ist|lautet|est|es|e|este|to|jest|je|ay|ialah|adalah|la|ειναι|это|е|є|er|ar|on|yra|ir|ni|bu|:|=)[\s:："'“”«„‘’([{*=#]*)?$/iu;

export function isAhead(label: Label, candidate: Candidate): boolean {
  return label.end <= candidate.start;
}

export function gapOf(label: Label, candidate: Candidate, text: string): string {
  return isAhead(label, candidate) ? text.slice(label.end, candidate.start) : text.slice(candidate.end, label.start);
}
