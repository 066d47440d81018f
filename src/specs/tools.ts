import { shells } from '../completion/shells.ts';
import type { CommandSpec, OptionSpec } from '../input/spec.ts';

/** What has to do with the command line itself. */

export const completion: CommandSpec = {
  name: 'completion',
  exitCodes: [],
  arguments: [{ label: 'SHELL', text: 'shell', required: true, many: false, complete: shells }],
  run: async (...given) => (await import('../completion/script.ts')).runCompletion(...given),
};

interface Known {
  readonly commands: readonly CommandSpec[];
  readonly globalOptions: readonly OptionSpec[];
}

/** Both of these are about all commands, and are two of them: what they know is asked for when it is needed. */
export function createHelp(known: () => Known): CommandSpec {
  return {
    name: 'help',
    exitCodes: [],
    arguments: [{ label: 'TOPIC', text: 'topic', required: false, many: true, complete: 'topic' }],
    documents: [{ schema: 'help' }],
    run: async (context, { words }) => (await import('../help/command.ts')).showHelp(context, known(), words),
  };
}

export function createComplete(known: () => Known): CommandSpec {
  return {
    name: 'complete',
    hidden: true,
    arguments: [{ label: 'WORDS', text: 'words', required: false, many: true }],
    options: [{ flags: '--next', text: 'nextWord' }],
    run: async (context, input) => (await import('../completion/command.ts')).runComplete(context, input, known()),
  };
}
