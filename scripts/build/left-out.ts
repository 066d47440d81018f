import type { Plugin } from 'rolldown';
import { type Part, parts } from './parts.ts';

const prefix = '\0left-out:';

export function leftOut(): Plugin {
  const found = new Set<Part>();
  return {
    name: 'left-out',
    resolveId(id, importer = '') {
      const part = parts.find((one) => importer.includes(`/node_modules/${one.of}/`) && one.id.test(id));
      if (part === undefined) return null;
      found.add(part);
      return `${prefix}${parts.indexOf(part)}:${part.of}`;
    },
    load: (id) =>
      id.startsWith(prefix)
        ? { code: parts[Number.parseInt(id.slice(prefix.length), 10)]?.instead ?? '', moduleType: 'ts' }
        : null,
    buildEnd(error) {
      const gone = parts.filter((part) => !found.has(part));
      if (error === undefined && gone.length > 0)
        this.error(`no longer imported: ${gone.map(({ id }) => id.source).join(', ')}`);
    },
  };
}
