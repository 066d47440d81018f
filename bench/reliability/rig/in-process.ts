import { createRequire } from 'node:module';
import type { RunOptions } from '../../../test/helpers/run-cli.ts';
import { startCli } from '../../../test/helpers/run-cli.ts';

/** The program as it is shipped: the bench breaks what users run. */
export const { main: program } = createRequire(import.meta.url)('../../../dist/cli/cli.cjs') as {
  readonly main: NonNullable<RunOptions['program']>;
};

/** What one run of the program left on its streams, byte for byte. */
export interface Told {
  readonly line: string;
  /** -1 where the run broke a rule that holds for every run; `broken` says which. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly broken: string | null;
}

/** Runs a command in this process. A run that is not as every run must be is told, not thrown. */
export async function tell(words: readonly string[], options: RunOptions): Promise<Told> {
  const running = startCli(words, { program, ...options });
  const line = `smsctl ${words.join(' ')}`;
  try {
    const { exitCode } = await running.finished;
    return { line, exitCode, stdout: running.stdout(), stderr: running.stderr(), broken: null };
  } catch (error) {
    const broken = error instanceof Error ? error.message : String(error);
    return { line, exitCode: -1, stdout: running.stdout(), stderr: running.stderr(), broken };
  }
}
