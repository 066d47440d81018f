import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { framesOf } from '../../src/context/stack-trace.ts';
import { joinMaps, packLines } from '../../src/core/line-map.ts';
import { temporaryFolder } from '../helpers/run-cli.ts';

const folder = temporaryFolder();
after(() => folder[Symbol.dispose]());

describe('the frames of a stack', () => {
  const program = join(folder.path, 'a (b) c', '/');
  const bundled = join(folder.path, '/');
  // In the second line; the first has a mark of its own, and so has what is nobody's before and after the call of `one`.
  const code = '`;\n`;nobody();one(1);nobody()';
  const origins = [
    { offset: 0, source: null, line: 0 },
    { offset: code.indexOf('one'), source: 'src/flows/one.ts', line: 3 },
    { offset: code.lastIndexOf('nobody'), source: null, line: 0 },
  ];
  writeFileSync(join(bundled, 'flows-one.cjs'), code);
  const maps = ['flows-one', 'gone'].map((name) => [`${name}.cjs`, packLines(code, origins)] as const);
  writeFileSync(join(bundled, 'lines'), brotliCompressSync(joinMaps(new Map(maps))));
  const broken = join(folder.path, 'broken', '/');
  mkdirSync(broken);
  writeFileSync(join(broken, 'flows-one.cjs'), code);
  writeFileSync(join(broken, 'lines'), 'lines');

  const cases: readonly (readonly [what: string, frame: string, told: string | null])[] = [
    ['of ours is told by its source', `    at e (${bundled}flows-one.cjs:2:12)`, '    at src/flows/one.ts:3'],
    ['of ours, on the same line', `    at new t (${bundled}flows-one.cjs:2:17)`, '    at src/flows/one.ts:3'],
    ['without a name', `    at ${bundled}flows-one.cjs:2:12`, '    at src/flows/one.ts:3'],
    ['after an await', `    at async Object.e (${bundled}flows-one.cjs:2:12)`, '    at async src/flows/one.ts:3'],
    ['in code of a package stays', `    at e (${bundled}flows-one.cjs:2:19)`, null],
    ['before all code of ours stays', `    at e (${bundled}flows-one.cjs:2:3)`, null],
    ['on a line that is not there stays', `    at e (${bundled}flows-one.cjs:0:99)`, null],
    ['without a map stays', `    at e (${bundled}flows-two.cjs:1:1)`, null],
    ['of a file that is gone stays', `    at e (${bundled}gone.cjs:1:1)`, null],
    ['in another folder stays', `    at e (${bundled}../flows-one.cjs:1:11)`, null],
    ['of Node stays', '    at JSON.parse (<anonymous>)', null],
  ];
  for (const [what, frame, told] of cases) {
    it(`${what}: one`, () => {
      assert.deepEqual(framesOf(`Error: key\n${frame}`, bundled), [told ?? frame]);
    });
  }

  it('stay where the maps cannot be read', () => {
    const frame = `    at e (${broken}flows-one.cjs:2:12)`;
    assert.deepEqual(framesOf(`Error: key\n${frame}`, broken), [frame]);
  });

  it('are there without the message, and in their order', () => {
    const stack = `TypeError: no\n at all\n    at e (${program}x.cjs:1:1)\n    at async b (node:fs:1:2)`;
    assert.deepEqual(framesOf(stack, program), stack.split('\n').slice(2));
  });
});
