import { availableParallelism } from 'node:os';
import type { Breach, Figure, Outcome, Section } from '../section.ts';
import { calls } from './calls.ts';
import { runTasks } from './crew.ts';
import { type Wrong, wrongs } from './judge.ts';
import { longRounds, moreLongRounds } from './long.ts';
import type { Tally, Task } from './task.ts';

/** Rounds that a thread takes at once. */
const batch = 5_000;

/**
 * Every call of every client is fed bodies: the documents' own cut at every place, good ones with other values, damaged
 * ones, noise, and long ones. Readers of the bench's own, written from the documents, say what each body means.
 */
export const bodies: Section = {
  name: 'bodies',
  title: `bodies for each of ${calls.length} calls`,
  count: 20_000,
  async run(wish) {
    const tasks = wish.only === null ? allTasks(wish.count) : [taskOf(wish.only)];
    const tally = startTally();
    let done = 0;
    await runTasks(
      tasks,
      { seed: wish.seed, threads: Math.min(tasks.length, Math.max(2, availableParallelism())) },
      {
        onTally(task, one) {
          tally.add(task, one);
          done += 1;
          if (done % 100 === 0) wish.say(`${Math.round((100 * done) / tasks.length)} %`);
        },
        onHang: tally.addHang,
      },
    );
    return tally.outcome();
  },
};

function allTasks(count: number): Task[] {
  const long = calls.flatMap((_, call) => {
    const some = Array.from({ length: moreLongRounds }, (_, at) => longRounds + at).filter(
      (at) => (at + call) % 6 === 0,
    );
    return [
      { call, from: 0, to: longRounds, isLong: true },
      ...some.map((at) => ({ call, from: at, to: at + 1, isLong: true })),
    ];
  });
  const short = calls.flatMap((_, call) =>
    Array.from({ length: Math.ceil(count / batch) }, (_, at): Task => {
      return { call, from: at * batch, to: Math.min(count, (at + 1) * batch), isLong: false };
    }),
  );
  return [...long, ...short];
}

/** The one round that was named: `durian rent 48213`, `zhima read long-3`. */
function taskOf(round: string): Task {
  const [, name, long, index] = /^(.+) (long-)?(\d+)$/.exec(round) ?? [];
  const call = calls.findIndex((one) => one.name === name);
  if (call < 0) throw new Error(`there is no round ${round}: a call, such as ${calls[0]?.name}, and a number`);
  return { call, from: Number(index), to: Number(index) + 1, isLong: long !== undefined };
}

function startTally() {
  const platforms = new Map<string, { bodies: number; taken: number }>();
  const counts = new Map<Wrong, number>();
  const breaches: Breach[] = [];
  const told = new Map<string, number>();
  const tell = (round: string, name: string, what: string) => {
    const times = (told.get(name) ?? 0) + 1;
    told.set(name, times);
    if (times <= 3) breaches.push({ round, what });
  };
  return {
    add({ call }: Task, { bodies: count, taken, wrong, found }: Tally): void {
      const name = calls[call]?.name ?? '';
      const [platform = ''] = name.split(' ');
      const so = platforms.get(platform) ?? { bodies: 0, taken: 0 };
      platforms.set(platform, { bodies: so.bodies + count, taken: so.taken + taken });
      for (const [kind, times] of Object.entries(wrong))
        counts.set(kind as Wrong, (counts.get(kind as Wrong) ?? 0) + times);
      for (const { round, kind, what } of found) tell(round, `${name} ${kind}`, what);
    },
    addHang({ call, isLong }: Task, index: number): void {
      const name = calls[call]?.name ?? '';
      counts.set('hung', (counts.get('hung') ?? 0) + 1);
      tell(`${name} ${isLong ? 'long-' : ''}${index}`, `${name} hung`, `${name}: the answer is never done with`);
    },
    outcome(): Outcome {
      const seen = [...platforms].map(
        ([platform, { bodies: count, taken }]): Figure => ({
          what: `bodies for ${platform}, ${taken} of them good`,
          value: count,
        }),
      );
      const all = (Object.keys(wrongs) as Wrong[]).map(
        (kind): Figure => ({
          what: wrongs[kind],
          value: counts.get(kind) ?? 0,
          wanted: 0,
        }),
      );
      return { figures: [...seen, ...all], breaches };
    },
  };
}
