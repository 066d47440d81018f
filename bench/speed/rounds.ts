import { setTimeout as sleep } from 'node:timers/promises';
import { type Command, type Timing, timeOnce, weighOnce } from './run.ts';

export interface Measured {
  readonly timings: readonly Timing[];
  /** MB. */
  readonly peaks: readonly number[];
}

export interface RoundsWish {
  readonly rounds: number;
  /** Rounds under GNU time, for the memory. */
  readonly weighings: number;
  /** Milliseconds between two rounds, for commands that must not come too soon after themselves. */
  readonly pause?: number;
  readonly folder: string;
  readonly say: (line: string) => void;
}

/**
 * Every round runs every command once, each round beginning one further on, so that whatever disturbs the machine
 * disturbs all of them. A round to warm up comes first: it fills the caches of the system and of the programs.
 */
export async function measureInRounds(
  commands: readonly Command[],
  { rounds, weighings, pause = 0, folder, say }: RoundsWish,
): Promise<ReadonlyMap<string, Measured>> {
  const timings = new Map(commands.map(({ name }) => [name, [] as Timing[]]));
  const peaks = new Map(commands.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const command of rotated(commands, round)) {
      const timing = timeOnce(command, folder);
      if (round > 0) timings.get(command.name)?.push(timing);
    }
    if (round % 5 === 0) say(`round ${round} of ${rounds}`);
    await sleep(pause);
  }
  for (let round = 0; round < weighings; round += 1) {
    for (const command of rotated(commands, round)) peaks.get(command.name)?.push(weighOnce(command, folder).peak);
    await sleep(pause);
  }
  return new Map(
    commands.map(({ name }) => [name, { timings: timings.get(name) ?? [], peaks: peaks.get(name) ?? [] }]),
  );
}

function rotated<T>(items: readonly T[], by: number): T[] {
  const first = by % Math.max(1, items.length);
  return [...items.slice(first), ...items.slice(0, first)];
}
