import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../src/context/clock.ts';
import { durianSimulator } from '../../../src/providers/durian/simulator.ts';
import { zhimaSimulator } from '../../../src/providers/zhima/simulator.ts';
import type { JournalEntry } from '../../../src/simulator/journal.ts';
import type { HoldState, WorldState } from '../../../src/simulator/state.ts';
import { bin } from '../../../test/helpers/run-cli.ts';
import { memoryState, startTestSimulator } from '../../../test/helpers/simulator.ts';
import type { Platform } from './told.ts';

/** What a platform held for the account when it had just answered a rent request. */
export interface HeldCount {
  readonly platform: Platform;
  readonly held: number;
  readonly rented: number;
}

/** One account at each of two platforms, one home, and all that the platforms saw. */
export interface Place extends AsyncDisposable {
  readonly home: string;
  /** Every request in the order of its arrival; the simulator's own journal forgets. */
  readonly journal: readonly Arrival[];
  readonly heldCounts: readonly HeldCount[];
  /** Runs the built program, as a process of its own. */
  smsctl(words: readonly string[]): Promise<ProcessEnd>;
  world(): WorldState;
}

/** A request as the platform saw it; `at` in milliseconds since the epoch. */
export interface Arrival extends Omit<JournalEntry, 'at'> {
  readonly at: number;
}

interface ProcessEnd {
  readonly began: number;
  readonly ended: number;
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export const account = 'crowd';
const keys: Readonly<Record<Platform, string>> = { durian: 'Y3Jvd2Q+L2tleQ==', zhima: 'Y3Jvd2Q+L3poaW1h' };

/** The calls that rent, and those that look for a code. */
export const rentCalls: readonly string[] = ['getMobileCode', 'phoneNos/get'];
export const lookCalls: readonly string[] = ['getMsg', 'sms/get'];

/** Few numbers, so that one that was given back is soon rented again. */
const stocks = { durian: { '*': 0, th: 50, bo: 50, gb: 30 }, zhima: { '*': 0, cn: 130 } };

/** Longer than any command of the crowd takes on the slowest machine: what is still running then hangs. */
const hanging = 180_000;

export async function openPlace(
  projects: Readonly<Record<string, unknown>>,
  limits: Readonly<Record<'maxHeld' | 'maxPerDay', number>>,
): Promise<Place> {
  const home = mkdtempSync(join(tmpdir(), 'smsctl-crowd-'));
  const state = memoryState();
  const journal: Arrival[] = [];
  const heldCounts: HeldCount[] = [];
  const world = (): WorldState => JSON.parse(state.text() ?? '{}');
  const accounts = (platform: Platform) => [{ name: account, key: keys[platform], balance: 1e6, maxHeld: 1000 }];
  const simulator = await startTestSimulator({
    clock: systemClock,
    platforms: [durianSimulator, zhimaSimulator],
    state,
    scenario: {
      rate: { burst: 100_000, perSecond: 100_000 },
      projects,
      platforms: {
        durian: { accounts: accounts('durian'), stock: stocks.durian },
        // So that the book has a line for each number that was taken.
        zhima: { accounts: accounts('zhima'), stock: stocks.zhima, options: { charged: 'number' } },
      },
    },
    onRequest: (entry) => {
      journal.push({ ...entry, at: Date.parse(entry.at) });
      if (rentCalls.includes(entry.call)) heldCounts.push(countHeld(world(), entry.platform as Platform));
    },
  });
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: home,
    SMSCTL_HOME: home,
    NO_COLOR: '1',
    LANG: 'C',
  };
  const place: Place = {
    home,
    journal,
    heldCounts,
    smsctl: (words) => runProgram(words, env),
    world,
    async [Symbol.asyncDispose]() {
      await simulator.close();
      rmSync(home, { recursive: true, force: true, maxRetries: 3 });
    },
  };
  // In the settings and not in the environment, because the crowd rewrites them all the time.
  const settings = {
    ...settingsOf('durian', {
      name: account,
      apiKey: keys.durian,
      baseUrl: simulator.baseUrls.durian ?? '',
      ...limits,
    }),
    ...settingsOf('zhima', { account, pkey: keys.zhima, baseUrl: simulator.baseUrls.zhima ?? '', ...limits }),
  };
  writeFileSync(join(home, 'settings.json'), JSON.stringify(settings), { mode: 0o600 });
  return place;
}

function settingsOf(platform: Platform, fields: Readonly<Record<string, string | number>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [`${platform}.default.${name}`, String(value)]),
  );
}

/** The holds of the account that are not over now. */
export function heldNow({ platforms }: WorldState, platform: Platform): HoldState[] {
  return (platforms[platform]?.holds ?? []).filter((hold) => hold.account === account && hold.endsAt > Date.now());
}

/** What the account was charged for: one entry for each number it ever rented. */
export function bookOf({ book }: WorldState, platform: Platform) {
  return book.filter((charge) => charge.platform === platform && charge.account === account);
}

function countHeld(world: WorldState, platform: Platform): HeldCount {
  return { platform, held: heldNow(world, platform).length, rented: bookOf(world, platform).length };
}

function runProgram(words: readonly string[], env: Readonly<Record<string, string>>): Promise<ProcessEnd> {
  const began = Date.now();
  const child = spawn(process.execPath, [bin, ...words], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: hanging,
    killSignal: 'SIGKILL',
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  const textOf = (chunks: readonly Buffer[]) => Buffer.concat(chunks).toString('utf8');
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) =>
      resolve({ began, ended: Date.now(), exitCode, stdout: textOf(out), stderr: textOf(err) }),
    );
  });
}
