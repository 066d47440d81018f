import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { zhCn } from '../src/messages/zh-cn/index.ts';
import { commands } from '../src/program/commands.ts';
import { anchorsOf, fence, proseOf, readPage, tableIn } from './helpers/pages.ts';
import { root } from './helpers/run-cli.ts';

/** Pages that are there in both languages. */
const pairs = [
  ['README.md', 'docs/zh-CN/README.md'],
  ['docs/output.md', 'docs/zh-CN/output.md'],
  ['docs/sandbox.md', 'docs/zh-CN/sandbox.md'],
  ['docs/providers/durian.md', 'docs/zh-CN/providers/durian.md'],
  ['docs/providers/zhima.md', 'docs/zh-CN/providers/zhima.md'],
  ['docs/providers/taoma.md', 'docs/zh-CN/providers/taoma.md'],
  ['docs/library.md', 'docs/zh-CN/library.md'],
  ['docs/testing.md', 'docs/zh-CN/testing.md'],
  ['docs/reliability.md', 'docs/zh-CN/reliability.md'],
] as const;

/** What is code in any language: remarks, what `echo` says and what a terminal shows are left out. */
function codeOf(text: string): string[] {
  return [...text.matchAll(fence)].flatMap(([, language = '', body = '']) => {
    const lines = language === 'console' ? body.split('\n').filter((line) => line.startsWith('$ ')) : body.split('\n');
    return [
      `\`\`\`${language}`,
      ...lines.map((line) => line.replace(/(?:^|\s+)#.*$/, '').replace(/\becho '[^']*'/, 'echo')),
    ];
  });
}

/** What a terminal shows, line by line, without what is in the words of a language. */
const shownIn = (text: string): string[] =>
  [...text.matchAll(fence)].flatMap(([, , body = '']) => body.split('\n').map((line) => line.trim()));

const headingsOf = (text: string): string[] => [...proseOf(text).matchAll(/^#+ /gm)].map(([mark]) => mark);

/** The page a person lands on, whatever its language, and the heading there by its place; the other language is left out. */
function linksOf(text: string, page: string): string[] {
  const links = [...proseOf(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  const found = links.map((target) => {
    if (/^[a-z]+:/.test(target)) return target;
    const [file = '', anchor] = target.split('#');
    const path = file === '' ? page : join(dirname(page), file);
    const place = anchor === undefined ? '' : `#${anchorsOf(readPage(path)).indexOf(anchor)}`;
    return `${englishOf(path)}${place}`;
  });
  return found.filter((target) => target !== englishOf(page));
}

const englishOf = (path: string): string =>
  path.replace('.zh-CN.', '.').replace('docs/zh-CN/README.md', 'README.md').replace('docs/zh-CN/', 'docs/');

const wordsOf = (text: string): string[] =>
  [...new Set([...proseOf(text).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code))].sort();

/** Row by row what is the same in any language: code and figures, in whatever order a sentence has them. */
const rowsOf = (text: string): string[] =>
  [...proseOf(text).matchAll(/^\|.*$/gm)].map(([row]) =>
    [...row.matchAll(/`[^`\n]+`|\d+/g)]
      .map(([fact]) => fact)
      .sort()
      .join(' '),
  );

for (const [english, chinese] of pairs) {
  describe(`${chinese} says what ${english} says`, () => {
    const [one, other] = [readPage(english), readPage(chinese)];

    it('under as many headings', () => {
      assert.deepEqual(headingsOf(other), headingsOf(one));
    });

    it('with the same commands to type', () => {
      assert.equal(codeOf(one).length > 0, one.includes('```'));
      assert.deepEqual(codeOf(other), codeOf(one));
    });

    it('with the same data in what a terminal shows', () => {
      const known = new Set(shownIn(one));
      const own = shownIn(other).filter((line) => !/[\p{Script=Han}：]/u.test(line));
      assert.deepEqual(
        own.filter((line) => !known.has(line)),
        [],
      );
    });

    it('with the same links', () => {
      assert.deepEqual(linksOf(other, chinese), linksOf(one, english));
    });

    it('with the same facts in each row of a table', () => {
      assert.deepEqual(rowsOf(other), rowsOf(one));
    });

    it('with the same names of commands, options and settings', () => {
      assert.deepEqual(wordsOf(other), wordsOf(one));
    });
  });
}

it('every Chinese page is compared with an English one', () => {
  const names = readdirSync(join(root, 'docs/zh-CN'), { recursive: true, encoding: 'utf8' });
  const there = names.filter((name) => name.endsWith('.md')).map((name) => `docs/zh-CN/${name}`);
  const compared: readonly string[] = pairs.map(([, chinese]) => chinese);
  assert.deepEqual(
    there.filter((path) => !compared.includes(path)),
    [],
  );
});

describe('docs/zh-CN/README.md', () => {
  const text = readPage('docs/zh-CN/README.md');

  it('lists the commands in the order of --help', () => {
    const listed = tableIn(text, '| 命令 | 作用 |').map(([name]) => name);
    assert.deepEqual(
      listed,
      commands.map(({ name }) => `\`${name}\``),
    );
  });

  it('lists the exit codes in the words of the program', () => {
    assert.deepEqual(tableIn(text, '| 退出码 | 含义 |'), Object.entries(zhCn.help.exitCodes));
  });
});
