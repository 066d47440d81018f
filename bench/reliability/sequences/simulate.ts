import { createLedger } from '../../../src/store/ledger.ts';
import { type MemoryDatabase, paceIn } from '../rig/memory-database.ts';
import { randomFrom } from '../rig/random.ts';
import { runCommand } from './deeds.ts';
import { createJudge, leasesIn } from './judge.ts';
import { connectProvider } from './network.ts';
import type { Command, Plan } from './plan.ts';
import { createPlatform } from './platform.ts';
import { type Process, startProcess } from './process.ts';
import { connectStore } from './store.ts';
import { clockOf, createTime, type Time } from './time.ts';
import { definitions, margin } from './variants.ts';

export interface Ended {
  /** The first promise that was broken, if any was. */
  readonly breach: string | null;
  readonly rented: number;
  readonly died: number;
  readonly crossed: number;
  readonly isDismissed: boolean;
}

const harmless = {
  pause: 0,
  cutIn: null,
  net: [],
  giving: [],
  trouble: null,
  death: null,
  stop: null,
  freeze: null,
} as const;
const settle: Command = { what: 'reconcile', dryRun: false, ...harmless };

/** No command takes longer than this, whatever happens to it. */
const patience = 20 * 60_000;

/** Plays a sequence from its first command to its rest. `say` is told what happens, for whoever looks into one. */
export async function simulate(plan: Plan, memory: MemoryDatabase, say?: (line: string) => void): Promise<Ended> {
  memory.clear();
  const time = createTime();
  const random = randomFrom(plan.luck);
  const definition = definitions[plan.platform];
  const platform = createPlatform(plan, time);
  const leases = leasesIn(memory);
  const broken: string[] = [];
  const note = (line: () => string) => say?.(`${(time.elapsed() / 1000).toFixed(2).padStart(8)} ${line()}`);
  let isDismissed = false;
  const dismiss = () => {
    isDismissed = true;
  };
  const accuse = (what: string) => {
    if (isDismissed) return;
    broken.push(what);
    note(() => `BROKEN ${what}`);
  };
  const judge = createJudge({ plan, time, platform, leases: leases.read, memory, accuse, dismiss, note });
  const processes: Process[] = [];

  const open = (process: Process) => {
    const database = connectStore(memory, process, {
      onCommit() {
        leases.forget();
        judge.look();
      },
      onFoul: accuse,
    });
    const clock = clockOf(time, process, () => process.step());
    const ledger = createLedger(database, {
      clock,
      random: (size) => Uint8Array.from({ length: size }, () => Math.floor(random() * 256)),
      mark: () => ({ host: 'here', boot: 'now', pid: process.pid, started: '' }),
      isGone: ({ pid }) => processes.some((one) => one.pid === pid && (one.isDead || one.isOver)),
      pace: paceIn(database, () => Math.trunc(clock.now())),
    });
    const provider = connectProvider(
      { time, platform, process, witness: judge.witness(process) },
      definition.abilities,
    );
    const { limits } = plan;
    const account = { definition, provider, profile: 'default', paceKey: 'pace', limits, times: definition.times };
    return { desk: { ledger, clock, random }, account };
  };

  const prepare = (command: Command): Process => {
    const process = startProcess(time, { pid: processes.length + 1, command });
    processes.push(process);
    return process;
  };
  const run = (process: Process) => {
    const { command } = process;
    note(() => `${process.pid} starts: ${JSON.stringify(command)}`);
    const end = (error?: unknown) => {
      if (process.isDead) return note(() => `${process.pid} is dead`);
      process.isOver = true;
      note(() => `${process.pid} ends${error === undefined ? '' : `: ${String(error)}`}`);
      if (time.elapsed() - process.started > patience) accuse(`${command.what} took for ages`);
    };
    runCommand({ ...open(process), process, judge }).then(() => end(), end);
  };

  schedule(plan.commands, { time, prepare, run });
  for (const { at, by } of plan.jumps) {
    time.after(at, () => {
      note(() => `the wall clock jumps by ${by}`);
      time.jump(by);
    });
  }
  await time.run();
  for (const one of processes) if (!one.isOver && !one.isDead) accuse(`${one.command.what} never comes to an end`);
  judge.money.rest();
  judge.waits.rest();

  time.after(definition.times.lease + margin + 1, () => run(prepare(settle)));
  await time.run();
  judge.leases.rest();

  const lastEnd = Math.max(...leases.read().map((lease) => lease.expiresAt ?? 0));
  if (lastEnd > time.now()) {
    time.after(lastEnd - time.now(), () => run(prepare(settle)));
    await time.run();
    judge.leases.rest();
  }
  const died = processes.filter((one) => one.isDead).length;
  return {
    breach: broken[0] ?? null,
    rented: platform.holds.length,
    died,
    crossed: judge.waits.crossed(),
    isDismissed,
  };
}

interface Stage {
  readonly time: Time;
  readonly prepare: (command: Command) => Process;
  readonly run: (process: Process) => void;
}

/** Each command starts some time after the one before it, or in the midst of it where it is to cut in. */
function schedule([first, ...rest]: readonly Command[], stage: Stage): void {
  if (first !== undefined) stage.time.after(first.pause, () => begin(first, rest, stage));
}

function begin(command: Command, [next, ...rest]: readonly Command[], stage: Stage): void {
  let hasBegun = next === undefined;
  const beginNext = () => {
    if (hasBegun || next === undefined) return;
    hasBegun = true;
    begin(next, rest, stage);
  };
  const process = stage.prepare(command);
  if (next?.cutIn != null) process.letIn(next.cutIn, beginNext);
  if (next !== undefined) stage.time.after(next.pause, beginNext);
  stage.run(process);
}
