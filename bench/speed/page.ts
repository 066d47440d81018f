import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './place.ts';
import { type Row, shownFigure, shownGoal, verdictOf } from './rows.ts';

const path = join(root, 'docs', 'performance.md');

/** Puts tables into the page, each between its two marks. What stands around them is written by hand, and stays. */
export function writePage(machine: readonly (readonly string[])[], rows: readonly Row[]): string {
  const sections = Map.groupBy(rows, ({ section }) => section);
  let text = fillIn(readFileSync(path, 'utf8'), 'machine', table([['', ''], ...machine]));
  for (const [section, own] of sections) {
    const lines = own.map((row) => [
      row.what,
      row.unit,
      shownFigure(row),
      shownGoal(row),
      verdictOf(row),
      row.figure === null ? '' : (row.note ?? ''),
    ]);
    text = fillIn(text, section, table([['what', 'unit', 'least – median – most', 'goal', '', ''], ...lines]));
  }
  writeFileSync(path, text);
  return path;
}

/** @throws Error where the page has no such marks */
function fillIn(text: string, name: string, content: string): string {
  const [begin, end] = [`<!-- ${name} -->\n`, `<!-- end of ${name} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/performance.md has no place for ${name}`);
  return `${text.slice(0, from)}${begin}\n${content}\n${text.slice(to)}`;
}

function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ').replaceAll(/ +/gu, ' ')} |`;
  return `${[line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n')}\n`;
}
