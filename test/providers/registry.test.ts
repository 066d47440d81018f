import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { commonFields, variableName } from '../../src/flows/configuration.ts';
import { providers } from '../../src/providers/index.ts';
import { describeProvider } from './conformance.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folders = readdirSync(`${root}src/providers`, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe('the registry', () => {
  it('knows each folder of src/providers, once, and nothing else', () => {
    assert.ok(folders.length > 0);
    assert.deepEqual(providers.map(({ id }) => id).toSorted(), folders.toSorted());
  });

  for (const folder of folders) {
    const parts = [
      ...['index', 'client', 'codes', 'simulator'].map((name) => `src/providers/${folder}/${name}.ts`),
      ...['client', 'codes', 'simulator'].map((name) => `test/providers/${folder}/${name}.test.ts`),
      `docs/providers/${folder}.md`,
    ];
    for (const part of parts) {
      it(`has ${part}`, () => {
        assert.ok(existsSync(`${root}${part}`));
      });
    }
  }
});

for (const definition of providers) {
  describe(`the definition of ${definition.title}`, () => {
    const { fields, limits, times } = definition;

    it('has an id that fits a command line, a file name and a variable', () => {
      assert.match(definition.id, /^[a-z][a-z0-9]{1,15}$/u);
      assert.ok(definition.title.trim() !== '');
    });

    it('has no base URL, or one that can be sent to', () => {
      if (definition.baseUrl === null) return;
      const url = new URL(definition.baseUrl);
      assert.match(url.protocol, /^https?:$/u);
      assert.deepEqual([url.username, url.password, url.search, url.hash], ['', '', '', '']);
      assert.ok(!definition.baseUrl.endsWith('/'));
    });

    it('names its fields so that each has a variable of its own', () => {
      const names = [...fields, ...commonFields].map(({ name }) => name);
      for (const name of names) assert.match(name, /^[a-z][a-zA-Z0-9]{1,30}$/u);
      assert.equal(new Set(names.map((name) => variableName(definition.id, name))).size, names.length);
    });

    it('asks for a secret, and keeps it out of defaults and choices', () => {
      assert.ok(fields.some(({ secret, required }) => secret && required));
      for (const field of fields.filter(({ secret }) => secret)) {
        assert.deepEqual([field.default, field.choices], [undefined, undefined], field.name);
      }
    });

    it('has defaults that are among the choices, and none for what is required', () => {
      for (const field of fields) {
        if (field.required) assert.equal(field.default, undefined, field.name);
        if (field.choices === undefined) continue;
        assert.ok(field.choices.length > 1 && new Set(field.choices).size === field.choices.length, field.name);
        if (field.default !== undefined) assert.ok(field.choices.includes(field.default), field.name);
      }
    });

    it('names the account by a field that is required and no secret', () => {
      const field = fields.find(({ name }) => name === definition.accountField);
      assert.deepEqual([field?.required, field?.secret], [true, false]);
    });

    it('lists each ability and rent option once', () => {
      for (const list of [definition.abilities, definition.rentOptions]) {
        assert.equal(new Set<string>(list).size, list.length);
      }
    });

    it('takes at least one number in each call', () => {
      for (const [name, limit] of Object.entries(limits)) assert.ok(Number.isInteger(limit) && limit >= 1, name);
    });

    it('has times in whole milliseconds that fit each other', () => {
      for (const [name, time] of Object.entries(times)) {
        assert.ok(Number.isInteger(time) && time >= 0 && time <= 3_600_000, name);
      }
      assert.ok(times.sendAfter <= times.sendWithin && times.sendWithin <= times.lease);
      assert.ok(times.firstLook <= times.giveUp && times.every <= times.giveUp);
      assert.ok(times.every >= 1000 && times.gap <= times.every && times.rentAgain >= 1000);
      assert.ok(times.firstLook < times.lease && times.every < times.lease);
    });

    it('has a simulator with an account that fits its fields', async () => {
      const simulator = await definition.simulator();
      assert.equal(simulator.id, definition.id);
      assert.match(simulator.basePath, /^(\/[^/?#]+)*$/u);
      const known = fields.map(({ name }) => name);
      for (const name of Object.keys(simulator.credentials)) assert.ok(known.includes(name), name);
      for (const { name } of fields.filter(({ required }) => required)) {
        assert.ok((simulator.credentials[name] ?? '') !== '', name);
      }
      const { credentials, account } = simulator;
      assert.equal(credentials[definition.accountField], account.name);
    });
  });

  describeProvider(definition);
}
