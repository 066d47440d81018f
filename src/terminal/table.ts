import Table from 'cli-table3';
import { drawBar } from './bar.ts';
import { renderFacts } from './facts.ts';
import type { Paint, Tone } from './style.ts';
import type { Column } from './view.ts';
import { displayWidth, truncate, wrap } from './width.ts';

export interface TableCell {
  /** Printable, one line. */
  readonly text: string;
  readonly tone: Tone;
  /** In a column of bars. */
  readonly share?: number;
}

export interface TableView {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly TableCell[])[];
  /** Columns of the terminal. */
  readonly width: number;
  readonly paint: Paint;
  /** Whether bars are drawn without block characters. */
  readonly ascii?: boolean;
}

const gap = 2;
/** No flexible column is made narrower than this, nor than its label. */
const narrowest = 10;
/** Columns of a bar. */
const shortestBar = 6;
const longestBar = 20;

/**
 * A table without lines: a dim header and two spaces between columns. Where the terminal is too narrow, what can be
 * spared is left out, then what may stand beneath its row moves there, then free text is cut; where that is not enough,
 * every row becomes `Label: value` lines. No line ends in a line break.
 */
export function renderTable(view: TableView): string {
  const { columns, rows, width, paint, ascii = false } = view;
  const layout = chooseLayout(columns, rows, width);
  if (layout === null) return rows.map((row) => flatten(row, view)).join('\n\n');
  const { beside, below, widths } = layout;
  const bars = columns.flatMap(({ bar }, index) => (bar ? [index] : []));
  const left = width - widths.reduce((sum, each) => sum + each + gap, 0);
  const bar = rows.some((row) => row.some(({ share }) => share !== undefined)) ? Math.min(left, longestBar) : 0;
  const shown = [...beside, ...(bar < shortestBar ? [] : bars)];
  const all = [...widths, ...(bar < shortestBar ? [] : bars.map(() => bar))];
  const head = columns.map(({ label }): TableCell => ({ text: label, tone: 'dim' }));
  const cells = [head, ...rows].map((row) =>
    shown.map((index, at): TableCell => {
      const { text, tone, share } = row[index] ?? { text: '', tone: 'plain' };
      return { text: share === undefined ? truncate(text, all[at] ?? 0) : drawBar({ share, width: bar, ascii }), tone };
    }),
  );
  return layOut(
    shown.flatMap((index) => columns[index] ?? []),
    all,
    cells,
  )
    .flatMap((line, index) => [
      fillIn(line, cells[index] ?? [], paint),
      ...(index === 0 ? [] : beneath(below, rows[index - 1] ?? [], view)),
    ])
    .join('\n');
}

interface Layout {
  /** Which columns stand beside each other, and how wide. */
  readonly beside: readonly number[];
  readonly widths: readonly number[];
  /** Which stand beneath their row. */
  readonly below: readonly number[];
}

function chooseLayout(columns: readonly Column[], rows: TableView['rows'], width: number): Layout | null {
  const all = columns.flatMap(({ bar }, index) => (bar ? [] : [index]));
  const spare = all.filter((index) => columns[index]?.spare);
  const without = (count: number) => all.filter((index) => !spare.slice(spare.length - count).includes(index));
  const needed = without(spare.length);
  const below = needed.filter((index) => columns[index]?.below);
  const tries = [
    ...spare.map((_, count) => ({ beside: without(count), below: [], mayCut: false })),
    { beside: needed, below: [], mayCut: below.length === 0 },
    { beside: needed.filter((index) => !below.includes(index)), below, mayCut: true },
  ];
  for (const { mayCut, ...placed } of tries) {
    const chosen = placed.beside.flatMap((index) => columns[index] ?? []);
    const cells = rows.map((row) => placed.beside.flatMap((index) => row[index] ?? []));
    const widths = fitColumns(chosen, cells, { width, mayCut });
    if (widths !== null) return { ...placed, widths };
  }
  return null;
}

/** What stands beneath a row, behind its label. */
function beneath(below: readonly number[], row: readonly TableCell[], { columns, width, paint }: TableView): string[] {
  return below.flatMap((index) => {
    const { text, tone } = row[index] ?? { text: '', tone: 'plain' };
    if (text === '') return [];
    const label = `${columns[index]?.label ?? ''}:`;
    const indent = gap + displayWidth(label) + 1;
    const [first = '', ...others] = wrap(text, Math.max(width - indent, 1));
    const rest = others.map((line) => ' '.repeat(indent) + paint(tone, line));
    return [`${' '.repeat(gap)}${paint('dim', label)} ${paint(tone, first)}`, ...rest];
  });
}

/** Widths that fit, or null where none do. */
function fitColumns(
  columns: readonly Column[],
  rows: TableView['rows'],
  { width, mayCut }: { width: number; mayCut: boolean },
): number[] | null {
  const widths = columns.map(({ label }) => displayWidth(label));
  const floors = widths.map((label) => Math.max(label, narrowest));
  for (const row of rows) {
    for (const [index, { text }] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cellWidth(text));
  }
  let excess = widths.reduce((sum, each) => sum + each + gap, -gap) - width;
  if (excess > 0 && !mayCut) return null;
  for (; excess > 0; excess -= 1) {
    let widest = -1;
    for (const [index, { flexible }] of columns.entries()) {
      const each = widths[index] ?? 0;
      if (flexible && each > (floors[index] ?? 0) && each > (widths[widest] ?? 0)) widest = index;
    }
    if (widest < 0) return null;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

/** A lone mark has no width of its own but must stand somewhere. */
function cellWidth(text: string): number {
  return text === '' ? 0 : Math.max(displayWidth(text), 1);
}

/** cli-table3 compares every row with every other, so it is given only some at a time. */
const rowsAtOnce = 100;

/**
 * The table's lines with a run of `x` in place of each text. cli-table3 measures with an old table of widths, by which
 * emoji and the marks of most scripts are wrong; about a run of `x` everybody agrees.
 */
function layOut(
  columns: readonly Column[],
  widths: readonly number[],
  cells: readonly (readonly TableCell[])[],
): readonly string[] {
  const standIns = cells.map((row) => row.map(({ text }) => 'x'.repeat(cellWidth(text))));
  const lines: string[] = [];
  for (let start = 0; start < standIns.length; start += rowsAtOnce) {
    const table = new Table({
      chars: { ...noLines, middle: ' '.repeat(gap) },
      style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
      colAligns: columns.map(({ align }) => align ?? 'left'),
      colWidths: [...widths],
    });
    table.push(...standIns.slice(start, start + rowsAtOnce));
    lines.push(...table.toString().split('\n'));
  }
  return lines;
}

const noLines = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
};

function fillIn(line: string, row: readonly TableCell[], paint: Paint): string {
  const texts = row.filter(({ text }) => text !== '').values();
  return line.trimEnd().replace(/x+/g, () => {
    const { value } = texts.next();
    return value === undefined ? '' : paint(value.tone, value.text);
  });
}

function flatten(row: readonly TableCell[], { columns, width, paint }: TableView): string {
  const facts = columns.flatMap(({ label, bar, spare }, index) => {
    const { text, tone } = row[index] ?? { text: '', tone: 'plain' };
    return bar || spare || text === '' ? [] : [{ label, text, tone }];
  });
  return renderFacts(facts, { width, paint });
}
