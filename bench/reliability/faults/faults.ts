import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Figure, Outcome, Section, Wish } from '../section.ts';
import { calls } from './calls.ts';
import { kinds } from './kinds.ts';
import { allRounds, chooseRounds } from './plan.ts';
import { type Promised, promises } from './promises.ts';
import type { Round } from './round.ts';
import type { Errand, Report } from './worker.ts';

/** Every way in which a platform or the network fails, at every call of every platform. */
export const faults: Section = {
  name: 'faults',
  title: 'whatever the platform or the network does, no number is lost and none is bought twice',
  count: 6_500,
  run,
};

async function run(wish: Wish): Promise<Outcome> {
  const all = allRounds();
  const rounds = wish.only === null ? chooseRounds(wish) : all.filter(({ name }) => name === wish.only);
  if (rounds.length === 0)
    return { figures: [], breaches: [{ round: wish.only ?? '', what: 'there is no such round' }] };
  const reports = await playAll(rounds, wish);
  const breaches = reports.flatMap(({ round, findings }) =>
    findings.map(({ broke, what }) => ({ round, what: `${promises[broke]}, ${round}: ${what}` })),
  );
  return { figures: figuresOf(rounds, reports, all.length), breaches };
}

/** In two threads, or as many as the machine has: a round waits more than it works, but there are many. */
async function playAll(rounds: readonly Round[], { seed, say }: Wish): Promise<Report[]> {
  const folder = mkdtempSync(join(quickFolder(), 'smsctl-faults-'));
  const threads = Math.max(1, Math.min(4, availableParallelism(), rounds.length));
  const reports: Report[] = [];
  const onReport = (report: Report): void => {
    if (reports.push(report) % 500 === 0) say(`${reports.length} of ${rounds.length} rounds`);
  };
  try {
    const shares = Array.from({ length: threads }, (_, thread) =>
      rounds.filter((_round, index) => index % threads === thread).map(({ name }) => name),
    );
    await Promise.all(shares.map((share) => playShare({ seed, rounds: share }, { folder, onReport })));
    return reports;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Thousands of ledgers that are synced: in memory where there is a folder for that, so that no disk holds them up. */
function quickFolder(): string {
  try {
    accessSync('/dev/shm', constants.W_OK | constants.X_OK);
    return '/dev/shm';
  } catch {
    return tmpdir();
  }
}

async function playShare(
  errand: Errand,
  { folder, onReport }: { folder: string; onReport: (report: Report) => void },
): Promise<void> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: errand,
    env: { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder },
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const told = new Set<string>();
  worker.on('message', (report: Report) => {
    told.add(report.round);
    onReport(report);
  });
  worker.once('error', reject);
  worker.once('exit', () => resolve());
  await promise;
  const untold = errand.rounds.filter((round) => !told.has(round));
  for (const round of untold) {
    onReport({ round, hits: 0, findings: [{ broke: 'crash', what: 'the round never ended' }] });
  }
}

function figuresOf(rounds: readonly Round[], reports: readonly Report[], all: number): Figure[] {
  const struck = new Set(rounds.map(({ kind }) => kind.name));
  const called = new Set(rounds.map(({ call }) => `${call.platform} ${call.name}`));
  const findings = reports.flatMap((report) => report.findings);
  const broken = (Object.keys(promises) as Promised[]).map((name) => ({
    what: promises[name],
    value: findings.filter(({ broke }) => broke === name).length,
    wanted: 0,
  }));
  return [
    { what: `kinds of faults, of ${kinds.length}`, value: struck.size },
    { what: `calls of three platforms, of ${calls.length}`, value: called.size },
    { what: `rounds, of ${all}`, value: rounds.length },
    { what: 'requests that were hit', value: reports.reduce((sum, { hits }) => sum + hits, 0) },
    ...broken,
  ];
}
