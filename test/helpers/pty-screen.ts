import assert from 'node:assert/strict';
import type { IBuffer, IBufferCell, Terminal } from '@xterm/headless';

/** What one place of the screen looks like. A double-width character is one cell of width 2. */
export interface Cell {
  /** A space where nothing was written. */
  readonly text: string;
  readonly width: number;
  readonly style: Style;
}

export interface Style {
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
  /** A name for the sixteen colours, `#rrggbb` or a number for others, null for the terminal's own. */
  readonly color: string | null;
  readonly background: string | null;
}

/** Neighbours that look alike. */
export interface Span {
  readonly text: string;
  readonly style: Style;
}

const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

/** The lines one sees, right-trimmed, without the empty ones at the end. */
export const screenLines = ({ buffer, rows }: Terminal): string[] =>
  linesOf(buffer.active, buffer.active.baseY, buffer.active.baseY + rows);

/** All lines since the start, those above the window too. */
export const scrollbackLines = ({ buffer }: Terminal): string[] => linesOf(buffer.active, 0, buffer.active.length);

/** The same text with lines that the terminal wrapped put together again. */
export function unwrappedText({ buffer }: Terminal): string {
  let text = '';
  for (let y = 0; y < buffer.active.length; y += 1) {
    const line = buffer.active.getLine(y);
    const next = buffer.active.getLine(y + 1);
    text += line?.translateToString(next?.isWrapped !== true) ?? '';
    if (next?.isWrapped !== true) text += '\n';
  }
  return text.replace(/\n+$/, '\n');
}

/** The cells one sees, row by row. */
export function screenCells({ buffer, rows, cols }: Terminal): Cell[][] {
  const { baseY } = buffer.active;
  return Array.from({ length: rows }, (_, y) => {
    const cells: Cell[] = [];
    for (let x = 0; x < cols; x += 1) {
      const cell = buffer.active.getLine(baseY + y)?.getCell(x);
      // Behind a double-width character comes a cell of no width.
      if (cell !== undefined && cell.getWidth() > 0) {
        cells.push({ text: cell.getChars() || ' ', width: cell.getWidth(), style: styleOf(cell) });
      }
    }
    return cells;
  });
}

/** The rows of a screen as neighbours that look alike; plain spaces at the ends are left out. */
export function spansOf(rows: readonly (readonly Cell[])[]): Span[][] {
  return rows.map((cells) => {
    const spans: { text: string; style: Style }[] = [];
    for (const { text, style } of cells.slice(0, cells.findLastIndex((cell) => !isBlank(cell)) + 1)) {
      const last = spans.at(-1);
      if (last !== undefined && sameStyle(last.style, style)) last.text += text;
      else spans.push({ text, style });
    }
    return spans;
  });
}

export const sameStyle = (a: Style, b: Style): boolean => JSON.stringify(a) === JSON.stringify(b);

const isBlank = ({ text, style }: Cell): boolean =>
  text === ' ' && !style.inverse && !style.underline && style.background === null;

function linesOf(buffer: IBuffer, from: number, to: number): string[] {
  const lines: string[] = [];
  for (let y = from; y < to; y += 1) lines.push(buffer.getLine(y)?.translateToString(true).trimEnd() ?? '');
  return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
}

function styleOf(cell: IBufferCell): Style {
  return {
    bold: cell.isBold() !== 0,
    dim: cell.isDim() !== 0,
    italic: cell.isItalic() !== 0,
    underline: cell.isUnderline() !== 0,
    inverse: cell.isInverse() !== 0,
    color: cell.isFgDefault() ? null : colorOf(cell.getFgColor(), cell.isFgRGB()),
    background: cell.isBgDefault() ? null : colorOf(cell.getBgColor(), cell.isBgRGB()),
  };
}

function colorOf(value: number, isRgb: boolean): string {
  if (isRgb) return `#${value.toString(16).padStart(6, '0')}`;
  const name = names[value % 8];
  assert.ok(name !== undefined);
  return value < 8 ? name : value < 16 ? `bright-${name}` : String(value);
}
