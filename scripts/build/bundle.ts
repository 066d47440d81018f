import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Plugin, rolldown } from 'rolldown';
import { emptyUnused } from './emptied.ts';
import { lateName, lateNames, lazily } from './lazily.ts';
import { leftOut } from './left-out.ts';
import { notices } from './notices.ts';
import { phoneTables } from './phone-tables.ts';
import { quicker } from './quicker.ts';
import { libraryAndFixtures, libraryId, runnerEntry, runners } from './runner-entries.ts';
import { runtimeWithin } from './runtime.ts';
import { fileNameOf } from './shelves.ts';
import { shorterExports } from './shorter.ts';
import { lineMaps } from './source-maps.ts';
import { statementsInOneLine } from './statements.ts';
import { wordLists } from './word-lists.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const entry = `${root}src/cli.ts`;

/**
 * The program as CommonJS: one file that every command needs, and one for each thing that only some need. Node loads
 * CommonJS quicker than modules, keeps what it has compiled, and is asked for few files.
 *
 * @param minify false: for who wants to read it
 */
export async function bundleProgram(folder: string, minify = true): Promise<void> {
  const roomOf = new Map<string, string>();
  const build = await rolldown({
    input: {
      cli: entry,
      index: libraryId,
    },
    platform: 'node',
    treeshake: { propertyReadSideEffects: false },
    plugins: [
      libraryAndFixtures(`${root}src/`),
      leftOut(),
      emptyUnused(),
      quicker(),
      phoneTables(),
      wordLists(),
      statementsInOneLine(),
      lazily(),
      noteRooms(roomOf),
      notices(),
      ...(minify ? [shorterExports()] : []),
      runtimeWithin('cli.cjs'),
      lineMaps(),
    ],
    preserveEntrySignatures: 'allow-extension',
    // It warns of what a package no longer has, and writes undefined in its place.
    onLog(_level, log) {
      throw new Error(log.message);
    },
    checks: { bundlerTimings: false }, // the tables of phone numbers take two seconds
  });
  const { output } = await build.write({
    dir: folder,
    format: 'cjs',
    minify,
    generatedCode: { symbols: false },
    comments: !minify,
    sourcemap: true,
    sourcemapExcludeSources: true,
    entryFileNames: ({ name }) => `cli/${fileNameOf(name)}`,
    chunkFileNames: ({ name, moduleIds }) => `cli/${fileNameOf(isRoom(name) ? name : nameOf(moduleIds.at(-1) ?? ''))}`,
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [
        { name: (id) => lateName(id) ?? roomOf.get(id) ?? null, debugName: 'rooms', priority: 1 },
        { name: 'commands', test: /\/src\/(?!simulator|providers)/, minShareCount: 2 },
      ],
    },
  });
  await build.close();
  const names = output.flatMap((one) =>
    one.type === 'chunk' && one.name === 'index' && one.isEntry ? one.exports : [],
  );
  const isFixtures = (name: string) => runners.some(([runner]) => runner === name);
  const offered = names.filter((name) => !isFixtures(name)).toSorted();
  writeFileSync(join(folder, 'index.js'), libraryEntry(offered));
  writeFileSync(join(folder, 'index.cjs'), requiredEntry(offered));
  for (const [name, runner] of runners) writeFileSync(join(folder, `${name}.js`), runnerEntry(name, runner));
}

/** Modules and CommonJS share what is loaded: a failure is of the same class, whoever throws it. */
const libraryEntry = (names: readonly string[]): string => `import library from './cli/${fileNameOf('index')}';

export const { ${names.join(', ')} } = library;
`;

/** Node needs no second entry, but a test runner that loads modules itself (Jest) requires nothing else. */
const requiredEntry = (names: readonly string[]): string => `const library = require('./cli/${fileNameOf('index')}');

const { ${names.join(', ')} } = library;
module.exports = { ${names.join(', ')} };
`;

/** Commands with little of their own: nearly all that they need, others need, too. */
const small = [
  ...['blacklist', 'countries', 'get-number', 'release', 'status', 'stats', 'wait-code'],
  ...['config/reading', 'config/writing', 'logout'],
];

/** What is loaded together goes into one file: to open one takes a quarter of a millisecond. */
const rooms: readonly (readonly [name: string, modules: readonly string[]])[] = [
  ['start', ['cli', 'core/redact', 'messages/table-time']],
  ['messages-en', ['messages/en/index']],
  ['messages-zh-cn', ['messages/zh-cn/index']],
  ['ledger', ['store/ledger', 'store/lease-glance']],
  ['connection', ['context/connect', 'providers/decode', 'providers/wording', 'commands/balance']],
  ['help', ['help/command']],
  ['failure', ['program/usage-error', 'program/missing-command', 'context/key-mask', 'context/stack-trace']],
  ['input', ['input/targets', 'input/projects', 'commands/interruption']],
  ['commands', [...small.map((name) => `commands/${name}`), 'store/vault']],
];

/** Each module with all that it imports at once goes into the first of the rooms that it belongs to. */
function noteRooms(roomOf: Map<string, string>): Plugin {
  return {
    name: 'note-rooms',
    buildEnd() {
      for (const [name, modules] of rooms) {
        const open = modules.map((module) => `${root}src/${module}.ts`);
        for (const id of open) {
          if (roomOf.has(id) || lateName(id) !== null) continue;
          const info = this.getModuleInfo(id);
          if (info === null) this.error(`there is no ${id}`);
          roomOf.set(id, name);
          open.push(...info.importedIds);
        }
      }
    },
  };
}

const isRoom = (name: string): boolean =>
  name === 'commands' || lateNames.includes(name) || rooms.some(([room]) => room === name);

/** By the room and the file in it: `src/flows/acquire.ts` → `flows-acquire`. */
function nameOf(id: string): string {
  return id
    .replace(/^.*\/(?:src|node_modules)\//, '')
    .replace(/\.\w+$/, '')
    .replaceAll(/[^\w-]+/g, '-')
    .replace(/^-/, '');
}
