import type { HoldState, WorldState } from '../../../src/simulator/state.ts';
import type { Stage } from '../../../test/helpers/stage.ts';

/** What the simulated platform knows, from its own books. Numbers are in E.164. */
export interface PlatformFacts {
  /** Every number that was ever rented, as often as it was. */
  readonly rented: readonly string[];
  /** Those it holds for the account now. */
  readonly held: readonly string[];
  readonly blacklisted: readonly string[];
  /** Numbers of which a message was handed out. */
  readonly read: readonly string[];
  /** The codes of those messages. */
  readonly codes: readonly string[];
  /** Requests to rent that came in, whatever came of them. */
  readonly rentRequests: number;
}

const rentCalls = ['getMobileCode', 'getMobile', 'phoneNos/get'];

/**
 * Lets the platform act on all that a process has sent. A request whose process is dead may still lie in the server's
 * socket: what is asked after it is answered after it.
 */
export async function settle({ simulator }: Stage): Promise<void> {
  await simulator.control('GET /book');
  await simulator.control('GET /book');
}

/** Of a stage with one platform. */
export function readPlatform(stage: Stage): PlatformFacts {
  const { platforms, journal, clockOffset } = JSON.parse(takeWorld(stage)) as WorldState;
  const [platform] = Object.values(platforms);
  const now = Date.now() + clockOffset;
  const holds = platform?.holds ?? [];
  const numbers = (fits: (hold: HoldState) => boolean) => holds.filter(fits).map(({ number }) => number);
  return {
    rented: numbers(() => true),
    held: numbers(({ endsAt }) => endsAt > now),
    blacklisted: platform?.blacklist.map(({ number }) => number) ?? [],
    read: numbers(({ handedOut }) => handedOut > 0),
    codes: holds.flatMap(({ messages, handedOut }) => messages.slice(0, handedOut).map(({ code }) => code)),
    rentRequests: journal.filter(({ call }) => rentCalls.includes(call)).length,
  };
}

/** All that the simulator remembers, to be put back later. */
export function takeWorld({ simulator }: Stage): string {
  return simulator.state.update((text) => ({ text: text ?? '', result: text ?? '' }));
}

export function putWorld({ simulator }: Stage, world: string): void {
  simulator.state.update(() => ({ text: world, result: null }));
}
