import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { startPlatform } from './platform-process.ts';
import { type Crowd, fillHome, heldBy, interval, startWaiting } from './polling.ts';
import { exactly, type Row } from './rows.ts';
import { WrongExit } from './run.ts';
import type { Section, Wish } from './section.ts';

/** Numbers that one process waits for. */
const each = 20;

/**
 * From the moment at which the platform has a code to the moment at which it can be read from stdout. The codes come at
 * all times between two looks alike, so that what is above half an interval is the program's.
 */
export const measureLatency: Section = async (wish) => {
  const runs = wish.isBrief ? 1 : 5;
  const delays: number[] = [];
  for (let run = 0; run < runs; run += 1) delays.push(...(await delaysOf(wish, run, runs)));
  const mean = delays.reduce((sum, delay) => sum + delay, 0) / delays.length;
  return [
    row(
      'code to print, the middle is the mean',
      { least: Math.min(...delays), median: mean, most: Math.max(...delays) },
      20,
    ),
    row('code to print, at most', exactly(Math.max(...delays)), 100 + interval / 2),
  ];
};

function row(what: string, figure: NonNullable<Row['figure']>, above: number): Row {
  const note = `looks ${interval} ms apart; half an interval is what chance costs`;
  const goal = { atMost: interval / 2 + above };
  return { section: 'latency', what, unit: 'ms', figure, goal, note };
}

async function delaysOf({ place }: Wish, run: number, runs: number): Promise<number[]> {
  const crowd: Crowd = { provider: 'durian', accounts: each, each: 1 };
  const home = fillHome(place, `latency-${run}`, crowd);
  await using platform = await startPlatform();
  const after = heldBy(crowd).map(({ platformNumber }, index) => {
    const part = (index * runs + run + 0.5) / (each * runs);
    return [platformNumber, part * interval] as const;
  });
  platform.order({ kind: 'codes', nth: 3, after: Object.fromEntries(after) });
  const child = startWaiting(place, home, platform);
  const printed = new Map<string, number>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const at = Number(process.hrtime.bigint()) / 1e6;
    const { number, code } = JSON.parse(line) as { readonly number: string; readonly code: string | null };
    if (code !== null) printed.set(number, at);
  });
  const [exitCode] = (await once(child, 'close')) as [number | null];
  if (exitCode !== 0 || printed.size !== each) {
    throw new WrongExit(`wait-code ended with ${exitCode} and ${printed.size} of ${each} codes`);
  }
  const { codes } = await platform.tell();
  return [...printed].map(([number, at]) => at - (codes[number] ?? Number.NaN));
}
