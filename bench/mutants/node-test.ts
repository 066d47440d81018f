/**
 * Stands in for `node:test` while mutants are tried: it gathers the tests of a file instead of running them, so that
 * one process can run any of them again for the next mutant. It knows what the tests use and nothing more; whatever
 * else they ask of it is missing, which the first run, without a mutant, shows.
 */

type Work = (context: Context) => unknown;
type Hook = () => unknown;

interface Options {
  readonly skip?: boolean | string;
}

export interface Context {
  readonly name: string;
  after(hook: Hook): void;
  skip(): void;
  diagnostic(): void;
}

export interface Suite {
  readonly outer: Suite | null;
  readonly name: string;
  readonly before: Hook[];
  readonly beforeEach: Hook[];
  readonly after: Hook[];
}

export interface GatheredTest {
  readonly suite: Suite;
  readonly name: string;
  readonly work: Work;
}

const gathered: { suite: Suite; tests: GatheredTest[] } = { suite: newSuite(null, ''), tests: [] };

function newSuite(outer: Suite | null, name: string): Suite {
  return { outer, name, before: [], beforeEach: [], after: [] };
}

/** The tests that are written down while `load` runs. */
export async function gather(load: () => Promise<unknown>): Promise<readonly GatheredTest[]> {
  gathered.suite = newSuite(null, '');
  gathered.tests = [];
  await load();
  return gathered.tests;
}

export function test(name: string, ...rest: [Work] | [Options, Work]): void {
  const [options, work] = rest.length === 1 ? [{}, rest[0]] : rest;
  if (options.skip === undefined || options.skip === false) gathered.tests.push({ suite: gathered.suite, name, work });
}

export function describe(name: string, ...rest: [() => void] | [Options, () => void]): void {
  const [options, work] = rest.length === 1 ? [{}, rest[0]] : rest;
  if (options.skip !== undefined && options.skip !== false) return;
  const outer = gathered.suite;
  gathered.suite = newSuite(outer, name);
  try {
    work();
  } finally {
    gathered.suite = outer;
  }
}

/** The names of the suites around a test and its own. */
export function pathOf({ suite, name }: { readonly suite: Suite; readonly name: string }): string {
  return suite.outer === null ? name : `${pathOf({ suite: suite.outer, name: suite.name })} > ${name}`;
}

export const before = (hook: Hook): void => void gathered.suite.before.push(hook);
export const beforeEach = (hook: Hook): void => void gathered.suite.beforeEach.push(hook);
export const after = (hook: Hook): void => void gathered.suite.after.push(hook);

export { describe as suite, test as it };
