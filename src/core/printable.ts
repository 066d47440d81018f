/**
 * Text from a platform or an SMS, made safe to show. Whoever sends an SMS can write to the user's terminal: move the
 * cursor, set the clipboard, hide a link behind a word or turn digits around. Here the means go and the text stays.
 */

/**
 * Whole control sequences as ECMA-48 and xterm read them, in their 7-bit and 8-bit forms: CSI; OSC up to BEL or ST;
 * DCS, SOS, PM and APC up to ST; escapes with intermediate bytes; single escapes. Of a sequence that is never ended
 * only the introducer goes, so that it cannot swallow the text behind it. No body may hold an introducer, which keeps
 * the search linear.
 */
const sequences =
  /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|(?:\x1b\]|\x9d)[^\x07\n\r\x18\x1a\x1b\x80-\x9f]*(?:\x07|\x1b\\|\x9c)|(?:\x1b[PX^_]|[\x90\x98\x9e\x9f])[^\n\r\x18\x1a\x1b\x80-\x9f]*(?:\x1b\\|\x9c)|\x1b[ -/]+[0-~]|\x1b[0-~]/g;

const lineBreaks = /\r\n|[\n\v\f\r\x85\u2028\u2029]/g;
const breaksAndTabs = /[\t\n\v\f\r\x85\u2028\u2029]+/g;
const controls = /[\x00-\x1f\x7f-\x9f]/g;
const controlsButLineFeed = /[\x00-\x09\x0b-\x1f\x7f-\x9f]/g;

/** Latin letters, usual marks, arrows, Chinese: most texts need nothing of what stands below, whose patterns take long to read. */
const isPlain = (text: string): boolean =>
  /^[ -~\u{A1}-\u{AC}\u{AE}-\u{2FF}\u{2010}-\u{2027}\u{2030}-\u{203B}\u{2190}-\u{21FF}\u{3001}-\u{3029}\u{4E00}-\u{9FFF}\u{FF01}-\u{FF60}]*$/u.test(
    text,
  );

/**
 * The text on one line, without anything a terminal would obey: control sequences and control characters are dropped,
 * line breaks and tabs become one space, bidi and invisible characters are dropped, lone surrogates, private-use and
 * non-characters become U+FFFD. Joiners and variation selectors stay where a script or an emoji needs them. What holds
 * nothing of the kind comes back unchanged.
 */
export function printable(text: string): string {
  if (isPlain(text)) return text;
  return showVisible(text.replace(sequences, '').replace(breaksAndTabs, ' ').replace(controls, ''));
}

/** Like printable, but line breaks of every kind stay, as `\n`. */
export function printableLines(text: string): string {
  const lines = text.replace(sequences, '').replace(lineBreaks, '\n').replaceAll('\t', ' ');
  return showVisible(lines.replace(controlsButLineFeed, ''));
}

/** Looks only at what it has kept, so that a second pass over its own result changes nothing. */
function showVisible(text: string): string {
  let shown = '';
  let before = '';
  for (const character of text.toWellFormed()) {
    if (isInvisible(character) && !belongsTo(before, character)) continue;
    before = isMeaningless(character) ? '\u{FFFD}' : character;
    shown += before;
  }
  return shown;
}

function belongsTo(before: string, character: string): boolean {
  if (/[\u{180E}\u{200C}\u{200D}]/u.test(character)) return needsJoiners(before);
  return /[\p{Variation_Selector}]/u.test(character) && /[\p{Letter}\p{Number}\p{Symbol}\p{Punctuation}]/u.test(before);
}

/** Characters without a shape of their own: format and bidi characters, tags, fillers, variation selectors, annotations. */
const isInvisible = (character: string): boolean =>
  /[\p{Default_Ignorable_Code_Point}\u{FFF9}-\u{FFFB}]/u.test(character);

/** No two readers agree on these, and no terminal on their width. */
const isMeaningless = (character: string): boolean => /[\p{Private_Use}\p{Noncharacter_Code_Point}]/u.test(character);

/** Scripts whose words are misspelt without joiners, and emoji, which fall apart without them. */
const needsJoiners = (character: string): boolean =>
  /[\u{FE0F}\p{scx=Arab}\p{scx=Syrc}\p{scx=Mand}\p{scx=Nkoo}\p{scx=Adlm}\p{scx=Rohg}\p{scx=Mong}\p{scx=Phag}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}\p{scx=Khmr}\p{scx=Mymr}\p{scx=Tibt}\p{Extended_Pictographic}\p{Emoji_Modifier}]/u.test(
    character,
  );

/**
 * One JSON document on one line that is safe on a terminal: what `printable` would change is written as `\uXXXX`, so
 * JSON.parse gives the same value as for plain JSON.stringify. A value that JSON has no form for becomes `null`.
 *
 * @throws TypeError for a bigint or a circular value, as JSON.stringify does.
 */
export function safeJson(value: unknown): string {
  const json = (JSON.stringify(value) as string | undefined) ?? 'null';
  return isPlain(json) ? json : json.replace(unsafeInJson(), escapeUnits);
}

function escapeUnits(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');
}

/** What JSON.stringify leaves as it is though a terminal would obey, hide or misread it. */
const unsafeInJson = () =>
  /[\x7f-\x9f\p{Format}\p{Line_Separator}\p{Paragraph_Separator}\p{Default_Ignorable_Code_Point}\p{Private_Use}\p{Noncharacter_Code_Point}]/gu;
