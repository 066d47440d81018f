import { fileURLToPath } from 'node:url';
import { type Plugin, rolldown } from 'rolldown';
import { lazyBuiltins } from './lazy-builtins.ts';
import { leftOut } from './left-out.ts';
import { quicker } from './quicker.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const entry = `${root}src/cli.ts`;

/**
 * The program as CommonJS: one file that every command needs, and one for each thing that only some need. Node loads
 * CommonJS quicker than modules, keeps what it has compiled, and is asked for few files.
 */
export async function bundleProgram(folder: string): Promise<void> {
  const start = new Set<string>();
  const build = await rolldown({
    input: { cli: entry },
    platform: 'node',
    plugins: [leftOut(), quicker(), lazyBuiltins(), noteStart(start)],
    preserveEntrySignatures: 'allow-extension',
  });
  await build.write({
    dir: `${folder}/cli`,
    format: 'cjs',
    minify: process.env.NOMIN === undefined,
    entryFileNames: '[name].cjs',
    chunkFileNames: ({ moduleIds }) => `${nameOf(moduleIds.at(-1) ?? '')}.cjs`,
    codeSplitting: { groups: [{ name: 'start', test: (id) => start.has(id) }] },
  });
  await build.close();
}

/** The library as one module, its types beside it. */
export async function bundleLibrary(folder: string): Promise<void> {
  const build = await rolldown({ input: `${root}src/index.ts`, platform: 'node' });
  await build.write({ file: `${folder}/index.js`, format: 'esm' });
  await build.close();
}

/** What the entry imports at once. */
function noteStart(start: Set<string>): Plugin {
  return {
    name: 'note-start',
    buildEnd() {
      const open = [entry];
      for (const id of open) {
        if (start.has(id)) continue;
        start.add(id);
        open.push(...(this.getModuleInfo(id)?.importedIds ?? []));
      }
    },
  };
}

/** By the room and the file in it: `src/flows/acquire.ts` → `flows-acquire`. */
function nameOf(id: string): string {
  return id
    .replace(/^.*\/(?:src|node_modules)\//, '')
    .replace(/\.\w+$/, '')
    .replaceAll(/[^\w-]+/g, '-');
}
