import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { findLine, type Origin, splitMaps } from '../core/line-map.ts';
import { packageFolder } from './package-folder.ts';

/**
 * The frames of a stack, each a line. One in the bundle is told by the source that it was made from, as far as that is
 * ours: `    at src/flows/acquire.ts:123`. The maps know lines only, and are read for nothing else. What none of them
 * knows stays as it is.
 */
export function framesOf(stack: string, program = join(packageFolder, 'dist/cli/')): string[] {
  const maps = readMaps(`${program}lines`);
  // A message of several lines may look like one of these.
  const frames = stack.split('\n').filter((line) => line.startsWith('    at '));
  return frames.map((frame) => {
    const [before = '', place = ''] = frame.split(program);
    const [, name = '', line, column] = /^([\w-]+\.cjs):([1-9]\d*):(\d+)\)?$/.exec(place) ?? [];
    const map = maps.get(name);
    const origin = map === undefined ? null : originOf(`${program}${name}`, map, [Number(line), Number(column)]);
    if (origin === null) return frame;
    const way = before.startsWith('    at async ') ? 'async ' : ''; // what the function is called does not outlive the bundler
    return `    at ${way}${origin.source}:${origin.line}`;
  });
}

function originOf(file: string, map: string, [line, column]: readonly [number, number]): Origin | null {
  try {
    const code = readFileSync(file, 'utf8');
    const above = code.split('\n').slice(0, line - 1);
    return findLine(code, map, above.reduce((sum, one) => sum + one.length + 1, 0) + column - 1);
  } catch {
    return null;
  }
}

/** By the names of the files that they are of. */
function readMaps(file: string): ReadonlyMap<string, string> {
  try {
    return splitMaps(brotliDecompressSync(readFileSync(file)).toString());
  } catch {
    return new Map();
  }
}
