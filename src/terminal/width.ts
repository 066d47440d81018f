/**
 * How many columns a terminal gives to a text. All of it takes printable text: no controls, no colours. The patterns
 * stand where they are used: reading them takes a good part of a short command's time, and most texts need none.
 */

/** Latin letters and the usual marks; none of them joins with another. */
const narrow = /^[\0 -~\u{A0}-\u{AC}\u{AE}-\u{2FF}\u{2010}-\u{2027}\u{2030}-\u{203B}]*$/u;
/** Those and Chinese, in which each character is as wide as it looks: nothing else in a text need be looked up. */
const simple =
  /^[\0 -~\u{A0}-\u{AC}\u{AE}-\u{2FF}\u{2010}-\u{2027}\u{2030}-\u{203B}\u{3000}-\u{3029}\u{4E00}-\u{9FFF}\u{FF01}-\u{FF60}]*$/u;
const firstWide = '\u{3000}';

/** Columns of one line. */
export function displayWidth(text: string): number {
  if (narrow.test(text)) return text.length;
  let width = 0;
  for (const cluster of clusters(text)) width += clusterWidth(cluster);
  return width;
}

/** The text if it fits into `width` columns, else its beginning and `…`. Never cuts a character in two. */
export function truncate(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  if (width < 1) return '';
  let kept = '';
  let used = 0;
  for (const cluster of clusters(text)) {
    used += clusterWidth(cluster);
    if (used > width - 1) break;
    kept += cluster;
  }
  return `${kept}…`;
}

/**
 * Where a line may end: after a space, and around a Chinese character, though never before the mark that closes what it
 * belongs to, nor after the one that opens it; and never before what is a part of the character.
 */
const breaks = () =>
  /(?<= )(?!\p{M})|(?<=[\p{Script=Han}，。、；：！？）】])(?![，。、；：！？）】” \p{M}\u200D])|(?<![（【“ ])(?=[\p{Script=Han}（【])/u;

/** A command line in the middle of a text: its name, then options and what else can be no word of the sentence. */
const commandLine = () => {
  const word = '[^\\s.,;:()，。；：（）]+(?:[.,;:][^\\s.,;:()，。；：（）]+)*';
  const name = `config (?:(?:get|set) ${word}|list|path)|(?:help|login|logout|completion) ${word}|[a-z][a-z-]+`;
  const option = `(?:-p|--(?:pid|provider|profile|country|count|state|timeout)) ${word}|-${word}`;
  return new RegExp(`smsctl(?: (?:${name}))?(?: (?:${option}|(?=\\S*(?:[\\dA-Z=_]|\\.\\w))${word}))*`, 'g');
};

/** Lines of at most `width` columns, broken where a reader expects it, or inside a word that is longer than a line. */
export function wrap(text: string, width: number): string[] {
  return broken(text, { width, hang: 0, cuts: true });
}

/**
 * A line of a log as lines of at most `width` columns, what goes on indented further than where it began. A word and a
 * command line stay in one piece, longer than the line where they must: the terminal breaks them, and they are still
 * copied whole.
 */
export function fold(text: string, width: number): string[] {
  if (displayWidth(text) <= width) return [text];
  const indent = ' '.repeat(text.length - text.trimStart().length);
  const room = Math.max(width - indent.length, 10);
  const [first = '', ...rest] = broken(text.trimStart(), { width: room, hang: 2, cuts: false });
  return [indent + first, ...rest.map((line) => `${indent}  ${line}`)];
}

/** Stands for a space at which a line never ends; no printable text has it. */
const glue = '\0';

interface Breaking {
  readonly width: number;
  /** Columns that all lines but the first have less. */
  readonly hang: number;
  /** Whether a word that is longer than a line is cut. */
  readonly cuts: boolean;
}

function broken(text: string, { width, hang, cuts }: Breaking): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  const next = (): void => {
    lines.push(line.trimEnd().replaceAll(glue, ' '));
    line = '';
    used = 0;
  };
  if (displayWidth(text) <= width) return [text.trimEnd()];
  const room = (): number => (lines.length === 0 ? width : width - hang);
  const isWhole = (command: string) => !cuts || displayWidth(command) <= width;
  const glued = text.includes('smsctl ')
    ? text.replaceAll(commandLine(), (command) => (isWhole(command) ? command.replaceAll(' ', glue) : command))
    : text;
  // Without a Chinese character or a mark, only a space ends a line.
  for (const word of glued.split(narrow.test(glued) ? /(?<= )/ : breaks())) {
    if (used > 0 && used + displayWidth(word.trimEnd()) > room()) next();
    if (!cuts || used + displayWidth(word.trimEnd()) <= room()) {
      line += word;
      used += displayWidth(word);
      continue;
    }
    for (const cluster of clusters(word)) {
      const columns = clusterWidth(cluster);
      if (used > 0 && used + columns > room() && cluster !== ' ') next();
      line += cluster;
      used += columns;
    }
  }
  next();
  return lines;
}

/** What a reader takes for one character: a letter with its marks, an emoji with its parts. */
function* clusters(text: string): Iterable<string> {
  if (simple.test(text)) yield* text;
  else for (const { segment } of new Intl.Segmenter().segment(text)) yield segment;
}

function clusterWidth(cluster: string): number {
  if (simple.test(cluster)) return cluster < firstWide ? 1 : 2;
  if (isEmoji(cluster)) return 2;
  let width = 0;
  for (const character of cluster) width += isMark(character) ? 0 : isWide(character) ? 2 : 1;
  return width;
}

const isEmoji = (cluster: string): boolean =>
  /^(?:\p{RGI_Emoji}|[0-9#*]\u{20E3}|\p{Extended_Pictographic}.*\u{200D}.*)$/v.test(cluster);

/** Marks sit on the letter before them; the vowels and finals of old Hangul are drawn into its first letter. */
const isMark = (character: string): boolean =>
  /[\p{Nonspacing_Mark}\p{Enclosing_Mark}\p{Default_Ignorable_Code_Point}\u{1160}-\u{11FF}\u{D7B0}-\u{D7FB}]/u.test(
    character,
  );

/** East Asian Width W and F of Unicode 16 outside of emoji, which are wide by their own property. */
const isWide = (character: string): boolean =>
  /[\u{1100}-\u{115F}\u{2329}\u{232A}\u{2630}-\u{2637}\u{268A}-\u{268F}\u{2E80}-\u{303E}\u{3041}-\u{3247}\u{3250}-\u{A4C6}\u{A960}-\u{A97C}\u{AC00}-\u{D7A3}\u{F900}-\u{FAFF}\u{FE10}-\u{FE19}\u{FE30}-\u{FE6B}\u{FF01}-\u{FF60}\u{FFE0}-\u{FFE6}\u{16FE0}-\u{18DFF}\u{1AFF0}-\u{1B2FF}\u{1D300}-\u{1D376}\u{1F200}-\u{1F265}\u{20000}-\u{3FFFD}[\p{Emoji_Presentation}--\p{Regional_Indicator}]]/v.test(
    character,
  );
