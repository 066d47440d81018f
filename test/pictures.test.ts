import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pictureFile } from '../scripts/pictures/place.ts';
import { commandsOf, scenes } from '../scripts/pictures/scenes.ts';
import { drawSvg } from '../scripts/pictures/svg.ts';
import { languages } from '../src/messages/index.ts';
import type { Cell, Style } from './helpers/pty-screen.ts';
import { root } from './helpers/run-cli.ts';
import { complaintOf, wordsIn } from './helpers/typed-commands.ts';

const plain: Style = {
  bold: false,
  dim: false,
  italic: false,
  underline: false,
  inverse: false,
  color: null,
  background: null,
};
const row = (text: string, style: Partial<Style> = {}): Cell[] =>
  [...text].map((one) => ({ text: one, width: /\p{Script=Han}/u.test(one) ? 2 : 1, style: { ...plain, ...style } }));
const about = { title: 'a & b', description: 'what <it> shows', lang: 'en' };

/** What is read: the texts of the lines, as far as they are there at the end. */
const readable = (svg: string): string =>
  [...svg.replaceAll(/<g [^>]*\bpast"[^>]*>.*?<\/g>/g, '').matchAll(/<text [^>]*>([^<]*)<\/text>/g)]
    .map(([, text = '']) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'))
    .join('\n');

/** Where a document is no well-formed XML, of the little XML that these pictures are made of. */
function malformedAt(text: string): string | null {
  const open: string[] = [];
  const bare = text.replaceAll(
    /<(\/?)([a-z]+)((?:\s+[\w:-]+="[^"<&]*")*)\s*(\/?)>/g,
    (tag, end, name, _rest, empty) => {
      if (end === '' && empty === '') open.push(name);
      return end === '' || open.pop() === name ? '' : `wrong ${tag}`;
    },
  );
  const rest = bare.replaceAll(/&(?:amp|lt|gt);/g, '');
  if (open.length > 0) return `<${open.join('> <')}> is not closed`;
  return /.{0,20}(?:wrong|[<&]).{0,20}/.exec(rest)?.[0] ?? null;
}

describe('the pictures', () => {
  it('are those of the scenes, in each language', () => {
    const wanted = scenes.flatMap((scene) => languages.map((language) => pictureFile(scene, language)));
    const there = readdirSync(join(root, 'docs', 'pictures')).map((name) => `docs/pictures/${name}`);
    assert.deepEqual(there.sort(), wanted.sort(), 'npm run pictures draws them');
  });

  for (const scene of scenes) {
    it(`show commands that the program takes: ${scene.name}`, async () => {
      for (const words of commandsOf(scene).flatMap((line) => wordsIn(line))) {
        assert.equal(await complaintOf(words), null, words.join(' '));
      }
    });

    for (const language of languages) {
      const svg = readFileSync(join(root, pictureFile(scene, language)), 'utf8');

      it(`are drawn of the scene as it stands: ${scene.name}, ${language}`, () => {
        assert.equal(malformedAt(svg), null);
        assert.ok(svg.includes(`<desc id="description">${scene.alt[language]}</desc>`));
        const typed = scene.steps.flatMap((step) => ('run' in step ? [step.run] : 'start' in step ? [step.start] : []));
        for (const line of typed) assert.ok(readable(svg).includes(`$ ${line}`), `${line} is not in the picture`);
      });

      it(`tell nothing of the machine they were drawn on: ${scene.name}, ${language}`, () => {
        assert.doesNotMatch(svg, /\/(?:tmp|home|root|Users)\//);
      });
    }
  }
});

describe('the pages that show pictures', () => {
  const pages = [
    ['README.md', 'en'],
    ['docs/zh-CN/README.md', 'zh-CN'],
  ] as const;
  const shown = (text: string) =>
    [...text.matchAll(/!\[([^\]]*)\]\((?:docs|\.\.)\/pictures\/([^)]+)\)/g)].map(([, alt, name]) => ({
      alt,
      file: `docs/pictures/${name}`,
    }));

  it('say what can be seen on them, in the words of the scene', () => {
    for (const [page, language] of pages) {
      const pictures = shown(readFileSync(join(root, page), 'utf8'));
      assert.ok(pictures.length > 1, page);
      for (const { alt, file } of pictures) {
        const scene = scenes.find((one) => pictureFile(one, language) === file);
        assert.ok(scene !== undefined, `${page} shows ${file}`);
        assert.equal(alt, scene.alt[language]);
      }
    }
  });
});

describe('drawSvg', () => {
  it('puts every text into its column, double-width characters counted as two', () => {
    const svg = drawSvg([{ at: 0, rows: [row('ab号码c   d e')] }], 20, about);
    const placed = [...svg.matchAll(/<text x="([\d.]+)"[^>]* textLength="([\d.]+)">([^<]*)</g)].map(
      ([, ...rest]) => rest,
    );
    assert.deepEqual(placed, [
      ['16', '16.8', 'ab'],
      ['32.8', '33.6', '号码'],
      ['66.4', '8.4', 'c'],
      ['100', '25.2', 'd e'],
    ]);
  });

  it('keeps a text of markup a text', () => {
    const svg = drawSvg([{ at: 0, rows: [row('<b> & "c"')] }], 20, about);
    assert.equal(malformedAt(svg), null);
    assert.equal(readable(svg), '<b> & "c"');
    assert.match(svg, /<title id="title">a &amp; b<\/title>/);
  });

  it('draws what stands out', () => {
    const rows = [row('a', { bold: true, color: 'bright-red' }), row('b', { inverse: true }), row('c', { dim: true })];
    const svg = drawSvg([{ at: 0, rows }], 20, about);
    assert.match(svg, /class="b" style="fill:#ff8278">a</);
    assert.match(svg, /<rect [^>]*fill="#d7dce3"\/><text [^>]*style="fill:#171b22">b</);
    assert.match(svg, /class="d">c</);
  });

  it('cuts off the rows below that are always empty', () => {
    const height = (count: number) =>
      /height="(\d+)"/.exec(drawSvg([{ at: 0, rows: Array(count).fill(row('a')) }], 9, about))?.[1];
    assert.equal(height(1), '52');
    const frames = [
      { at: 0, rows: [row('a'), row('b'), row('   ')] },
      { at: 5, rows: [row('a'), row(' '), row('   ')] },
    ];
    assert.match(drawSvg(frames, 9, about), /height="72"/);
  });

  it('shows its end to those who want no movement, and draws once what does not move', () => {
    const frames = ['one', 'two', 'three'].map((text, index) => ({ at: index * 1000, rows: [row('same'), row(text)] }));
    const svg = drawSvg(frames, 20, about);
    assert.equal(malformedAt(svg), null);
    assert.equal(readable(svg), 'same\nthree');
    assert.equal(svg.split('>same<').length, 2);
    assert.match(svg, /\.past\{visibility:hidden\}\n@media \(prefers-reduced-motion:no-preference\)/);
    // Of five seconds: the second of the two, and three for the end.
    assert.match(svg, /\{0%\{visibility:hidden\}20%\{visibility:visible\}40%\{visibility:hidden\}100%/);
  });

  it('draws no movement where there is none', () => {
    assert.doesNotMatch(drawSvg([{ at: 0, rows: [row('a')] }], 20, about), /animation|keyframes/);
  });
});

describe('the reader of pictures', () => {
  for (const text of ['<svg>', '<svg><g></svg></g>', '<svg a="1>2"></svg', '<svg>a < b</svg>', '<svg>a & b</svg>']) {
    it(`objects to ${text}`, () => assert.notEqual(malformedAt(text), null));
  }
});
