import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { errorCatalogue } from '../../src/core/errors.ts';
import { fieldsOf, globalSettings } from '../../src/flows/configuration.ts';
import type { CommandSpec } from '../../src/input/spec.ts';
import { providers } from '../../src/providers/index.ts';
import { commands } from '../../src/specs/index.ts';
import { pseudoMessages } from '../helpers/pseudo-language.ts';
import { type RunOptions, root, runCli, temporaryFolder } from '../helpers/run-cli.ts';

/** A language whose letters are nobody else's: what is still English on the screen is data, or was never translated. */
const texts = pseudoMessages();

const pathsOf = (spec: CommandSpec, before: readonly string[] = []): string[][] => {
  const path = [...before, spec.name];
  return [path, ...(spec.subcommands ?? []).flatMap((inner) => pathsOf(inner, path))];
};

const paths = commands.flatMap((spec) => pathsOf(spec));
const flagsOf = ({ options = [], arguments: labels = [], subcommands = [] }: CommandSpec): string[] => [
  ...options.map(({ flags }) => flags),
  ...labels.map(({ label }) => label),
  ...subcommands.flatMap(flagsOf),
];

/** Every name that a JSON document may have: help pages show the shapes. */
const fieldNames = readdirSync(join(root, 'schemas'))
  .filter((name) => name.endsWith('.json'))
  .flatMap((name) => [...readFileSync(join(root, 'schemas', name), 'utf8').matchAll(/"(\w+)":/g)])
  .map(([, name = '']) => name);

/** What is typed, and what names things: the same in every language. */
const typed = new Set(
  [
    'smsctl --help -h --version -V --provider -p ID --profile NAME --json -q --quiet -v --verbose --no-input --no-color',
    '--lang LANG en zh-CN --sandbox help TOPIC exit-codes Ctrl-C SIGTERM HTTP HTTPS XDG',
    'options environment money json completion echo lease login yes CI TERM HOME FORCE COLOR LC ALL MESSAGES CONFIG getMobileCode',
    'getMobile POST GET',
    ...paths.flat(),
    ...commands.flatMap(flagsOf),
    ...globalSettings,
    ...providers.flatMap((one) => [one.id, one.title, one.baseUrl ?? '', ...fieldsOf(one).map(({ name }) => name)]),
  ].flatMap((text) => text.split(/[^A-Za-z]+/)),
);

/** What is still English and should not be. */
function untranslated(shown: string): string[] {
  const rest = shown
    .replaceAll(/\bSMSCTL_[A-Z_]+|\bNO_COLOR|\b[A-Z]+_PROXY/g, '') // variables
    .replaceAll(/\bn[0-9a-z]{9}\b|\br[0-9a-z]{9}\b/g, '') // ids of leases and purchases
    .replaceAll(/https?:\/\/\S+|(?:\/[\w.@-]+)+/g, ''); // addresses and paths
  const codes = Object.keys(errorCatalogue);
  const plain = codes.reduce((text, code) => text.replaceAll(code, ''), rest);
  return [...new Set(plain.match(/[A-Za-z]{2,}/g) ?? [])].filter((word) => !typed.has(word));
}

/** Command lines, each after the ones before it, and the words of theirs that are data. */
type Scene = readonly (readonly [line: string, ...data: string[]])[];

const scenes: Readonly<Record<string, Scene>> = {
  'a number, its code, its end': [
    ['balance --sandbox', 'sandbox'],
    ['get-number --sandbox --pid 123 --country us', 'United', 'States'],
    ['status --sandbox'],
    ['numbers --sandbox', 'US'],
    ['wait-code --sandbox', 'Your', 'verification', 'code', 'is', 'Do', 'not', 'share', 'it'],
    ['numbers --sandbox --all', 'US'],
    ['stats --sandbox', 'United', 'States'],
    ['reconcile --sandbox'],
  ],
};

const run = (line: string, options: RunOptions) =>
  runCli(line.split(' '), { mode: 'terminal', speak: async () => texts, ...options });

test('the reader of screens knows what is data and what is not', () => {
  assert.deepEqual(untranslated('smsctl get-number ɖɔɣ n99m6eej4s usage.unknownProvider /a/b SMSCTL_HOME'), []);
  assert.deepEqual(untranslated('ɖɔɣ Rented it'), ['Rented', 'it']);
});

suite('help', () => {
  const pages = [[], ...paths, ['help']].map((path) => [...path, '--help'].join(' '));
  for (const line of [...pages, 'help json', 'help environment']) {
    test(`smsctl ${line} is all in the user's language`, async () => {
      const { stdout } = await run(line, {});
      const examples = [...stdout.matchAll(/^ +(?:smsctl|n=|pass|for|if|\$) ?.*$/gm)].map(([example]) => example);
      const rest = examples.reduce((text, example) => text.replace(example, ''), stdout);
      assert.deepEqual(
        untranslated(rest).filter((word) => !fieldNames.includes(word)),
        [],
      );
    });
  }
});

suite('what commands print', () => {
  for (const [name, lines] of Object.entries(scenes)) {
    test(`${name}: all in the user's language`, async () => {
      using folder = temporaryFolder();
      for (const [line, ...data] of lines) {
        const { stdout, stderr } = await run(line, { home: folder.path });
        const left = untranslated(`${stdout}\n${stderr}`).filter((word) => !data.includes(word));
        assert.deepEqual(left, [], `smsctl ${line}\n${stdout}\n${stderr}`);
      }
    });
  }

  const single: readonly (readonly [line: string, ...data: string[]])[] = [
    ['providers'],
    ['config list', 'POST', 'getMobileCode', 'default'],
    ['config path'],
    ['help exit-codes'],
    ['help money'],
    ['help sandbox'],
    ['numbers'],
    ['balance -p durain', 'durain'],
    ['balance -p durian'],
    ['balance -p taoma'],
    ['frobnicate', 'frobnicate'],
    ['get-number --pdi 1', 'pdi'],
    ['get-number --sandbox'],
    ['get-number --sandbox --pid 123 --count many', 'many'],
    ['get-number --sandbox --pid 123 --retry-for soon', 'soon'],
    ['get-number --sandbox --pid 123 --country bolivia', 'bolivia', 'bo', 'Bolivia'],
    [
      'get-number --sandbox --pid 123 --dry-run',
      'GET',
      'getMobileCode',
      'name',
      'sandbox',
      'ApiKey',
      'num',
      'noblack',
      'serial',
      'cuy',
      'secret',
      'key',
    ],
    ['countries -p zhima --sandbox'],
    ['release --sandbox'],
    ['wait-code --sandbox nothing', 'nothing'],
    ['wait-code --sandbox --match ((('],
    ['config set durian.apiKey secret', 'secret'],
    ['config get durian.nmae', 'nmae'],
    ['release --sandbox --all extra', 'extra'],
  ];
  for (const [line, ...data] of single) {
    test(`smsctl ${line}: all in the user's language`, async () => {
      const { stdout, stderr } = await run(line, {});
      const left = untranslated(`${stdout}\n${stderr}`).filter((word) => !data.includes(word));
      assert.deepEqual(left, [], `${stdout}\n${stderr}`);
    });
  }
});
