import { Command, CommanderError, Option } from 'commander';
import { type Globals, globalsOf } from '../context/globals.ts';
import type { CommandSpec, Input } from '../input/spec.ts';
import { allCommands, answeredOptions, globalOptions } from './commands.ts';

/** The command line as commander reads it, made from the specs of the commands. Nothing is printed or done here. */

export interface CommandLine {
  readonly globals: Globals;
  readonly wish: Wish;
}

export type Wish =
  | { readonly kind: 'command'; readonly spec: CommandSpec; readonly input: Input }
  | { readonly kind: 'version' }
  /** Of the program, a command, or what stands in the place of one. */
  | { readonly kind: 'help'; readonly path: readonly string[] }
  /** A command, or an inner command, was not given. */
  | { readonly kind: 'missing'; readonly path: readonly string[] }
  /** What commander objected to: its code, its English sentence, and in which command. */
  | { readonly kind: 'complaint'; readonly code: string; readonly message: string; readonly path: readonly string[] };

export function readCommandLine(words: readonly string[]): CommandLine {
  const reading: Reading = { place: null, command: null };
  const program = createProgram(words, reading);
  try {
    program.parse([...words], { from: 'user' });
    if (reading.command === null) throw new TypeError('commander ran nothing');
    return { globals: globalsOf(program.opts()), wish: { kind: 'command', ...reading.command } };
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const wish = wishOf(error, reading.place);
    // Where help was asked for, the whole line has been read.
    return { globals: wish.kind === 'help' ? globalsOf(program.opts()) : readGlobals(words), wish };
  }
}

/** What commander tells by calling back. */
interface Reading {
  /** Where in the tree the reading ended: of which command help was asked for, or something was wrong. */
  place: Command | null;
  command: { readonly spec: CommandSpec; readonly input: Input } | null;
}

function wishOf({ code, message }: CommanderError, place: Command | null): Wish {
  const path = place === null ? [] : pathOf(place);
  if (code === 'commander.version') return { kind: 'version' };
  if (code === 'commander.helpDisplayed') return { kind: 'help', path: [...path, ...strayWords(place)] };
  // The help that stands in for a command that was not given.
  if (code === 'commander.help') return { kind: 'missing', path };
  return { kind: 'complaint', code, message, path };
}

const pathOf = (command: Command): string[] =>
  command.parent === null ? [] : [...pathOf(command.parent), command.name()];

/** What stands where an inner command belongs and is none: `smsctl ballance --help`. */
function strayWords(place: Command | null): string[] {
  const [first] = place === null || place.commands.length === 0 ? [] : place.args;
  return first === undefined || first.startsWith('-') ? [] : [first];
}

/** Nothing is written, and no stream is made to ask how wide and colourful it is. */
const silence = {
  writeOut: () => {},
  writeErr: () => {},
  outputError: () => {},
  getOutHelpWidth: () => 80,
  getErrHelpWidth: () => 80,
  getOutHasColors: () => false,
  getErrHasColors: () => false,
};

/**
 * The global options, wherever they stand and whatever else is wrong: even a usage error is told in the language and
 * the form that was asked for.
 */
function readGlobals(words: readonly string[]): Globals {
  const reader = new Command().allowUnknownOption().helpOption(false).exitOverride().configureOutput(silence);
  addGlobals(reader);
  try {
    reader.parseOptions([...words]);
  } catch {
    // An option that lacks its value: that is what the complaint is about.
  }
  return globalsOf(reader.opts());
}

function addGlobals(command: Command): void {
  for (const { flags } of globalOptions) command.addOption(new Option(valued(flags)));
}

function createProgram(words: readonly string[], reading: Reading): Command {
  const [help, version] = answeredOptions;
  const program = new Command('smsctl')
    .helpOption(help.flags)
    .version('', version.flags)
    .helpCommand(false)
    .showSuggestionAfterError(false)
    .configureHelp({ formatHelp: () => '' }) // ours is made of the specs
    .configureOutput(silence);
  tellPlace(program, reading);
  addGlobals(program);
  // Of some twenty commands one is run: only those that are named are made, and only the one that is run gets its options.
  const named = allCommands.filter(({ name }) => words.includes(name));
  const known = named.length > 0 ? named : allCommands.slice(0, 1);
  const specs = new Map(known.map((spec) => [program.command(spec.name), spec]));
  program.hook('preSubcommand', (_program, command) => {
    const spec = specs.get(command);
    if (spec !== undefined) fillCommand(command, spec, reading);
  });
  return program;
}

/** commander's complaint does not say which command it is about. */
function tellPlace(command: Command, reading: Reading): void {
  command.exitOverride((error) => {
    reading.place = command;
    throw error;
  });
}

function fillCommand(command: Command, spec: CommandSpec, reading: Reading): void {
  command.helpCommand(false);
  tellPlace(command, reading);
  for (const { label, required, many } of spec.arguments ?? []) {
    const inner = `${label}${many ? '...' : ''}`;
    command.argument(required ? `<${inner}>` : `[${inner}]`);
  }
  for (const { flags, alias, repeatable } of spec.options ?? []) {
    const option = new Option(valued(flags));
    if (repeatable) option.argParser((value: string, earlier: readonly string[] = []) => [...earlier, value]);
    command.addOption(option);
    if (alias !== undefined) command.addOption(new Option(valued(alias)));
  }
  for (const inner of spec.subcommands ?? []) fillCommand(command.command(inner.name), inner, reading);
  if (spec.run === undefined) return;
  command.action((...given: unknown[]) => {
    const words = given
      .slice(0, -2)
      .flat()
      .filter((word): word is string => typeof word === 'string');
    reading.command = { spec, input: { words, options: command.opts<Input['options']>() } };
  });
}

/** `--pid ID` → `--pid <ID>`: an option with a second word takes a value. */
function valued(flags: string): string {
  return flags.replace(/ ([A-Z=]+)$/u, ' <$1>');
}
