import type { SimulatedPlatform } from '../providers/simulated.ts';
import type { Fault } from './fault.ts';
import type { JournalEntry } from './journal.ts';
import type { ProjectRule } from './projects.ts';
import { seedOf } from './random.ts';
import { makeStock } from './stock.ts';

/** All that the simulator remembers, as plain JSON. Times are milliseconds of the simulated clock. */
export interface WorldState {
  readonly version: 1;
  readonly seed: number;
  random: number;
  /** The simulated clock is the real one and this many ms. */
  clockOffset: number;
  rate: { burst: number; perSecond: number };
  projects: Record<string, ProjectRule>;
  platforms: Record<string, PlatformState>;
  /** What was charged: only ever appended to. */
  book: Charge[];
  faults: Fault[];
  journal: JournalEntry[];
}

export interface PlatformState {
  accounts: Record<string, AccountState>;
  /** E.164 numbers by lower-case country. */
  stock: Record<string, string[]>;
  holds: HoldState[];
  blacklist: { account: string; project: string; number: string }[];
  /** How often something was tried that works only after some tries. */
  tries: Record<string, number>;
  options: Record<string, string>;
  sessions: Record<string, { readonly account: string; readonly endsAt: number }>;
  /** What was sent from held numbers: only ever appended to. */
  sent: Sending[];
}

interface Sending {
  readonly account: string;
  readonly project: string;
  readonly number: string;
  readonly text: string;
  readonly at: number;
}

export interface AccountState {
  key: string;
  suspended: boolean;
  balance: number;
  maxHeld: number;
  createdAt: string;
  bucket: Bucket | null;
  /** Where each action is counted by itself. */
  buckets?: Record<string, Bucket>;
}

export interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

export interface HoldState {
  readonly account: string;
  project: string;
  readonly number: string;
  readonly multi: boolean;
  readonly takenAt: number;
  /** When it ends, or ended, sooner or later. */
  endsAt: number;
  messages: { readonly text: string; readonly code: string; readonly arrivesAt: number }[];
  handedOut: number;
  /** Whether its messages are charged instead of the number. */
  readonly chargesMessages?: boolean;
  /** The project it was taken for, once it was moved to another. */
  takenFor?: string;
}

export interface Charge {
  /** RFC 3339, by the simulated clock. */
  readonly at: string;
  readonly account: string;
  readonly platform: string;
  readonly project: string;
  readonly number: string;
  readonly price: number;
}

/** A world in which nothing has happened yet. */
export function createState(seed: number, platforms: readonly SimulatedPlatform[]): WorldState {
  const state: WorldState = {
    version: 1,
    seed,
    random: seed >>> 0,
    clockOffset: 0,
    rate: { burst: 100, perSecond: 10 },
    projects: {},
    platforms: {},
    book: [],
    faults: [],
    journal: [],
  };
  addPlatforms(state, platforms);
  return state;
}

/** Gives each platform that the state does not know yet its account and its stock. */
export function addPlatforms(state: WorldState, platforms: readonly SimulatedPlatform[]): void {
  for (const { id, account, options, stock } of platforms) {
    const old = state.platforms[id];
    const usual = Object.entries(options).map(([name, values]) => [name, values?.[0] ?? '']);
    state.platforms[id] = {
      accounts: { [account.name]: createAccount(account.key) },
      stock: old?.stock ?? makeStock(seedOf(state.seed, id), stock),
      holds: [],
      blacklist: [],
      tries: {},
      sessions: {},
      sent: [],
      ...old,
      options: { ...Object.fromEntries(usual), ...old?.options },
    };
  }
}

export function createAccount(key: string): AccountState {
  return { key, suspended: false, balance: 1000, maxHeld: 50, createdAt: '2024-05-09 11:18:35', bucket: null };
}

/** Reads a state back; anything that is none of ours is a world in which nothing has happened yet. */
export function readState(text: string, fresh: () => WorldState): WorldState {
  try {
    const state = JSON.parse(text) as WorldState | null;
    return state?.version === 1 ? state : fresh();
  } catch {
    return fresh();
  }
}
