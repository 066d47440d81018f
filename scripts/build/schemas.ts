import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** The schemas without the spaces that make them readable in the repository. */
export function writeSchemas(dist: string): void {
  const folder = new URL('../../schemas/', import.meta.url);
  mkdirSync(`${dist}/schemas`, { recursive: true });
  for (const name of readdirSync(folder)) {
    if (!name.endsWith('.schema.json')) continue;
    const schema: unknown = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
    writeFileSync(`${dist}/schemas/${name}`, JSON.stringify(schema));
  }
}
