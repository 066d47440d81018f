import { basename } from 'node:path';
import { type Plugin, RolldownMagicString } from 'rolldown';
import { fileNameOf } from './shelves.ts';

/** Files of our own with large tables or many texts, with what only they need: they are loaded when first used. */
const lateFiles: readonly (readonly [name: string, modules: RegExp])[] = [
  ['core-phone', /\/node_modules\/libphonenumber-js\/|:libphonenumber-js$|\/src\/core\/phone\.ts$/],
  ['core-extract-code', /\/src\/core\/(?:otp\/|extract-code\.ts$)|packed-lists$/],
  ...['en', 'zh-cn'].flatMap((language) =>
    (
      [
        ['errors', '[a-z]+-errors|errors'],
        ['help', 'help|help-[a-z]+|account-pages|manual'],
        ['dialogues', 'wizard|doctor|login|prompts|run|stats'],
      ] as const
    ).map(
      ([name, files]) =>
        [`messages-${language}-${name}`, new RegExp(`/src/messages/${language}/(?:${files})\\.ts$`)] as const,
    ),
  ),
];

/** The name of the file in the bundle that a module goes into because it is loaded late, or null. */
export const lateName = (id: string): string | null => lateFiles.find(([, modules]) => modules.test(id))?.[0] ?? null;

export const lateNames = lateFiles.map(([name]) => name);

const helper = `(from) => {
  const load = typeof from === 'string' ? () => process.getBuiltinModule(from) : from;
  return new Proxy({}, { get: (_, name) => name === 'default' ? load() : load()[name] });
}`;
/** Every command loads it first. */
const host = 'cli.cjs';

/** \`let x = require("node:net");\`, with the line in which the bundler copies its names for a default import. */
const required = /\b(?:let|const|var) ([\w$]+) = require\("([\w/.:-]+)"\);\n(?:\1 = [\w$.]+\(\1(?:, ?\d)?\);\n)?/g;

/**
 * The sources import modules of Node, and those files, like any other; the bundle loads each when something of it is first
 * used. An HTTP client that gets no address with https never loads TLS, which takes longer than to read the settings.
 * A proxy can stand in the place of each: in a CommonJS bundle, to import a name and to use it are two steps.
 */
export function lazily(): Plugin {
  return {
    name: 'lazily',
    renderChunk(code, { fileName }) {
      const changed = new RolldownMagicString(code);
      const lateOnes: string[] = [];
      for (const { 0: line, 1: name = '', 2: id = '', index } of code.matchAll(required)) {
        const isOurs = lateNames.some((late) => id === `./${fileNameOf(late)}`);
        if (!isOurs && !id.startsWith('node:')) continue;
        const from = isOurs ? `() => require("${id}")` : `"${id}"`;
        changed.overwrite(index, index + line.length, `const ${name} = smsctlLate(${from});\n`);
        lateOnes.push(name.replaceAll('$', '\\$'));
      }
      // They do not ask what they are called on.
      const calls = new RegExp(`\\(0, ((?:${lateOnes.join('|')})\\.[\\w$]+)\\)\\(`, 'g');
      if (lateOnes.length > 0)
        for (const { 0: call, 1: name = '', index } of code.matchAll(calls))
          changed.overwrite(index, index + call.length, `${name}(`);
      if (/[^(]require\("node:/.test(changed.toString())) this.error('a module of Node is not loaded lazily');
      if (basename(fileName) === host) return changed.prepend(`const smsctlLate = (exports.late = ${helper});\n`);
      return changed.hasChanged() ? changed.prepend(`const smsctlLate = require("./${host}").late;\n`) : null;
    },
  };
}
