/**
 * Whether a text does nothing to a terminal but show itself. This knows nothing of src/core/printable.ts: it says what may
 * stay, by the kinds of Unicode and by ranges copied from its DerivedCoreProperties.txt, where the program says what goes.
 */

/** Letters, marks, numbers, punctuation, symbols, spaces, and what no version of Unicode has named yet. */
const kinds = /^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\p{Cn}]$/u;
/** Format characters that have a shape: numbers' signs of Arabic, Syriac and Kaithi, and the joiners of hieroglyphs. */
const shaped: Ranges = [
  [0x600, 0x605],
  [0x6dd, 0x6dd],
  [0x70f, 0x70f],
  [0x890, 0x891],
  [0x8e2, 0x8e2],
  [0x110bd, 0x110bd],
  [0x110cd, 0x110cd],
  [0x13430, 0x1343f],
];
/** Default_Ignorable_Code_Point: what a renderer may leave out without a trace. */
const ignorable: Ranges = [
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfff8],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe0fff],
];
const joiners: Ranges = [
  [0x180e, 0x180e],
  [0x200c, 0x200d],
];
const selectors: Ranges = [
  [0x180b, 0x180d],
  [0x180f, 0x180f],
  [0xfe00, 0xfe0f],
  [0xe0100, 0xe01ef],
];

type Ranges = readonly (readonly [first: number, last: number])[];

const isIn = (ranges: Ranges, point: number) => ranges.some(([first, last]) => point >= first && point <= last);
const isNoCharacter = (point: number) => (point & 0xfffe) === 0xfffe || (point >= 0xfdd0 && point <= 0xfdef);

/** Scripts in which a joiner changes nothing but what a search finds. */
const plainScripts =
  /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Hebrew}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Zs}]/u;
const emoji = /[\p{Extended_Pictographic}\p{Emoji_Modifier}]|\u{fe0f}/u;

function isShown(character: string, before: string): boolean {
  const point = character.codePointAt(0) ?? 0;
  if (isNoCharacter(point)) return false;
  if (isIn(ignorable, point)) return belongs(point, before);
  return kinds.test(character) || isIn(shaped, point);
}

/** An invisible letter may stay where the letter before it is nothing without it. */
function belongs(point: number, before: string): boolean {
  const last = before.codePointAt(0) ?? 0;
  if (before === '' || (isIn(ignorable, last) && last !== 0xfe0f)) return false;
  if (isIn(joiners, point)) return emoji.test(before) || (last > 0x2ff && !plainScripts.test(before));
  return isIn(selectors, point) && /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(before);
}

/** The first letter that must not stand there, as `U+202E`; null where there is none. `extra` may stand besides. */
export function findUnshown(text: string, extra = ''): string | null {
  for (const { 0: character, index } of text.matchAll(notAscii)) {
    if (
      !extra.includes(character) &&
      !isShown(character, [...text.slice(Math.max(0, index - 2), index)].at(-1) ?? '')
    ) {
      return nameOf(character);
    }
  }
  return null;
}

/** What needs a second look. */
const notAscii = /[^ -~]/gu;

const nameOf = (character: string) =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** The same for a JSON document as it stands on a terminal: there is an escape for everything, so nothing invisible stays. */
export function findUnsafeInJson(line: string): string | null {
  for (const [character] of line.matchAll(notAscii)) {
    const point = character.codePointAt(0) ?? 0;
    if (!kinds.test(character) || isIn(ignorable, point) || isNoCharacter(point)) return nameOf(character);
  }
  return null;
}

/** The colours of the program: each ends before the next begins, and on its own line. */
const colours: Readonly<Record<string, string>> = {
  '1': '22',
  '2': '22',
  '31': '39',
  '32': '39',
  '33': '39',
  '36': '39',
};

/** A terminal's text without our own colours, or what is wrong with them. */
export function takeColours(text: string): { readonly text: string } | { readonly wrong: string } {
  let open: string | null = null;
  let rest = '';
  let from = 0;
  for (const { 0: whole, 1: code = '', index } of text.matchAll(/\x1b\[(\d+)m/gu)) {
    const before = text.slice(from, index);
    rest += before;
    from = index + whole.length;
    if (open !== null && before.includes('\n')) return { wrong: 'a colour goes on over a line' };
    if (open === null && colours[code] !== undefined) open = code;
    else if (open !== null && colours[open] === code) open = null;
    else return { wrong: `the colour ${code} is none of ours there` };
  }
  return open === null ? { text: rest + text.slice(from) } : { wrong: 'a colour without an end' };
}

/** Without what the spinner writes to redraw its line: column one, one line up, clear to the end, as one picture. */
export const withoutRedrawing = (text: string): string => text.replace(/\x1b\[(?:1G|1A|0K|2K|\?2026[hl])/gu, '');

/** At least so many columns: of letters that take one or more, emoji aside, whose parts melt into one. */
export function leastWidth(line: string): number {
  let width = 0;
  for (const letter of line) {
    const isMelting =
      emoji.test(letter) || /[\p{M}\p{Regional_Indicator}\u{1160}-\u{11ff}\u{d7b0}-\u{d7fb}]/u.test(letter);
    if (!isMelting && !isIn(ignorable, letter.codePointAt(0) ?? 0)) width += 1;
  }
  return width;
}
