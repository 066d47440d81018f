import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

/** The floors of docs/architecture.md, from the ground up. A file may import from its own floor and from those below. */
const floors: readonly (readonly string[])[] = [
  ['core', 'messages'],
  ['providers'],
  ['net', 'store', 'terminal', 'simulator'],
  ['flows'],
  ['views'],
  ['context'],
  ['input', 'commands', 'library'],
  ['wizard', 'help', 'completion', 'testing'],
  ['specs', 'program'],
  ['cli.ts', 'index.ts'],
];

/** Packages, and built-in modules that deserve it, which exactly one file imports. */
const oneImporter: Readonly<Record<string, string>> = {
  commander: 'program/command-line.ts',
  got: 'net/by-got.ts',
  'decompress-response': 'net/body-sink.ts',
  'http-parser-js': 'net/answer-parser.ts',
  conf: 'store/settings-file.ts',
  'node:sqlite': 'store/database.ts',
  ora: 'terminal/progress.ts',
  '@inquirer/prompts': 'terminal/prompts.ts',
  'cli-table3': 'terminal/table.ts',
  chalk: 'terminal/style.ts',
  'libphonenumber-js/max': 'core/phone.ts',
  leven: 'core/nearest.ts',
  '@noble/hashes/legacy.js': 'core/digest.ts',
  '@noble/hashes/sha2.js': 'core/digest.ts',
};

/** Packages of whoever uses ours: a runner of tests is there where its tests are run. */
const runners: Readonly<Record<string, string>> = { '@playwright/test': 'playwright', vitest: 'vitest' };

const source = fileURLToPath(new URL('../src', import.meta.url));

interface Import {
  readonly from: string;
  /** A path below src, or a package's name. */
  readonly to: string;
  readonly isOurs: boolean;
  /** Nothing of it is there when the program runs. */
  readonly isType: boolean;
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const imports: readonly Import[] = files.flatMap((from) => {
  const text = readFileSync(join(source, from), 'utf8');
  const found = text.matchAll(/^(?:import|export)\s(type\s)?(?:[^;'"]*?\sfrom\s)?'([^']+)';$|\bimport\('([^']+)'\)/gm);
  return [...found].map(([, type, fixed, lazy]) => {
    const target = fixed ?? lazy ?? '';
    const isOurs = target.startsWith('.');
    return {
      from,
      to: isOurs ? relative(source, join(source, dirname(from), target)) : target,
      isOurs,
      isType: type !== undefined,
    };
  });
});

const roomOf = (file: string): string => file.split('/')[0] ?? '';
const floorOf = (file: string): number => floors.findIndex((rooms) => rooms.includes(roomOf(file)));
const shown = (bad: readonly Import[]): string[] => bad.map(({ from, to }) => `${from} imports ${to}`);

test('the reader of imports sees the imports that are there', () => {
  assert.ok(imports.some(({ from, to }) => from === 'cli.ts' && to === 'program/command-line.ts'));
  assert.ok(imports.some(({ from, to }) => from === 'context/context.ts' && to === 'store/ledger.ts'));
  assert.ok(imports.length > files.length);
});

test('every file stands on a floor', () => {
  assert.deepEqual(
    files.filter((file) => floorOf(file) < 0),
    [],
  );
});

test('imports point down', () => {
  assert.deepEqual(shown(imports.filter(({ from, to, isOurs }) => isOurs && floorOf(to) > floorOf(from))), []);
});

test('the rooms that touch the world never import each other', () => {
  const rooms = floors[2] ?? [];
  const crossing = imports.filter(
    ({ from, to, isOurs }) =>
      isOurs && rooms.includes(roomOf(from)) && rooms.includes(roomOf(to)) && roomOf(from) !== roomOf(to),
  );
  assert.deepEqual(shown(crossing), []);
});

test('flows know the world only through the ports', () => {
  const outward = imports.filter(({ from, to, isOurs }) => roomOf(from) === 'flows' && isOurs && floorOf(to) === 2);
  assert.deepEqual(shown(outward), []);
});

test('a provider imports no other provider, and neither flows nor providers import a package or a built-in module', () => {
  const folder = (file: string) => file.split('/').slice(0, 2).join('/');
  const inner = imports.filter(({ from }) => from.split('/').length === 3 && roomOf(from) === 'providers');
  const strangers = inner.filter(
    ({ from, to, isOurs }) => isOurs && to.split('/').length === 3 && folder(to) !== folder(from),
  );
  const packages = imports.filter(({ from, isOurs }) => ['providers', 'flows'].includes(roomOf(from)) && !isOurs);
  assert.ok(inner.length > 0);
  assert.deepEqual(shown([...strangers, ...packages]), []);
});

test('a simulator never imports the client it checks, nor what the client is made of', () => {
  const simulators = imports.filter(({ from }) => roomOf(from) === 'simulator' || /\/simulator[^/]*\.ts$/.test(from));
  const shared = simulators.filter(
    ({ to, isOurs }) => isOurs && (/\/(?:client|codes|answers)\.ts$/.test(to) || to === 'providers/decode.ts'),
  );
  assert.ok(simulators.length > 0);
  assert.deepEqual(shown(shared), []);
});

test('what others import reaches no terminal, no command, and nothing that ends or listens for the process', () => {
  const reached = new Set(['index.ts']);
  for (const file of reached)
    for (const { from, to, isOurs, isType } of imports) if (from === file && isOurs && !isType) reached.add(to);
  const rooms = new Set([...reached].map(roomOf));
  assert.ok(rooms.has('core') && rooms.has('library'));
  const around = [
    'terminal',
    'commands',
    ...floors.slice(floors.findIndex((floor) => floor.includes('wizard'))).flat(),
  ];
  const foreign = around.filter((room) => room !== 'index.ts' && rooms.has(room));
  assert.deepEqual(foreign, []);
  const touching = [...reached].filter((file) =>
    /\bprocess\.(?:std(?:in|out|err)|on|once|exit|exitCode)\b|\bconsole\./.test(
      readFileSync(join(source, file), 'utf8'),
    ),
  );
  assert.deepEqual(touching, []);
});

test('each heavy package has exactly one importer', () => {
  for (const [name, file] of Object.entries(oneImporter)) {
    const importers = new Set(imports.filter(({ to, isOurs }) => !isOurs && to === name).map(({ from }) => from));
    assert.deepEqual([...importers], [file], name);
  }
  const known = new Set(Object.keys(oneImporter));
  const others = imports.filter(
    ({ to, isOurs }) => !isOurs && !to.startsWith('node:') && !known.has(to) && !(to in runners),
  );
  assert.deepEqual(shown(others), []);
});

test('a runner of tests is loaded by its own entry alone, which only makes it of the fixtures', () => {
  for (const [name, entry] of Object.entries(runners)) {
    const importers = imports.filter(({ to }) => to === name).map(({ from }) => from);
    assert.deepEqual([...new Set(importers)].toSorted(), [`testing/${entry}-fixtures.ts`, `testing/${entry}.ts`]);
    const loading = importers.filter((from) => {
      const lines = readFileSync(join(source, from), 'utf8').split('\n');
      return lines.some((line) => line.endsWith(` from '${name}';`) && !line.startsWith('import type '));
    });
    assert.deepEqual(loading, [`testing/${entry}.ts`]);
    const text = readFileSync(join(source, `testing/${entry}.ts`), 'utf8');
    assert.equal(text.match(/^(?:export )?(?:const|function) \w+/gm)?.join(), 'export const test');
  }
});

test('numbers for tests are rented by the library alone', () => {
  const used = imports.filter(({ from, isOurs }) => roomOf(from) === 'testing' && isOurs).map(({ to }) => to);
  const others = used.filter((to) => !['testing', 'library', 'core', 'messages'].includes(roomOf(to)));
  assert.deepEqual([...new Set(others)].toSorted(), ['context/clock.ts', 'context/home-folder.ts', 'store/paths.ts']);
});

test("a provider's name stands in its folder and in its line of the registry, and nowhere else", () => {
  const ids = readdirSync(join(source, 'providers'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  assert.ok(ids.length > 0);
  const naming = files.filter((file) => {
    if (roomOf(file) === 'messages') return false; // examples in help texts
    const text = readFileSync(join(source, file), 'utf8').replace(/^\s*(?:\/?\*.*|\/\/.*)$/gm, '');
    return ids.some(
      ({ name }) => !file.startsWith(`providers/${name}/`) && new RegExp(`\\b${name}\\b`, 'i').test(text),
    );
  });
  assert.deepEqual(naming, ['providers/index.ts']);
});

test('no file is longer than 250 lines, and no room is a drawer', () => {
  const long = files.filter((file) => readFileSync(join(source, file), 'utf8').split('\n').length > 251);
  const drawers = files.filter((file) => /(?:^|\/)(?:utils?|helpers?|common|lib|misc|types)(?:\.ts|\/)/.test(file));
  assert.deepEqual([...long, ...drawers], []);
});

test('nothing ends the process, and only the clock reads the time or sets a timer', () => {
  const uses = (pattern: RegExp) =>
    files.filter((file) => pattern.test(readFileSync(join(source, file), 'utf8').replace(/\/\/.*|\*.*/g, '')));
  assert.deepEqual(uses(/\bprocess\.exit\(/), []);
  const timers = uses(/\b(?:setTimeout|setInterval|Date\.now)\(/).filter((file) => file !== 'context/clock.ts');
  assert.deepEqual(
    timers.filter((file) =>
      ['flows', 'providers', 'core', 'input', 'commands', 'views', 'wizard', 'help', 'completion'].includes(
        roomOf(file),
      ),
    ),
    [],
  );
});
