import { systemClock } from '../context/clock.ts';
import type { StateFile } from '../core/ports.ts';
import { variableName } from '../flows/configuration.ts';
import { providers } from '../providers/index.ts';
import { prefixOf } from '../simulator/answer.ts';
import type { JournalEntry } from '../simulator/journal.ts';
import { parseScenario } from '../simulator/scenario.ts';
import * as server from '../simulator/server.ts';
import { check } from './checks.ts';
import type { PlatformSimulator, SimulatorOptions } from './offer.ts';
import { telling } from './telling.ts';

/**
 * Serves the platforms as a test double, on a port of 127.0.0.1. What it knows is in memory, and ends with it.
 *
 * @throws SmsctlError `usage.invalidValue` for a scenario that makes no sense
 */
export function startSimulator(options: SimulatorOptions = {}): Promise<PlatformSimulator> {
  return telling(() => start(options));
}

/** What is known of one by its address alone. */
export async function simulatorAt(url: string): Promise<Pick<PlatformSimulator, 'baseUrls' | 'credentials'>> {
  const platforms = await Promise.all(providers.map((definition) => definition.simulator()));
  const root = url.replace(/\/+$/u, '');
  return {
    baseUrls: Object.fromEntries(platforms.map((platform) => [platform.id, root + prefixOf(platform)])),
    credentials: Object.fromEntries(platforms.map(({ id, credentials }) => [id, credentials])),
  };
}

async function start(options: SimulatorOptions): Promise<PlatformSimulator> {
  check(options, { port: null, scenario: null });
  const { port = 0, scenario } = options;
  const platforms = await Promise.all(providers.map((definition) => definition.simulator()));
  const running = await server.startSimulator({
    platforms,
    state: memoryState(),
    clock: systemClock,
    port,
    ...(scenario === undefined ? {} : { scenario: parseScenario(JSON.stringify(scenario)) }),
  });
  const control = async (method: string, path: string, body?: unknown): Promise<Readonly<Record<string, unknown>>> => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`${running.url}/_control/${path}`, { method, ...sent });
    const answer = (await response.json()) as Readonly<Record<string, unknown>>;
    if (!response.ok) throw new RangeError(`the simulator refused: ${JSON.stringify(answer)}`);
    return answer;
  };
  const credentials = Object.fromEntries(platforms.map((one) => [one.id, one.credentials]));
  const variables = platforms.flatMap((one) => [
    [variableName(one.id, 'baseUrl'), running.baseUrls[one.id] ?? ''] as const,
    ...Object.entries(one.credentials).map(([name, value]) => [variableName(one.id, name), value] as const),
  ]);
  return {
    url: running.url,
    baseUrls: running.baseUrls,
    credentials,
    environment: Object.fromEntries(variables),
    message: async (message) => void (await control('POST', 'message', message)),
    fault: async (fault) => void (await control('POST', 'fault', fault)),
    advance: async (ms) => void (await control('POST', 'clock', { advance: ms / 1000 })),
    journal: async () => (await control('GET', 'journal')).journal as readonly JournalEntry[],
    close: () => running.close(),
    [Symbol.asyncDispose]: () => running.close(),
  };
}

function memoryState(): StateFile {
  let text: string | null = null;
  return {
    update(change) {
      const { text: after, result } = change(text);
      text = after;
      return result;
    },
    close() {},
  };
}
