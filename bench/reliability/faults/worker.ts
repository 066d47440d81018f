import { parentPort, workerData } from 'node:worker_threads';
import { inParallel } from '../rig/in-parallel.ts';
import { allRounds } from './plan.ts';
import { playRound, type Round, type RoundResult } from './round.ts';
import { openTrap } from './trap.ts';

export interface Errand {
  readonly seed: number;
  /** Names of rounds. */
  readonly rounds: readonly string[];
}

export interface Report extends RoundResult {
  readonly round: string;
}

/** Rounds at a time: most of their time they wait. */
const atATime = 150;

const errand = workerData as Errand;
const wanted = new Set(errand.rounds);
const rounds = allRounds().filter(({ name }) => wanted.has(name));
const running = new Set<string>();
await using trap = await openTrap();

const tell = (report: Report): void => parentPort?.postMessage(report);

// In a process of its own each of these would end the program, with a stack trace.
const tellCrash = (error: unknown): void => {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const [first = ''] = running;
  tell({ round: first, hits: 0, findings: [{ broke: 'crash', what: `${what}\n  beside ${[...running].join('; ')}` }] });
};
process.on('uncaughtException', tellCrash);
process.on('unhandledRejection', tellCrash);

const play = async (round: Round): Promise<void> => {
  running.add(round.name);
  const result = await playRound(round, { seed: errand.seed, trap });
  running.delete(round.name);
  tell({ round: round.name, ...result });
};

const waits = ({ kind, call }: Round): boolean =>
  kind.isSlow === true || kind.means === 'busy' || (kind.means === 'unsent' && call.isPatient === true);

// Those that wait for a time limit begin together and first.
const slow = rounds.filter(waits);
const quick = rounds.filter((round) => !waits(round));
await Promise.all([inParallel(slow, slow.length, play), inParallel(quick, atATime, play)]);
