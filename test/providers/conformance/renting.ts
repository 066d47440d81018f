import assert from 'node:assert/strict';
import { it } from 'node:test';
import { inspect } from 'node:util';
import type { ErrorCode } from '../../../src/core/errors.ts';
import type { RentRequest } from '../../../src/core/model.ts';
import type { ProviderDefinition } from '../../../src/providers/contract.ts';
import type { magicProjects } from '../../../src/simulator/projects.ts';
import {
  brokenAnswers,
  countOf,
  failureOf,
  magic,
  onlyNumber,
  open,
  rentalsOf,
  rentCallOf,
  rentOne,
  wish,
} from './stage.ts';

export function describeRenting(definition: ProviderDefinition): void {
  const most = Math.min(definition.limits.rent, 3);
  const can = (option: RentRequest[keyof RentRequest] | string) => definition.rentOptions.includes(option as 'multi');
  const lacks = (option: string) => `${definition.title} cannot: ${option}`;

  it('rents one number with one request: what the platform holds is what is returned, in E.164', async () => {
    await using stage = await open(definition);
    const rented = await stage.provider.rent(wish());
    assert.deepEqual(
      rented.map(({ number }) => number),
      (await rentalsOf(stage)).map(({ number }) => number),
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
      (await rentalsOf(stage)).map(({ number }) => number).toSorted(),
    );
    assert.equal(await countOf(stage, await rentCallOf(stage, definition)), 1);
  });

  it('rents what there is when there are fewer than were asked for', {
    skip: most < 2 ? `${definition.title} rents one number a call` : false,
  }, async () => {
    const only = onlyNumber(definition);
    const stock = { '*': 0, [only.country]: [only.number] };
    await using stage = await open(definition, { scenario: { platforms: { [definition.id]: { stock } } } });
    const rented = await stage.provider.rent(wish({ count: most }));
    assert.deepEqual(
      rented.map(({ number }) => number),
      [only.number],
    );
  });

  it('rents in the country that was asked for', { skip: can('country') ? false : lacks('country') }, async () => {
    await using stage = await open(definition);
    const [rented] = await stage.provider.rent(wish({ country: 'TH' }));
    assert.deepEqual([rented?.country, rented?.callingCode], ['TH', '66']);
  });

  it('rents with the prefix that was asked for', { skip: can('prefix') ? false : lacks('prefix') }, async () => {
    await using stage = await open(definition);
    const [rented] = await stage.provider.rent(wish({ prefix: '591738' }));
    assert.match(rented?.number ?? '', /^\+591738/u);
  });

  it('rents the number that was asked for', { skip: can('number') ? false : lacks('number') }, async () => {
    const only = onlyNumber(definition);
    const stock = { '*': 5, [only.country]: [only.number] };
    await using stage = await open(definition, { scenario: { platforms: { [definition.id]: { stock } } } });
    const [rented] = await stage.provider.rent(wish({ number: only.number }));
    assert.equal(rented?.number, only.number);
  });

  it('keeps the zero of a project id', async () => {
    await using stage = await open(definition);
    const { query = [], form = [] } = stage.provider.rentRequest(wish({ project: '0257' }));
    assert.ok([...query, ...form].some(([, value]) => value === '0257'));
    await stage.provider.rent(wish({ project: '0257' }));
    assert.equal((await rentalsOf(stage))[0]?.project, '0257');
  });

  it('previews the request that renting then sends, the same each time', async () => {
    await using stage = await open(definition);
    for (const wanted of [wish(), wish({ project: '0257', count: most })]) {
      await stage.provider.balance(); // a session, where there are any, stands from here on
      const before = stage.requests.length;
      const preview = stage.provider.rentRequest(wanted);
      assert.deepEqual(stage.provider.rentRequest(wanted), preview);
      assert.equal(stage.requests.length, before);
      await stage.provider.rent(wanted);
      const { headers: _, ...sent } = stage.requests.at(-1) ?? assert.fail(); // a session's cookie is no part of it
      assert.equal(stage.requests.length, before + 1);
      assert.deepEqual(sent, preview);
    }
  });

  it('wants the key that a project wants, and takes the right one', {
    skip: can('secretKey') ? false : lacks('secretKey'),
  }, async () => {
    await using stage = await open(definition);
    const project = magic('needsKey');
    const missing = await failureOf(stage.provider.rent(wish({ project })));
    assert.deepEqual([missing.code, missing.effect], ['key.required', 'none']);
    const wrong = await failureOf(stage.provider.rent(wish({ project, secretKey: 'wrong' })));
    assert.deepEqual([wrong.code, wrong.effect], ['key.rejected', 'none']);
    assert.deepEqual(await rentalsOf(stage), []);
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
    it(`says ${codes.join(' or ')} for a project of kind ${kind}: asked once, nothing rented, and certain of it`, async () => {
      await using stage = await open(definition);
      const error = await failureOf(stage.provider.rent(wish({ project: magic(kind) })));
      const isUnderstood = codes.includes(error.code) && error.effect === 'none';
      assert.ok(isUnderstood || (!certain && error.effect === 'possible'), inspect(error));
      assert.equal(error.provider, definition.id);
      assert.ok((error.providerCode ?? error.providerMessage ?? '') !== '', 'in the words of the platform');
      assert.deepEqual(await rentalsOf(stage), []);
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

export function describeLostRentals(definition: ProviderDefinition): void {
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
        assert.equal((await rentalsOf(stage)).length, when === 'after' ? 1 : 0);
      });
    }
  }

  it('cannot say what was rented at a project whose answers are lost, though a number was', async () => {
    await using stage = await open(definition);
    const error = await failureOf(stage.provider.rent(wish({ project: magic('lostAnswer') })));
    assert.deepEqual([error.code, error.effect], ['provider.unreachable', 'possible']);
    assert.equal((await rentalsOf(stage)).length, 1);
  });

  it('knows that nothing was rented where nothing listens', async () => {
    await using stage = await open(definition);
    await stage.simulator.close();
    const error = await failureOf(stage.provider.rent(wish()));
    assert.deepEqual([error.code, error.effect], ['provider.unreachable', 'none']);
  });
}
