import { bareCommands, ownCommands, peerCommands } from './commands.ts';
import { findPeers } from './peers.ts';
import { type Measured, measureInRounds } from './rounds.ts';
import { exactly, type Row, scaled, shown, spreadOf } from './rows.ts';
import { isHere } from './run.ts';
import type { Section } from './section.ts';
import { startSimulated } from './simulator.ts';

const base = 'node -e 0';
const script = 'script with one fetch';

interface Goal {
  readonly atMost: number;
  readonly of: typeof base | typeof script;
}

const timeGoals: Readonly<Record<string, Goal>> = {
  'smsctl --version': { atMost: 1.25, of: base },
  'smsctl --help': { atMost: 1.45, of: base },
  'smsctl complete': { atMost: 1.6, of: base },
  'smsctl balance, keys from the environment': { atMost: 1, of: script },
  'smsctl balance, keys from the store': { atMost: 1.25, of: script },
  'smsctl get-number, keys from the store': { atMost: 1.25, of: script },
};

/** What of those is weighed. */
const memoryGoal: Goal = { atMost: 1.55, of: base };
const isWeighed = (name: string): boolean => /^smsctl (?:balance|get-number)/u.test(name);

/** What a command costs from its start to its end, beside what its users know. */
export const measureStarts: Section = async (wish) => {
  if (!isHere('hyperfine')) return [notRun('hyperfine is not here')];
  const { place, rounds, isBrief, say } = wish;
  const found = isBrief ? [] : findPeers(wish);
  await using simulated = await startSimulated(place);
  const commands = [
    ...bareCommands(place, simulated),
    ...ownCommands(place, simulated),
    ...peerCommands(place, simulated, found),
  ];
  const weighings = Math.max(2, Math.ceil(rounds / 5));
  const measured = await measureInRounds(commands, { rounds, weighings, folder: place.folder, say });
  const ratio = (name: string, goal: Goal | undefined) => timeRow(measured, name, goal);
  return [
    ...commands.map(({ name }) => ratio(name, timeGoals[name])),
    ...commands.filter(({ name }) => isWeighed(name)).map(({ name }) => memoryRow(measured, name)),
    ...found.filter(({ why }) => why !== null).map(({ name, why }) => ({ ...notRun(why ?? ''), what: name })),
  ];
};

function timeRow(all: ReadonlyMap<string, Measured>, what: string, goal: Goal = { atMost: 0, of: base }): Row {
  const wall = (name: string) => spreadOf(all.get(name)?.timings.map((timing) => timing.wall) ?? []);
  const { timings = [], peaks = [] } = all.get(what) ?? {};
  const cpu = spreadOf(timings.map((timing) => timing.cpu)).median;
  const note = `${shown(wall(what).median)} ms, CPU ${shown(cpu)} ms, ${shown(spreadOf(peaks).median)} MB`;
  const figure = what === base ? exactly(1) : scaled(wall(what), wall(goal.of).median);
  const row = { section: 'start', what, unit: `x ${goal.of}`, figure, note };
  return goal.atMost === 0 ? row : { ...row, goal: { atMost: goal.atMost } };
}

function memoryRow(all: ReadonlyMap<string, Measured>, name: string): Row {
  const peak = (one: string) => spreadOf(all.get(one)?.peaks ?? []);
  const { atMost, of } = memoryGoal;
  const figure = scaled(peak(name), peak(of).median);
  return { section: 'start', what: `memory of ${name}`, unit: `x ${of}`, figure, goal: { atMost } };
}

const notRun = (note: string): Row => ({ section: 'start', what: 'starts', unit: '', figure: null, note });
