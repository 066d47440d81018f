import { Command, CommanderError, Option } from 'commander';
import type { Context } from '../context/context.ts';
import type { Globals } from '../context/globals.ts';
import type { CommandSpec, Input } from '../input/spec.ts';
import { allCommands, answeredOptions, globalOptions, manual } from './commands.ts';

/**
 * The command line as commander reads it, made from the specs of the commands. It prints nothing itself, and what is not
 * always needed is loaded where it is.
 */

/**
 * The global options, wherever they stand and whatever else is wrong: even a usage error is told in the language and
 * the form that was asked for.
 */
export function readGlobals(words: readonly string[]): Globals {
  const reader = new Command().allowUnknownOption().helpOption(false).exitOverride();
  reader.configureOutput({ writeErr: () => {} });
  for (const { flags } of globalOptions) reader.addOption(new Option(valued(flags)));
  try {
    reader.parseOptions([...words]);
  } catch {
    // An option that lacks its value. It is found again, and told, when the whole line is read.
  }
  const found: Readonly<Record<string, unknown>> = reader.opts();
  const text = (name: string) => (typeof found[name] === 'string' ? found[name] : undefined);
  return {
    provider: text('provider'),
    profile: text('profile'),
    lang: text('lang'),
    json: found.json === true,
    quiet: found.quiet === true,
    verbose: found.verbose === true,
    input: found.input !== false,
    color: found.color !== false,
    sandbox: found.sandbox === true,
  };
}

/** Runs the command that the words name. @returns its exit code */
export async function runCommandLine(context: Context, words: readonly string[]): Promise<number> {
  const { output, version } = context;
  // Where in the tree the reading ended: of which command help was asked for, or something was wrong.
  let place: Command | null = null;
  const program = createProgram(context, (command) => {
    place = command;
  });
  try {
    await program.parseAsync([...words], { from: 'user' });
    return 0;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const path = place === null ? [] : pathOf(place);
    switch (error.code) {
      case 'commander.version':
        await output.result({ json: { text: version }, plain: [[version]], blocks: [{ kind: 'line', text: version }] });
        return 0;
      case 'commander.helpDisplayed':
        await (await import('../help/command.ts')).showHelp(context, manual(), [...path, ...strayWords(place)]);
        return 0;
      // The help that stands in for a command that was not given.
      case 'commander.help':
        if (path.length === 0 && mayConverse(context)) return (await import('../wizard/wizard.ts')).runWizard(context);
        return (await import('./missing-command.ts')).sayMissing(context, path);
      default: {
        const [{ createKeyMask }, { usageError }] = await Promise.all([
          import('../context/key-mask.ts'),
          import('./usage-error.ts'),
        ]);
        const mask = await createKeyMask(context); // before a key is cut in two
        throw usageError({ code: error.code, message: mask(error.message), path });
      }
    }
  }
}

/** Whether there is a person who can be asked, and who sees the answers. */
const mayConverse = ({ isInteractive, output }: Context): boolean => isInteractive && output.mode === 'terminal';

const pathOf = (command: Command): string[] =>
  command.parent === null ? [] : [...pathOf(command.parent), command.name()];

/** What stands where an inner command belongs and is none: `smsctl ballance --help`. */
function strayWords(place: Command | null): string[] {
  const [first] = place === null || place.commands.length === 0 ? [] : place.args;
  return first === undefined || first.startsWith('-') ? [] : [first];
}

function createProgram(context: Context, onEnd: (place: Command) => void): Command {
  const [help, version] = answeredOptions;
  const program = new Command('smsctl')
    .helpOption(help.flags)
    .version(context.version, version.flags)
    .helpCommand(false)
    .showSuggestionAfterError(false)
    .configureHelp({ formatHelp: () => '' }) // ours is made of the specs
    .configureOutput({ writeOut: () => {}, writeErr: () => {}, outputError: () => {} });
  tellPlace(program, onEnd);
  for (const { flags } of globalOptions) program.addOption(new Option(valued(flags)));
  const specs = new Map(allCommands.map((spec) => [program.command(spec.name), spec]));
  // Of some twenty commands one is run: only that one gets its options.
  program.hook('preSubcommand', (_program, command) => {
    const spec = specs.get(command);
    if (spec !== undefined) fillCommand(command, spec, { context, onEnd });
  });
  return program;
}

/** commander's complaint does not say which command it is about. */
function tellPlace(command: Command, onEnd: (place: Command) => void): void {
  command.exitOverride((error) => {
    onEnd(command);
    throw error;
  });
}

interface Adding {
  readonly context: Context;
  readonly onEnd: (place: Command) => void;
}

function fillCommand(command: Command, spec: CommandSpec, adding: Adding): void {
  const { context, onEnd } = adding;
  command.helpCommand(false);
  tellPlace(command, onEnd);
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
  for (const inner of spec.subcommands ?? []) fillCommand(command.command(inner.name), inner, adding);
  const act = spec.run;
  if (act === undefined) return;
  command.action(async (...given: unknown[]) => {
    const words = given
      .slice(0, -2)
      .flat()
      .filter((word): word is string => typeof word === 'string');
    const options = command.opts<Input['options']>();
    try {
      await act(context, { words, options });
    } catch (error) {
      throw await (await import('../input/projects.ts')).suggestAlias(context, { words, options }, error);
    }
  });
}

/** `--pid ID` → `--pid <ID>`: an option with a second word takes a value. */
function valued(flags: string): string {
  return flags.replace(/ ([A-Z=]+)$/u, ' <$1>');
}
