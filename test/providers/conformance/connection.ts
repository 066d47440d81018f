import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Ability, ProviderDefinition } from '../../../src/providers/contract.ts';
import { methodsOf, open, rentOne, wish } from './stage.ts';

const allAbilities: readonly Ability[] = [
  ...(['release', 'releaseAll', 'blacklist', 'isBlacklisted', 'countries', 'status', 'project', 'send'] as const),
];

export function describeConnection(definition: ProviderDefinition): void {
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

  it('calls a look repeatable, and nothing that costs or changes anything', async () => {
    await using stage = await open(definition);
    await stage.provider.balance();
    const made = async (call: () => Promise<unknown> | undefined) => {
      const before = stage.requests.length;
      await call();
      return stage.requests.slice(before).map(({ repeatable = false }) => repeatable);
    };
    let number = await rentOne(stage);
    assert.deepEqual(await made(() => stage.provider.read([number])), [true]);
    assert.deepEqual(await made(async () => (number = await rentOne(stage))), [false]);
    assert.equal('repeatable' in stage.provider.rentRequest(wish()), false);
    for (const call of [
      () => stage.provider.send?.(number, 'a text'),
      () => stage.provider.release?.([number]),
      () => stage.provider.blacklist?.([number]),
      () => stage.provider.releaseAll?.(),
    ]) {
      assert.ok((await made(call)).every((repeatable) => !repeatable));
    }
  });

  it('answers an empty list with an empty list, and asks nothing', async () => {
    await using stage = await open(definition);
    assert.deepEqual(await stage.provider.read([]), []);
    assert.deepEqual((await stage.provider.release?.([])) ?? [], []);
    assert.deepEqual((await stage.provider.blacklist?.([])) ?? [], []);
    assert.deepEqual(stage.requests, []);
  });

  it('tells the balance as a decimal number that falls by what was used', async () => {
    await using stage = await open(definition);
    const before = await stage.provider.balance();
    assert.match(before.balance, /^-?\d+(\.\d+)?$/u);
    assert.ok(['points', 'messages', 'yuan'].includes(before.unit));
    const number = await rentOne(stage);
    await stage.simulator.advance(4);
    await stage.provider.read([number]); // some platforms charge the message, not the number
    const after = await stage.provider.balance();
    assert.equal(Number(before.balance) - Number(after.balance), 1);
    assert.deepEqual({ ...after, balance: '' }, { ...before, balance: '' });
  });
}
