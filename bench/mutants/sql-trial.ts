import { fork } from 'node:child_process';
import type { MutantResult } from '@stryker-mutator/api/core';
import type { SqlMutant } from './sql.ts';

export interface SqlTask {
  readonly tests: readonly string[];
  readonly mutants: readonly SqlMutant[];
}

export interface SqlVerdict {
  readonly index: number;
  readonly isKilled: boolean;
}

const processes = 2;

export async function trySqlMutants({ tests, mutants }: SqlTask): Promise<MutantResult[]> {
  const shares = Array.from({ length: processes }, (_, n) =>
    mutants.filter((_mutant, index) => index % processes === n),
  );
  const results = await Promise.all(
    shares.map((share) => (share.length === 0 ? [] : tryShare({ tests, mutants: share }))),
  );
  return results.flat();
}

function tryShare(task: SqlTask): Promise<MutantResult[]> {
  const worker = fork(new URL('./sql-worker.ts', import.meta.url), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const verdicts = new Map<number, boolean>();
  worker.on('message', ({ index, isKilled }: SqlVerdict) => verdicts.set(index, isKilled));
  worker.send(task);
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', (code) => {
      if (code !== 0 || verdicts.size !== task.mutants.length) reject(new Error(`the trial of SQL ended with ${code}`));
      else
        resolve(
          task.mutants.map(({ fileName, location, replacement }, index) => ({
            ...{ fileName, location, replacement, id: `sql ${index}`, mutatorName: 'SQL' },
            status: verdicts.get(index) === true ? 'Killed' : 'Survived',
          })),
        );
    });
  });
}
