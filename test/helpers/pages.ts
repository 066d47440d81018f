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

export function anchorsOf(text: string): string[] {
  const anchors = [...proseOf(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
  return anchors.map((anchor, index) => {
    const before = anchors.slice(0, index).filter((one) => one === anchor).length;
    return before === 0 ? anchor : `${anchor}-${before}`;
  });
}

/** The cells of the table that has this heading row. */
export function tableIn(text: string, heading: string): string[][] {
  const [, rows] = text.split(`${heading}\n`);
  assert.ok(rows !== undefined, `no table ${heading}`);
  const lines = rows.split('\n').slice(1); // the line of dashes
  const end = lines.findIndex((line) => !line.startsWith('|'));
  return lines.slice(0, end).map((line) => line.slice(2, -2).split(' | '));
}
