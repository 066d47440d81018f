import { resolve } from 'node:path';
import { INSTRUMENTER_CONSTANTS, type InstrumenterContext, type StrykerOptions } from '@stryker-mutator/api/core';
import { commonTokens, declareFactoryPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import {
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestResult,
  type TestRunner,
  TestStatus,
} from '@stryker-mutator/api/test-runner';
import { type Killer, mirrors, openTestFiles } from './test-files.ts';
import { openTestRun } from './test-run.ts';

/**
 * Runs the tests of `node --test` for Stryker, all in one process and mutant after mutant: a process a mutant, as
 * Stryker's own runner for them has it, costs a hundred times as much as most of these tests.
 */
function createRunner(options: StrykerOptions): TestRunner {
  const root = process.cwd();
  const files = (options.testFiles ?? []).map((file) => resolve(root, file));
  const tests = openTestFiles(root, files);
  const state: InstrumenterContext = {};
  Object.assign(globalThis, { [INSTRUMENTER_CONSTANTS.NAMESPACE]: state });

  const activate = (mutant: string | undefined): void => {
    if (mutant === undefined) {
      delete state.activeMutant;
      delete process.env[INSTRUMENTER_CONSTANTS.ACTIVE_MUTANT_ENV_VARIABLE];
    } else {
      state.activeMutant = mutant;
      process.env[INSTRUMENTER_CONSTANTS.ACTIVE_MUTANT_ENV_VARIABLE] = mutant; // for the processes that tests start
    }
  };

  const tryUsual = async ({ sandboxFileName, testFilter = [] }: MutantRunOptions): Promise<Killer | null> => {
    const usual = await tests.loadUsual();
    const wanted = new Set(testFilter);
    for (const file of tests.nearestFirst(sandboxFileName)) {
      // All tests that mirror it: what they run in processes of their own, nobody has seen to be run.
      const isAll = mirrors(file, sandboxFileName);
      const chosen = [...(usual.get(file) ?? [])].filter(([id]) => isAll || wanted.has(id));
      const killer = await tests.findKiller(new Map(chosen));
      if (killer !== null) return killer;
    }
    return null;
  };

  return {
    capabilities: () => ({ reloadEnvironment: true }),

    async dryRun(): Promise<DryRunResult> {
      state.mutantCoverage = { static: {}, perTest: {} };
      const results: TestResult[] = [];
      for (const file of (await tests.loadUsual()).values()) {
        const run = openTestRun();
        for (const [id, test] of file) {
          state.currentTestId = id;
          const { failure, milliseconds } = await run.run(test);
          const result = { id, name: id, timeSpentMs: milliseconds };
          if (failure === null) results.push({ ...result, status: TestStatus.Success });
          else results.push({ ...result, status: TestStatus.Failed, failureMessage: failure });
          delete state.currentTestId;
        }
        await run.close();
      }
      return { status: DryRunStatus.Complete, tests: results, mutantCoverage: state.mutantCoverage };
    },

    async mutantRun(wish: MutantRunOptions): Promise<MutantRunResult> {
      activate(undefined);
      await tests.loadUsual();
      Object.assign(state, { hitLimit: wish.hitLimit, hitCount: wish.hitLimit === undefined ? undefined : 0 });
      activate(wish.activeMutant.id);
      // In a table or a pattern it is there only while its file is read.
      const killer = await (wish.reloadEnvironment ? tests.findKillerAnew(wish.sandboxFileName) : tryUsual(wish));
      const loop = determineHitLimitReached(state.hitCount, state.hitLimit);
      if (loop !== undefined) return { status: MutantRunStatus.Timeout, reason: loop.reason ?? '' };
      if (killer === null) return { status: MutantRunStatus.Survived, nrOfTests: wish.testFilter?.length ?? 0 };
      return { status: MutantRunStatus.Killed, killedBy: [killer.id], failureMessage: killer.failure, nrOfTests: 1 };
    },
  };
}

createRunner.inject = tokens(commonTokens.options);

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'in-process', createRunner)];
