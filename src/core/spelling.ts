/**
 * Texts as others write them: in a query, a form, JSON or HTML, in upper or lower case, encoded once or several times
 * over. What is looked for is read beside the text, character by character, so that every mixture of these is found and
 * no text makes the search slow.
 */

/** A text may be encoded so many times over. */
const layers = 4;

/** All spellings of one text. */
export interface Spelling {
  /** UTF-16 units that its spellings begin with, so that most places can be passed over at a glance. */
  readonly heads: ReadonlySet<string>;
  /** Where a spelling that begins at `start` ends: the farthest such place, or -1. */
  endIn(text: string, start: number): number;
}

export function spellingOf(wanted: string): Spelling {
  const letters = [...wanted];
  const characters: Character[] = []; // most are never looked at
  const first = describe(letters[0] ?? '').literals.map((literal) => literal.charAt(0));
  return {
    heads: new Set([...first, '%', '\\', '&']),
    endIn(text, start) {
      let ends: readonly number[] = [start];
      for (const [index, letter] of letters.entries()) {
        characters[index] ??= describe(letter);
        const character = characters[index];
        const starts = index === 0 ? ends : ends.map((end) => skipUnseen(text, end, letter));
        ends = [...new Set(starts.flatMap((from) => endsOf(text, from, character)))];
        if (ends.length === 0) return -1;
      }
      return Math.max(...ends);
    },
  };
}

interface Character {
  /** As it stands in plain text, in a form, in JSON or as a name of HTML. */
  readonly literals: readonly string[];
  /** Of its UTF-8, in lower-case hex. */
  readonly bytes: readonly string[];
  /** UTF-16, in lower-case hex. */
  readonly units: readonly string[];
  readonly codePoint: number;
}

const names: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };

function describe(character: string): Character {
  const name = names[character];
  const cases = [character, character.toUpperCase(), character.toLowerCase()];
  // JSON in JSON doubles its backslashes; quotes and slashes get one that the text may or may not have.
  const escaped = /["'/]/.test(character) ? [1, 2, 3].map((count) => '\\'.repeat(count) + character) : [];
  const backslashes = character === '\\' ? ['\\\\', '\\\\\\\\'] : [];
  const more = [...(character === ' ' ? ['+'] : []), ...(name === undefined ? [] : [`&${name};`])];
  return {
    literals: [...new Set([...cases, ...escaped, ...backslashes, ...more])],
    bytes: Buffer.from(character).toString('hex').match(/../g) ?? [],
    units: Array.from({ length: character.length }, (_, at) => character.charCodeAt(at).toString(16).padStart(4, '0')),
    codePoint: character.codePointAt(0) ?? 0,
  };
}

/** The first that is not seen. */
const softHyphen = 0xad;

/** A character that is not there to the eye may stand between any two: taken out, it leaves the text whole. */
function skipUnseen(text: string, start: number, next: string): number {
  let at = start;
  while (text.charCodeAt(at) >= softHyphen && /^\p{Cf}/u.test(text.slice(at, at + 2)) && !text.startsWith(next, at)) {
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  }
  return at;
}

function endsOf(text: string, start: number, character: Character): number[] {
  const ends = character.literals.filter((one) => text.startsWith(one, start)).map((one) => start + one.length);
  switch (text.charAt(start)) {
    case '%':
      return [...ends, ...follow(start, character.bytes, (at, byte) => percentEnds(text, at, byte))];
    case '\\':
      return [...ends, ...follow(start, character.units, (at, unit) => escapeEnds(text, at, unit))];
    case '&':
      return [...ends, ...referenceEnds(text, start, character.codePoint)];
    default:
      return ends;
  }
}

/** One part after the other, each from where the one before it ended. */
function follow(start: number, parts: readonly string[], read: (at: number, part: string) => number[]): number[] {
  return parts.reduce<number[]>((starts, part) => starts.flatMap((at) => read(at, part)), [start]);
}

/** `%2b`, `%252b`, … */
function percentEnds(text: string, start: number, byte: string): number[] {
  const ends: number[] = [];
  if (text.charAt(start) !== '%') return ends;
  for (let at = start + 1; at < start + 2 * layers; at += 2) {
    const hex = text.slice(at, at + 2);
    if (hex.toLowerCase() === byte) ends.push(at + 2);
    if (hex !== '25') break;
  }
  return ends;
}

/** `\u002b`, `\\u002b`, … */
function escapeEnds(text: string, start: number, unit: string): number[] {
  let at = start;
  while (text.charAt(at) === '\\' && at < start + 2 ** layers) at += 1;
  return at > start && text.slice(at, at + 5).toLowerCase() === `u${unit}` ? [at + 5] : [];
}

/** `&#43;`, `&#x2b;` */
function referenceEnds(text: string, start: number, codePoint: number): number[] {
  const [whole = '', hex, digits] = /^&#(?:x0*([0-9a-f]{1,6})|0*(\d{1,7}));/i.exec(text.slice(start, start + 16)) ?? [];
  const told = hex === undefined ? Number(digits) : Number.parseInt(hex, 16);
  return told === codePoint ? [start + whole.length] : [];
}
