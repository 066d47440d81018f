import { EVENTS, KEYWORDS, OF_WORDS, PURPOSE_WORDS, SPENT } from './keywords.ts';
import { OTHER_NUMBERS } from './other-numbers.ts';
import { countLetters } from './text.ts';
import { anyOf, sourcesOf } from './words.ts';

/**
 * `strong`: certainly a verification code; `code`: a code; `proof`, `ask`: a hint; `mention`: talks of a code without
 * bringing one; `other`: names a number of another kind; `number`, `event`: mean something only beside another label.
 */
export type LabelKind = 'strong' | 'code' | 'proof' | 'number' | 'ask' | 'mention' | 'other' | 'event';

export interface Label {
  readonly kind: LabelKind;
  readonly start: number;
  readonly end: number;
}

const LETTER = '[\\p{L}\\p{M}]';
/** Scripts that put no space between words: there the end of a word cannot be seen. */
const UNSPACED = '\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Khmr}\\p{sc=Mymr}ー';
const REST_OF_WORD = new RegExp(`(?:(?![${UNSPACED}])${LETTER})*`, 'yu');

const LISTS: ReadonlyArray<readonly [LabelKind, string]> = [
  ['strong', KEYWORDS.secret],
  ['code', KEYWORDS.code],
  ['proof', KEYWORDS.proof],
  ['number', KEYWORDS.number],
  ['ask', KEYWORDS.ask],
  ['other', OTHER_NUMBERS],
  ['event', EVENTS],
];
const PATTERNS = LISTS.flatMap(([kind, list]) =>
  sourcesOf(list).map((source) => [kind, new RegExp(source, 'giu')] as const),
);

const SPENT_NEXT = new RegExp(String.raw`^[\s)\]】」"'”]*${anyOf(SPENT)}`, 'iu');

/** Whether the text after a code says that the code is of no use any more. */
export function saysSpent(after: string): boolean {
  return SPENT_NEXT.test(after);
}

/** Two labels that make one term: a compound word, two words side by side, or joined by a word for `of`. */
const SIDE_BY_SIDE = new RegExp(
  `^(?:\\p{L}{0,2}|[\\s\\-]*|\\p{L}{0,3}[\\s\\-]+(?:${anyOf(OF_WORDS)}[\\s'’]+){0,2})$`,
  'iu',
);
const SAME_PHRASE = /^[^\d.!?。！？।۔:：,，、;；\n\uFFFC()（）[\]【】]*$/u;
/** `the code for changing`, not `the code was changed`. */
const PURPOSE = new RegExp(anyOf(PURPOSE_WORDS), 'iu');
const FARTHEST_PHRASE = 14;

type Rule = (first: LabelKind, second: LabelKind, gap: string) => LabelKind | null;

const isNoun = (kind: LabelKind): boolean => kind === 'code' || kind === 'number' || kind === 'strong';
const inPhrase = (gap: string): boolean => SAME_PHRASE.test(gap) && countLetters(gap) <= FARTHEST_PHRASE;

/** Applied in this order over all neighbouring labels of a text. */
const RULES: readonly Rule[] = [
  function codeOfProof(first, second, gap) {
    if (!inPhrase(gap)) return null;
    if ((first === 'proof' && isNoun(second)) || (isNoun(first) && second === 'proof')) return 'strong';
    return first === 'proof' && second === 'proof' ? 'proof' : null;
  },
  function oneTermForCode(first, second, gap) {
    if (!SIDE_BY_SIDE.test(gap) || !isNoun(first) || !isNoun(second)) return null;
    return first === 'strong' || second === 'strong' ? 'strong' : 'code';
  },
  function codeOfSomethingElse(first, second, gap) {
    if (!SIDE_BY_SIDE.test(gap) || (first === 'other') === (second === 'other')) return null;
    const beside = first === 'other' ? second : first;
    if (beside === 'strong') return 'strong';
    return beside === 'code' || beside === 'number' || beside === 'proof' ? 'other' : null;
  },
  function codeReportedOn(first, second, gap) {
    const isReport = second === 'event' && inPhrase(gap) && !PURPOSE.test(gap);
    return isReport && (first === 'strong' || first === 'code') ? 'mention' : null;
  },
];

function findWords(text: string): Label[] {
  const found: Label[] = [];
  for (const [kind, pattern] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      found.push({ kind, start: match.index, end: match.index + match[0].length });
    }
  }
  found.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const taken = new Uint8Array(text.length);
  const kept = found.filter(({ start, end }) => {
    if (taken.subarray(start, end).includes(1)) return false;
    taken.fill(1, start, end);
    return true;
  });
  return kept.sort((a, b) => a.start - b.start);
}

function merge(labels: readonly Label[], text: string, rule: Rule): Label[] {
  const merged: Label[] = [];
  for (const label of labels) {
    const last = merged.at(-1);
    const kind = last === undefined ? null : rule(last.kind, label.kind, text.slice(last.end, label.start));
    if (last === undefined || kind === null) merged.push(label);
    else merged[merged.length - 1] = { kind, start: last.start, end: label.end };
  }
  return merged;
}

function withWordEnding(label: Label, text: string): Label {
  REST_OF_WORD.lastIndex = label.end;
  return { ...label, end: label.end + (REST_OF_WORD.exec(text)?.[0].length ?? 0) };
}

/** The words of a folded text that say what its numbers are, in reading order; `number` and lone `event` words left out. */
export function findLabels(text: string): Label[] {
  return RULES.reduce((labels, rule) => merge(labels, text, rule), findWords(text))
    .filter(({ kind }) => kind !== 'number' && kind !== 'event')
    .map((label) => withWordEnding(label, text));
}
