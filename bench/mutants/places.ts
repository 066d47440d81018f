import type { MutantResult } from '@stryker-mutator/api/core';

/** `FILE`, `FILE:LINE-LINE` or `FILE:LINE:COLUMN-LINE:COLUMN`; as Stryker has it, columns begin with 0. */
const place = /^(?<file>[^:]+)(?::(?<from>\d+)(?::(?<after>\d+))?-(?<to>\d+)(?::(?<before>\d+))?)?$/u;

export function fileOf(text: string): string | null {
  return place.exec(text)?.groups?.file ?? null;
}

export function holds(text: string, { fileName, location }: Pick<MutantResult, 'fileName' | 'location'>): boolean {
  const { file, from = 0, after = 0, to = Infinity, before = Infinity } = place.exec(text)?.groups ?? {};
  const { start, end } = location;
  const isAfter = start.line > Number(from) || (start.line === Number(from) && start.column > Number(after));
  const isBefore = end.line < Number(to) || (end.line === Number(to) && end.column - 1 <= Number(before));
  return file === fileName && isAfter && isBefore;
}

export function placeOf({ fileName, location: { start, end } }: MutantResult): string {
  return `${fileName}:${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`;
}
