import { decode, encode, type SourceMapSegment } from '@jridgewell/sourcemap-codec';
import type { Plugin } from 'rolldown';

interface SourceMap {
  readonly sources: readonly string[];
  readonly mappings: string;
}

/**
 * Maps with what a stack trace needs and no more: which line of which file of ours a place in a chunk was made from. Code
 * of packages and texts have none; a place in them is told by its chunk.
 */
export function thinSourceMaps(): Plugin {
  return {
    name: 'thin-source-maps',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        const name = `${chunk.fileName}.map`;
        const file = bundle[name];
        if (file?.type !== 'asset') throw new Error(`there is no ${name}`);
        const map = thin(JSON.parse(String(file.source)) as SourceMap);
        file.source = JSON.stringify(map);
        if (map.sources.length > 0) continue;
        delete bundle[name];
        chunk.code = chunk.code.replace(/\/\/# sourceMappingURL=\S+\s*$/, '');
      }
    },
  };
}

function thin({ sources, mappings }: SourceMap) {
  const kept = new Set(sources.filter(isOurs));
  const places = sources.map((source) => [...kept].indexOf(source));
  return {
    version: 3,
    // As seen from dist/cli/, wherever this was built.
    sources: [...kept].map((source) => source.replace(/^.*(?=\bsrc\/)/, '../../')),
    names: [],
    mappings: encode(decode(mappings).map((line) => thinLine(line, places))),
  };
}

const isOurs = (source: string): boolean =>
  /(?:^|\/)src\/(?!messages\/\w)/.test(source) && !source.includes('node_modules/');

/** One segment where another line of a source begins. */
function thinLine(segments: readonly SourceMapSegment[], places: readonly number[]): SourceMapSegment[] {
  let before = '';
  return segments.flatMap<SourceMapSegment>(([column, source = -1, line = 0]) => {
    const place = places[source] ?? -1;
    const now = place < 0 ? '' : `${place}:${line}`;
    if (now === before) return [];
    before = now;
    return [place < 0 ? [column] : [column, place, line, 0]];
  });
}
