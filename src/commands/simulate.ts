import { readFileSync } from 'node:fs';
import type { Context } from '../context/context.ts';
import { variableName } from '../flows/configuration.ts';
import type { Input } from '../input/spec.ts';
import { invalid, textOf, wholeOf } from '../input/values.ts';
import { providers } from '../providers/index.ts';

export async function runSimulate(context: Context, input: Input): Promise<void> {
  const { texts, output, clock, signal } = context;
  const port = wholeOf(input, 'port', { least: 0, most: 65_535, expected: texts.expected.port }) ?? 0;
  const file = textOf(input, 'scenario');
  const [{ startSimulator }, { parseScenario }] = await Promise.all([
    import('../simulator/server.ts'),
    import('../simulator/scenario.ts'),
  ]);
  const scenario = file === null ? undefined : parseScenario(readScenario(file, texts.expected.file));
  const platforms = await Promise.all(providers.map((definition) => definition.simulator()));
  const state = memoryState();
  const simulator = await startSimulator({
    platforms,
    state,
    clock,
    port,
    ...(scenario === undefined ? {} : { scenario }),
  });
  const variables = platforms.flatMap((platform) => [
    [variableName(platform.id, 'baseUrl'), simulator.baseUrls[platform.id] ?? ''] as const,
    ...Object.entries(platform.credentials).map(([name, value]) => [variableName(platform.id, name), value] as const),
  ]);
  try {
    await output.result({
      json: {
        url: simulator.url,
        control: `${simulator.url}/_control`,
        baseUrls: simulator.baseUrls,
        environment: Object.fromEntries(variables),
      },
      plain: variables.map(([name, value]) => [`export ${name}='${value}'`]),
      blocks: [
        { kind: 'line', text: texts.simulate.serving },
        {
          kind: 'facts',
          facts: [...Object.entries(simulator.baseUrls), [texts.facts.control, `${simulator.url}/_control`]],
        },
        { kind: 'line', text: texts.simulate.use },
        ...variables.map(([name, value]) => ({ kind: 'line' as const, text: `  export ${name}='${value}'` })),
      ],
    });
    await untilStopped(signal);
  } finally {
    await simulator.close();
  }
}

/** Ctrl-C is how a server is meant to be ended, so it is no failure here. */
function untilStopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function readScenario(file: string, expected: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw invalid('--scenario', file, expected);
  }
}

/** A world of its own that ends with the server. */
function memoryState() {
  let text: string | null = null;
  return {
    update<T>(change: (before: string | null) => { readonly text: string; readonly result: T }): T {
      const { text: after, result } = change(text);
      text = after;
      return result;
    },
    close() {},
  };
}
