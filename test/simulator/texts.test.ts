import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extractCode } from '../../src/core/extract-code.ts';
import { projectOf } from '../../src/simulator/projects.ts';
import { writeText } from '../../src/simulator/texts.ts';

test('a person who tries the sandbox gets the code of every message: no project is named like something else', () => {
  const names = new Set(Array.from({ length: 100 }, (_, id) => projectOf({}, String(id)).name));
  assert.ok(names.size > 3);
  const random = { random: 1 };
  for (const name of names) {
    for (let written = 0; written < 100; written += 1) {
      const { text, code } = writeText(random, name, []);
      assert.equal(extractCode(text), code.replace('-', ''), text);
    }
  }
});
