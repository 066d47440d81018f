/** From which line of which source a place in a minified file was made. */
export interface Origin {
  /** From the root of the repository; null where the place is nobody's of ours. */
  readonly source: string | null;
  /** The first is 1. */
  readonly line: number;
}

export interface OriginFrom extends Origin {
  /** Where in the file it begins to be true. */
  readonly offset: number;
}

/** Places are told by how many of these stand before them: half as many bytes as columns, and no frame begins at one. */
const marks = /[;,{}(]/g;

const countMarks = (code: string): number => code.match(marks)?.length ?? 0;

/** A number as one letter, behind those that end a line or a text. */
const letter = (number: number): string => String.fromCharCode(number + 32);
const numberOf = (text: string, at: number): number => text.charCodeAt(at) - 32;

/** Small ones of both signs in the first letters. */
const signed = (number: number): string => letter(number < 0 ? -2 * number - 1 : 2 * number);
const signedAt = (text: string, at: number): number => {
  const number = numberOf(text, at);
  return number % 2 === 0 ? number / 2 : -(number + 1) / 2;
};

/**
 * In the order of their offsets, as three lines: the sources; the marks passed with each step; and how many lines it goes
 * on, behind a space where it goes to another source. A letter a number, each kind with its like: it is compressed.
 */
export function packLines(code: string, origins: readonly OriginFrom[]): string {
  const sources = [...new Set(origins.flatMap(({ source }) => source ?? []))];
  let before = { offset: 0, index: 0, line: 0 };
  let marked = '';
  let moves = '';
  for (const { offset, source, line } of origins) {
    const index = source === null ? 0 : sources.indexOf(source) + 1;
    const move = index - before.index;
    if (move === 0 && line === before.line) continue;
    marked += letter(countMarks(code.slice(before.offset, offset)));
    moves += move === 0 ? signed(line - before.line) : ` ${signed(move)}${letter(line)}`;
    before = { offset, index, line };
  }
  return `${sources.join(' ')}\n${marked}\n${moves}`;
}

/** What `packLines` was told of the place, or null. */
export function findLine(code: string, packed: string, offset: number): Origin | null {
  const [names = '', marked = '', moves = ''] = packed.split('\n');
  const sources = [null, ...names.split(' ')];
  let left = countMarks(code.slice(0, offset));
  let found: Origin | null = null;
  let line = 0;
  let index = 0;
  for (let step = 0, at = 0; step < marked.length && at < moves.length; step += 1) {
    left -= numberOf(marked, step);
    if (left < 0) break;
    if (moves[at] === ' ') {
      index += signedAt(moves, at + 1);
      line = numberOf(moves, at + 2);
      at += 3;
    } else {
      line += signedAt(moves, at);
      at += 1;
    }
    found = { source: sources[index] ?? null, line };
  }
  return found?.source === null ? null : found;
}

/** The packed lines of many files, by their names, as one text: kind by kind. */
export function joinMaps(maps: ReadonlyMap<string, string>): string {
  const rows = [...maps].map(([name, packed]) => `${name} ${packed}`.split('\n'));
  return [0, 1, 2].flatMap((kind) => rows.map((row) => row[kind] ?? '')).join('\n');
}

export function splitMaps(text: string): ReadonlyMap<string, string> {
  const lines = text.split('\n');
  const count = lines.length / 3;
  const rows = lines.slice(0, count).map((line, index) => {
    const [name = '', ...sources] = line.split(' ');
    return [name, [sources.join(' '), lines[index + count], lines[index + 2 * count]].join('\n')] as const;
  });
  return new Map(rows);
}
