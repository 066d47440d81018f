import type { Clock, StateFile } from '../../src/core/ports.ts';
import { durianSimulator } from '../../src/providers/durian/simulator.ts';
import type { JournalEntry } from '../../src/simulator/journal.ts';
import { parseScenario } from '../../src/simulator/scenario.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/server.ts';
import type { Charge } from '../../src/simulator/state.ts';

/** A state file without a file. */
export function memoryState(): StateFile & { readonly text: () => string | null } {
  let stored: string | null = null;
  return {
    update(change) {
      const { text, result } = change(stored);
      stored = text;
      return result;
    },
    text: () => stored,
    close() {},
  };
}

/** A clock that stands still and never waits: simulated time moves by `advance` alone. */
export const stillClock: Clock = {
  now: () => Date.UTC(2026, 0, 2, 3, 4, 5),
  elapsed: () => 0,
  sleep: (_ms, signal) => (signal?.aborted ? Promise.reject(signal.reason) : Promise.resolve()),
};

export interface TestSimulator extends Simulator, AsyncDisposable {
  readonly state: StateFile;
  /** `control('POST /stock', { … })`: the answer's status and JSON. */
  control(call: string, body?: unknown): Promise<{ readonly status: number; readonly json: Record<string, unknown> }>;
  /** Moves the simulated clock. */
  advance(seconds: number): Promise<void>;
  journal(): Promise<readonly JournalEntry[]>;
  book(): Promise<readonly Charge[]>;
}

/**
 * Starts a simulator on a free port: Durian, a state in memory, a clock that stands still, unless told otherwise.
 * `await using simulator = await startTestSimulator()` stops it.
 */
export async function startTestSimulator(
  options: Partial<Omit<SimulatorOptions, 'scenario'>> & { readonly scenario?: unknown } = {},
): Promise<TestSimulator> {
  const { scenario, state = memoryState(), ...rest } = options;
  const simulator = await startSimulator({
    platforms: [durianSimulator],
    clock: stillClock,
    port: 0,
    ...rest,
    state,
    ...(scenario === undefined ? {} : { scenario: parseScenario(JSON.stringify(scenario)) }),
  });
  const control: TestSimulator['control'] = async (call, body) => {
    const [method = 'GET', path = ''] = call.split(' ');
    const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
    const response = await fetch(`${simulator.url}/_control${path}`, { method, ...sent });
    return { status: response.status, json: (await response.json()) as Record<string, unknown> };
  };
  return {
    ...simulator,
    state,
    control,
    async advance(seconds) {
      const { status, json } = await control('POST /clock', { advance: seconds });
      if (status !== 200) throw new Error(String(json.error));
    },
    journal: async () => (await control('GET /journal')).json.journal as JournalEntry[],
    book: async () => (await control('GET /book')).json.book as Charge[],
    [Symbol.asyncDispose]: () => simulator.close(),
  };
}
