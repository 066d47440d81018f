import { type Cell, type Style, sameStyle } from '../../test/helpers/pty-screen.ts';
import { type Lasting, lastingRows } from './lasting.ts';
import type { Frame } from './record.ts';

export interface PictureText {
  readonly title: string;
  readonly description: string;
  readonly lang: string;
}

/** Sizes in pixels. A column is what the usual fonts take of 14 pixels, and is kept to exactly, whatever the font. */
const size = { font: 14, column: 8.4, row: 20, edge: 16 };

/** A window of its own colours, so that a light and a dark page suit it alike. */
const theme = {
  background: '#171b22',
  frame: '#3d444d',
  foreground: '#d7dce3',
  black: '#5c6570',
  red: '#ff8278',
  green: '#6cd08a',
  yellow: '#e3b341',
  blue: '#79b8ff',
  magenta: '#d2a8ff',
  cyan: '#63d3e0',
  white: '#d7dce3',
} as const;

/** How often a moving picture plays before it rests at its end, and how long the end stays in between. */
const plays = 3;
const rest = 3000;

/** One picture: text that can be selected, in exact columns. */
export function drawSvg(frames: readonly Frame[], columns: number, { title, description, lang }: PictureText): string {
  const rows = Math.max(...frames.map((frame) => frame.rows.findLastIndex((cells) => !isEmpty(cells)) + 1));
  const width = Math.ceil(columns * size.column + 2 * size.edge);
  const height = rows * size.row + 2 * size.edge;
  const end = (frames.at(-1)?.at ?? 0) + rest;
  const drawn = lastingRows(frames, rows).map((lasting, index) => drawLasting(lasting, index, end));
  const styles = drawn.flatMap(({ style }) => style);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`,
    ` role="img" aria-labelledby="title description" xml:lang="${lang}" xml:space="preserve">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="description">${escaped(description)}</desc>`,
    '<style>',
    `text{font:${size.font}px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Noto Sans Mono CJK SC",`,
    `"PingFang SC","Microsoft YaHei",monospace;fill:${theme.foreground};white-space:pre}`,
    '.b{font-weight:600}.d{fill-opacity:.65}.i{font-style:italic}.u{text-decoration:underline}',
    ...(styles.length === 0 ? [] : [movement(styles)]),
    '</style>',
    `<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="8" fill="${theme.background}" stroke="${theme.frame}"/>`,
    ...drawn.map(({ body }) => body).filter((body) => body !== ''),
    '</svg>',
    '',
  ].join('\n');
}

/** Who wants no movement, or whose viewer has none, sees the end. */
const movement = (styles: readonly string[]): string =>
  [
    '.past{visibility:hidden}',
    '@media (prefers-reduced-motion:no-preference){',
    `.moving{animation-timing-function:step-end;animation-iteration-count:${plays};animation-fill-mode:forwards}`,
    ...styles,
    '}',
  ].join('\n');

function drawLasting(
  { y, cells, from, to }: Lasting,
  index: number,
  end: number,
): { readonly body: string; readonly style: readonly string[] } {
  const inner = drawRow(cells, y);
  if (inner === '') return { body: '', style: [] };
  if (from === 0 && to === null) return { body: inner, style: [] };
  const percent = (at: number) => `${Number(((at / end) * 100).toFixed(2))}%`;
  const ends = to === null ? '' : `${percent(to)}{visibility:hidden}`;
  const begins = from === 0 ? '' : '0%{visibility:hidden}';
  const last = to === null ? '100%{visibility:visible}' : '100%{visibility:hidden}';
  const style = [
    `@keyframes k${index}{${begins}${percent(from)}{visibility:visible}${ends}${last}}`,
    `#k${index}{animation-name:k${index};animation-duration:${Math.round(end)}ms}`,
  ];
  return { body: `<g id="k${index}" class="moving${to === null ? '' : ' past'}">${inner}</g>`, style };
}

function drawRow(cells: readonly Cell[], y: number): string {
  const parts: string[] = [];
  let column = 0;
  let piece: { text: string; column: number; width: number; first: Cell } | null = null;
  const finish = () => {
    if (piece !== null) parts.push(drawPiece(piece, y));
    piece = null;
  };
  cells.forEach((cell, index) => {
    const isGap = isBlank(cell) && (piece === null || isBlank(cells[index + 1] ?? cell));
    if (piece !== null && (isGap || !sameStyle(piece.first.style, cell.style) || piece.first.width !== cell.width)) {
      finish();
    }
    if (!isGap) {
      piece ??= { text: '', column, width: 0, first: cell };
      piece.text += cell.text;
      piece.width += cell.width;
    }
    column += cell.width;
  });
  finish();
  return parts.join('');
}

interface Piece {
  readonly text: string;
  readonly column: number;
  readonly width: number;
  readonly first: Cell;
}

/** Characters of one look and one width, so that the viewer can be told how wide they are together. */
function drawPiece({ text, column, width, first: { style } }: Piece, y: number): string {
  const x = Number((size.edge + column * size.column).toFixed(1));
  const top = size.edge + y * size.row;
  const length = Number((width * size.column).toFixed(1));
  const [ink, ground] = coloursOf(style);
  const behind =
    ground === null ? '' : `<rect x="${x}" y="${top}" width="${length}" height="${size.row}" fill="${ground}"/>`;
  const looks = [style.bold && 'b', style.dim && 'd', style.italic && 'i', style.underline && 'u'].filter(Boolean);
  const look = looks.length === 0 ? '' : ` class="${looks.join(' ')}"`;
  const fill = ink === null ? '' : ` style="fill:${ink}"`;
  const place = `x="${x}" y="${top + 14.5}" textLength="${length}"`;
  return `${behind}<text ${place}${look}${fill}>${escaped(text)}</text>`;
}

function coloursOf({ color, background, inverse }: Style): [ink: string | null, ground: string | null] {
  const ink = color === null ? null : colourOf(color);
  const ground = background === null ? null : colourOf(background);
  return inverse ? [ground ?? theme.background, ink ?? theme.foreground] : [ink, ground];
}

function colourOf(name: string): string {
  const plain = name.replace('bright-', '');
  if (name.startsWith('#')) return name;
  const found = Object.entries(theme).find(([key]) => key === plain);
  if (found === undefined) throw new Error(`no colour ${name}`);
  return found[1];
}

const isBlank = ({ text, style }: Cell): boolean =>
  text === ' ' && !style.inverse && !style.underline && style.background === null;

const isEmpty = (cells: readonly Cell[]): boolean => cells.every(isBlank);

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
