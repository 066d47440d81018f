import type { Plugin } from 'rolldown';
import { fileNameOf } from './shelves.ts';

/** Test runners that there is an entry for, and the package that is theirs. */
export const runners = [
  ['playwright', '@playwright/test'],
  ['vitest', 'vitest'],
] as const;

/** What `src/testing/` has as `playwright.ts` and `vitest.ts`: the one place where the runner's package is loaded. */
export const runnerEntry = (name: string, runner: string): string => `import { test as base } from '${runner}';
import entry from './cli/${fileNameOf('index')}';

export const test = base.extend(entry.${name});
`;

export const libraryId = 'all-that-is-imported';

/** The library and the fixtures are one file of the bundle: apart they would be four, with all that they share a fifth. */
export function libraryAndFixtures(source: string): Plugin {
  const fixtures = runners.map(
    ([name]) => `export { fixtures as ${name} } from ${JSON.stringify(`${source}testing/${name}-fixtures.ts`)};`,
  );
  const code = [`export * from ${JSON.stringify(`${source}index.ts`)};`, ...fixtures].join('\n');
  return {
    name: 'library-and-fixtures',
    resolveId: (id) => (id === libraryId ? id : null),
    load: (id) => (id === libraryId ? code : null),
  };
}
