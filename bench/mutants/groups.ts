import { existsSync, globSync } from 'node:fs';

export interface Group {
  readonly name: string;
  readonly sources: readonly string[];
}

const codes = globSync('src/providers/*/codes.ts').sort();

/** The settings are not the ledger's: `conf` keeps them. */
export const ledger: Group = {
  name: 'ledger',
  sources: globSync('src/store/*.ts', { exclude: ['src/store/settings.ts', 'src/store/settings-file.ts'] }).sort(),
};

/** What must not break without a test that fails. */
export const groups: readonly Group[] = [
  ledger,
  { name: 'lease states', sources: ['src/core/lease-state.ts'] },
  {
    name: 'outcomes',
    sources: ['src/net/failure.ts', 'src/providers/decode.ts', ...codes, 'src/core/errors.ts', 'src/flows/watch.ts'],
  },
  { name: 'redaction', sources: ['src/core/redact.ts', 'src/providers/guarded.ts'] },
  { name: 'printable', sources: ['src/core/printable.ts'] },
  { name: 'schedule', sources: ['src/core/schedule.ts'] },
];

/**
 * The tests that mirror these sources, and those of the rooms in which files are tested through each other: the store
 * and each platform's client. The tests of many processes at once are left out: they take seconds, which every mutant
 * that nothing else finds would pay for.
 */
export function listTests(): readonly string[] {
  const mirrored = groups
    .flatMap(({ sources }) => sources)
    .map((source) => source.replace(/^src(.*)\.ts$/u, 'test$1.test.ts'))
    .filter((test) => existsSync(test));
  const through = globSync(['test/store/*.test.ts', 'test/providers/*/{answers,client,session}.test.ts'], {
    exclude: ['test/store/processes.test.ts', 'test/store/settings.test.ts'],
  });
  return [...new Set([...mirrored, ...through])].sort();
}
