import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleProgram } from './bundle.ts';
import { mendDeclarations } from './declarations.ts';
import { writeManual } from './manual.ts';
import { runners } from './runner-entries.ts';
import { writeSchemas } from './schemas.ts';

/** Makes all of `dist/` anew: the program, the library with its types, the schemas, the manual page. Or, in another folder, the program alone. */

const root = fileURLToPath(new URL('../../', import.meta.url));
const [other] = process.argv.slice(2);

if (other !== undefined) {
  await bundleProgram(other);
} else {
  const dist = `${root}dist`;
  rmSync(dist, { recursive: true, force: true });
  await bundleProgram(dist);
  execFileSync('tsc', ['-p', 'tsconfig.types.json'], { cwd: root, stdio: 'inherit' });
  mendDeclarations(dist, ['index.d.ts', ...runners.map(([name]) => `testing/${name}.d.ts`)]);
  writeSchemas(dist);
  await writeManual(dist);
}
