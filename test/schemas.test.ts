import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { errorCatalogue } from '../src/core/errors.ts';
import { leaseStates } from '../src/core/lease-state.ts';
import { commands } from '../src/program/commands.ts';
import { check } from './helpers/check-run.ts';
import { complaints, type Schema, schemas } from './helpers/schemas.ts';

const folder = new URL('../schemas/', import.meta.url);
const readme = readFileSync(new URL('README.md', folder), 'utf8');

const lease = {
  id: 'ncbscqk6jz',
  provider: 'durian',
  profile: 'default',
  project: '0257',
  number: '+59173841704',
  platformNumber: '+59173841704',
  country: 'BO',
  callingCode: '591',
  multi: false,
  state: 'held',
  acquiredAt: '2026-11-21T21:06:36.026Z',
  expiresAt: '2026-11-21T21:11:31.026Z',
};

const failure = {
  code: 'numbers.none',
  exitCode: 5,
  message: 'There are no numbers for this request at the moment.',
  hint: null,
  provider: 'durian',
  providerCode: '906',
  providerMessage: 'The list of mobile numbers is empty',
  retryable: true,
  leases: [lease],
};

const line = {
  id: 'ncbscqk6jz',
  provider: 'durian',
  project: '0257',
  number: '+59173841704',
  status: 'received',
  code: '947423',
  messages: [{ text: '947-423', code: '947423', project: null }],
  looks: 3,
  waitedSeconds: 31.2,
  after: 'released',
  error: null,
};

/** Documents of contract §3 and changes that must be noticed. */
const examples: readonly (readonly [schema: string, document: object, wrong: readonly object[]])[] = [
  [
    'lease',
    lease,
    [
      { project: 257 },
      { number: '73841704 ' },
      { country: 'bo' },
      { callingCode: '+591' },
      { state: 'lost' },
      { acquiredAt: '2026-11-21 21:06:36' },
      { acquiredAt: '2026-11-21T21:06:36+08:00' },
      { expiresAt: 1_763_759_196 },
      { id: '59173841704' },
      { multi: 'false' },
    ],
  ],
  ['error', { error: failure }, [{ error: { ...failure, exitCode: 15 } }, { error: { ...failure, leases: [{}] } }]],
  [
    'wait-code',
    line,
    [{ code: 947423 }, { status: 'done' }, { waitedSeconds: '31.2' }, { error: failure.code }, { looks: 1.5 }],
  ],
  ['wait-code', { ...line, id: null, status: 'failed', code: null, messages: [], error: failure }, [{ after: 'lost' }]],
  [
    'balance',
    {
      provider: 'durian',
      profile: 'default',
      account: null,
      balance: '100',
      unit: 'points',
      maxNumbers: null,
      createdAt: null,
    },
    [{ balance: 100 }, { balance: '1e2' }, { unit: 'euro' }],
  ],
  ['get-number', { numbers: [lease] }, [{ numbers: [{ ...lease, number: 59173841704 }] }, { numbers: lease }]],
  [
    'release',
    { results: [{ id: null, number: '+59173841704', status: 'released', error: null }] },
    [{ results: [{ id: null, number: '+59173841704', status: 'blacklisted', error: null }] }],
  ],
  ['numbers', { leases: [{ ...lease, code: null, messages: [], closedAt: null, next: null }] }, [{ leases: [lease] }]],
];

describe('the schemas', () => {
  for (const [name, document, wrong] of examples) {
    it(`take a good ${name} and notice what is wrong with a bad one`, () => {
      assert.deepEqual(complaints(name, document), []);
      for (const change of wrong)
        assert.notDeepEqual(complaints(name, { ...document, ...change }), [], JSON.stringify(change));
    });

    it(`miss every field that ${name} must have, and let fields be added`, () => {
      for (const field of Object.keys(document)) {
        const { [field]: _, ...rest } = document as Record<string, unknown>;
        assert.notDeepEqual(complaints(name, rest), [], field);
      }
      assert.deepEqual(complaints(name, { ...document, added: 'later' }), []);
    });
  }

  for (const [name, schema] of schemas) {
    it(`say what everything is: ${name}`, () => {
      assert.equal(schema.$schema, 'https://json-schema.org/draft/2020-12/schema');
      assert.ok(schema.title && schema.description);
      assert.deepEqual(undescribed(schema, name), []);
      assert.equal(JSON.stringify(schema).includes('"additionalProperties":false'), false, 'fields may be added');
    });
  }

  it('know every state of a lease and every exit code, and no other', () => {
    const { state } = schemas.get('lease')?.properties ?? {};
    assert.deepEqual([state?.enum].flat().sort(), [...leaseStates].sort());
    const definitions = schemas.get('error')?.$defs as { failure: Schema };
    const exitCodes = new Set(Object.values(errorCatalogue).map((facts) => facts.exitCode));
    const known = definitions.failure.properties?.exitCode?.enum as number[];
    assert.deepEqual(
      known,
      [...exitCodes].sort((a, b) => a - b),
    );
    for (const code of Object.keys(errorCatalogue)) {
      assert.deepEqual(complaints('error', { error: { ...failure, code } }), [], code);
    }
  });

  it('are there for every command, and the page beside them names each', () => {
    const names = commands.flatMap(
      ({ name, subcommands }) => subcommands?.map((inner) => `${name} ${inner.name}`) ?? [name],
    );
    for (const name of names) {
      const file = `${name.replace(' ', '-')}.schema.json`;
      assert.ok(existsSync(new URL(file, folder)), file);
      assert.ok(readme.includes(`| \`${name}\` |`), `${name} in schemas/README.md`);
    }
    for (const name of schemas.keys()) assert.ok(readme.includes(`(${name}.schema.json)`), name);
    for (const [, file = ''] of readme.matchAll(/\]\(([^)]+)\)/g)) assert.ok(existsSync(new URL(file, folder)), file);
  });
});

describe('the check that every run of every test goes through', () => {
  const good = { exitCode: 0, stdout: `${JSON.stringify({ numbers: [lease] })}\n`, stderr: '' };
  const bad = { exitCode: 5, stdout: '', stderr: `${JSON.stringify({ error: failure })}\n` };
  const words = ['get-number', '--json'];

  it('passes what is right', () => {
    check(words, good);
    assert.equal(check(words, bad).error?.code, 'numbers.none');
    check(['wait-code', '--json'], { ...bad, stdout: `${JSON.stringify(line)}\n` });
  });

  const failing: Readonly<Record<string, () => unknown>> = {
    'a document that does not fit': () => check(words, { ...good, stdout: '{"numbers":[{}]}\n' }),
    'a second document': () => check(words, { ...good, stdout: good.stdout.repeat(2) }),
    'no document': () => check(words, { ...good, stdout: '' }),
    'words beside the document': () => check(words, { ...good, stdout: `Rented:\n${good.stdout}` }),
    'a result beside an error': () => check(words, { ...bad, stdout: good.stdout }),
    'an error without a document': () => check(words, { ...bad, stderr: 'Error\n' }),
    'a remark beside the error': () => check(words, { ...bad, stderr: `by the way\n${bad.stderr}` }),
    'another exit code than the document says': () => check(words, { ...bad, exitCode: 6 }),
    'a secret on stdout': () => check(['balance'], { ...good, stdout: 'k+/=' }, ['k+/=']),
    'a secret on stderr, percent-encoded': () =>
      check(['balance'], { ...good, stdout: '', stderr: '?ApiKey=k%2B%2F%3D' }, ['k+/=']),
  };
  for (const [what, run] of Object.entries(failing)) {
    it(`fails for ${what}`, () => {
      assert.throws(run, assert.AssertionError);
    });
  }
});

/** Properties that do not say what they are. */
function undescribed(schema: Schema, path: string): string[] {
  const inner = Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const here = `${path}.${name}`;
    const isSaid = 'description' in property || '$ref' in property || 'const' in property || property.type === 'object';
    return [...(isSaid ? [] : [here]), ...undescribed(property, here)];
  });
  return schema.items === undefined ? inner : [...inner, ...undescribed(schema.items, `${path}[]`)];
}
