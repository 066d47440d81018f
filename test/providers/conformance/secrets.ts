import assert from 'node:assert/strict';
import { it } from 'node:test';
import { inspect } from 'node:util';
import type { ProviderDefinition } from '../../../src/providers/contract.ts';
import { failureOf, methodsOf, open, rentOne, type Stage, wish } from './stage.ts';

export function describeSecrets(definition: ProviderDefinition): void {
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
