import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Plugin } from 'rolldown';
import { parseWords } from '../../src/core/otp/word-list.ts';
import { edgesOf } from '../../src/core/otp/words.ts';

const folder = fileURLToPath(new URL('../../src/core/otp/', import.meta.url));
const files = ['keywords.ts', 'other-numbers.ts', 'units.ts'];
const packed = '\0packed-lists';

/**
 * The words by which codes are found, as the program needs them: folded, without the comments that say of which language
 * they are, and compressed, in a file beside the chunk. To fold them takes longer than to find a code.
 */
export function wordLists(): Plugin {
  return {
    name: 'word-lists',
    resolveId: (id) => (id === packed ? packed : null),
    async load(id) {
      if (id === packed) {
        this.emitFile({
          type: 'asset',
          fileName: 'cli/word-lists',
          source: pack(await Promise.all(files.map(readLists))),
        });
        return { code: unpacking, moduleType: 'js' };
      }
      if (!id.startsWith(folder)) return null;
      const name = id.slice(folder.length);
      if (name === 'word-list.ts') return "export const parseWords = (list) => list.split('\\n');";
      if (!files.includes(name)) return null;
      const all = `all[${files.indexOf(name)}]`;
      const constants = Object.keys(await readLists(name)).map((list) => `export const ${list} = ${all}.${list};`);
      return { code: [`import { all } from '${packed}';`, ...constants].join('\n'), moduleType: 'js' };
    },
    buildStart() {
      const gone = [...files, 'word-list.ts'].filter((name) => !readdirSync(folder).includes(name));
      if (gone.length > 0) this.error(`no longer there: ${gone.join(', ')}`);
    },
  };
}

type Lists = string | readonly Lists[] | { readonly [name: string]: Lists };

async function readLists(name: string): Promise<Readonly<Record<string, Lists>>> {
  const module = (await import(`${folder}${name}`)) as Readonly<Record<string, Lists>>;
  return Object.fromEntries(Object.entries(module).map(([list, words]) => [list, fold(words)]));
}

/** In the groups that words.ts makes of them; those that begin alike are packed better beside each other. */
function sorted(words: readonly string[]): readonly string[] {
  const groups = Map.groupBy(words, edgesOf);
  return [...groups.values()].flatMap((some) => some.toSorted());
}

function fold(lists: Lists): Lists {
  if (typeof lists === 'string') return sorted(parseWords(lists)).join('\n');
  if (Array.isArray(lists)) return lists.map(fold);
  return Object.fromEntries(Object.entries(lists).map(([name, one]) => [name, fold(one)]));
}

function pack(lists: unknown): Uint8Array {
  const params = { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT };
  // A line each is packed better than what JSON writes for the end of a line.
  return brotliCompressSync(JSON.stringify(lists).replaceAll('\\n', '\n'), { params });
}

const unpacking = `import { readFileSync } from 'node:fs';
  import { brotliDecompressSync } from 'node:zlib';
  const text = brotliDecompressSync(readFileSync(import.meta.dirname + '/word-lists')).toString();
  export const all = JSON.parse(text.replaceAll('\\n', '\\\\n'));`;
