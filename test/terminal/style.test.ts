import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { createStyle, type Tone, wantsColor } from '../../src/terminal/style.ts';

const tones: readonly Tone[] = ['good', 'bad', 'warn', 'dim', 'strong', 'accent', 'plain'];

describe('createStyle', () => {
  it('paints every tone but plain, each in its own way', async () => {
    const { paint } = await createStyle({ color: true });
    const painted = tones.map((tone) => paint(tone, 'x'));
    assert.equal(new Set(painted).size, tones.length);
    for (const text of painted) assert.equal(stripVTControlCharacters(text), 'x');
    assert.equal(paint('plain', 'x'), 'x');
    assert.equal(paint('good', 'x'), '\x1b[32mx\x1b[39m');
  });

  it('leaves every text as it is without colour', async () => {
    const { paint } = await createStyle({ color: false });
    for (const tone of tones) assert.equal(paint(tone, 'x'), 'x');
  });
});

describe('wantsColor', () => {
  const cases: readonly [
    what: string,
    wanted: boolean,
    env: Record<string, string>,
    isTTY: boolean,
    noColor: boolean,
  ][] = [
    ['a terminal', true, {}, true, false],
    ['a pipe', false, {}, false, false],
    ['--no-color', false, { FORCE_COLOR: '1' }, true, true],
    ['NO_COLOR', false, { NO_COLOR: '1' }, true, false],
    ['NO_COLOR=0, which is not empty', false, { NO_COLOR: '0' }, true, false],
    ['an empty NO_COLOR', true, { NO_COLOR: '' }, true, false],
    ['NO_COLOR against FORCE_COLOR', false, { NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    ['FORCE_COLOR in a pipe', true, { FORCE_COLOR: '1' }, false, false],
    ['FORCE_COLOR on a dumb terminal', true, { FORCE_COLOR: 'true', TERM: 'dumb' }, false, false],
    ['FORCE_COLOR=0', false, { FORCE_COLOR: '0' }, true, false],
    ['FORCE_COLOR=false', false, { FORCE_COLOR: 'false' }, true, false],
    ['an empty FORCE_COLOR', false, { FORCE_COLOR: '' }, false, false],
    ['a dumb terminal', false, { TERM: 'dumb' }, true, false],
  ];
  for (const [what, wanted, env, isTTY, noColor] of cases) {
    it(`says ${wanted ? 'yes' : 'no'} to ${what}`, () => {
      assert.equal(wantsColor({ env, isTTY, noColor }), wanted);
    });
  }
});
