import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Ability, ProviderDefinition } from '../../../src/providers/contract.ts';
import { failureOf, magic, open, rentOne } from './stage.ts';

export function describeQuestions(definition: ProviderDefinition): void {
  const able = (ability: Ability) => ({
    skip: definition.abilities.includes(ability) ? false : `${definition.title} cannot: ${ability}`,
  });

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

  it('tells what became of the message that was sent', able('send'), async () => {
    await using stage = await open(definition);
    const number = await rentOne(stage);
    await stage.provider.send?.(number, 'YES');
    await stage.simulator.advance(60);
    const before = stage.requests.length;
    assert.equal((await stage.provider.sendState?.(number))?.state, 'sent');
    assert.equal(stage.requests.length - before, 1);
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
