import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { entries } from './entries.ts';
import { type Module, readModule } from './reading.ts';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export const readModules = (): Module[] =>
  entries.map(({ name, file }) => readModule({ name, file: join(root, file) }));
