import { printable } from '../core/printable.ts';
import type { Paint } from './style.ts';
import type { SectionItem } from './view.ts';
import { displayWidth, wrap } from './width.ts';

interface Canvas {
  readonly width: number;
  readonly paint: Paint;
}

/** A term longer than this has its meaning under it, so that one long term does not push all the others aside. */
const longestTerm = 28;
/** Columns left for the meanings below which they stand under their terms. */
const narrow = 30;

/** A heading and its items as lines, without the last line break. */
export function renderSection(
  { title, items }: { readonly title?: string; readonly items: readonly SectionItem[] },
  canvas: Canvas,
): string {
  const indent = title === undefined ? 0 : 2;
  const beside = besideTerms(items, indent, canvas.width);
  const lines = items.flatMap((item, index) => {
    const rendered = renderItem(item, { ...canvas, indent, beside });
    const isProse = item.kind === 'text' && items[index - 1]?.kind === 'text';
    const isApart = index > 0 && (isProse || (item.kind === 'command' && item.says !== undefined));
    return isApart ? ['', ...rendered] : rendered;
  });
  const heading = title === undefined ? [] : wrap(printable(title), canvas.width);
  return [...heading.map((line) => canvas.paint('strong', line)), ...lines].join('\n');
}

/** The column in which meanings begin, or null where they stand under their terms. */
function besideTerms(items: readonly SectionItem[], indent: number, width: number): number | null {
  const terms = items.flatMap((item) => (item.kind === 'term' ? [displayWidth(printable(item.term))] : []));
  const short = terms.filter((columns) => columns <= longestTerm);
  const column = indent + Math.max(0, ...short) + 2;
  return width - column < narrow ? null : column;
}

interface Place extends Canvas {
  readonly indent: number;
  readonly beside: number | null;
}

function renderItem(item: SectionItem, { width, paint, indent, beside }: Place): string[] {
  const margin = ' '.repeat(indent);
  const room = (column: number) => Math.max(width - column, 1);
  switch (item.kind) {
    case 'text':
      return wrap(printable(item.text), room(indent)).map((line) => (line === '' ? '' : margin + line));
    case 'command': {
      const says = item.says === undefined ? [] : wrap(printable(item.says), room(indent + 2));
      const remark = says.map((line) => `${margin}${paint('dim', `# ${line}`)}`);
      const command = breakCommand(printable(item.line), room(indent));
      return [...remark, ...command.map((line) => margin + paint('accent', line))];
    }
    case 'term': {
      const column = beside ?? indent + 4;
      const term = printable(item.term);
      const lines = wrap(printable(item.text), room(column)).map((line) => ' '.repeat(column) + line);
      const terms = wrap(term, room(indent));
      const gap = column - indent - displayWidth(term);
      const [first = '', ...others] = lines;
      if (beside === null || gap < 2) return [...terms.map((line) => margin + paint('accent', line)), ...lines];
      return [`${margin}${paint('accent', term)}${' '.repeat(gap)}${first.trimStart()}`.trimEnd(), ...others];
    }
  }
}

/** Lines that a shell reads as one: broken before options and pipes only, never inside of what is quoted. */
function breakCommand(line: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const part of line.split(/ (?=(?:--[a-z]|\||&&))(?=(?:[^']*'[^']*')*[^']*$)/u)) {
    const grown = current === '' ? part : `${current} ${part}`;
    if (current !== '' && displayWidth(grown) > width - 2) {
      lines.push(`${current} \\`);
      current = `  ${part}`;
    } else current = grown;
  }
  return [...lines, current];
}
