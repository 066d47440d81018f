import { join } from 'node:path';

/** The folder of the package: two above this file in the sources, and above what is built of it. */
export const packageRoot = join(import.meta.dirname, '../../');
