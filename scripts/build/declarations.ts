import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const imported = /(\bfrom |\bimport\()(['"])(\.{1,2}\/[^'"]+)\.ts\2/g;

/**
 * Mends what the compiler leaves: it writes `.js` into the imports of the code, and `.ts` into those of declarations. And
 * it declares every file; those that nobody who imports the library can meet are removed.
 */
export function mendDeclarations(folder: string): void {
  const needed = new Set<string>();
  const open = [join(folder, 'index.d.ts')];
  for (const file of open) {
    if (needed.has(file)) continue;
    needed.add(file);
    const text = readFileSync(file, 'utf8');
    for (const [, , , path = ''] of text.matchAll(imported)) open.push(join(dirname(file), `${path}.d.ts`));
    writeFileSync(file, text.replace(imported, '$1$2$3.js$2'));
  }
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = join(folder, name);
    if (name.endsWith('.d.ts') && !needed.has(file)) rmSync(file);
  }
}
