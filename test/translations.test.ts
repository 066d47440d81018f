import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { zhCn } from '../src/messages/zh-cn/index.ts';
import { commands } from '../src/program/commands.ts';
import { root } from './helpers/run-cli.ts';

/** Pages that are there in both languages. */
const pairs = [['README.md', 'README.zh-CN.md']] as const;

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const fence = /^```(\w*)\n(.*?)^```$/gms;

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

const proseOf = (text: string): string => text.replaceAll(fence, '');
const headingsOf = (text: string): string[] => [...proseOf(text).matchAll(/^#+ /gm)].map(([mark]) => mark);
/** Where it leads, whatever the language of what stands there; a page's link to its other language is left out. */
const linksOf = (text: string, page: string): string[] =>
  [...proseOf(text).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target.replace('.zh-CN.', '.'))
    .filter((one) => one !== page);
const wordsOf = (text: string): string[] =>
  [...new Set([...proseOf(text).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code))].sort();

for (const [english, chinese] of pairs) {
  describe(`${chinese} says what ${english} says`, () => {
    const [one, other] = [read(english), read(chinese)];

    it('under as many headings', () => {
      assert.deepEqual(headingsOf(other), headingsOf(one));
    });

    it('with the same commands to type', () => {
      assert.ok(codeOf(one).length > 10);
      assert.deepEqual(codeOf(other), codeOf(one));
    });

    it('with the same links', () => {
      assert.deepEqual(linksOf(other, english), linksOf(one, english));
    });

    it('with the same names of commands, options and settings', () => {
      assert.deepEqual(wordsOf(other), wordsOf(one));
    });
  });
}

describe('README.zh-CN.md', () => {
  const rowsOf = (heading: string): string[][] => {
    const [, rest] = read('README.zh-CN.md').split(`${heading}\n`);
    assert.ok(rest !== undefined, `no table ${heading}`);
    const lines = rest.split('\n').slice(1);
    const rows = lines.slice(
      0,
      lines.findIndex((line) => !line.startsWith('|')),
    );
    return rows.map((line) => line.slice(2, -2).split(' | '));
  };

  it('lists the commands in the order of --help', () => {
    const listed = rowsOf('| 命令 | 作用 |').map(([name]) => name);
    assert.deepEqual(
      listed,
      commands.map(({ name }) => `\`${name}\``),
    );
  });

  it('lists the exit codes in the words of the program', () => {
    assert.deepEqual(rowsOf('| 退出码 | 含义 |'), Object.entries(zhCn.help.exitCodes));
  });
});
