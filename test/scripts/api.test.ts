import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { entries } from '../../scripts/api/entries.ts';
import { pageOf } from '../../scripts/api/page.ts';
import { readModule, undocumented, unreachable } from '../../scripts/api/reading.ts';
import { readModules } from '../../scripts/api/reference.ts';
import { readPage } from '../helpers/pages.ts';
import { tempDir } from '../store/fixtures.ts';

test('docs/api.md is what npm run api writes', () => {
  assert.equal(readPage('docs/api.md'), pageOf(readModules()));
});

test('every entry of the package that has types is in it', () => {
  const { exports } = JSON.parse(readPage('package.json')) as { exports: Record<string, object | string> };
  const typed = Object.entries(exports).filter(([, to]) => typeof to === 'object' && 'types' in to);
  assert.deepEqual(
    entries.map(({ name }) => name),
    typed.map(([path]) => path.replace('.', 'smsctl')),
  );
});

test('all that may be imported says what it is', () => {
  assert.deepEqual(readModules().flatMap(undocumented), []);
});

test('all that a declaration names may be imported', () => {
  assert.deepEqual(unreachable(readModules()), []);
});

const inner = `
/** Hidden. */
interface Hidden { readonly a: 1 }
interface Base {}
/** Shown. */
export interface Shown<T> extends Pick<Hidden, 'a'>, Base {
  /** Said. */
  readonly said?: T;
  unsaid(): Hidden;
}
export class Thing extends Error {
  #own = 1;
  /** Does. @throws TypeError never */
  do(one: number): Shown<string> { return { unsaid: (): Other => this.#own }; }
}
/**
 * Calls,
 * and comes back (docs/output.md).
 *
 * @param one what is called
 * @returns nothing
 */
export async function call(one: number): Promise<void> {}
/** Many. */
export const many = {} as const satisfies Record<string, Shown<1>>;`;

test('the reference is made of declarations and docstrings', (t) => {
  const folder = tempDir(t);
  writeFileSync(join(folder, 'inner.ts'), inner);
  writeFileSync(join(folder, 'entry.ts'), "/** All. */\nexport { call, many, type Shown, Thing } from './inner.ts';\n");
  const module = readModule({ name: 'thing', file: join(folder, 'entry.ts') });
  assert.deepEqual(undocumented(module), ['Shown.unsaid', 'Thing']);
  assert.deepEqual(unreachable([module]), ['Shown: Hidden', 'Shown: Base']);
  const [, page] = pageOf([module]).split('\n## ');
  assert.equal(
    page,
    `thing

All.

[call](#call) · [many](#many) · [Shown](#shown) · [Thing](#thing)

### call

Calls, and comes back ([output.md](output.md)).

\`one\`: what is called

**Returns** nothing

\`\`\`ts
function call(one: number): Promise<void>
\`\`\`

### many

Many.

\`\`\`ts
const many: Record<string, Shown<1>>
\`\`\`

### Shown

Shown.

\`\`\`ts
interface Shown<T> extends Pick<Hidden, 'a'>, Base
\`\`\`

- **\`said?: T\`** Said.
- **\`unsaid(): Hidden\`**

### Thing

\`\`\`ts
class Thing extends Error
\`\`\`

- **\`do(one: number): Shown<string>\`** Does. **Throws** TypeError never
`,
  );
});
