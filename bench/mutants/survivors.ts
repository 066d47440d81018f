import { readFileSync } from 'node:fs';
import type { MutantResult } from '@stryker-mutator/api/core';

/** A mutant that no test finds, by what stands in its line, so that it is known again when lines move. */
export interface Survivor {
  /** Of the first line it changes, without the spaces around it. */
  readonly line: string;
  readonly was: string;
  readonly is: string;
}

interface Listed extends Survivor {
  /** Why no test finds it, or need find it. */
  readonly why: string;
}

export interface Comparison {
  readonly unlisted: readonly MutantResult[];
  /** Listed mutants of the files that were tried which some test finds, or which are gone. */
  readonly outdated: readonly string[];
}

const listFile = new URL('./survivors.json', import.meta.url);

/** @param isWhole whether all mutants of these `files` were tried */
export function compareWithList(
  survivors: readonly MutantResult[],
  { files, isWhole }: { readonly files: readonly string[]; readonly isWhole: boolean },
): Comparison {
  const list = JSON.parse(readFileSync(listFile, 'utf8')) as Readonly<Record<string, readonly Listed[]>>;
  const open = new Map<string, number>();
  for (const file of files) {
    for (const listed of list[file] ?? []) {
      if (listed.why.trim() === '') throw new Error(`${file}: ${listed.line}: a survivor without a reason`);
      const key = keyOf(file, listed);
      open.set(key, (open.get(key) ?? 0) + 1);
    }
  }
  const unlisted = survivors.filter((mutant) => {
    const key = keyOf(mutant.fileName, describeMutant(mutant));
    const left = open.get(key) ?? 0;
    if (left > 0) open.set(key, left - 1);
    return left === 0;
  });
  const outdated = [...open].filter(([, count]) => count > 0).map(([key]) => key);
  return { unlisted, outdated: isWhole ? outdated : [] };
}

export function describeMutant({ fileName, location, replacement = '' }: MutantResult): Survivor {
  const { start, end } = location;
  const lines = readFileSync(fileName, 'utf8')
    .split('\n')
    .slice(start.line - 1, end.line);
  const line = (lines[0] ?? '').trim();
  // Both ends may stand in one line, so the end is cut off first.
  lines.push((lines.pop() ?? '').slice(0, end.column - 1));
  lines[0] = (lines[0] ?? '').slice(start.column - 1);
  return { line: shorten(line), ...showDifference(flatten(lines.join('\n')), flatten(replacement)) };
}

function keyOf(file: string, { line, was, is }: Survivor): string {
  return `${file}: ${line}: ${was} → ${is}`;
}

function flatten(code: string): string {
  return code.replace(/\s+/gu, ' ');
}

const length = 100;

function shorten(code: string): string {
  return code.length > length ? `${code.slice(0, length - 1)}…` : code;
}

/** Of long ones the place where they differ. */
function showDifference(was: string, is: string): Pick<Survivor, 'was' | 'is'> {
  if (was.length <= length) return { was, is: shorten(is) };
  const at = [...was].findIndex((_, index) => was[index] !== is[index]);
  const from = Math.max(0, at - 20);
  const cut = (code: string) => shorten(from > 0 ? `…${code.slice(from)}` : code);
  return { was: cut(was), is: cut(is) };
}
