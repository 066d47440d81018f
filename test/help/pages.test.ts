import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorCatalogue } from '../../src/core/errors.ts';
import { groupCommands } from '../../src/help/groups.ts';
import { commandPage, rootPage } from '../../src/help/page.ts';
import { pageView, sectionsOf } from '../../src/help/page-view.ts';
import type { CommandSpec } from '../../src/input/spec.ts';
import { allCommands, manual } from '../../src/program/commands.ts';
import { renderSection } from '../../src/terminal/section.ts';
import { displayWidth } from '../../src/terminal/width.ts';
import { messagesFor } from '../helpers/messages.ts';

const shown = allCommands.filter((one) => one.hidden !== true);
const below = (spec: CommandSpec, path: string): [string, CommandSpec][] => [
  [path, spec],
  ...(spec.subcommands ?? []).flatMap((one) => below(one, `${path} ${one.name}`)),
];
const every = shown.flatMap((one) => below(one, one.name));
const known = new Set<number>([0, ...Object.values(errorCatalogue).map(({ exitCode }) => exitCode)]);

for (const lang of ['en', 'zh-CN'] as const) {
  const parts = { ...manual(), texts: messagesFor(lang) };
  const isInLanguage = (text: string) => lang === 'en' || /\p{Script=Han}/u.test(text) || !/[a-z]{3}/u.test(text);

  for (const [path, spec] of every) {
    test(`the page of ${path} in ${lang} says what it does, with examples, output and exit codes`, () => {
      const page = commandPage(spec, path, parts);
      assert.ok(page.title !== '' && page.description !== '', 'what it does');
      assert.ok(isInLanguage(page.title) && isInLanguage(page.description));
      assert.ok(page.examples.length > 0, `examples: add them to help-pages.ts of ${lang}`);
      for (const { line } of page.examples) assert.match(line, new RegExp(`smsctl ${path}`));
      for (const { term, text } of [...page.arguments, ...page.options, ...page.globalOptions]) {
        assert.ok(text !== '' && isInLanguage(text), `${term}: ${text}`);
      }
      if (spec.subcommands !== undefined) return;
      assert.ok(page.output !== null, `output: add it to help-pages.ts of ${lang}`);
      assert.ok(isInLanguage(page.output.terminal) && isInLanguage(page.output.pipe));
      if (spec.documents?.length !== 0) assert.ok(page.output.json.length > 0, 'a schema');
      assert.ok(spec.exitCodes !== undefined, 'exitCodes in its spec');
      for (const { term, text } of page.exitCodes) assert.ok(known.has(Number(term)) && text !== '', term);
    });
  }

  for (const width of [20, 40, 80, 200]) {
    test(`no page in ${lang} is wider than ${width} columns, but for what is typed`, () => {
      const pages = [rootPage(parts), ...every.map(([path, spec]) => commandPage(spec, path, parts))];
      for (const page of pages) {
        for (const section of sectionsOf(page, parts.texts)) {
          const items = section.items.filter((item) => item.kind !== 'command');
          const remarks = section.items.map((item) => (item.kind === 'command' ? { ...item, line: '' } : item));
          for (const one of [items, remarks]) {
            const lines = renderSection({ ...section, items: one }, { width, paint: (_tone, text) => text }).split(
              '\n',
            );
            for (const line of lines) assert.ok(displayWidth(line) <= width, `${page.command}: ${line}`);
          }
        }
      }
    });
  }
}

test('examples of both languages are the same command lines', () => {
  const lines = (lang: 'en' | 'zh-CN') =>
    Object.entries(messagesFor(lang).pages.examples).map(([path, list]) => [path, list.map(([line]) => line)]);
  assert.deepEqual(lines('zh-CN'), lines('en'));
});

test('every command that is shown stands in exactly one group', () => {
  const grouped = groupCommands(allCommands).flatMap((group) => group.commands);
  assert.deepEqual(new Set(grouped), new Set(shown));
  assert.equal(grouped.length, shown.length);
});

test('a command that nobody has put into a group is a tool, and one that is hidden is in none', () => {
  const groups = groupCommands([{ name: 'new-one' }, { name: 'secret', hidden: true }, { name: 'release' }]);
  assert.deepEqual(
    groups.map(({ name, commands }) => [name, commands.map((one) => one.name)]),
    [
      ['giveBack', ['release']],
      ['tools', ['new-one']],
    ],
  );
});

test('the JSON of a page has the page itself and all that stands in it', () => {
  const texts = messagesFor('en');
  const found = every.find(([path]) => path === 'get-number');
  assert.ok(found !== undefined);
  const view = pageView(commandPage(found[1], 'get-number', { ...manual(), texts }), texts);
  const { text, exitCodes, output } = view.json as {
    text: string;
    exitCodes: readonly { code: number }[];
    output: { json: readonly { schema: string }[] };
  };
  assert.equal(text, view.plain.map(([line]) => line).join('\n'));
  assert.deepEqual(
    exitCodes.map(({ code }) => code),
    [0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 74, 130, 143],
  );
  assert.deepEqual(
    output.json.map(({ schema }) => schema),
    ['get-number', 'wait-code', 'get-number-dry-run'],
  );
});
