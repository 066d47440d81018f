import { isCodeSure, kindsAt, projectId, sharedProject } from './projects.ts';
import { type KnownLease, type Move, type Platform, platforms } from './told.ts';

/** A command line of the crowd and what it is meant to do. */
export interface Chosen {
  readonly move: Move;
  readonly words: readonly string[];
}

/** What one lane chooses from. */
export interface Chooser {
  readonly lane: number;
  readonly step: number;
  readonly random: () => number;
  /** Leases that it thinks open. */
  readonly own: readonly KnownLease[];
  /** Leases of request ids, which any lane may have ended. */
  readonly common: readonly KnownLease[];
  readonly requestIds: number;
}

const weights = {
  rent: 24,
  rentOnce: 9,
  wait: 9,
  look: 3,
  release: 13,
  blacklist: 8,
  numbers: 6,
  status: 6,
  set: 22,
} as const;

type Wish = keyof typeof weights;

export function chooseMove(chooser: Chooser): Chosen {
  const wish = weighted(chooser.random);
  switch (wish) {
    case 'rent':
      return rent(chooser);
    case 'rentOnce':
      return rentOrder(Math.floor(chooser.random() * chooser.requestIds));
    case 'numbers':
      return { move: { kind: 'numbers' }, words: ['numbers', '--all', '--json'] };
    case 'set':
      return setSomething(chooser);
    default:
      return act(chooser, wish) ?? rent(chooser);
  }
}

/** Answered "too fast" the first two times. */
export function rentTooFast(lane: number, platform: Platform): Chosen {
  return renting(platform, projectId('busy', lane), []);
}

export function reconcile(isDry: boolean): Chosen {
  return { move: { kind: 'reconcile' }, words: ['reconcile', '--json', ...(isDry ? ['--dry-run'] : [])] };
}

/** Null where there are none. */
export function releaseThese(leases: readonly KnownLease[]): Chosen | null {
  if (leases.length === 0) return null;
  return { move: { kind: 'release', leases }, words: ['release', ...leases.map(({ id }) => id), '--json'] };
}

/** As many looks in a short time as the pace allows. */
export function waitShort(lease: KnownLease | undefined): Chosen | null {
  if (lease === undefined) return null;
  const words = ['wait-code', lease.id, '--timeout', '0.8', '--interval', '0.2', '--json'];
  return { move: { kind: 'wait', leases: [lease] }, words };
}

/** A number that no code comes for, of any platform. */
export function rentForNever(lane: number, platform: Platform): Chosen {
  return renting(platform, projectId('never', lane), []);
}

function weighted(random: () => number): Wish {
  const wishes = Object.keys(weights) as Wish[];
  let left = random() * wishes.reduce((sum, wish) => sum + weights[wish], 0);
  return (
    wishes.find((wish) => {
      left -= weights[wish];
      return left < 0;
    }) ?? 'rent'
  );
}

function pick<T>(items: readonly T[], random: () => number): T | undefined {
  return items[Math.floor(random() * items.length)];
}

function rent({ lane, random }: Chooser): Chosen {
  const platform = pick(platforms, random) ?? 'durian';
  const kind = pick(kindsAt(platform), random) ?? 'code';
  const count = random() < 0.25 ? ['--count', '2'] : [];
  return renting(platform, projectId(kind, lane), [...count, ...(kind === 'several' ? ['--multi'] : [])]);
}

/** The same id stands for the same request in every lane. */
export function rentOrder(id: number): Chosen {
  const platform = platforms[Math.floor(id / 2) % 2] ?? 'durian';
  const { move, words } = renting(platform, sharedProject(id), ['--request-id', `order-${id}`]);
  return { words, move: move.kind === 'rent' ? { ...move, requestId: `order-${id}` } : move };
}

function renting(platform: Platform, project: string, more: readonly string[]): Chosen {
  return {
    move: { kind: 'rent', platform, project, requestId: null },
    words: ['get-number', '-p', platform, '--pid', project, ...more, '--json'],
  };
}

function act(chooser: Chooser, wish: Exclude<Wish, 'rent' | 'rentOnce' | 'numbers' | 'set'>): Chosen | null {
  const { random, own, common } = chooser;
  const first = random() < 0.25 ? (pick(common, random) ?? pick(own, random)) : pick(own, random);
  if (first === undefined) return null;
  const isOne = wish === 'look' || wish === 'status' || random() < 0.75;
  const others = isOne ? [] : own.filter((one) => one.id !== first.id && one.platform === first.platform).slice(0, 1);
  const leases = [first, ...others];
  const ids = leases.map((lease) => lease.id);
  const words = (command: string, more: readonly string[] = []) => [command, ...ids, ...more, '--json'];
  if (wish === 'look') return { move: { kind: 'wait', leases }, words: words('wait-code', ['--once']) };
  if (wish === 'wait') return { move: { kind: 'wait', leases }, words: words('wait-code', waiting(leases, random)) };
  if (wish === 'status') return { move: { kind: 'status', leases }, words: words('status') };
  if (wish === 'release' && !first.isShared && random() < 0.3) return releaseProject(chooser, first);
  return { move: { kind: wish, leases }, words: words(wish) };
}

/** Where no code comes the wait soon ends, with the number on the blacklist or given back. */
function waiting(leases: readonly KnownLease[], random: () => number): string[] {
  const timeout = leases.every((lease) => isCodeSure(lease.project)) ? '20' : random() < 0.5 ? '0.6' : '1.2';
  const end = random() < 0.3 ? ['--on-timeout', 'release'] : [];
  return ['--timeout', timeout, '--interval', '0.2', ...end];
}

/** All of one project at once, as many in a call as the platform takes. */
function releaseProject({ own }: Chooser, { platform, project }: KnownLease): Chosen {
  const leases = own.filter((one) => one.platform === platform && one.project === project);
  return {
    move: { kind: 'release', leases },
    words: ['release', '--all', '-p', platform, '--pid', project, '--json'],
  };
}

/** Keys that no account of the crowd reads: those of its own profile, and some that all lanes write. */
function setSomething({ lane, step, random }: Chooser): Chosen {
  const platform = pick(platforms, random) ?? 'durian';
  const profile = random() < 0.4 ? 'common' : `lane${lane}`;
  const name = pick(['maxHeld', 'maxPerDay', 'minBalance'], random) ?? 'maxHeld';
  const isRemoval = profile !== 'common' && random() < 0.15;
  const value = isRemoval ? '' : String((lane + 1) * 100_000 + step);
  const key = `${platform}.${profile}.${name}`;
  return { move: { kind: 'set', key, value }, words: ['config', 'set', key, value, '--json'] };
}
