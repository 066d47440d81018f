import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fillLedger, fillSettings, type Held, numberAt } from './fill.ts';
import { type Place, reference, smsctl } from './place.ts';
import type { Look, Seen } from './platform.ts';
import { type RunningPlatform, startPlatform } from './platform-process.ts';
import { costOf } from './process-cost.ts';
import { quantile } from './rows.ts';
import { WrongExit } from './run.ts';
import { end } from './simulator.ts';

/** How numbers are spread over accounts. Each account has a pace of its own, which all its numbers share. */
export interface Crowd {
  readonly provider: Held['provider'];
  readonly accounts: number;
  readonly each: number;
}

/** What a process cost that looks, between two moments at which it was at it. */
export interface Polling {
  readonly seconds: number;
  readonly looks: number;
  readonly requests: number;
  /** CPU milliseconds. */
  readonly cpu: number;
  /** The most memory it ever had, in MB. */
  readonly peak: number;
  /** Milliseconds from when a look was due to when it came, sorted; one that has not come is late as far as is known. */
  readonly lateness: readonly number[];
}

export const interval = 1000;

export function heldBy({ provider, accounts, each }: Crowd): Held[] {
  return Array.from({ length: accounts * each }, (_, index) => ({
    provider,
    profile: `p${Math.floor(index / each)}`,
    platformNumber: numberAt(provider, index),
  }));
}

/** A home in which that many numbers are waited for. */
export function fillHome(place: Place, name: string, crowd: Crowd): string {
  const home = place.home(name);
  const open = heldBy(crowd);
  fillLedger(home, { open, closed: 0 });
  fillSettings(home, open);
  return home;
}

/** The built program waiting for all numbers, or for those that are named. */
export function startWaiting(place: Place, home: string, platform: RunningPlatform, named = ['--all']) {
  const [program = '', ...words] = smsctl('wait-code', ...named, '--interval', '1s', '--timeout', '30m');
  const env = place.env(home, platform.baseUrls);
  return spawn(program, [...words, '--on-timeout', 'keep', '--json'], { env, stdio: ['ignore', 'pipe', 'ignore'] });
}

let homes = 0;

export async function pollWithProgram(place: Place, crowd: Crowd, seconds: number): Promise<Polling> {
  homes += 1;
  const home = fillHome(place, `polling-${homes}`, crowd);
  await using platform = await startPlatform();
  const child = startWaiting(place, home, platform);
  try {
    return await watch(child, platform, { numbers: heldBy(crowd), begun: crowd.accounts, seconds });
  } finally {
    await end(child);
  }
}

interface Script {
  /** In bench/speed/reference. */
  readonly name: string;
  readonly count: number;
  readonly seconds: number;
}

/** A few lines that anybody could write, with all their numbers in one account. */
export async function pollWithScript(place: Place, { name, count, seconds }: Script): Promise<Polling> {
  await using platform = await startPlatform();
  const address = `${platform.url}/durian/getMsg?name=p0&ApiKey=key-of-p0&pid=9001&serial=2&pn=`;
  const words = [reference(name), address, String(count)];
  const env = place.env(place.home(name));
  const child = spawn(process.execPath, words, { env, stdio: 'ignore' });
  const numbers = heldBy({ provider: 'durian', accounts: 1, each: count });
  try {
    return await watch(child, platform, { numbers, begun: count, seconds });
  } finally {
    await end(child);
  }
}

interface Watching {
  readonly numbers: readonly Held[];
  /** So many different numbers have to have been looked at before it counts. */
  readonly begun: number;
  readonly seconds: number;
}

/** Lets it come to its stride, and measures it while it goes on as before. */
export async function watch(
  child: ChildProcess,
  platform: RunningPlatform,
  { numbers, begun, seconds }: Watching,
): Promise<Polling> {
  const { pid = 0 } = child;
  const known = new Set<string>();
  for (let tries = 0; known.size < begun; tries += 1) {
    if (tries > 240 || child.exitCode !== null)
      throw new WrongExit(`only ${known.size} of ${begun} numbers were looked at`);
    await sleep(250);
    for (const { number } of (await platform.tell()).looks) known.add(number);
  }
  await sleep(2 * interval);
  const first = await platform.tell();
  const before = costOf(pid).cpu;
  const looks: Look[] = [];
  let requests = 0;
  let { at } = first;
  // A process that cannot keep up may be silent for seconds.
  for (let windows = 0; looks.length === 0 && windows < 8; windows += 1) {
    await sleep(seconds * 1000);
    const seen = await platform.tell();
    looks.push(...seen.looks);
    requests += seen.requests;
    at = seen.at;
  }
  const { cpu, peak } = costOf(pid);
  const lateness = latenessOf(numbers, first.at, { looks, at }).sort((a, b) => a - b);
  return { seconds: (at - first.at) / 1000, looks: looks.length, requests, cpu: cpu - before, peak, lateness };
}

/** A look is due an interval after the answer to the one before it. */
function latenessOf(numbers: readonly Held[], from: number, { looks, at }: Pick<Seen, 'looks' | 'at'>): number[] {
  const answered = new Map<string, number>();
  const late: number[] = [];
  for (const look of looks) {
    const before = answered.get(look.number);
    if (before !== undefined) late.push(Math.max(0, look.arrived - before - interval));
    answered.set(look.number, look.answered);
  }
  for (const { platformNumber } of numbers) {
    const overdue = at - (answered.get(platformNumber) ?? from) - interval;
    if (overdue > 0) late.push(overdue);
  }
  return late;
}

export const perThousand = ({ cpu, looks }: Polling): number => (cpu / looks) * 1000;
export const lateAt = ({ lateness }: Polling, part: number): number => quantile(lateness, part);
