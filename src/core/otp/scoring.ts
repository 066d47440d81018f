import type { Candidate } from './candidates.ts';
import type { Label, LabelKind } from './labels.ts';
import { DIRECTLY, gapOf, isAhead, type Message } from './message.ts';
import { isRejected } from './rejections.ts';
import { countLetters, countOf, countSentenceEnds } from './text.ts';

/** A candidate below this is no code: better none than a wrong one. */
const ENOUGH = 40;

/** What a label is worth to a number right beside it; kinds that are missing here say nothing in its favour. */
const STRENGTH: Readonly<Partial<Record<LabelKind, number>>> = { strong: 60, code: 55, proof: 33, ask: 26, mention: 8 };

const PER_LETTER = 0.25;
const PER_SENTENCE = 25;
const PER_LINE = 8;
const PER_COMMA = 3;
const PER_CANDIDATE = 15;
const DIRECT = 15;
const NEXT_TO = 8;
const COMES_AFTER = 6;
const NEW_CLAUSE = 15;

const COMMA = /[,，、،;；]/gu;
/** A colon or a word for `is` right before: the sentence is about to say the number. */
const ANNOUNCED = /(?:[:：=]|(?<!\p{L})(?:is|are|ist|lautet|es|est|это|adalah|ialah|la|ειναι))[\s"'“”«„‘’([{*#]*$/iu;

interface Bonus {
  readonly name: string;
  readonly points: number;
  readonly holds: (candidate: Candidate, message: Message) => boolean;
}

/** Only what is near is looked at, so that the time taken stays in proportion to the text. */
const NEAR = 40;
const FARTHEST_LABEL = 400;

const before = ({ start }: Candidate, { text }: Message): string => text.slice(Math.max(0, start - NEAR), start);
const after = ({ end }: Candidate, { text }: Message): string => text.slice(end, end + NEAR);

/** What a candidate's own form and place say for or against it. */
const BONUSES: readonly Bonus[] = [
  { name: 'six digits, the usual length', points: 10, holds: ({ code }) => /^\d{6}$/u.test(code) },
  { name: 'four or five digits', points: 4, holds: ({ code, form }) => form === 'digits' && /^\d{4,5}$/u.test(code) },
  {
    name: 'grouped, yet not six digits',
    points: -4,
    holds: ({ code, form }) => form === 'grouped' && code.length !== 6,
  },
  { name: 'letters', points: -6, holds: ({ code }) => /\D/u.test(code) },
  { name: 'may be a year', points: -22, holds: ({ code }) => /^(?:19[89]\d|20[0-3]\d)$/u.test(code) },
  {
    name: 'may be a date',
    points: -20,
    holds: ({ code }) => /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/u.test(code),
  },
  {
    name: 'alone in its sentence or line',
    points: 20,
    holds: (candidate, message) =>
      /(?:^|[\n.!?。！？।۔】\]])[\s"'“«([【*>:-]*$/u.test(before(candidate, message)) &&
      /^[\s"'”»)\]】*]*(?:$|[\n!?。！？।۔【]|\.(?:\s|$))/u.test(after(candidate, message)),
  },
  {
    name: 'in brackets or quotes',
    points: 6,
    holds: (candidate, message) =>
      /[[【「『(（"'“«<]$/u.test(before(candidate, message)) && /^[\]】」』)）"'”»>]/u.test(after(candidate, message)),
  },
  { name: 'announced', points: 6, holds: (candidate, message) => ANNOUNCED.test(before(candidate, message)) },
  { name: 'in a link as well', points: 10, holds: ({ code }, { linked }) => linked.includes(code) },
];

/** How well a label explains a candidate: its strength less what lies between them. */
function link(label: Label, candidate: Candidate, { text, candidates }: Message): number {
  const strength = STRENGTH[label.kind];
  if (strength === undefined) return 0;
  const gap = gapOf(label, candidate, text);
  if (gap.length > FARTHEST_LABEL) return 0;
  const ahead = isAhead(label, candidate);
  // `enter 4821`, but also `4821를 입력`: only where the verb stands last does it ask for a number before it.
  if (label.kind === 'ask' && !ahead && /\p{sc=Latin}/u.test(text.slice(label.start, label.end))) return 0;
  const [from, to] = ahead ? [label.end, candidate.start] : [candidate.end, label.start];
  const rivals = candidates.filter(
    ({ code, form }) => code !== candidate.code && form !== 'letters' && form !== 'mixed',
  );
  const between = rivals.filter((one) => one.start >= from && one.end <= to).length;
  const letters = countLetters(gap);
  const sentences = countSentenceEnds(gap);
  const bonus =
    (ahead && DIRECTLY.test(gap) ? DIRECT : 0) +
    (letters <= 10 && sentences === 0 ? NEXT_TO : 0) -
    (ahead ? 0 : COMES_AFTER) -
    (!ahead && /\p{L}[^\n]*[:：]/u.test(gap) ? NEW_CLAUSE : 0);
  return (
    strength +
    bonus -
    letters * PER_LETTER -
    sentences * PER_SENTENCE -
    countOf(gap, /\n/gu) * PER_LINE -
    countOf(gap, COMMA) * PER_COMMA -
    between * PER_CANDIDATE
  );
}

function score(candidate: Candidate, message: Message): number {
  if (isRejected(candidate, message)) return 0;
  const values = { word: 0, proof: 0, ask: 0 };
  for (const label of message.labels) {
    const group = label.kind === 'proof' || label.kind === 'ask' ? label.kind : 'word';
    values[group] = Math.max(values[group], link(label, candidate, message));
  }
  const [best = 0, second = 0] = Object.values(values).sort((a, b) => b - a);
  if (best === 0) return 0;
  return BONUSES.reduce(
    (points, bonus) => points + (bonus.holds(candidate, message) ? bonus.points : 0),
    best + second / 2,
  );
}

/** The code of the best candidate, the first of equals; null when none is good enough. */
export function pickCode(message: Message): string | null {
  let chosen: string | null = null;
  let most = 0;
  for (const candidate of message.candidates) {
    const points = score(candidate, message);
    if (points < ENOUGH || points <= most) continue;
    chosen = candidate.code;
    most = points;
  }
  return chosen;
}
