import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { smsctl } from './place.ts';
import { type RunningPlatform, startPlatform } from './platform-process.ts';
import {
  fillHome,
  heldBy,
  lateAt,
  type Polling,
  perThousand,
  pollWithProgram,
  pollWithScript,
  startWaiting,
  watch,
} from './polling.ts';
import { exactly, type Row, shown, spreadOf } from './rows.ts';
import { WrongExit } from './run.ts';
import type { Section, Wish } from './section.ts';
import { end } from './simulator.ts';

const sizes = [1, 10, 100, 1000];
const crowds = [1, 4, 8, 16];
const seconds = 8;

/** How the cost grows: with the numbers of a process, and with the processes on one ledger. It has no goals. */
export const measureGrowth: Section = async (wish) => {
  if (wish.isBrief) return [];
  const rows: Row[] = [];
  for (const size of sizes) {
    wish.say(`${size} numbers in one process`);
    const polling = await pollWithProgram(wish.place, { provider: 'durian', accounts: size, each: 1 }, seconds);
    const loop = perThousand(await pollWithScript(wish.place, { name: 'fetch-loop.cjs', count: size, seconds }));
    const row = pollingRow(`one process, ${size} numbers, an account each`, [polling], size);
    rows.push({ ...row, note: `${row.note}; a loop of fetch ${shown(loop)} ms` });
  }
  for (const processes of crowds) {
    wish.say(`${processes} processes`);
    rows.push(pollingRow(`processes with a number each: ${processes}`, await waitTogether(wish, processes), processes));
  }
  for (const processes of crowds) rows.push(await rentTogether(wish, processes));
  return rows;
};

function pollingRow(what: string, pollings: readonly Polling[], numbers: number): Row {
  const looks = pollings.reduce((sum, one) => sum + one.looks / one.seconds, 0);
  const load = pollings.reduce((sum, one) => sum + one.cpu / one.seconds / 10, 0);
  const memory = pollings.reduce((sum, one) => sum + one.peak, 0);
  const late = spreadOf(pollings.map((one) => lateAt(one, 0.99)));
  const cpu = spreadOf(pollings.map(perThousand)).median;
  return {
    section: 'growth',
    what,
    unit: '% of a core',
    figure: exactly(load),
    note: [
      `${shown(looks)} of ${numbers} looks a second`,
      `${shown(cpu)} ms CPU a 1,000 looks`,
      `99 in 100 at most ${shown(late.most)} ms late`,
      `${shown(memory)} MB`,
    ].join('; '),
  };
}

async function waitTogether({ place }: Wish, processes: number): Promise<Polling[]> {
  const crowd = { provider: 'durian', accounts: processes, each: 1 } as const;
  const home = fillHome(place, `together-${processes}`, crowd);
  const platforms: RunningPlatform[] = [];
  const children: ChildProcess[] = [];
  try {
    for (const held of heldBy(crowd)) {
      const platform = await startPlatform();
      platforms.push(platform);
      children.push(startWaiting(place, home, platform, [held.platformNumber]));
    }
    const numbers = heldBy(crowd);
    return await Promise.all(
      children.map((child, index) => {
        const platform = platforms[index];
        if (platform === undefined) throw new Error('a process without a platform');
        return watch(child, platform, { numbers: numbers.slice(index, index + 1), begun: 1, seconds });
      }),
    );
  } finally {
    for (const child of children) await end(child);
    for (const platform of platforms) await platform[Symbol.asyncDispose]();
  }
}

/** Processes that all rent a number, at once and on one ledger. */
async function rentTogether({ place }: Wish, processes: number): Promise<Row> {
  const home = fillHome(place, `renting-${processes}`, { provider: 'durian', accounts: processes, each: 1 });
  await using platform = await startPlatform();
  const env = place.env(home, platform.baseUrls);
  const started = performance.now();
  const ends = Array.from({ length: processes }, async (_, index) => {
    const rent = ['get-number', '-p', 'durian', '--profile', `p${index}`, '--pid', '123'];
    const [program = '', ...words] = smsctl(...rent);
    const [exitCode] = await once(spawn(program, words, { env, stdio: 'ignore' }), 'close');
    if (exitCode !== 0) throw new WrongExit(`get-number ended with ${exitCode} among ${processes} processes`);
    return performance.now() - started;
  });
  const figure = spreadOf(await Promise.all(ends));
  return { section: 'growth', what: `get-number at once, processes: ${processes}`, unit: 'ms', figure };
}
