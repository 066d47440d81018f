import { globalsOf } from '../context/globals.ts';
import { type CommandSpec, type Input, type OptionSpec, spellingsOf, takesValue } from '../input/spec.ts';
import type { CommandLine } from './command-line.ts';
import { allCommands, answeredOptions, globalOptions } from './commands.ts';

/**
 * Reads the lines that most are: one command, its words, options in full, each value a word of its own. It understands
 * them as `readCommandLine` does, which takes two milliseconds to be loaded and made, and knows no other: null for all
 * that is spelt in another way, is wrong, or could be meant in two ways.
 */
export function readPlainLine(words: readonly string[]): CommandLine | null {
  const end = words.indexOf('--');
  const others: string[] = [];
  const globals: Given = {};
  const options: Given = {};
  let spec: CommandSpec | undefined;
  const waiting = words.slice(0, end < 0 ? words.length : end).values();
  for (const word of waiting) {
    if (!word.startsWith('-')) {
      if (spec !== undefined) others.push(word);
      else spec = allCommands.find(({ name }) => name === word);
      if (spec === undefined || globals.help !== undefined) return null;
      continue;
    }
    const isGlobal = among(word, knownEverywhere) !== null;
    const option = among(word, isGlobal ? knownEverywhere : (spec?.options ?? []));
    if (option === null) return null;
    const value = takesValue(option) ? (waiting.next().value ?? '') : !word.startsWith('--no-');
    if (typeof value === 'string' && (value === '' || value.startsWith('-'))) return null;
    put(isGlobal ? globals : options, option, { word, value });
  }
  const { help, ...rest } = globals;
  const known = globalsOf(rest);
  if (help !== undefined) {
    const isBare = others.length === 0 && end < 0 && Object.keys(options).length === 0;
    const path = spec === undefined ? [] : [spec.name];
    return isBare && spec?.subcommands === undefined ? { globals: known, wish: { kind: 'help', path } } : null;
  }
  if (end >= 0) others.push(...words.slice(end + 1));
  if (spec?.run === undefined || !fits(others, spec)) return null;
  return { globals: known, wish: { kind: 'command', spec, input: { words: others, options } } };
}

type Given = Record<string, string | boolean | readonly string[]>;

const [helpOption] = answeredOptions;
const knownEverywhere = [...globalOptions, helpOption];

const among = (word: string, options: readonly OptionSpec[]): OptionSpec | null =>
  options.find((option) => spellingsOf(option).includes(word)) ?? null;

/** Under the name that is spelt out: an alias has its own, `-p` that of `--provider`. */
function put(given: Given, option: OptionSpec, { word, value }: { word: string; value: string | boolean }): void {
  const long = word.startsWith('--') ? word : (spellingsOf(option).find((one) => one.startsWith('--')) ?? word);
  const [first = '', ...more] = long.slice(long.startsWith('--no-') ? 5 : 2).split('-');
  const name = [first, ...more.map((part) => part.charAt(0).toUpperCase() + part.slice(1))].join('');
  const earlier = given[name];
  given[name] = option.repeatable ? [...(Array.isArray(earlier) ? earlier : []), String(value)] : value;
}

function fits(words: Input['words'], { arguments: wanted = [] }: CommandSpec): boolean {
  const least = wanted.filter(({ required }) => required).length;
  return words.length >= least && (words.length <= wanted.length || wanted.at(-1)?.many === true);
}
