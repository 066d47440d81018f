import { basename } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { decode } from '@jridgewell/sourcemap-codec';
import type { Plugin } from 'rolldown';
import { joinMaps, type OriginFrom, packLines } from '../../src/core/line-map.ts';

interface SourceMap {
  readonly sources: readonly string[];
  readonly mappings: string;
}

/**
 * In the place of the maps one file for all chunks, with what a stack trace needs and no more: which line of which file of
 * ours a place was made from. Code of packages and texts have none; a place in them is told by its chunk.
 */
export function lineMaps(): Plugin {
  return {
    name: 'line-maps',
    generateBundle(_options, bundle) {
      const all = Object.values(bundle).flatMap((chunk) => {
        if (chunk.type !== 'chunk') return [];
        const file = bundle[`${chunk.fileName}.map`];
        if (file?.type !== 'asset') throw new Error(`there is no map of ${chunk.fileName}`);
        delete bundle[`${chunk.fileName}.map`];
        chunk.code = chunk.code.replace(/\/\/# sourceMappingURL=\S+\s*$/, '');
        if (chunk.name === 'index') return []; // whoever loads it has traces of their own
        const origins = originsOf(chunk.code, JSON.parse(String(file.source)) as SourceMap);
        if (!origins.some(({ source }) => source !== null)) return [];
        return [[basename(chunk.fileName), packLines(chunk.code, origins)] as const];
      });
      const source = brotliCompressSync(joinMaps(new Map(all)));
      this.emitFile({ type: 'asset', fileName: 'cli/lines', source });
    },
  };
}

/** Nothing else can be a frame of a stack, or be what failed. */
const canFail = /[(.[`]|\b(?:throw|await|new|for)\b/;

/** Where another line of a source begins, as far as something on it can fail. */
function originsOf(code: string, { sources, mappings }: SourceMap): OriginFrom[] {
  const lines = code.split('\n');
  let start = 0;
  const segments = decode(mappings).flatMap((line, index) => {
    const from = start;
    start += (lines[index]?.length ?? 0) + 1;
    return line.map(([column, source = -1, at = 0]): OriginFrom => {
      const name = ours(sources[source] ?? '');
      return { offset: from + column, source: name, line: name === null ? 0 : at + 1 };
    });
  });
  const changes = segments.filter((one, index) => !isSame(one, segments[index - 1]));
  const telling = changes.filter(({ offset }, index) => canFail.test(code.slice(offset, changes[index + 1]?.offset)));
  return telling.filter((one, index) => !isSame(one, telling[index - 1]));
}

const isSame = (one: OriginFrom, other: OriginFrom | undefined): boolean =>
  one.source === other?.source && one.line === other.line;

const ours = (source: string): string | null =>
  source.includes('node_modules/') ? null : (/(?:^|\/)(src\/(?!messages\/\w).*)$/.exec(source)?.[1] ?? null);
