import type { Plugin } from 'rolldown';

interface Part {
  /** The importing package. */
  readonly of: string;
  readonly id: RegExp;
  /** What stands there instead: enough for the import to hold. */
  readonly instead: string;
  readonly why: string;
}

/** Parts of packages that this program never uses and that would be loaded, or shipped, all the same. */
const parts: readonly Part[] = [
  {
    of: 'got',
    id: /^cacheable-request$/,
    instead: 'export default class {} export class CacheError extends Error {}',
    why: 'no answer is kept',
  },
  {
    of: 'got',
    id: /\/http2-client\.js$/,
    instead: 'export default {};',
    why: 'a request is sent once, on HTTP/1.1',
  },
  {
    of: 'got',
    id: /^node:http2$/,
    instead: 'export class Http2ServerResponse {} export const constants = {};',
    why: 'the same; a millisecond to load',
  },
  {
    of: 'got',
    id: /\/dns-cache\.js$/,
    instead: 'export default class {}',
    why: 'no name is kept',
  },
  {
    of: '@inquirer/prompts',
    id: /^@inquirer\/editor$/,
    instead: 'export default undefined;',
    why: 'no question opens an editor; it brings half a megabyte of character sets',
  },
  {
    of: 'conf',
    id: /^ajv\/dist\/2020\.js$/,
    instead: 'export class Ajv2020 {}',
    why: 'the settings have no schema of conf',
  },
  {
    of: 'conf',
    id: /^ajv-formats$/,
    instead: 'export default { default: () => {} };',
    why: 'the same',
  },
];

const prefix = '\0left-out:';

export function leftOut(): Plugin {
  const found = new Set<Part>();
  return {
    name: 'left-out',
    resolveId(id, importer = '') {
      const part = parts.find((one) => importer.includes(`/node_modules/${one.of}/`) && one.id.test(id));
      if (part === undefined) return null;
      found.add(part);
      return `${prefix}${parts.indexOf(part)}`;
    },
    load: (id) => (id.startsWith(prefix) ? (parts[Number(id.slice(prefix.length))]?.instead ?? null) : null),
    buildEnd(error) {
      const gone = parts.filter((part) => !found.has(part));
      if (error === undefined && gone.length > 0)
        this.error(`no longer imported: ${gone.map(({ id }) => id.source).join(', ')}`);
    },
  };
}
