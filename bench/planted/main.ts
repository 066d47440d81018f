import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PlantedFault } from './fault.ts';
import { plantedFaults } from './faults.ts';

/**
 * Does the bench see what it is there to see? Plants one fault after the other in a copy of the project, runs the section
 * that has to notice it, and counts those that went unseen. `npm run bench:planted -- WORD` takes those whose name or
 * file holds the word.
 */
const root = fileURLToPath(new URL('../../', import.meta.url));
const copied = ['bin', 'src', 'test', 'bench', 'schemas', 'package.json', 'tsconfig.json', 'scripts'];

function plant(fault: PlantedFault, folder: string): void {
  const path = join(folder, fault.file);
  const parts = readFileSync(path, 'utf8').split(fault.from);
  if (parts.length !== 2) throw new Error(`${fault.file} holds ${parts.length - 1} times: ${fault.from}`);
  writeFileSync(path, parts.join(fault.to));
}

/** The lines of a bench that saw it; null where it did not. */
function notice(fault: PlantedFault): string[] | null {
  const folder = mkdtempSync(join(tmpdir(), 'smsctl-planted-'));
  try {
    for (const name of copied) cpSync(join(root, name), join(folder, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    plant(fault, folder);
    run(folder, process.execPath, ['scripts/build/main.ts', 'dist']);
    const { status, output } = run(folder, process.execPath, ['bench/reliability/main.ts', ...fault.bench]);
    const lines = output.split('\n').filter((line) => /BROKEN|← wanted/.test(line));
    return status === 1 && lines.length > 0 ? lines : null;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function run(cwd: string, command: string, args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
  return { status, output: `${stdout}\n${stderr}` };
}

const wanted = plantedFaults.filter(({ name, file }) =>
  process.argv.slice(2).every((word) => `${name} ${file}`.includes(word)),
);
let unseen = 0;
for (const fault of wanted) {
  const lines = notice(fault);
  if (lines === null) unseen += 1;
  process.stdout.write(`${lines === null ? 'UNSEEN' : 'seen  '}  ${fault.name} (${fault.bench.join(' ')})\n`);
  if (lines !== null) process.stdout.write(`        ${lines[0]?.trim()}\n`);
}
process.stdout.write(`\n${wanted.length - unseen} of ${wanted.length} planted faults were seen.\n`);
process.exitCode = unseen === 0 ? 0 : 1;
