import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload, type SourceMapping } from 'node:module';
import { fileURLToPath } from 'node:url';
import { packageRoot } from './package-root.ts';

/**
 * The frames of a stack, each a line. One in the bundle is told by the source that it was made from, as far as that is
 * ours: `    at src/flows/acquire.ts:123`. The maps know lines only, and are read for nothing else. What none of them
 * knows stays as it is.
 */
export function framesOf(stack: string, program = fileURLToPath(new URL('dist/cli/', packageRoot))): string[] {
  const maps = new Map<string, SourceMap | null>();
  const mapOf = (name: string): SourceMap | null => {
    const map = maps.get(name);
    if (map !== undefined) return map;
    const read = readMap(`${program}${name}.map`);
    maps.set(name, read);
    return read;
  };
  // A message of several lines may look like one of these.
  const frames = stack.split('\n').filter((line) => line.startsWith('    at '));
  return frames.map((frame) => {
    const [before = '', place = ''] = frame.split(program);
    const [, name, line, column] = /^([\w-]+\.cjs):(\d+):(\d+)\)?$/.exec(place) ?? [];
    if (name === undefined) return frame;
    const origin: Partial<SourceMapping> = mapOf(name)?.findEntry(Number(line) - 1, Number(column) - 1) ?? {};
    const { originalSource: source, originalLine = 0 } = origin;
    if (source === undefined) return frame;
    const way = before.startsWith('    at async ') ? 'async ' : ''; // what the function is called does not outlive the bundler
    return `    at ${way}${source.replace(/^(?:\.\.\/)+/, '')}:${originalLine + 1}`;
  });
}

function readMap(file: string): SourceMap | null {
  try {
    return new SourceMap(JSON.parse(readFileSync(file, 'utf8')) as SourceMapPayload);
  } catch {
    return null;
  }
}
