import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { suite, test } from 'node:test';
import { errorCatalogue } from '../src/core/errors.ts';
import { fieldsOf, globalSettings, variableName } from '../src/flows/configuration.ts';
import { en } from '../src/messages/en/index.ts';
import { commands } from '../src/program/commands.ts';
import { providers } from '../src/providers/index.ts';
import { anchorsOf, fence, proseOf, readPage, tableIn } from './helpers/pages.ts';
import { root } from './helpers/run-cli.ts';
import { assertFits, schemaFor } from './helpers/schemas.ts';
import { complaintOf, wordsIn } from './helpers/typed-commands.ts';

interface Page {
  readonly path: string;
  readonly text: string;
}

const below = (folder: string, ending: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));

const read = (path: string): Page => ({ path, text: readPage(path) });
const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'schemas/README.md', ...below('docs', '.md')].map(read);
const readme = read('README.md').text;

/** The code in a page: each fenced block with its language, and what stands between single back quotes elsewhere. */
function codeOf(text: string): { readonly blocks: readonly (readonly [string, string])[]; readonly spans: string[] } {
  const blocks = [...text.matchAll(fence)].map(([, language = '', body = '']) => [language, body] as const);
  const spans = [...proseOf(text).matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
  return { blocks, spans };
}

/** What a reader is told to type: lines of `sh`, lines behind a `$` of `console`, and single commands in a sentence. */
function typedIn(text: string): string[] {
  const { blocks, spans } = codeOf(text);
  const lines = blocks.flatMap(([language, body]) => {
    if (language === 'sh' || language === 'yaml') return body.split('\n');
    return language === 'console' ? body.split('\n').filter((line) => line.startsWith('$ ')) : [];
  });
  return [...lines, ...spans.filter((span) => span.startsWith('smsctl '))];
}

suite('the reader of documents', () => {
  test('finds what is to be typed', () => {
    const text =
      'Try `smsctl numbers`.\n```sh\nn=$(smsctl wait-code "$n" --match \'a b\' 2>/dev/null) | jq # smsctl\n```\n';
    assert.deepEqual(typedIn(text).flatMap(wordsIn), [['wait-code', '+59173841704', '--match', 'a b'], ['numbers']]);
  });

  for (const line of [
    'get-numbers',
    'get-number --pid',
    'wait-code --timeout soon',
    'release --since 5m',
    'balance 5',
  ]) {
    test(`objects to smsctl ${line}`, async () => {
      assert.match((await complaintOf(line.split(' '))) ?? '', /^usage\./);
    });
  }
});

suite('links in the documents', () => {
  const linked: string[] = [];
  for (const { path, text } of pages) {
    const prose = proseOf(text).replaceAll(/`[^`\n]*`/g, '');
    for (const [, target = ''] of prose.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      const [file = '', anchor] = target.split('#');
      const found = file === '' ? path : join(dirname(path), file);
      linked.push(found);
      test(`${path} → ${target}`, () => {
        assert.ok(existsSync(join(root, found)), `there is no ${found}`);
        if (anchor !== undefined) assert.ok(anchorsOf(read(found).text).includes(anchor), `no heading #${anchor}`);
      });
    }
  }

  test('lead to every page', () => {
    const lost = pages.map(({ path }) => path).filter((path) => path !== 'README.md' && !linked.includes(path));
    assert.deepEqual(lost, []);
  });
});

suite('what the documents name', () => {
  test('the files of this project that they name are there', () => {
    const named = pages.flatMap(({ text }) => codeOf(text).spans);
    const paths = named.filter((span) => /^(?:src|test|bin|docs|schemas)\/[\w./-]+$/.test(span));
    assert.ok(paths.length > 50);
    assert.deepEqual([...new Set(paths.filter((path) => !existsSync(join(root, path))))], []);
  });

  test('every variable is one that the program reads, or the tests', () => {
    const sources = [...below('src', '.ts'), 'test/helpers/recorded.ts'];
    const written = sources.flatMap((path) => read(path).text.match(/\bSMSCTL_[A-Z_]+\b/g) ?? []);
    const fields = providers.flatMap((one) => fieldsOf(one).map(({ name }) => [one.id, name]));
    const made = [...fields, ...fields.map(([, name = '']) => [name]), ...globalSettings.map((name) => [name])];
    const known = new Set([...written, ...made.map((words) => variableName(...words))]);
    const named = pages.flatMap(({ text }) => text.match(/\bSMSCTL_[A-Z_]*[A-Z]\b/g) ?? []);
    assert.ok(named.length > 10);
    assert.deepEqual([...new Set(named.filter((name) => !known.has(name)))], []);
  });

  test('npm scripts are in package.json', () => {
    const { scripts } = JSON.parse(read('package.json').text) as { scripts: Record<string, string> };
    const named = pages.flatMap(({ text }) => [...text.matchAll(/\bnpm (?:run (?:-s )?([\w:-]+)|(test))\b/g)]);
    assert.ok(named.length > 5);
    for (const [, script, test] of named) assert.ok((script ?? test ?? '') in scripts, script);
  });
});

suite('command lines in the documents', () => {
  const lines = new Map<string, { readonly words: readonly string[]; readonly path: string }>();
  for (const { path, text } of pages) {
    const typed = typedIn(text).filter((line) => !/git clone|…|"\$@"/.test(line));
    for (const words of typed.flatMap(wordsIn)) lines.set(words.join(' '), { words, path });
  }
  assert.ok(lines.size > 40);
  for (const [line, { words, path }] of lines) {
    test(`${path}: smsctl ${line}`, async () => {
      assert.equal(await complaintOf(words), null);
    });
  }
});

suite('jobs that the documents show', () => {
  const jobs = pages.flatMap(({ path, text }) =>
    codeOf(text).blocks.flatMap(([language, body]) => (language === 'yaml' ? [{ path, body }] : [])),
  );
  const lines = jobs.flatMap(({ body }) => body.split('\n'));

  test('are well indented, in steps of two, without tabs', () => {
    assert.ok(jobs.length >= 4);
    assert.deepEqual(
      lines.filter((line) => /\t|^(?: {2})* \S/.test(line)),
      [],
    );
  });

  for (const [index, { path, body }] of jobs.entries()) {
    test(`${path}, ${index + 1}: limits what is rented, gives back what is left, and keeps the report`, () => {
      for (const name of ['maxHeld', 'maxPerDay']) assert.match(body, new RegExp(`${variableName(name)}: '\\d+'`));
      const afterwards = /if: always\(\)\n +run: |after_script:\n/;
      const end = body.slice(body.search(afterwards));
      assert.match(end, /^[^\n]+\n\s+(?:- |run: )npx --no -- smsctl reconcile\n/);
      assert.match(body, /playwright-report/);
      assert.doesNotMatch(body, /API_KEY: (?!\$\{\{)/);
    });
  }

  test('say the same variables that the configuration beside them reads', () => {
    for (const { path, body } of jobs) {
      const { blocks } = codeOf(read(path).text);
      const config = blocks.flatMap(([language, code]) => (language === 'ts' ? [code] : [])).join('\n');
      const own = body.match(/^ +([A-Z_]+):/gm)?.map((line) => line.trim().slice(0, -1)) ?? [];
      for (const name of own.filter((one) => !one.startsWith('SMSCTL_'))) {
        assert.match(config, new RegExp(`\\b${name} \\} = process\\.env`), name);
      }
    }
  });
});

suite('README.md', () => {
  test('lists the commands in the order of --help', () => {
    const listed = tableIn(readme, '| command | does |').map(([name]) => name);
    assert.deepEqual(
      listed,
      commands.map(({ name }) => `\`${name}\``),
    );
  });

  test('lists the exit codes in the words of the program', () => {
    const listed = tableIn(readme, '| code | meaning |').map(([code = '', meaning = '']) => [code, meaning]);
    assert.deepEqual(listed, Object.entries(en.help.exitCodes));
    const used = new Set(Object.values(errorCatalogue).map(({ exitCode }) => exitCode));
    assert.deepEqual(
      listed.map(([code]) => Number(code)).toSorted((a, b) => a - b),
      [0, ...used].toSorted((a, b) => a - b),
    );
  });
});

for (const [path, errors, yes, no] of [
  ['docs/output.md', '| code | exit | retryable |', 'yes', 'no'],
  ['docs/zh-CN/output.md', '| 代码 | 退出码 | 可重试 |', '是', '否'],
] as const) {
  suite(path, () => {
    const { text } = read(path);
    test('has a section for every command', () => {
      const headings = [...text.matchAll(/^## (\S+)/gm)].map(([, name]) => name);
      assert.deepEqual(
        commands.map(({ name }) => name).filter((name) => !headings.includes(name)),
        [],
      );
    });

    test('lists every error', () => {
      const facts = Object.entries(errorCatalogue).map(([code, { exitCode, retryable }]) => [
        ...[`\`${code}\``, String(exitCode), retryable ? yes : no],
      ]);
      assert.deepEqual(tableIn(text, errors), facts);
    });

    let count = 0;
    for (const [language, body] of codeOf(text).blocks) {
      if (language !== 'console') continue;
      for (const sample of body.split(/^\$ /m).slice(1)) {
        const [line = '', ...printed] = sample.trimEnd().split('\n');
        const [words = []] = wordsIn(line);
        if (!words.includes('--json')) continue;
        count += 1;
        test(`shows JSON that fits its schema: ${line}`, () => {
          const isOne = printed[0] === '{'; // broken into lines by jq
          const documents = isOne ? [JSON.parse(printed.join('\n'))] : printed.map((one) => JSON.parse(one));
          assert.ok(documents.length > 0);
          for (const [index, document] of documents.entries()) {
            assertFits(
              'error' in document && !('id' in document || 'command' in document) ? 'error' : schemaFor(words, index),
              document,
            );
          }
        });
      }
    }
    assert.ok(count > 10);
  });
}

suite('docs/decisions', () => {
  test('are numbered once each, without a gap, and their titles begin with the number', () => {
    const decisions = pages.filter(({ path }) => path.includes('decisions')).sort((a, b) => (a.path < b.path ? -1 : 1));
    for (const [index, { path, text }] of decisions.entries()) {
      const number = String(index + 1).padStart(3, '0');
      assert.equal(relative('docs/decisions', path).slice(0, 4), `${number}-`);
      assert.ok(text.startsWith(`# ${number} `), path);
    }
  });
});
