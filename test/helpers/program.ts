import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main } from '../../src/cli.ts';

const bundle = join(fileURLToPath(new URL('../../', import.meta.url)), 'dist', 'cli', 'cli.cjs');

/** The program as it is in the package, which has to be built: without all that is left out of others' packages there. */
export const packedProgram = (): typeof main => (createRequire(import.meta.url)(bundle) as { main: typeof main }).main;

/** What tests run in their own process: what is made of the sources, unless they are told to try what is packed. */
export const testedProgram = process.env.SMSCTL_TEST_PACKED === '1' ? packedProgram() : main;
