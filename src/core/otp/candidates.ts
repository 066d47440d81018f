import { BLANK } from './distractors.ts';

/** How a candidate is written; the looser its form, the closer its keyword has to be. */
type Form = 'digits' | 'grouped' | 'prefixed' | 'capitals' | 'mixed' | 'letters';

export interface Candidate {
  readonly code: string;
  readonly form: Form;
  readonly start: number;
  readonly end: number;
}

const SHAPES: ReadonlyArray<{ readonly form: Form; readonly pattern: RegExp }> = [
  { form: 'digits', pattern: /^\d{4,8}$/u },
  {
    form: 'grouped',
    pattern:
      /^(?:\d{3}[-– .]\d{3,4}|\d{4}[- ]\d{4}|\d{2}[- ]\d{2}[- ]\d{2}|\d(?:[- ]\d){3,7}|\d{3}[- ]\d{2}[- ]\d{3})$/u,
  },
  { form: 'prefixed', pattern: /^[A-Z]{1,3}[-–](?:\d{4,8}|\d{3}[- ]\d{3})$/u },
  { form: 'capitals', pattern: /^(?=.*\d)(?=.*[A-Z])(?![A-Z]{4,}\d{1,2}$)[A-Z0-9]{5,8}$/u },
  { form: 'mixed', pattern: /^(?=.*\d)(?=.*[A-Za-z])(?:[A-Za-z0-9]{4,10}|[A-Z0-9]{3,5}-[A-Z0-9]{3,5})$/u },
  { form: 'letters', pattern: /^[A-Z]{4,8}$/u },
];

const ORDINAL = /^\d+(?:st|nd|rd|th|er|e|s|x|h|min|k)$/iu;
const TOKEN = /[A-Za-z0-9]+(?:[-–‐‑][A-Za-z0-9]+)*/gu;
/** A word that lacks the space before it. */
const RUN_ON = /^\d{6}[A-Z]?[a-z]+(?![\dA-Z])/u;
/** Before a token these make it a part of something longer; scripts without spaces do not. */
const GLUE = /(?![\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}])[\p{L}\p{M}\d/+@\\\uFFFC]/u;
const DIGIT_GROUPS = /\d+(?:[-–‐‑ .]\d+)*/gu;

function shapeOf(written: string): { code: string; form: Form } | null {
  const plain = written.replace(/[‐‑–]/gu, '-');
  const shape = SHAPES.find(({ pattern }) => pattern.test(plain));
  if (shape === undefined || ORDINAL.test(plain)) return null;
  const code = shape.form === 'prefixed' ? plain.replace(/\D/gu, '') : plain.replace(/[^A-Za-z0-9]/gu, '');
  return { code, form: shape.form };
}

/** The code that a text is: nothing else but a sender's name in brackets, or the blanked hash of Android's SMS retriever. */
export function readBareCode(text: string): string | null {
  const bare = text
    .replace(/^\s*(?:<#>|\[#\])/u, '')
    .replace(/^\s*(?:【[^】\d]*】|\[[^\]\d]*\])|(?:【[^】\d]*】|\[[^\]\d]*\])\s*$/gu, '')
    .replace(/\s\uFFFC{11}\s*$/u, '')
    .replace(/^[\s\p{Ps}\p{Pi}"'*_`#:：]+|[\s\p{Pe}\p{Pf}"'*_`.。!！]+$/gu, '');
  const shape = shapeOf(bare);
  return shape === null || shape.form === 'mixed' || shape.form === 'letters' ? null : shape.code;
}

/** The code of a last line in the form browsers read: `@example.com #123456`. */
export function readOriginBoundCode(text: string): string | null {
  const bound = /(?:^|\s)@[a-z0-9.-]+\.[a-z]{2,} [#%]([A-Za-z0-9-]{4,12})(?: [@%][a-z0-9.-]+)?\s*$/iu.exec(text);
  const code = bound?.[1]?.replaceAll('-', '') ?? '';
  return /^[A-Za-z0-9]{4,10}$/u.test(code) ? code : null;
}

/** A number beside which only small ones stand (`482913 5/6`) or its own like is meant by itself. */
function standsOut(groups: string): string | null {
  const parts = groups.split(' ');
  const large = new Set(parts.filter((part) => part.length > 2));
  const [only] = large;
  return parts.length > 1 && large.size === 1 && only !== undefined && /^\d{4,8}$/u.test(only) ? only : null;
}

function* findNumbers(text: string, labelEnds: ReadonlySet<number>): Generator<readonly [string, number]> {
  for (const { 0: groups, index } of text.matchAll(DIGIT_GROUPS)) {
    const before = text[index - 1] ?? ' ';
    const isStuck = /[A-Za-z]/u.test(before) && !labelEnds.has(index);
    const isPart = before === '+' || (/[-–/\\.,*]/u.test(before) && /[\dA-Z\uFFFC]/u.test(text[index - 2] ?? ' '));
    // `482913Valid for 5 min`: a word after six digits, not a part of the code.
    const isCut =
      /^[/+\\]/u.test(text.slice(index + groups.length)) ||
      (/^[A-Za-z]/u.test(text.slice(index + groups.length)) && !RUN_ON.test(text.slice(index)));
    if (isStuck || isPart || isCut) continue;
    const single = shapeOf(groups) === null ? standsOut(groups) : null;
    yield single === null ? [groups, index] : [single, index + groups.indexOf(single)];
  }
}

function* findMixed(text: string, labelEnds: ReadonlySet<number>): Generator<readonly [string, number]> {
  for (const { 0: written, index } of text.matchAll(TOKEN)) {
    if (/^[\d‐‑–-]+$/u.test(written) || RUN_ON.test(written)) continue;
    if (GLUE.test(text[index - 1] ?? ' ') || text[index + written.length] === BLANK) continue;
    // `OTP482913` is a keyword and a number.
    if ([...labelEnds].some((end) => end > index && /^\d+$/u.test(text.slice(end, index + written.length)))) continue;
    yield [written, index];
  }
}

/** Everything in a text without distractors that is written like a code. `labelEnds` are the places where a keyword ends. */
export function findCandidates(text: string, labelEnds: ReadonlySet<number>): Candidate[] {
  return [...findNumbers(text, labelEnds), ...findMixed(text, labelEnds)].flatMap(([written, start]) => {
    const shape = shapeOf(written);
    return shape === null ? [] : [{ ...shape, start, end: start + written.length }];
  });
}
