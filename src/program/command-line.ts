import { Command, CommanderError, Option } from 'commander';
import { helpTopics } from '../commands/help-topics.ts';
import { commands } from '../commands/index.ts';
import type { Context } from '../context/context.ts';
import type { Globals } from '../context/globals.ts';
import { createKeyMask } from '../context/key-mask.ts';
import { SmsctlError } from '../core/errors.ts';
import type { CommandSpec, Input, OptionSpec } from '../input/spec.ts';
import type { Messages } from '../messages/index.ts';
import { usageError } from './usage-error.ts';

/** The command line as commander reads it, made from the specs of the commands. */

const globalOptions: readonly OptionSpec[] = [
  { flags: '-p, --provider ID', text: 'provider' },
  { flags: '--profile NAME', text: 'profile' },
  { flags: '--json', text: 'json' },
  { flags: '-q, --quiet', text: 'quiet' },
  { flags: '-v, --verbose', text: 'verbose' },
  { flags: '--no-input', text: 'noInput' },
  { flags: '--no-color', text: 'noColor' },
  { flags: '--lang LANG', text: 'lang' },
  { flags: '--sandbox', text: 'sandbox' },
];

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
  const { output } = context;
  let printed = '';
  const program = createProgram(context, (text) => {
    printed += text;
  });
  try {
    await program.parseAsync([...words], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // "commander.help" is the help that stands in for a command that was not given.
    const isCommandMissing = error.code === 'commander.help';
    if (error.exitCode !== 0 && !isCommandMissing) {
      const mask = await createKeyMask(context); // before a key is cut in two
      throw usageError({ code: error.code, message: mask(error.message) });
    }
    if (isCommandMissing && output.mode === 'json') throw new SmsctlError('usage.missingCommand');
    if (isCommandMissing) {
      for (const line of printed.trimEnd().split('\n')) output.alert(line);
      return new SmsctlError('usage.missingCommand').exitCode;
    }
  }
  if (printed !== '') await printHelp(context, printed);
  return 0;
}

async function printHelp({ output }: Context, text: string): Promise<void> {
  const lines = text.trimEnd().split('\n');
  await output.result({
    json: { text: text.trimEnd() },
    plain: lines.map((line) => [line]),
    blocks: lines.map((line) => ({ kind: 'line', text: line })),
  });
}

function createProgram(context: Context, print: (text: string) => void): Command {
  const { texts, output, host, version } = context;
  const program = new Command('smsctl')
    .description(texts.help.description)
    .helpOption('-h, --help', texts.help.options.help)
    .version(version, '-V, --version', texts.help.options.version)
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: print,
      writeErr: print,
      outputError: () => {}, // told by context.report, in the user's language
      getOutHelpWidth: () => (output.mode === 'terminal' ? (host.stdout.columns ?? 80) : 80),
      getErrHelpWidth: () => 80,
    })
    .configureHelp({ styleTitle: (title) => headings(texts)[title] ?? title, showGlobalOptions: true })
    .addHelpText('after', `\n${texts.help.firstSteps}`);
  for (const { flags, text } of globalOptions) program.addOption(new Option(valued(flags), texts.help.options[text]));
  for (const spec of commands) addCommand(program, spec, { context, path: spec.name });
  addHelp(program, context);
  return program;
}

function addCommand(parent: Command, spec: CommandSpec, { context, path }: { context: Context; path: string }): void {
  const { help } = context.texts;
  const command = parent
    .command(spec.name, { hidden: spec.hidden === true })
    .description(textIn(help.commands, path))
    .helpOption('-h, --help', help.options.help)
    .helpCommand(false);
  for (const { label, text, required, many } of spec.arguments ?? []) {
    const inner = `${label}${many ? '...' : ''}`;
    command.argument(required ? `<${inner}>` : `[${inner}]`, help.arguments[text]);
  }
  for (const { flags, text, alias, repeatable } of spec.options ?? []) {
    const option = new Option(valued(flags), help.options[text]);
    if (repeatable) option.argParser((value: string, earlier: readonly string[] = []) => [...earlier, value]);
    command.addOption(option);
    if (alias !== undefined) command.addOption(new Option(valued(alias)).hideHelp());
  }
  const examples = help.exampleLines[path];
  if (examples !== undefined) {
    command.addHelpText('after', `\n${help.examples}\n${examples.map((line) => `  ${line}`).join('\n')}`);
  }
  for (const inner of spec.subcommands ?? []) addCommand(command, inner, { context, path: `${path} ${inner.name}` });
  const act = spec.run;
  if (act === undefined) return;
  command.action(async (...given: unknown[]) => {
    const words = given
      .slice(0, -2)
      .flat()
      .filter((word): word is string => typeof word === 'string');
    const options = command.opts<Input['options']>();
    await act(context, { words, options });
  });
}

/** `smsctl help [COMMAND|TOPIC]`. */
function addHelp(program: Command, context: Context): void {
  const { help } = context.texts;
  program
    .command('help')
    .description(help.commands.help)
    .argument('[TOPIC...]', help.arguments.topic)
    .helpOption('-h, --help', help.options.help)
    .action(async (path: readonly string[]) => {
      const topic = helpTopics[path.join(' ')];
      if (topic !== undefined) return context.output.result(topic(context.texts));
      let found = program;
      for (const name of path) {
        const next = found.commands.find((one) => one.name() === name);
        if (next === undefined) throw new SmsctlError('usage.unknownCommand', { params: { name: path.join(' ') } });
        found = next;
      }
      return found.outputHelp();
    });
}

/** `--pid ID` → `--pid <ID>`: an option with a second word takes a value. */
function valued(flags: string): string {
  return flags.replace(/ ([A-Z]+)$/u, ' <$1>');
}

const textIn = (dictionary: Readonly<Record<string, string>>, name: string): string => dictionary[name] ?? '';

function headings({ help }: Messages): Readonly<Record<string, string>> {
  return {
    'Usage:': help.usage,
    'Arguments:': help.headings.arguments,
    'Options:': help.headings.options,
    'Global Options:': help.headings.globalOptions,
    'Commands:': help.headings.commands,
  };
}
