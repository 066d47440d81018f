import { dirname } from 'node:path';
import fc from 'fast-check';
import { type Modules, watchModules } from './modules.ts';
import { type GatheredTest, gather, pathOf } from './node-test.ts';
import { openTestRun } from './test-run.ts';

export type Tests = ReadonlyMap<string, GatheredTest>;

/** The test that failed. */
export interface Killer {
  readonly id: string;
  readonly failure: string;
}

/** All tests in one process, ready to be run again and again. */
export interface TestFiles {
  readonly modules: Modules;
  /** As they are without a mutant; read once. */
  loadUsual(): Promise<ReadonlyMap<string, Tests>>;
  /** Runs tests until one fails. */
  findKiller(tests: Tests): Promise<Killer | null>;
  /** Reads all that reaches a source anew, and runs it until something fails. */
  findKillerAnew(source: string): Promise<Killer | null>;
  nearestFirst(source: string): readonly string[];
}

export function openTestFiles(root: string, files: readonly string[]): TestFiles {
  const modules = watchModules(root);
  const usual = new Map<string, Tests>();
  const killers = new Map<string, number>();
  let round = 0;
  fc.configureGlobal({ seed: 1 }); // a mutant is killed each time or never

  const load = async (file: string): Promise<Tests> => {
    const tests = new Map<string, GatheredTest>();
    for (const test of await gather(() => modules.load(file, round))) {
      let id = `${file.slice(root.length + 1)}: ${pathOf(test)}`;
      while (tests.has(id)) id += "'";
      tests.set(id, test);
    }
    return tests;
  };

  const nearestFirst = (source: string): readonly string[] => {
    const room = dirname(source).replace('/src/', '/test/');
    const distance = (file: string) => (mirrors(file, source) ? 0 : dirname(file) === room ? 1 : 2);
    return files.toSorted((a, b) => distance(a) - distance(b));
  };

  const findKiller = async (tests: Tests): Promise<Killer | null> => {
    const run = openTestRun();
    try {
      // Those that have found most so far come first.
      const order = [...tests].sort(([a], [b]) => (killers.get(b) ?? 0) - (killers.get(a) ?? 0));
      for (const [id, test] of order) {
        const { failure } = await run.run(test);
        if (failure === null) continue;
        killers.set(id, (killers.get(id) ?? 0) + 1);
        return { id, failure };
      }
      return null;
    } finally {
      await run.close();
    }
  };

  return {
    modules,
    nearestFirst,
    findKiller,

    async loadUsual() {
      for (const file of files) if (!usual.has(file)) usual.set(file, await load(file));
      return usual;
    },

    async findKillerAnew(source) {
      round += 1;
      for (const file of nearestFirst(source)) {
        if (!modules.reaches(file, source)) continue;
        let tests: Tests;
        try {
          tests = await load(file);
        } catch (error) {
          return { id: file, failure: String(error) };
        }
        const killer = await findKiller(tests);
        if (killer !== null) return killer;
      }
      return null;
    },
  };
}

export function mirrors(test: string, source: string): boolean {
  return test === source.replace('/src/', '/test/').replace(/\.ts$/u, '.test.ts');
}
