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

/** In the order of their offsets, as text: the sources, then a step for each: `marks`, `marks,lines` or `marks,lines,sources`. */
export function packLines(code: string, origins: readonly OriginFrom[]): string {
  const sources = [...new Set(origins.flatMap(({ source }) => source ?? []))];
  let before = { offset: 0, index: 0, line: 0 };
  const steps = origins.map(({ offset, source, line }) => {
    const index = source === null ? 0 : sources.indexOf(source) + 1;
    const passed = countMarks(code.slice(before.offset, offset));
    const move = index - before.index;
    const lines = line - (move === 0 ? before.line : 0);
    before = { offset, index, line };
    if (move !== 0) return `${passed},${lines},${move}`;
    return lines === 1 ? `${passed}` : `${passed},${lines}`;
  });
  return `${sources.join(' ')}\n${steps.join(' ')}`;
}

/** What `packLines` was told of the place, or null. */
export function findLine(code: string, packed: string, offset: number): Origin | null {
  const [names = '', steps = ''] = packed.split('\n');
  const sources = [null, ...names.split(' ')];
  let left = countMarks(code.slice(0, offset));
  let found: Origin | null = null;
  let line = 0;
  let index = 0;
  for (const step of steps.split(' ')) {
    const [passed = 0, lines = 1, move = 0] = step.split(',').map(Number);
    left -= passed;
    if (!(left >= 0)) break;
    index += move;
    line = lines + (move === 0 ? line : 0);
    found = { source: sources[index] ?? null, line };
  }
  return found?.source === null ? null : found;
}
