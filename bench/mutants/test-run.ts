import type { Context, GatheredTest, Suite } from './node-test.ts';

export interface TestEnd {
  readonly milliseconds: number;
  /** What was thrown; null where the test passed. */
  readonly failure: string | null;
}

/** Runs tests one after the other and opens and closes the suites they stand in. */
export interface TestRun {
  run(test: GatheredTest): Promise<TestEnd>;
  close(): Promise<void>;
}

export function openTestRun(): TestRun {
  const open = new Set<Suite>();
  const enter = async (suite: Suite): Promise<void> => {
    if (suite.outer !== null) await enter(suite.outer);
    if (!open.has(suite)) {
      open.add(suite);
      for (const hook of suite.before) await hook();
    }
  };
  const prepare = async (suite: Suite): Promise<void> => {
    if (suite.outer !== null) await prepare(suite.outer);
    for (const hook of suite.beforeEach) await hook();
  };
  return {
    async run({ suite, name, work }) {
      const started = performance.now();
      const failure = await failureOf(async () => {
        await enter(suite);
        await prepare(suite);
        await perform(name, work);
      });
      return { milliseconds: performance.now() - started, failure };
    },
    async close() {
      for (const suite of open) for (const hook of suite.after) await failureOf(hook);
    },
  };
}

async function perform(name: string, work: GatheredTest['work']): Promise<void> {
  const hooks: (() => unknown)[] = [];
  const context: Context = { name, after: (hook) => void hooks.push(hook), skip: () => {}, diagnostic: () => {} };
  try {
    await work(context);
  } finally {
    for (const hook of hooks) await hook();
  }
}

/** What is thrown where nobody catches it, in a listener for example, is the fault of what runs just now. */
async function failureOf(work: () => unknown): Promise<string | null> {
  const uncaught = Promise.withResolvers<never>();
  process.on('uncaughtException', uncaught.reject).on('unhandledRejection', uncaught.reject);
  try {
    await Promise.race([work(), uncaught.promise]);
    return null;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  } finally {
    process.off('uncaughtException', uncaught.reject).off('unhandledRejection', uncaught.reject);
  }
}
