import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawBar, wantsAscii } from '../../src/terminal/bar.ts';

const bars: readonly (readonly [share: number, blocks: string, ascii: string])[] = [
  [0, '', ''],
  [0.0001, '▏', '#'],
  [0.25, '█', '#'],
  [0.3, '█▎', '#'],
  [0.5, '██', '##'],
  [0.99, '███▉', '###'],
  [0.9999, '███▉', '###'],
  [1, '████', '####'],
  [7, '████', '####'],
];

for (const [share, blocks, hashes] of bars) {
  test(`a share of ${share} is drawn as ${blocks || 'nothing'}`, () => {
    assert.equal(drawBar({ share, width: 4, ascii: false }), blocks);
    assert.equal(drawBar({ share, width: 4, ascii: true }), hashes);
  });
}

const locales: readonly (readonly [env: Readonly<Record<string, string>>, ascii: boolean])[] = [
  [{}, false],
  [{ LANG: '' }, false],
  [{ LANG: 'en_US.UTF-8' }, false],
  [{ LANG: 'zh_CN.utf8' }, false],
  [{ LANG: 'C' }, true],
  [{ LANG: 'zh_CN.GB18030' }, true],
  [{ LANG: 'C', LC_ALL: 'C.UTF-8' }, false],
  [{ LANG: 'C.UTF-8', LC_ALL: 'POSIX' }, true],
];

for (const [env, ascii] of locales) {
  test(`${JSON.stringify(env)} ${ascii ? 'has no' : 'has'} block characters`, () =>
    assert.equal(wantsAscii(env), ascii));
}
