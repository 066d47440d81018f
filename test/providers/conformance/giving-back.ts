import assert from 'node:assert/strict';
import { it } from 'node:test';
import { inspect } from 'node:util';
import type { Ability, ProviderDefinition } from '../../../src/providers/contract.ts';
import { failureOf, hold, magic, onlyNumber, open, rentOne, settle, wish } from './stage.ts';

export function describeGivingBack(definition: ProviderDefinition): void {
  const only = onlyNumber(definition);
  const stock = { '*': 0, [only.country]: [only.number] };
  const oneNumber = { scenario: { platforms: { [definition.id]: { stock } } } };
  const able = (ability: Ability) => ({
    skip: definition.abilities.includes(ability) ? false : `${definition.title} cannot: ${ability}`,
  });

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

  it('releases all numbers of the account with one request', able('releaseAll'), async () => {
    await using stage = await open(definition, oneNumber);
    await rentOne(stage);
    const before = stage.requests.length;
    await stage.provider.releaseAll?.();
    assert.equal(stage.requests.length - before, 1);
    assert.equal((await stage.provider.rent(wish())).length, 1);
  });

  it('knows whether a number is blacklisted', able('isBlacklisted'), async () => {
    await using stage = await open(definition);
    const number = await rentOne(stage);
    assert.equal(await stage.provider.isBlacklisted?.(number), false);
    await stage.provider.blacklist?.([number]);
    assert.equal(await stage.provider.isBlacklisted?.(number), true);
  });
}
