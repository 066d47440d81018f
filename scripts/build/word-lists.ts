import { pathToFileURL } from 'node:url';
import type { Plugin } from 'rolldown';
import { parseWords } from '../../src/core/otp/word-list.ts';

const lists = /\/src\/core\/otp\/(?:keywords|other-numbers|units)\.ts$/;

/**
 * The words by which codes are found, as the program needs them: without the comments that say of which language they are,
 * and folded. To fold them takes longer than to find a code.
 */
export function wordLists(): Plugin {
  return {
    name: 'word-lists',
    async load(id) {
      if (id.endsWith('/src/core/otp/word-list.ts')) return "export const parseWords = (list) => list.split('\\n');";
      if (!lists.test(id)) return null;
      const module = (await import(pathToFileURL(id).href)) as Readonly<Record<string, Lists>>;
      const constants = Object.entries(module).map(
        ([name, list]) => `export const ${name} = ${JSON.stringify(read(list))};`,
      );
      return { code: constants.join('\n'), moduleType: 'js' };
    },
  };
}

type Lists = string | readonly Lists[] | { readonly [name: string]: Lists };

function read(list: Lists): Lists {
  if (typeof list === 'string') return parseWords(list).join('\n');
  if (Array.isArray(list)) return list.map(read);
  return Object.fromEntries(Object.entries(list).map(([name, one]) => [name, read(one)]));
}
