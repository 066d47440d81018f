import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageOf } from './page.ts';
import { readModules, root } from './reference.ts';

writeFileSync(join(root, 'docs/api.md'), pageOf(readModules()));
