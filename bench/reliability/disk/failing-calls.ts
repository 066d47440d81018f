import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stage } from '../../../test/helpers/stage.ts';
import { judgeBooks } from '../rig/books.ts';
import { type Finding, finding } from '../rig/findings.ts';
import { judgeLaterCommands } from '../rig/later-commands.ts';
import { ledgerName, readLedger, takeFiles } from '../rig/ledger-file.ts';
import { type PlatformFacts, readPlatform, settle } from '../rig/platform-book.ts';
import { type Ended, runProcess } from '../rig/process.ts';
import { programEnv, programWords } from '../rig/program.ts';
import type { Round, RoundResult } from '../rig/rounds.ts';
import { openScene, type Scene, scenes } from '../rig/scenes.ts';
import { listCalls, readTrace, straceWords } from '../rig/strace.ts';
import { judgeEnd, judgeTold } from '../rig/told.ts';
import type { DiskPromise } from './promises.ts';

/** What the ledger asks of its disk. */
const calls = ['openat', 'pread64', 'pwrite64', 'fsync', 'fdatasync', 'ftruncate', 'fchmod', 'unlink', 'unlinkat'];

/** How a disk fails: in one call, or in this one and every later one of its kind. */
const failures = ['ENOSPC', 'EIO'].flatMap((error) => [true, false].map((lasting) => ({ error, lasting })));

/** The ledger's files and their folder, and nothing of Node's. */
const pathsOf = ({ home }: Stage) => [home, join(home, ledgerName), join(home, `${ledgerName}-journal`)];

/** What is broken unless all is wished for. */
const usualScenes = ['get-number', 'wait-code for a code', 'release'];

/**
 * A round for each call that a scene makes of the ledger's disk: of every scene with every failure, or of the usual ones
 * with the failure whose turn it is, which is another for the next call and for the next seed.
 */
export async function roundsOfFailingCalls(
  { only, seed, all }: { readonly only: string | null; readonly seed: number; readonly all: boolean },
  folder: string,
): Promise<Round<DiskPromise>[]> {
  const rounds: Round<DiskPromise>[] = [];
  for (const scene of scenes) {
    if (only === null ? !all && !usualScenes.includes(scene.name) : !only.includes(scene.name)) continue;
    const made = await listDiskCalls(scene, folder);
    for (const [index, { name, nth }] of made.entries()) {
      const turn = (index + seed) % failures.length;
      const some = all || only !== null ? failures : failures.slice(turn, turn + 1);
      for (const { error, lasting } of some) {
        const inject = `${name}:error=${error}:when=${nth}${lasting ? '+' : ''}`;
        rounds.push({ name: `${scene.name} with ${inject}`, run: () => failAt(scene, inject, folder) });
      }
    }
  }
  return rounds;
}

async function listDiskCalls(scene: Scene, folder: string): Promise<ReturnType<typeof listCalls>> {
  await using stage = await openScene(scene);
  const output = join(folder, 'disk.trace');
  const words = [...straceWords({ calls, output, paths: pathsOf(stage) }), ...programWords(scene.line)];
  await runProcess(words, { env: programEnv(stage, folder) });
  return listCalls(readTrace(readFileSync(output, 'utf8')));
}

async function failAt(scene: Scene, inject: string, folder: string): Promise<RoundResult<DiskPromise>> {
  await using stage = await openScene(scene);
  const before = readPlatform(stage);
  const words = [...straceWords({ calls, inject, paths: pathsOf(stage) }), ...programWords(scene.line)];
  const ended = await runProcess(words, { env: programEnv(stage, folder) });
  await settle(stage);
  const platform = readPlatform(stage);
  const ledger = readLedger(takeFiles(stage.home));
  const rented = platform.rented.slice(before.rented.length);
  const findings: Finding<DiskPromise>[] = [
    ...judgeEnd([scene.exitCode, 12], ended),
    ...judgeBooks(ledger, platform),
    ...(ended.exitCode === scene.exitCode ? judgeTold(ledger, platform, { scene, ended }) : []),
    ...judgeSilence(ended, platform, rented),
    ...(await judgeLaterCommands(stage, scene)),
  ];
  const hit = ended.exitCode === scene.exitCode ? 'made no difference' : `exit ${ended.exitCode}`;
  return { findings, hit: rented.length > 0 && ended.exitCode === 12 ? 'exit 12 after a purchase' : hit };
}

/** Whatever the ledger could not take is told. */
function judgeSilence({ stdout, stderr }: Ended, { codes }: PlatformFacts, rented: readonly string[]) {
  const said = `${stdout}\n${stderr}`;
  const plainCodes = codes.map((code) => code.replace(/\W/gu, '')); // told without what separates its digits
  const untold = [...rented, ...plainCodes].filter((what) => !said.includes(what));
  return untold.map((what) => finding('silent', `${what} was told nowhere: ${stderr}`));
}
