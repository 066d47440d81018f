import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { plantedFaults } from '../../bench/planted/faults.ts';
import { sections } from '../../bench/reliability/sections.ts';
import { root } from '../helpers/run-cli.ts';

/** Planting them all takes long (`npm run bench:planted`); that each can still be planted is seen here. */
for (const { name, file, from, to, bench } of plantedFaults) {
  test(`this fault can be planted: ${name}`, () => {
    const places = readFileSync(join(root, file), 'utf8').split(from).length - 1;
    assert.equal(places, 1, `${file} holds this text ${places} times: ${from}`);
    assert.notEqual(from, to);
    assert.ok(Object.hasOwn(sections, bench[0] ?? ''), 'the bench has such a section');
  });
}
