import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { framesOf } from '../../src/context/stack-trace.ts';
import { temporaryFolder } from '../helpers/run-cli.ts';

const folder = temporaryFolder();
after(() => folder[Symbol.dispose]());

describe('the frames of a stack', () => {
  const program = join(folder.path, 'a (b) c', '/');
  const bundled = join(folder.path, '/');
  // Columns 0 to 9 are nobody's, 10 to 19 line 3 of the source, what follows is nobody's again.
  const map = { version: 3, sources: ['../../src/flows/one.ts'], names: [], mappings: 'A,UAEI,U,U' };
  writeFileSync(join(bundled, 'flows-one.cjs.map'), JSON.stringify(map));
  writeFileSync(join(bundled, 'broken.cjs.map'), '{"version":3,"mappings":');
  writeFileSync(join(bundled, 'no-map.cjs.map'), 'null');

  const cases: readonly (readonly [what: string, frame: string, told: string | null])[] = [
    ['of ours is told by its source', `    at e (${bundled}flows-one.cjs:1:11)`, '    at src/flows/one.ts:3'],
    ['of ours, on the same line', `    at new t (${bundled}flows-one.cjs:1:20)`, '    at src/flows/one.ts:3'],
    ['without a name', `    at ${bundled}flows-one.cjs:1:15`, '    at src/flows/one.ts:3'],
    ['after an await', `    at async Object.e (${bundled}flows-one.cjs:1:15)`, '    at async src/flows/one.ts:3'],
    ['in code of a package stays', `    at e (${bundled}flows-one.cjs:1:25)`, null],
    ['before all code of ours stays', `    at e (${bundled}flows-one.cjs:1:2)`, null],
    ['on a line that is not there stays', `    at e (${bundled}flows-one.cjs:0:99)`, null],
    ['whose map is broken stays', `    at e (${bundled}broken.cjs:1:1)`, null],
    ['whose map is none stays', `    at e (${bundled}no-map.cjs:1:1)`, null],
    ['without a map stays', `    at e (${bundled}flows-two.cjs:1:1)`, null],
    ['in another folder stays', `    at e (${bundled}../flows-one.cjs:1:11)`, null],
    ['of Node stays', '    at JSON.parse (<anonymous>)', null],
  ];
  for (const [what, frame, told] of cases) {
    it(`${what}: one`, () => {
      assert.deepEqual(framesOf(`Error: key\n${frame}`, bundled), [told ?? frame]);
    });
  }

  it('are there without the message, and in their order', () => {
    const stack = `TypeError: no\n at all\n    at e (${program}x.cjs:1:1)\n    at async b (node:fs:1:2)`;
    assert.deepEqual(framesOf(stack, program), stack.split('\n').slice(2));
  });
});
