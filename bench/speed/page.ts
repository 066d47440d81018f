import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './place.ts';
import { type Row, shownFigure, shownGoal, verdictOf } from './rows.ts';

const path = join(root, 'docs', 'performance.md');

/** Writes the figures into docs/performance.md. */
export function writePage(machine: Facts, rows: readonly Row[]): string {
  writeFileSync(path, fillPage(readFileSync(path, 'utf8'), machine, rows));
  return path;
}

type Facts = readonly (readonly string[])[];

/**
 * Puts tables into a page, each between its two marks: those of the sections that were measured. What stands around them
 * is written by hand, and stays.
 */
export function fillPage(page: string, machine: Facts, rows: readonly Row[]): string {
  let text = fillIn(page, 'machine', table([['', ''], ...machine]));
  for (const [section, own] of Map.groupBy(rows, (row) => row.section)) {
    const lines = own.map((row) => {
      const note = row.figure === null ? '' : (row.note ?? '');
      return [row.what, row.unit, shownFigure(row), shownGoal(row), verdictOf(row), note];
    });
    text = fillIn(text, section, table([['what', 'unit', 'least – median – most', 'goal', '', ''], ...lines]));
  }
  return text;
}

/** @throws Error where the page has no such marks */
function fillIn(text: string, name: string, content: string): string {
  const [begin, end] = [`<!-- ${name} -->\n`, `<!-- end of ${name} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/performance.md has no place for ${name}`);
  return `${text.slice(0, from)}${begin}\n${content}\n${text.slice(to)}`;
}

function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `|${cells.map((cell) => (cell === '' ? ' |' : ` ${cell} |`)).join('')}`;
  return `${[line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n')}\n`;
}
