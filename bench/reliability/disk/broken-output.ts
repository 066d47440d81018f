import { execFileSync, type StdioOptions } from 'node:child_process';
import { closeSync, constants, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../../test/helpers/run-cli.ts';
import { judgeBooks } from '../rig/books.ts';
import { type Finding, finding } from '../rig/findings.ts';
import { readLedger, takeFiles } from '../rig/ledger-file.ts';
import { readPlatform, settle } from '../rig/platform-book.ts';
import { runProcess } from '../rig/process.ts';
import { programEnv, programWords } from '../rig/program.ts';
import type { Round, RoundResult } from '../rig/rounds.ts';
import { openScene, type Scene, scenes } from '../rig/scenes.ts';
import { straceWords } from '../rig/strace.ts';
import { judgeEnd } from '../rig/told.ts';
import type { DiskPromise } from './promises.ts';

/** Where the output goes and does not arrive. */
interface Sink {
  readonly name: string;
  /** The descriptor that stands for stdout. */
  readonly open: (folder: string) => number;
  /** Words before the command. */
  readonly words?: (folder: string) => readonly string[];
  /** Whether stderr fails with it. */
  readonly isAlsoStderr?: true;
  /** Only 74 unless given. */
  readonly exitCodes?: readonly number[];
}

const openFull = () => openSync('/dev/full', 'w');
const fileIn = (folder: string) => join(folder, 'output');

/** A pipe of which the reading end is closed already. */
function openDeadPipe(folder: string): number {
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const writer = openSync(path, 'w');
  closeSync(reader);
  return writer;
}

/** The disk fills up the moment a result is written to a file. */
const failWrites = (error: string) => (folder: string) =>
  straceWords({ calls: ['write', 'writev'], inject: `write,writev:error=${error}`, paths: [fileIn(folder)] });
const openFile = (folder: string) => openSync(fileIn(folder), 'w');

const sinks: readonly Sink[] = [
  { name: 'a full device', open: openFull },
  { name: 'a full device for both', open: openFull, isAlsoStderr: true },
  { name: 'a pipe that nobody reads', open: openDeadPipe },
  // Node puts /dev/null in its place before the program begins, so that nothing fails. The ledger has it all the same.
  { name: 'a closed descriptor', open: openFull, words: () => ['sh', '-c', 'exec "$@" >&-', 'sh'], exitCodes: [0, 74] },
  { name: 'a file on a full disk', open: openFile, words: failWrites('ENOSPC') },
  { name: 'a file on a broken disk', open: openFile, words: failWrites('EIO') },
];

export function roundsOfBrokenOutput(cache: string, canTrace: boolean): Round<DiskPromise>[] {
  const usable = sinks.filter(
    ({ open }) => (open !== openFull || existsSync('/dev/full')) && (open !== openFile || canTrace),
  );
  // A wait that blacklists has nothing to write.
  const telling = scenes.filter(({ exitCode }) => exitCode === 0);
  return usable.flatMap((sink) =>
    telling.flatMap((scene) =>
      ['', ' --json'].map((mode) => ({
        name: `${scene.name}${mode} to ${sink.name}`,
        run: () => tellNobody({ ...scene, line: `${scene.line}${mode}` }, sink, cache),
      })),
    ),
  );
}

/** Exit 74, the lease's id on stderr, and all of it in the ledger. */
async function tellNobody(scene: Scene, sink: Sink, cache: string): Promise<RoundResult<DiskPromise>> {
  await using stage = await openScene(scene);
  using own = temporaryFolder();
  const stdout = sink.open(own.path);
  const stdio: StdioOptions = ['ignore', stdout, sink.isAlsoStderr === true ? stdout : 'pipe'];
  const words = [...(sink.words?.(own.path) ?? []), ...programWords(scene.line)];
  const ended = await runProcess(words, { env: programEnv(stage, cache), stdio }).finally(() => closeSync(stdout));
  await settle(stage);
  const platform = readPlatform(stage);
  const ledger = readLedger(takeFiles(stage.home));
  const { leases } = ledger;
  const findings: Finding<DiskPromise>[] = [
    ...judgeEnd(sink.exitCodes ?? [74], ended),
    ...judgeBooks(ledger, platform),
  ];
  // What a release has to tell is no loss: it stands in the ledger, and nothing is held.
  const paid = scene.rents > 0 ? leases.slice(-scene.rents) : platform.codes.length > 0 ? leases : [];
  for (const { id, number } of ended.exitCode === 0 || sink.isAlsoStderr === true ? [] : paid) {
    if (!ended.stderr.includes(id)) findings.push(finding('silent', `${id} ${number}: ${ended.stderr}`));
  }
  const isCodeKept = platform.codes.length === 0 || leases.some(({ code }) => code !== null);
  if (!isCodeKept) findings.push(finding('lost', `the code ${platform.codes.join()} is not in the ledger`));
  return { findings, hit: 'outputs that failed' };
}
