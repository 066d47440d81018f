import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { type ErrorCode, SmsctlError } from '../../src/core/errors.ts';
import type { HeldNumber, Message, RentedNumber, RentRequest } from '../../src/core/model.ts';
import type { HttpRequest } from '../../src/core/ports.ts';
import type { Ability, Provider, ProviderDefinition, Settlement } from '../../src/providers/contract.ts';
import { magicProjects } from '../../src/simulator/projects.ts';
import { createTestHttp } from '../helpers/canned-server.ts';
import { startTestSimulator, stillClock, type TestSimulator } from '../helpers/simulator.ts';

/**
 * Every behaviour of src/providers/contract.ts, for a provider against its own simulator over real HTTP. What only some
 * platforms can do is asked of those alone, by their definition; no provider is named here.
 */
export function describeProvider(definition: ProviderDefinition): void {
  describe(`${definition.title} as a provider`, () => {
    describeConnection(definition);
    describeRenting(definition);
    describeLostRentals(definition);
    describeReading(definition);
    describeGivingBack(definition);
    describeQuestions(definition);
    describeFailures(definition);
    describeSecrets(definition);
  });
}

/** A provider that is connected to its simulator. */
interface Stage extends AsyncDisposable {
  readonly provider: Provider;
  readonly simulator: TestSimulator;
  /** What went through the HTTP port, before anything is masked. */
  readonly requests: readonly HttpRequest[];
  /** What `--verbose` would show. */
  readonly shown: readonly string[];
  readonly credentials: Readonly<Record<string, string>>;
}

interface Setting {
  readonly scenario?: unknown;
  readonly credentials?: Readonly<Record<string, string>>;
  readonly onRequest?: () => void;
}

async function open(definition: ProviderDefinition, setting: Setting = {}): Promise<Stage> {
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

const wish = (wanted: Partial<RentRequest> = {}): RentRequest => ({
  project: '123',
  count: 1,
  country: null,
  prefix: null,
  multi: false,
  vip: null,
  secretKey: null,
  exclude: 'mine',
  area: null,
  operator: null,
  international: false,
  number: null,
  ...wanted,
});

const hold = (rented: RentedNumber, known: Partial<HeldNumber> = {}): HeldNumber => ({
  leaseId: null,
  project: '123',
  platformNumber: rented.platformNumber,
  multi: false,
  messages: [],
  ...known,
});

async function rentOne({ provider }: Stage, wanted: Partial<RentRequest> = {}): Promise<HeldNumber> {
  const [rented, ...more] = await provider.rent(wish(wanted));
  assert.ok(rented !== undefined && more.length === 0);
  return hold(rented, { project: wanted.project ?? '123', multi: wanted.multi ?? false });
}

async function failureOf(made: Promise<unknown> | undefined): Promise<SmsctlError> {
  const error: unknown = await made?.then(
    (value) => assert.fail(`it did not fail: ${inspect(value)}`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof SmsctlError, `not one of ours: ${inspect(error)}`);
  return error;
}

/** What giving one number back came to: a settlement, a failure that was thrown included. */
async function settle(made: Promise<Settlement[]> | undefined): Promise<Settlement> {
  const settled = await made?.catch((error: unknown): Settlement[] => {
    assert.ok(error instanceof SmsctlError, `not one of ours: ${inspect(error)}`);
    return [{ kind: 'failed', error }];
  });
  assert.equal(settled?.length, 1);
  return settled[0] ?? assert.fail();
}

/** The name of the call that rents, as the simulator and its faults know it. */
async function rentCallOf(stage: Stage, definition: ProviderDefinition): Promise<string> {
  const platform = await definition.simulator();
  const { method, url, query = [], form = [], headers = {} } = stage.provider.rentRequest(wish());
  const base = stage.simulator.baseUrls[platform.id] ?? '';
  assert.ok(url.startsWith(base));
  const parameters = Object.fromEntries([...query, ...form]);
  return platform.call({ method, path: url.slice(base.length), parameters, headers });
}

const countOf = async ({ simulator }: Stage, call: string): Promise<number> =>
  (await simulator.journal()).filter((entry) => entry.call === call).length;

const chargesOf = async ({ simulator }: Stage): Promise<number> => (await simulator.book()).length;

/** Every method that this provider has, made for one held number. `send` is left out: it is not to be repeated. */
function methodsOf(
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
function unwrap(answer: unknown): unknown {
  const [first] = Array.isArray(answer) ? (answer as Settlement[]) : [];
  return first?.kind === 'failed' ? first.error : answer;
}

/** The id of the project that behaves so on purpose. */
const magic = (kind: keyof typeof magicProjects): string => magicProjects[kind] ?? '123';

/** What a broken platform sends: none of it is an answer in any protocol. */
const brokenAnswers: readonly Readonly<Record<string, unknown>>[] = [
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

const allAbilities: readonly Ability[] = [
  ...(['release', 'blacklist', 'isBlacklisted', 'countries', 'status', 'project', 'send'] as const),
];

function describeConnection(definition: ProviderDefinition): void {
  it('has a method for each ability it claims, and for no other', async () => {
    await using stage = await open(definition);
    const found = allAbilities.filter((ability) => stage.provider[ability] !== undefined);
    assert.deepEqual(
      found,
      allAbilities.filter((ability) => definition.abilities.includes(ability)),
    );
  });

  it('asks nothing until it is asked', async () => {
    await using stage = await open(definition);
    stage.provider.rentRequest(wish());
    assert.deepEqual(stage.requests, []);
  });

  it('makes one request for one call', async () => {
    await using stage = await open(definition);
    await stage.provider.balance(); // a session, where there are any, stands from here on
    const number = await rentOne(stage);
    for (const [name, make] of Object.entries(methodsOf(stage.provider))) {
      const before = stage.requests.length;
      await make(number);
      assert.equal(stage.requests.length - before, 1, name);
      assert.equal((await stage.simulator.journal()).length, stage.requests.length);
    }
  });

  it('answers an empty list with an empty list, and asks nothing', async () => {
    await using stage = await open(definition);
    assert.deepEqual(await stage.provider.read([]), []);
    assert.deepEqual((await stage.provider.release?.([])) ?? [], []);
    assert.deepEqual((await stage.provider.blacklist?.([])) ?? [], []);
    assert.deepEqual(stage.requests, []);
  });

  it('tells the balance as a decimal number that falls by what was rented', async () => {
    await using stage = await open(definition);
    const before = await stage.provider.balance();
    assert.match(before.balance, /^-?\d+(\.\d+)?$/u);
    assert.ok(['points', 'messages', 'yuan'].includes(before.unit));
    await rentOne(stage);
    const after = await stage.provider.balance();
    assert.equal(Number(before.balance) - Number(after.balance), 1);
    assert.deepEqual({ ...after, balance: '' }, { ...before, balance: '' });
  });
}

function describeRenting(definition: ProviderDefinition): void {
  const most = Math.min(definition.limits.rent, 3);
  const can = (option: RentRequest[keyof RentRequest] | string) => definition.rentOptions.includes(option as 'multi');

  it('rents one number with one request: what is charged is what is returned, in E.164', async () => {
    await using stage = await open(definition);
    const rented = await stage.provider.rent(wish());
    assert.deepEqual(
      rented.map(({ number }) => number),
      (await stage.simulator.book()).map(({ number }) => number),
    );
    const [one] = rented;
    assert.ok(one !== undefined && rented.length === 1);
    assert.match(one.number, /^\+[1-9]\d{6,14}$/u);
    assert.match(one.country ?? '', /^[A-Z]{2}$/u);
    assert.ok(one.number.startsWith(`+${one.callingCode}`));
    assert.ok(one.platformNumber !== '');
    assert.equal(await countOf(stage, await rentCallOf(stage, definition)), 1);
  });

  it(`rents ${most} different numbers with one request`, async () => {
    await using stage = await open(definition);
    const rented = await stage.provider.rent(wish({ count: most }));
    assert.equal(new Set(rented.map(({ number }) => number)).size, most);
    assert.equal(new Set(rented.map(({ platformNumber }) => platformNumber)).size, most);
    assert.deepEqual(
      rented.map(({ number }) => number).toSorted(),
      (await stage.simulator.book()).map(({ number }) => number).toSorted(),
    );
    assert.equal(await countOf(stage, await rentCallOf(stage, definition)), 1);
  });

  it('rents what there is when there are fewer than were asked for', { skip: most < 2 }, async () => {
    const stock = { '*': 0, bo: ['+59173841704'] };
    await using stage = await open(definition, { scenario: { platforms: { [definition.id]: { stock } } } });
    const rented = await stage.provider.rent(wish({ count: most }));
    assert.deepEqual(
      rented.map(({ number }) => number),
      ['+59173841704'],
    );
  });

  it('rents in the country that was asked for', { skip: !can('country') }, async () => {
    await using stage = await open(definition);
    const [rented] = await stage.provider.rent(wish({ country: 'TH' }));
    assert.deepEqual([rented?.country, rented?.callingCode], ['TH', '66']);
  });

  it('rents with the prefix that was asked for', { skip: !can('prefix') }, async () => {
    await using stage = await open(definition);
    const [rented] = await stage.provider.rent(wish({ prefix: '591738' }));
    assert.match(rented?.number ?? '', /^\+591738/u);
  });

  it('rents the number that was asked for', { skip: !can('number') }, async () => {
    const stock = { '*': 5, bo: ['+59173841704'] };
    await using stage = await open(definition, { scenario: { platforms: { [definition.id]: { stock } } } });
    const [rented] = await stage.provider.rent(wish({ number: '+59173841704' }));
    assert.equal(rented?.number, '+59173841704');
  });

  it('keeps the zero of a project id', async () => {
    await using stage = await open(definition);
    const { query = [], form = [] } = stage.provider.rentRequest(wish({ project: '0257' }));
    assert.ok([...query, ...form].some(([, value]) => value === '0257'));
    await stage.provider.rent(wish({ project: '0257' }));
    assert.equal((await stage.simulator.book())[0]?.project, '0257');
  });

  it('previews the request that renting then sends, the same each time', async () => {
    await using stage = await open(definition);
    for (const wanted of [wish(), wish({ project: '0257', count: most })]) {
      const before = stage.requests.length;
      const preview = stage.provider.rentRequest(wanted);
      assert.deepEqual(stage.provider.rentRequest(wanted), preview);
      assert.equal(stage.requests.length, before);
      await stage.provider.rent(wanted);
      assert.deepEqual(stage.requests.at(-1), preview);
    }
  });

  it('wants the key that a project wants, and takes the right one', { skip: !can('secretKey') }, async () => {
    await using stage = await open(definition);
    const project = magic('needsKey');
    const missing = await failureOf(stage.provider.rent(wish({ project })));
    assert.deepEqual([missing.code, missing.effect], ['key.required', 'none']);
    const wrong = await failureOf(stage.provider.rent(wish({ project, secretKey: 'wrong' })));
    assert.deepEqual([wrong.code, wrong.effect], ['key.rejected', 'none']);
    assert.equal(await chargesOf(stage), 0);
    assert.equal((await stage.provider.rent(wish({ project, secretKey: 'sandbox-key' }))).length, 1);
  });

  /** Where a platform has no words of its own for a refusal, it may be one that nobody understands. */
  const refusals: readonly [kind: keyof typeof magicProjects, codes: readonly ErrorCode[], certain: boolean][] = [
    ['noNumbers', ['numbers.none'], true],
    ['noBalance', ['balance.insufficient'], true],
    ['busy', ['rate.limited'], true],
    ['unknownProject', ['project.unknown', 'provider.refused'], true],
    ['quota', ['quota.exceeded', 'provider.refused'], false],
    ['tooManyHeld', ['quota.exceeded', 'provider.refused'], false],
    ['systemFailure', ['provider.refused'], false],
  ];
  for (const [kind, codes, certain] of refusals) {
    it(`says ${codes.join(' or ')} for a project of kind ${kind}: asked once, nothing charged, and certain of it`, async () => {
      await using stage = await open(definition);
      const error = await failureOf(stage.provider.rent(wish({ project: magic(kind) })));
      const isUnderstood = codes.includes(error.code) && error.effect === 'none';
      assert.ok(isUnderstood || (!certain && error.effect === 'possible'), inspect(error));
      assert.equal(error.provider, definition.id);
      assert.ok((error.providerCode ?? error.providerMessage ?? '') !== '', 'in the words of the platform');
      assert.equal(await chargesOf(stage), 0);
      assert.equal(await countOf(stage, await rentCallOf(stage, definition)), 1);
    });
  }

  it('rents at last where the platform was busy before', async () => {
    await using stage = await open(definition);
    for (let turn = 0; turn < 2; turn += 1) {
      assert.equal((await failureOf(stage.provider.rent(wish({ project: magic('busy') })))).code, 'rate.limited');
    }
    assert.equal((await stage.provider.rent(wish({ project: magic('busy') }))).length, 1);
  });

  it('understands every way in which its document may be meant', async () => {
    const { options } = await definition.simulator();
    for (const [name, values] of Object.entries(options)) {
      for (const value of values ?? []) {
        const platforms = { [definition.id]: { options: { [name]: value } } };
        await using stage = await open(definition, { scenario: { platforms } });
        const number = await rentOne(stage);
        const [before] = await stage.provider.read([number]);
        assert.equal(before?.kind, 'waiting', `${name}: ${value}`);
        await stage.simulator.advance(4);
        const [after] = await stage.provider.read([number]);
        assert.equal(after?.kind, 'received', `${name}: ${value}`);
      }
    }
  });
}

function describeLostRentals(definition: ProviderDefinition): void {
  for (const fault of brokenAnswers) {
    for (const when of ['before', 'after'] as const) {
      it(`cannot say what was rented when it hears ${JSON.stringify(fault)} ${when} the platform acted, and asks no more`, async () => {
        await using stage = await open(definition);
        await stage.provider.balance();
        const call = await rentCallOf(stage, definition);
        await stage.simulator.control('POST /fault', { ...fault, when, call });
        const error = await failureOf(stage.provider.rent(wish()));
        assert.equal(error.effect, 'possible');
        assert.ok(['provider.unreachable', 'provider.protocol'].includes(error.code), error.code);
        assert.equal(await countOf(stage, call), 1);
        assert.equal(await chargesOf(stage), when === 'after' ? 1 : 0);
      });
    }
  }

  it('cannot say what was rented at a project whose answers are lost, though a number was', async () => {
    await using stage = await open(definition);
    const error = await failureOf(stage.provider.rent(wish({ project: magic('lostAnswer') })));
    assert.deepEqual([error.code, error.effect], ['provider.unreachable', 'possible']);
    assert.equal(await chargesOf(stage), 1);
  });

  it('knows that nothing was rented where nothing listens', async () => {
    await using stage = await open(definition);
    await stage.simulator.close();
    const error = await failureOf(stage.provider.rent(wish()));
    assert.deepEqual([error.code, error.effect], ['provider.unreachable', 'none']);
  });
}

function describeReading(definition: ProviderDefinition): void {
  it('waits before the message is there, and then brings it with its code', async () => {
    await using stage = await open(definition);
    const number = await rentOne(stage, { project: magic('never') });
    const [before] = await stage.provider.read([number]);
    assert.equal(before?.kind, 'waiting');
    const { project, platformNumber } = number;
    const pushed = { project, number: platformNumber, text: 'Your verification code is 482913', code: '482913' };
    assert.equal((await stage.simulator.control('POST /message', pushed)).status, 200);
    const [after] = await stage.provider.read([number]);
    assert.ok(after?.kind === 'received' && after.messages.length === 1);
    const [message] = after.messages;
    assert.equal(message?.code, '482913');
    assert.ok(message?.text.includes('482913'));
  });

  it('answers a list in the order of the questions', async () => {
    await using stage = await open(definition);
    const count = Math.min(definition.limits.read, definition.limits.rent, 3);
    const rented = await stage.provider.rent(wish({ project: magic('never'), count }));
    const numbers = rented.map((one) => hold(one, { project: magic('never') }));
    const chosen = numbers.at(-1);
    const code = '482913';
    const pushed = { project: magic('never'), number: chosen?.platformNumber, text: `Your code is ${code}`, code };
    await stage.simulator.control('POST /message', pushed);
    const readings = await stage.provider.read(numbers);
    assert.deepEqual(
      readings.map(({ kind }) => kind),
      numbers.map((number) => (number === chosen ? 'received' : 'waiting')),
    );
    const again = await stage.provider.read(numbers.filter((number) => number !== chosen).toReversed());
    assert.ok(again.every(({ kind }) => kind === 'waiting'));
  });

  it('brings each of several messages once', { skip: !definition.rentOptions.includes('multi') }, async () => {
    await using stage = await open(definition);
    const number = await rentOne(stage, { project: magic('several'), multi: true });
    const messages: Message[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      const [none] = await stage.provider.read([{ ...number, messages }]);
      assert.equal(none?.kind, 'waiting', `before message ${turn + 1}`);
      await stage.simulator.advance(3);
      const [one] = await stage.provider.read([{ ...number, messages }]);
      assert.ok(one?.kind === 'received' && one.messages.length === 1, inspect(one));
      messages.push(...one.messages);
    }
    const [rest] = await stage.provider.read([{ ...number, messages }]);
    assert.equal(rest?.kind, 'waiting');
    const [all] = await stage.provider.read([number]);
    assert.deepEqual(all, { kind: 'received', messages });
  });

  it('says "too fast" for a look that was too fast', async () => {
    await using stage = await open(definition);
    const number = await rentOne(stage, { project: magic('busyReading') });
    for (let turn = 0; turn < 2; turn += 1) {
      assert.equal((await failureOf(stage.provider.read([number]))).code, 'rate.limited');
    }
    assert.equal((await stage.provider.read([number]))[0]?.kind, 'waiting');
  });

  /** A number that is not ours: said so, or refused, but never a wait without an end. */
  async function assertNotOurs(stage: Stage, number: HeldNumber): Promise<void> {
    const reading = await stage.provider.read([number]).catch((error: unknown) => error);
    if (!(reading instanceof SmsctlError)) {
      assert.ok(Array.isArray(reading) && reading[0].kind === 'gone', inspect(reading));
      return;
    }
    const codes: readonly ErrorCode[] = ['provider.refused', 'number.gone', 'number.unknown'];
    assert.ok(codes.includes(reading.code), reading.code);
  }

  it('does not wait at a number that is no longer ours', async () => {
    await using stage = await open(definition);
    await assertNotOurs(stage, await rentOne(stage, { project: magic('gone') }));
  });

  it('still holds a number just before the end of the lease its definition names, and no longer an hour after', async () => {
    await using stage = await open(definition);
    const number = await rentOne(stage, { project: magic('never') });
    await stage.simulator.advance(definition.times.lease / 1000 - 1);
    assert.equal((await stage.provider.read([number]))[0]?.kind, 'waiting');
    await stage.simulator.advance(3600);
    await assertNotOurs(stage, number);
  });
}

function describeGivingBack(definition: ProviderDefinition): void {
  const stock = { '*': 0, bo: ['+59173841704'] };
  const oneNumber = { scenario: { platforms: { [definition.id]: { stock } } } };
  const able = (ability: Ability) => ({ skip: !definition.abilities.includes(ability) });

  it('releases a number, which can then be rented again', able('release'), async () => {
    await using stage = await open(definition, oneNumber);
    const number = await rentOne(stage);
    assert.equal((await failureOf(stage.provider.rent(wish()))).code, 'numbers.none');
    assert.deepEqual(await stage.provider.release?.([number]), [{ kind: 'done' }]);
    assert.equal((await stage.provider.rent(wish())).length, 1);
  });

  it('says of a second release that there was nothing to release', able('release'), async () => {
    await using stage = await open(definition, oneNumber);
    const number = await rentOne(stage);
    await stage.provider.release?.([number]);
    const second = await settle(stage.provider.release?.([number]));
    assert.ok(second.kind === 'already' || second.kind === 'notHeld', second.kind);
  });

  it('blacklists a number, which is then not rented again', able('blacklist'), async () => {
    await using stage = await open(definition, oneNumber);
    const number = await rentOne(stage);
    assert.deepEqual(await stage.provider.blacklist?.([number]), [{ kind: 'done' }]);
    assert.equal((await failureOf(stage.provider.rent(wish()))).code, 'numbers.none');
    const second = await settle(stage.provider.blacklist?.([number]));
    assert.ok(second.kind !== 'failed', inspect(second));
  });

  it('says that a number could not be blacklisted, and can do it later', able('blacklist'), async () => {
    await using stage = await open(definition);
    const number = await rentOne(stage, { project: magic('noRoomToBlacklist') });
    for (let turn = 0; turn < 2; turn += 1) {
      const refused = await settle(stage.provider.blacklist?.([number]));
      assert.equal(refused.kind, 'failed');
    }
    assert.deepEqual(await settle(stage.provider.blacklist?.([number])), { kind: 'done' });
  });

  for (const what of ['release', 'blacklist'] as const) {
    it(`settles a list in the order of the questions: ${what}`, able(what), async () => {
      await using stage = await open(definition);
      const count = Math.min(definition.limits[what], definition.limits.rent, 3);
      const numbers = (await stage.provider.rent(wish({ count }))).map((one) => hold(one));
      assert.deepEqual(
        await stage.provider[what]?.(numbers),
        numbers.map(() => ({ kind: 'done' })),
      );
    });
  }

  it('knows whether a number is blacklisted', able('isBlacklisted'), async () => {
    await using stage = await open(definition);
    const number = await rentOne(stage);
    assert.equal(await stage.provider.isBlacklisted?.(number), false);
    await stage.provider.blacklist?.([number]);
    assert.equal(await stage.provider.isBlacklisted?.(number), true);
  });
}

function describeQuestions(definition: ProviderDefinition): void {
  const able = (ability: Ability) => ({ skip: !definition.abilities.includes(ability) });

  it('counts the numbers of each country, most first', able('countries'), async () => {
    const stock = { '*': 0, bo: ['+59173841704'], th: 3, gb: 2 };
    await using stage = await open(definition, { scenario: { platforms: { [definition.id]: { stock } } } });
    for (const project of [null, '123']) {
      const countries = (await stage.provider.countries?.({ project, vip: null })) ?? [];
      const known = countries.filter(({ country }) => /^[A-Z]{2}$/u.test(country));
      assert.deepEqual(known, [
        { country: 'TH', available: 3 },
        { country: 'GB', available: 2 },
        { country: 'BO', available: 1 },
      ]);
      const counts = countries.map(({ available }) => available);
      assert.deepEqual(
        counts,
        counts.toSorted((a, b) => b - a),
      );
    }
  });

  it('has an empty list where there are no numbers', able('countries'), async () => {
    await using stage = await open(definition);
    assert.deepEqual(await stage.provider.countries?.({ project: magic('noNumbers'), vip: null }), []);
  });

  it('tells a number that is held from one that is free and one that got its code', able('status'), async () => {
    await using stage = await open(definition);
    const number = await rentOne(stage);
    assert.equal(await stage.provider.status?.(number), 'held');
    await stage.simulator.advance(4);
    assert.equal(await stage.provider.status?.(number), 'codeSent');
    const other = await rentOne(stage, { project: magic('never') });
    await stage.simulator.advance(3600);
    assert.equal(await stage.provider.status?.(other), 'free');
  });

  it('tells the facts of a project', able('project'), async () => {
    await using stage = await open(definition);
    const facts = await stage.provider.project?.('123');
    assert.ok(facts !== undefined && facts.status !== '');
    for (const { from, price } of facts.prices) {
      assert.ok(Number.isInteger(from) && /^\d+(\.\d+)?$/u.test(price));
    }
    assert.ok(Object.values(facts.raw).every((value) => typeof value === 'string'));
  });

  it('sends a message once, and does not know whether it went when the answer is lost', able('send'), async () => {
    await using stage = await open(definition);
    const number = await rentOne(stage);
    const before = stage.requests.length;
    await stage.provider.send?.(number, 'YES');
    assert.equal(stage.requests.length - before, 1);
    await stage.simulator.control('POST /fault', { kind: 'reset', when: 'after' });
    const error = await failureOf(stage.provider.send?.(number, 'YES'));
    assert.equal(error.effect, 'possible');
    assert.equal(stage.requests.length - before, 2);
  });
}

function describeFailures(definition: ProviderDefinition): void {
  for (const fault of brokenAnswers) {
    it(`takes ${JSON.stringify(fault)} for no answer to anything`, async () => {
      await using stage = await open(definition);
      const number = await rentOne(stage);
      for (const [name, make] of Object.entries(methodsOf(stage.provider))) {
        await stage.simulator.control('POST /fault', { ...fault, times: 1000 });
        const error = unwrap(await make(number)?.catch((reason: unknown) => reason));
        assert.ok(error instanceof SmsctlError, `${name}: ${inspect(error)}`);
        assert.ok(['provider.unreachable', 'provider.protocol'].includes(error.code), `${name}: ${error.code}`);
        await stage.simulator.control('DELETE /fault');
      }
    });
  }

  for (const kind of ['bom', 'contentType']) {
    it(`reads an answer that is whole but for its wrapping: ${kind}`, async () => {
      await using stage = await open(definition);
      const number = await rentOne(stage);
      await stage.simulator.control('POST /fault', { kind, times: 1000 });
      for (const make of Object.values(methodsOf(stage.provider))) await make(number);
      assert.equal((await stage.provider.rent(wish())).length, 1);
    });
  }

  const rejected: readonly ErrorCode[] = ['credentials.rejected', 'provider.refused'];
  for (const { name } of definition.fields.filter(({ required }) => required)) {
    it(`is told that its ${name} is wrong, and has rented nothing`, async () => {
      await using stage = await open(definition, { credentials: { [name]: 'f0'.repeat(16) } });
      assert.ok(rejected.includes((await failureOf(stage.provider.balance())).code));
      const error = await failureOf(stage.provider.rent(wish()));
      assert.ok(rejected.includes(error.code) && error.effect === 'none', inspect(error));
      assert.equal(await chargesOf(stage), 0);
    });
  }

  it('is told that its account is suspended, and has rented nothing', async () => {
    await using stage = await open(definition);
    await stage.simulator.control('POST /suspend');
    const codes: readonly ErrorCode[] = ['account.suspended', ...rejected];
    assert.ok(codes.includes((await failureOf(stage.provider.balance())).code));
    const error = await failureOf(stage.provider.rent(wish()));
    assert.ok(codes.includes(error.code) && error.effect === 'none', inspect(error));
  });

  it('asks nothing when it was stopped before, and gives the reason', async () => {
    await using stage = await open(definition);
    const number = await rentOne(stage);
    const reason = new SmsctlError('interrupted');
    const before = await stage.simulator.journal();
    for (const [name, make] of Object.entries(methodsOf(stage.provider))) {
      assert.equal(await failureOf(make(number, AbortSignal.abort(reason))), reason, name);
    }
    assert.deepEqual(await stage.simulator.journal(), before);
  });

  it('stops in the middle of a call, and gives the reason', async () => {
    let stop = new AbortController();
    let isHanging = false;
    const onRequest = () => isHanging && stop.abort(new SmsctlError('interrupted'));
    await using stage = await open(definition, { onRequest });
    const number = await rentOne(stage);
    isHanging = true;
    for (const [name, make] of Object.entries(methodsOf(stage.provider))) {
      await stage.simulator.control('POST /fault', { kind: 'hang', times: 1 });
      stop = new AbortController();
      assert.equal(await failureOf(make(number, stop.signal)), stop.signal.reason, name);
    }
  });
}

function describeSecrets(definition: ProviderDefinition): void {
  /** A key for every secret that the simulated account does not have. */
  const spare = async (): Promise<Record<string, string>> => {
    const { credentials } = await definition.simulator();
    const unset = definition.fields.filter(({ name, secret }) => secret && credentials[name] === undefined);
    return Object.fromEntries(unset.map(({ name }) => [name, `spare+${name}/==`]));
  };
  const spellings = (secret: string) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];

  async function makeAll(stage: Stage): Promise<unknown[]> {
    const keys = { vip: 'wished+vip/==', secretKey: 'wished+key/==' };
    const tried: unknown[] = [];
    const number = await rentOne(stage);
    for (const make of Object.values(methodsOf(stage.provider))) {
      tried.push(await make(number)?.catch((error: unknown) => error));
    }
    const asked = Object.entries(keys).filter(([name]) => definition.rentOptions.includes(name as 'vip'));
    tried.push(await stage.provider.rent(wish(Object.fromEntries(asked))).catch((error: unknown) => error));
    return tried;
  }

  it('marks every credential and key in every request as not to be shown', async () => {
    await using stage = await open(definition, { credentials: await spare() });
    await makeAll(stage);
    const hidden = new Set(['wished+vip/==', 'wished+key/==']);
    for (const { name, secret } of definition.fields) {
      const value = stage.credentials[name];
      if (value !== undefined && (secret || name === definition.accountField)) hidden.add(value);
    }
    let met = 0;
    for (const { query = [], form = [], secret, url } of stage.requests) {
      for (const [name, value] of [...query, ...form]) {
        if (!hidden.has(value)) continue;
        met += 1;
        assert.ok(secret.includes(name), `${name} of ${url} would be shown`);
      }
    }
    assert.ok(met >= 2);
  });

  it('shows no secret in any request, answer or failure', async () => {
    await using stage = await open(definition, { credentials: await spare() });
    const secrets = [...Object.values(await spare()), 'wished+vip/==', 'wished+key/=='];
    for (const { name, secret } of definition.fields) if (secret) secrets.push(stage.credentials[name] ?? '');
    const told = [await makeAll(stage)];
    await stage.simulator.control('POST /fault', { kind: 'html', times: 1000 });
    told.push([await failureOf(stage.provider.rent(wish())), await failureOf(stage.provider.balance())]);
    await stage.simulator.close();
    told.push([await failureOf(stage.provider.rent(wish())), await failureOf(stage.provider.balance())]);
    const text = `${stage.shown.join('\n')}\n${inspect(told, { depth: 10 })}`;
    assert.ok(stage.shown.length > 5);
    for (const secret of secrets.filter((one) => one !== '').flatMap(spellings)) {
      assert.ok(!text.includes(secret), `${secret} in ${text}`);
    }
  });
}
