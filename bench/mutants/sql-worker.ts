import { resolve } from 'node:path';
import type { SqlTask, SqlVerdict } from './sql-trial.ts';
import { openTestFiles } from './test-files.ts';

/** A process of `sql-trial.ts`: tries the mutants it is sent, one after the other, and sends back what became of each. */
process.once('message', async ({ tests, mutants }: SqlTask) => {
  const root = process.cwd();
  const files = openTestFiles(
    root,
    tests.map((test) => resolve(root, test)),
  );
  await files.loadUsual();
  for (const [index, { fileName, source }] of mutants.entries()) {
    const file = resolve(root, fileName);
    files.modules.change(file, source);
    const killer = await files.findKillerAnew(file);
    files.modules.change(file, null);
    process.send?.({ index, isKilled: killer !== null } satisfies SqlVerdict);
  }
  process.disconnect();
});
