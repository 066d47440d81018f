import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LogLevel, MutantResult } from '@stryker-mutator/api/core';
import { Stryker } from '@stryker-mutator/core';
import { groups, ledger, listTests } from './groups.ts';
import { fileOf, holds, placeOf } from './places.ts';
import { listSqlMutants } from './sql.ts';
import { trySqlMutants } from './sql-trial.ts';
import { compareWithList, describeMutant } from './survivors.ts';

const usage = `npm run mutants [-- FILE[:LINE[:COLUMN]-LINE[:COLUMN]]…]

Changes the sources in one place after the other and counts the changes that no test finds. Without a file, all of:

${groups.map(({ name, sources }) => `${name}:\n${sources.map((source) => `  ${source}\n`).join('')}`).join('')}`;

/** How many of a hundred have to be found in each group that is tried as a whole. */
const wanted = 90;

const isFound = ({ status }: MutantResult) => status === 'Killed' || status === 'Timeout';

async function main(asked: readonly string[]): Promise<number> {
  process.chdir(fileURLToPath(new URL('../../', import.meta.url)));
  const all = groups.flatMap(({ sources }) => sources);
  const places = asked.length > 0 ? asked : all;
  const files = places.map(fileOf).filter((file) => file !== null);
  if (files.length < places.length || !files.every((file) => all.includes(file))) {
    process.stderr.write(usage);
    return 2;
  }
  const started = performance.now();
  const { code, sql } = await inMemory((folder) => tryMutants(places, folder));
  const mutants = [...code, ...sql];
  if (mutants.length === 0) {
    process.stderr.write('There is nothing to change there.\n');
    return 2;
  }
  const isHigh = printScores([
    ...groups.map(({ name, sources }) => [name, code.filter(({ fileName }) => sources.includes(fileName))] as const),
    ['ledger, its SQL', sql],
  ]);
  const isWhole = places.every((place) => files.includes(place));
  const { unlisted, outdated } = compareWithList(
    mutants.filter((mutant) => !isFound(mutant)),
    { files, isWhole },
  );
  for (const mutant of unlisted) process.stdout.write(tell(mutant));
  // No fault: some are found or not as the clock has it.
  for (const line of outdated) process.stdout.write(`\nIn survivors.json, but found this time, or gone:\n  ${line}\n`);
  const isGood = unlisted.length === 0 && (isHigh || asked.length > 0);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  process.stdout.write(`\n${isGood ? 'Nothing new survives' : 'Not good enough'} (${seconds} s).\n`);
  return isGood ? 0 : 1;
}

interface Results {
  readonly code: readonly MutantResult[];
  readonly sql: readonly MutantResult[];
}

/** Temporary files in memory where that can be had: each test has a ledger of its own, synced with each write. */
async function inMemory<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const memory = '/dev/shm';
  const folder = mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), 'smsctl-mutants-'));
  process.env.TMPDIR = folder;
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function tryMutants(places: readonly string[], folder: string): Promise<Results> {
  const tests = listTests();
  const results = await new Stryker({
    mutate: [...places],
    testFiles: [...tests],
    testRunner: 'in-process',
    plugins: [fileURLToPath(new URL('./runner.ts', import.meta.url))],
    concurrency: 2,
    coverageAnalysis: 'perTest',
    timeoutMS: 20_000, // hardly one needs it: loops are counted
    reporters: process.stdout.isTTY ? ['progress'] : ['progress-append-only'],
    logLevel: 'warn' as LogLevel,
    warnings: false,
    tempDirName: join(folder, 'stryker'),
    cleanTempDir: 'always',
    ignorePatterns: ['bench', 'dist', 'docs', 'tsconfig*.json'], // Stryker reads the last with another TypeScript
    disableTypeChecks: false,
  }).runMutationTest();
  const mutants = ledger.sources.flatMap(listSqlMutants);
  const chosen = mutants.filter((mutant) => places.some((place) => holds(place, mutant)));
  return {
    code: results.map((mutant) => ({ ...mutant, fileName: relative('.', mutant.fileName) })),
    sql: await trySqlMutants({ tests, mutants: chosen }),
  };
}

/** Whether every group has enough. A mutant with which the tests do not end is found, too. */
function printScores(scores: readonly (readonly [name: string, mutants: readonly MutantResult[]])[]): boolean {
  const print = (cells: readonly (string | number)[], name: string) =>
    process.stdout.write(`${cells.map((cell) => String(cell).padStart(10)).join('')}  ${name}\n`);
  print(['mutants', 'killed', '(endless)', 'survived', 'score', 'wanted'], '');
  const percents = scores.flatMap(([name, mutants]) => {
    if (mutants.length === 0) return [];
    const killed = mutants.filter(isFound).length;
    const endless = mutants.filter(({ status }) => status === 'Timeout').length;
    const percent = (100 * killed) / mutants.length;
    const cells = [mutants.length, killed, `(${endless})`, mutants.length - killed, percent.toFixed(1), wanted];
    print(cells, percent < wanted ? `${name}  ← low` : name);
    return [percent];
  });
  return percents.every((percent) => percent >= wanted);
}

/** As it would stand in survivors.json, but for the reason. */
function tell(mutant: MutantResult): string {
  const { fileName, location } = mutant;
  const entry = JSON.stringify(describeMutant(mutant));
  return `\nNew: no test finds, in ${fileName}:${location.start.line},\n  ${entry}\n  npm run mutants -- ${placeOf(mutant)}\n`;
}

process.exitCode = await main(process.argv.slice(2));
