import { createServer, type Server, type ServerResponse } from 'node:http';
import { SmsctlError } from '../core/errors.ts';
import type { StateFile } from '../core/ports.ts';
import { answerRequest, prefixOf } from './answer.ts';
import type { ControlRoom } from './control.ts';
import { deliver } from './delivery.ts';
import type { JournalEntry } from './journal.ts';
import { plainReply } from './reply.ts';
import { readRequest } from './request.ts';
import type { Scenario } from './scenario.ts';
import { stageScenario } from './stage.ts';
import { createState, type WorldState } from './state.ts';

export interface SimulatorOptions extends Pick<ControlRoom, 'platforms' | 'clock'> {
  /** What the simulator remembers; several servers may share one. */
  readonly state: StateFile;
  /** 0 is any free one. */
  readonly port: number;
  /** Where a world begins that is not there yet; 1 unless given. The same seed brings the same numbers and codes. */
  readonly seed?: number;
  /** Begins a new world as it says; without one the world goes on as it is. */
  readonly scenario?: Scenario;
  /** Called for each request to a platform once it is in the books, before the answer leaves. */
  readonly onRequest?: (entry: JournalEntry) => void;
}

export interface Simulator {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** By platform id, without a trailing slash. */
  readonly baseUrls: Readonly<Record<string, string>>;
  /** From now on it keeps no process alive. */
  unref(): void;
  /** Ends all connections. The state file stays open. */
  close(): Promise<void>;
}

/**
 * Serves the platforms over HTTP on 127.0.0.1, each below its own path, and the control interface below `/_control`.
 *
 * @throws SmsctlError `usage.invalidValue` for a port that cannot be had or a scenario that does not fit the platforms.
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { platforms, state, clock, scenario, onRequest } = options;
  const fresh = (): WorldState => {
    const world = createState(scenario?.seed ?? options.seed ?? 1, platforms);
    if (scenario !== undefined) stageScenario(world, scenario, platforms);
    return world;
  };
  const first = JSON.stringify(fresh());
  const room = { platforms, clock, fresh, file: state, onRequest: onRequest ?? (() => {}) };
  const ending = new AbortController();
  const server = createServer(async (incoming, response) => {
    try {
      const whole = await readRequest(incoming);
      const reply = typeof whole === 'number' ? plainReply(whole, 'Refused') : answerRequest(whole, room);
      await deliver(response, reply, { clock, signal: ending.signal });
    } catch (error) {
      fail(response, error);
    }
  });
  const url = `http://127.0.0.1:${await listen(server, options.port)}`;
  if (scenario !== undefined) state.update(() => ({ text: first, result: null }));
  return {
    url,
    baseUrls: Object.fromEntries(platforms.map((platform) => [platform.id, url + prefixOf(platform)])),
    unref: () => void server.unref(),
    async close() {
      ending.abort();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listen(server: Server, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  try {
    server.listen(port, '127.0.0.1', resolve);
    await promise;
  } catch {
    const params = { option: '--port', value: String(port), expected: 'a free port from 0 to 65535' };
    throw new SmsctlError('usage.invalidValue', { params, effect: 'none' });
  }
  server.off('error', reject);
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

/** Nothing in here should fail; where it does, the other side hears of it, and the server goes on. */
function fail(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) response.destroy();
  else response.writeHead(500, { 'content-type': 'text/plain' }).end(`The simulator failed: ${String(error)}\n`);
}
