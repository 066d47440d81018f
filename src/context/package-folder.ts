import { join } from 'node:path';

/** The folder of the package: two above this file in the sources, and above what is built of it. */
export const packageFolder = join(import.meta.dirname, '../../');
