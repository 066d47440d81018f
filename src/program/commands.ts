import type { CommandSpec, OptionSpec } from '../input/spec.ts';
import { languages } from '../messages/index.ts';
import { commands as ordinary } from '../specs/index.ts';
import { completion, createComplete, createHelp } from '../specs/tools.ts';

/** Accepted before and after every command. */
export const globalOptions: readonly OptionSpec[] = [
  { flags: '-p, --provider ID', text: 'provider', complete: 'provider' },
  { flags: '--profile NAME', text: 'profile', complete: 'profile' },
  { flags: '--json', text: 'json' },
  { flags: '-q, --quiet', text: 'quiet' },
  { flags: '-v, --verbose', text: 'verbose' },
  { flags: '--no-input', text: 'noInput' },
  { flags: '--no-color', text: 'noColor' },
  { flags: '--lang LANG', text: 'lang', complete: languages },
  { flags: '--sandbox', text: 'sandbox' },
];

/** Those that the reader of the command line answers itself. */
export const answeredOptions = [
  { flags: '-h, --help', text: 'help' },
  { flags: '-V, --version', text: 'version' },
] as const satisfies readonly OptionSpec[];

/** All that can be typed, as the pages of help know it. */
export const manual = () => ({ commands: allCommands, globalOptions: [...globalOptions, ...answeredOptions] });

/** In the order of the README. */
export const commands: readonly CommandSpec[] = [...ordinary, completion];

/** With what stands beside them on the command line. */
export const allCommands: readonly CommandSpec[] = [
  ...commands,
  createHelp(() => manual()),
  createComplete(() => manual()),
];
