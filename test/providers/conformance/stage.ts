import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { SmsctlError } from '../../../src/core/errors.ts';
import type { HeldNumber, RentedNumber, RentRequest } from '../../../src/core/model.ts';
import type { HttpRequest } from '../../../src/core/ports.ts';
import type { Provider, ProviderDefinition, Settlement } from '../../../src/providers/contract.ts';
import { magicProjects } from '../../../src/simulator/projects.ts';
import { createTestHttp } from '../../helpers/canned-server.ts';
import { createMemory } from '../../helpers/memory.ts';
import { rentWish } from '../../helpers/rent-wish.ts';
import { startTestSimulator, stillClock, type TestSimulator } from '../../helpers/simulator.ts';

/** A provider that is connected to its simulator. */
export interface Stage extends AsyncDisposable {
  readonly provider: Provider;
  readonly simulator: TestSimulator;
  /** What went through the HTTP port, before anything is masked. */
  readonly requests: readonly HttpRequest[];
  /** What `--verbose` would show. */
  readonly shown: readonly string[];
  readonly credentials: Readonly<Record<string, string>>;
}

export interface Setting {
  readonly scenario?: unknown;
  readonly credentials?: Readonly<Record<string, string>>;
  readonly onRequest?: () => void;
}

export async function open(definition: ProviderDefinition, setting: Setting = {}): Promise<Stage> {
  const platform = await definition.simulator();
  const { scenario, onRequest = () => {} } = setting;
  const simulator = await startTestSimulator({
    platforms: [platform],
    onRequest,
    scenario: { rate: { burst: 1000 }, ...(scenario ?? {}) },
  });
  const requests: HttpRequest[] = [];
  const shown: string[] = [];
  const client = createTestHttp(({ request, outcome }) => shown.push(`${request} ${outcome}`));
  const credentials = { ...platform.credentials, ...setting.credentials };
  const provider = await definition.connect({
    baseUrl: simulator.baseUrls[platform.id] ?? assert.fail('the simulator does not serve it'),
    credentials,
    clock: stillClock,
    memory: createMemory(),
    http: {
      send(request, signal) {
        requests.push(request);
        return client.send(request, signal);
      },
    },
  });
  const dispose = () => simulator[Symbol.asyncDispose]();
  return { provider, simulator, requests, shown, credentials, [Symbol.asyncDispose]: dispose };
}

export const wish = (wanted: Partial<RentRequest> = {}): RentRequest => rentWish({ project: '123', ...wanted });

export const hold = (rented: RentedNumber, known: Partial<HeldNumber> = {}): HeldNumber => ({
  leaseId: null,
  project: '123',
  platformNumber: rented.platformNumber,
  multi: false,
  messages: [],
  ...known,
});

export async function rentOne({ provider }: Stage, wanted: Partial<RentRequest> = {}): Promise<HeldNumber> {
  const [rented, ...more] = await provider.rent(wish(wanted));
  assert.ok(rented !== undefined && more.length === 0);
  return hold(rented, { project: wanted.project ?? '123', multi: wanted.multi ?? false });
}

export async function failureOf(made: Promise<unknown> | undefined): Promise<SmsctlError> {
  const error: unknown = await made?.then(
    (value) => assert.fail(`it did not fail: ${inspect(value)}`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof SmsctlError, `not one of ours: ${inspect(error)}`);
  return error;
}

/** What giving one number back came to: a settlement, a failure that was thrown included. */
export async function settle(made: Promise<Settlement[]> | undefined): Promise<Settlement> {
  const settled = await made?.catch((error: unknown): Settlement[] => {
    assert.ok(error instanceof SmsctlError, `not one of ours: ${inspect(error)}`);
    return [{ kind: 'failed', error }];
  });
  assert.equal(settled?.length, 1);
  return settled[0] ?? assert.fail();
}

/** The name of the call that rents, as the simulator and its faults know it. */
export async function rentCallOf(stage: Stage, definition: ProviderDefinition): Promise<string> {
  const platform = await definition.simulator();
  const { method, url, query = [], form = [], headers = {} } = stage.provider.rentRequest(wish());
  const base = stage.simulator.baseUrls[platform.id] ?? '';
  assert.ok(url.startsWith(base));
  const parameters = Object.fromEntries([...query, ...form]);
  return platform.call({ method, path: url.slice(base.length), parameters, headers });
}

export const countOf = async ({ simulator }: Stage, call: string): Promise<number> =>
  (await simulator.journal()).filter((entry) => entry.call === call).length;

/** Every rental that the platform knows of, ended ones included, in their order. What is charged is told by the book. */
export async function rentalsOf({ simulator }: Stage): Promise<readonly { number: string; project: string }[]> {
  const { platforms } = (await simulator.control('GET /state')).json as {
    readonly platforms: Readonly<Record<string, { readonly holds: readonly { number: string; project: string }[] }>>;
  };
  return Object.values(platforms).flatMap(({ holds }) => holds);
}

/** The one number there is, where the numbers of the platform's country are. */
export function onlyNumber({ homeCountry }: ProviderDefinition): { readonly country: string; readonly number: string } {
  return homeCountry === 'CN' ? { country: 'cn', number: '+8613812345678' } : { country: 'bo', number: '+59173841704' };
}

/** Every method that this provider has, made for one held number. `send` is left out: it is not to be repeated. */
export function methodsOf(
  provider: Provider,
): Readonly<Record<string, (number: HeldNumber, signal?: AbortSignal) => Promise<unknown> | undefined>> {
  const all = {
    balance: (_: HeldNumber, signal?: AbortSignal) => provider.balance(signal),
    read: (number: HeldNumber, signal?: AbortSignal) => provider.read([number], signal),
    release: (number: HeldNumber, signal?: AbortSignal) => provider.release?.([number], signal),
    blacklist: (number: HeldNumber, signal?: AbortSignal) => provider.blacklist?.([number], signal),
    isBlacklisted: (number: HeldNumber, signal?: AbortSignal) => provider.isBlacklisted?.(number, signal),
    status: (number: HeldNumber, signal?: AbortSignal) => provider.status?.(number, signal),
    countries: (_: HeldNumber, signal?: AbortSignal) => provider.countries?.({ project: null, vip: null }, signal),
    project: (number: HeldNumber, signal?: AbortSignal) => provider.project?.(number.project, signal),
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => provider[name as keyof Provider] !== undefined));
}

/** The wrapped failure of a method that answers a failure by number. */
export function unwrap(answer: unknown): unknown {
  const [first] = Array.isArray(answer) ? (answer as Settlement[]) : [];
  return first?.kind === 'failed' ? first.error : answer;
}

/** The id of the project that behaves so on purpose. */
export const magic = (kind: keyof typeof magicProjects): string => magicProjects[kind] ?? '123';

/** What a broken platform sends: none of it is an answer in any protocol. */
export const brokenAnswers: readonly Readonly<Record<string, unknown>>[] = [
  { kind: 'refuse' },
  { kind: 'reset' },
  { kind: 'empty' },
  { kind: 'html' },
  { kind: 'captcha' },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503, headers: { 'retry-after': '1' } },
  { kind: 'redirect' },
  { kind: 'gzipBomb' },
  { kind: 'half' },
  { kind: 'tooBig' },
  { kind: 'custom', body: '[]' },
  { kind: 'custom', body: 'null' },
  { kind: 'custom', body: '{}' },
  { kind: 'custom', body: '{"' },
];
