import Table from 'cli-table3';
import { renderFacts } from './facts.ts';
import type { Paint, Tone } from './style.ts';
import type { Column } from './view.ts';
import { displayWidth, truncate } from './width.ts';

export interface TableCell {
  /** Printable, one line. */
  readonly text: string;
  readonly tone: Tone;
}

export interface TableView {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly TableCell[])[];
  /** Columns of the terminal. */
  readonly width: number;
  readonly paint: Paint;
}

const gap = 2;
/** No flexible column is made narrower than this, nor than its label. */
const narrowest = 10;

/**
 * A table without lines: a dim header and two spaces between columns. Where the terminal is too narrow, free text is cut
 * first; where that is not enough, every row becomes `Label: value` lines. No line ends in a line break.
 */
export function renderTable({ columns, rows, width, paint }: TableView): string {
  const widths = fitColumns(columns, rows, width);
  if (widths === null) return rows.map((row) => flatten(columns, row, { width, paint })).join('\n\n');
  const head = columns.map(({ label }): TableCell => ({ text: label, tone: 'dim' }));
  const cells = [head, ...rows].map((row) =>
    row.map((cell, index) => ({ ...cell, text: truncate(cell.text, widths[index] ?? 0) })),
  );
  return layOut(columns, widths, cells)
    .map((line, index) => fillIn(line, cells[index] ?? [], paint))
    .join('\n');
}

/** Widths that fit, or null where none do. */
function fitColumns(columns: readonly Column[], rows: TableView['rows'], width: number): number[] | null {
  const widths = columns.map(({ label }) => displayWidth(label));
  const floors = widths.map((label) => Math.max(label, narrowest));
  for (const row of rows) {
    for (const [index, { text }] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cellWidth(text));
  }
  let excess = widths.reduce((sum, each) => sum + each + gap, -gap) - width;
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

function flatten(
  columns: readonly Column[],
  row: readonly TableCell[],
  { width, paint }: { width: number; paint: Paint },
): string {
  const facts = row.map((cell, index) => ({ label: columns[index]?.label ?? '', ...cell }));
  return renderFacts(
    facts.filter(({ text }) => text !== ''),
    { width, paint },
  );
}
