import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run-cli.ts';

export const readPage = (path: string): string => readFileSync(join(root, path), 'utf8');

/** A block of code: its language, and what stands in it. */
export const fence = /^```(\w*)\n(.*?)^```$/gms;

export const proseOf = (text: string): string => text.replaceAll(fence, '');

/** A heading as GitHub names it in a link. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');

export const anchorsOf = (text: string): string[] =>
  [...proseOf(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

/** The cells of the table that has this heading row. */
export function tableIn(text: string, heading: string): string[][] {
  const [, rows] = text.split(`${heading}\n`);
  assert.ok(rows !== undefined, `no table ${heading}`);
  const lines = rows.split('\n').slice(1); // the line of dashes
  const end = lines.findIndex((line) => !line.startsWith('|'));
  return lines.slice(0, end).map((line) => line.slice(2, -2).split(' | '));
}
