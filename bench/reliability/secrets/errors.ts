import { inspect } from 'node:util';
import { systemClock } from '../../../src/context/clock.ts';
import { createHttpClient } from '../../../src/net/http.ts';
import type { Provider } from '../../../src/providers/contract.ts';
import { providers } from '../../../src/providers/index.ts';
import { createMemory } from '../../../test/helpers/memory.ts';
import { newRequest } from '../../../test/store/fixtures.ts';
import type { Parrot, Said } from '../rig/parrot.ts';
import { numbers } from '../rig/parrot-words.ts';
import { randomFrom } from '../rig/random.ts';
import { inventKey, kinds } from './canaries.ts';
import type { Report } from './report.ts';
import { createSearch } from './search.ts';

/** How a request fails without a word of the platform: what such an error carries is all our own. */
const failures: Readonly<Record<string, Said>> = {
  reset: 'reset',
  half: 'half',
  silence: 'hang',
  page: { status: 503, headers: { 'content-type': 'text/html' }, body: '<html>busy</html>' },
  redirect: { status: 302, headers: { location: 'http://127.0.0.1:1/' }, body: '' },
  broken: { body: '{"code":200,' },
  nonsense: { body: '[1,2,3]' },
  empty: { body: '' },
  encoding: { headers: { 'content-encoding': 'br' }, body: 'no such thing' },
};

const places: Readonly<Record<string, string>> = {
  closed: 'http://127.0.0.1:1',
  unreachable: 'http://[::ffff:0.0.0.1]:9',
};

export const namesOfErrors = (): string[] => [
  ...Object.keys(failures).map((name) => `error-${name}`),
  ...Object.keys(places).map((name) => `error-${name}`),
];

/** Makes every call of every platform fail in one way, and looks into the errors: hidden fields, causes, stacks. */
export async function lookIntoErrors(parrot: Parrot, { seed, name }: { seed: number; name: string }): Promise<Report> {
  const random = randomFrom(seed * 13_000_027 + name.length);
  const how = name.slice('error-'.length);
  const said = failures[how];
  const room = `${name}-${seed}`;
  if (said !== undefined) parrot.say(room, '*', () => said);
  const breaches: string[] = [];
  let searched = 0;
  let runs = 0;
  for (const definition of providers) {
    const keys = ['apiKey', 'vip', 'secretKey', 'pkey', 'password', 'wished vip', 'wished key'].map((field) => ({
      name: `${definition.id} ${field}`,
      value: inventKey(kinds[Math.floor(random() * kinds.length)] ?? 'letters', random),
    }));
    const search = createSearch(keys);
    const value = (field: string) => keys.find((key) => key.name.endsWith(` ${field}`))?.value ?? '';
    const provider = await definition.connect({
      baseUrl: places[how] ?? parrot.baseUrl(room, definition.id),
      credentials: Object.fromEntries(
        ['apiKey', 'vip', 'secretKey', 'pkey', 'password'].map((field) => [field, value(field)]),
      ),
      http: createHttpClient({ version: '0', env: {}, clock: systemClock, timeouts: { response: 150, connect: 500 } }),
      clock: systemClock,
      memory: createMemory(),
    });
    const wish = newRequest({ vip: value('wished vip'), secretKey: value('wished key') });
    for (const [call, error] of await failAll(provider, { platform: definition.id, wish })) {
      runs += 1;
      const text = `${inspect(error, { depth: 20, showHidden: true, getters: true })}\n${stacksOf(error)}`;
      searched += text.length;
      for (const find of search(text))
        breaches.push(`${find.canary} in the error of ${definition.id} ${call} (${find.how})`);
    }
  }
  return { round: name, breaches, runs, searched, wasHeard: false };
}

async function failAll(
  provider: Provider,
  { platform, wish }: { platform: string; wish: ReturnType<typeof newRequest> },
): Promise<(readonly [call: string, error: unknown])[]> {
  const number = { leaseId: null, platformNumber: numbers[platform] ?? '', project: '1', multi: false, messages: [] };
  const calls: Readonly<Record<string, Promise<unknown> | undefined>> = {
    balance: provider.balance(),
    rent: provider.rent(wish),
    read: provider.read([number]),
    hold: provider.read([number], undefined, { nextProject: null }),
    release: provider.release?.([number]),
    releaseAll: provider.releaseAll?.(),
    blacklist: provider.blacklist?.([number]),
    isBlacklisted: provider.isBlacklisted?.(number),
    countries: provider.countries?.(wish),
    status: provider.status?.(number),
    project: provider.project?.('1'),
    send: provider.send?.(number, 'hello'),
    sendState: provider.sendState?.(number),
  };
  const made = Object.entries(calls).filter(([, call]) => call !== undefined);
  return Promise.all(made.map(async ([name, call]) => [name, await call?.catch((error: unknown) => error)] as const));
}

/** Of an error and all its causes. */
function stacksOf(error: unknown): string {
  return error instanceof Error ? `${error.message}\n${error.stack}\n${stacksOf(error.cause)}` : '';
}
