import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const standIn = new URL('./node-test.ts', import.meta.url).href;

export interface Modules {
  /** Imports a file and all that it imports anew in each `round`, and once within it. */
  load(file: string, round: number): Promise<unknown>;
  /** From the next round on a file is read as this text; as it is for null. */
  change(file: string, source: string | null): void;
  /** Whether a file has imported another, itself or by what it imports. */
  reaches(from: string, to: string): boolean;
}

/**
 * Files below `root` are imported under addresses that end in the number of a round, because Node keeps what it has
 * once imported for good, and a mutant in a table or a pattern is only there while its file is being imported.
 */
export function watchModules(root: string): Modules {
  const base = pathToFileURL(`${root}/`).href;
  const packages = `${base}node_modules/`;
  const imports = new Map<string, Set<string>>();
  const sources = new Map<string, string>();

  const isOurs = (url: string | undefined): url is string =>
    url?.startsWith(base) === true && !url.startsWith(packages) && url.includes('?round=');

  registerHooks({
    resolve(specifier, context, next) {
      const parent = context.parentURL;
      if (!isOurs(parent)) return next(specifier, context);
      if (specifier === 'node:test') return { url: standIn, format: 'module-typescript', shortCircuit: true };
      const found = next(specifier, context);
      if (!found.url.startsWith(base) || found.url.startsWith(packages)) return found;
      const [from = '', round] = parent.split('?');
      imports.set(from, (imports.get(from) ?? new Set()).add(found.url));
      return { ...found, url: `${found.url}?${round}` };
    },
    load(url, context, next) {
      const [address = ''] = url.split('?');
      if (!isOurs(url) || !address.endsWith('.ts')) return next(url, context);
      const source = sources.get(address) ?? stripTypeScriptTypes(readFileSync(fileURLToPath(address), 'utf8'));
      sources.set(address, source);
      return { format: 'module', source, shortCircuit: true };
    },
  });

  return {
    change(file, source) {
      const address = pathToFileURL(file).href;
      if (source === null) sources.delete(address);
      else sources.set(address, stripTypeScriptTypes(source));
    },
    load: (file, round) => import(`${pathToFileURL(file).href}?round=${round}`),
    reaches: (from, to) => {
      const seen = new Set([pathToFileURL(from).href]);
      for (const url of seen) for (const further of imports.get(url) ?? []) seen.add(further);
      return seen.has(pathToFileURL(to).href);
    },
  };
}
