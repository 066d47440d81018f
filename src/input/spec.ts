import type { Context } from '../context/context.ts';
import type { LeaseState } from '../core/model.ts';
import type { Messages } from '../messages/index.ts';
import type { Ability } from '../providers/contract.ts';

/**
 * A command as data, from which cli.ts makes the command line. `run` does one thing: read the input, call a flow, give
 * the result to the output.
 */
export interface CommandSpec {
  readonly name: string;
  readonly arguments?: readonly ArgumentSpec[];
  readonly options?: readonly OptionSpec[];
  readonly subcommands?: readonly CommandSpec[];
  /** Not shown in help: for programs, not for people. */
  readonly hidden?: boolean;
  /** How it can end, besides `everyExitCode`. */
  readonly exitCodes?: readonly number[];
  /** What it writes with `--json`; the document that is named like the command, unless said. */
  readonly documents?: readonly DocumentSpec[];
  /** Resolves with the exit code where that is not 0. */
  readonly run?: (context: Context, input: Input) => Promise<void> | Promise<number>;
}

interface DocumentSpec {
  /** The name of a file in `schemas/`. */
  readonly schema: string;
  /** The option that brings it. */
  readonly option?: string;
}

/** Any command can end like this: done, unforeseen, usage, output, a stop. */
export const everyExitCode = [0, 1, 2, 74, 130, 143];

/** How a command can end that talks to a platform: settings, keys, network, refusal, ledger, question, pace. */
export const talkExitCodes = [3, 4, 10, 11, 12, 13, 14];

/** What may stand in a place, for a shell that completes it: a few words, or something that is looked up. */
export type Completion = readonly string[] | LeaseWish | ValueKind;

export type ValueKind =
  | 'provider'
  | 'profile'
  | 'project'
  | 'country'
  | 'duration'
  | 'settingKey'
  | 'settingValue'
  | 'topic'
  | 'file';

/** Numbers that are held, those that the command can do something with. */
export interface LeaseWish {
  readonly states: readonly LeaseState[];
  /** What their platform must be able to do. */
  readonly ability?: Ability;
}

export interface ArgumentSpec {
  /** As it is shown in help: `NUMBER|ID`. */
  readonly label: string;
  readonly text: keyof Messages['help']['arguments'];
  readonly required: boolean;
  readonly many: boolean;
  readonly complete?: Completion;
}

export interface OptionSpec {
  /** `--retry-for DURATION`; what has no second word is a switch. */
  readonly flags: string;
  readonly text: keyof Messages['help']['options'];
  /** A second spelling, not shown in help. */
  readonly alias?: string;
  readonly complete?: Completion;
  /** May be given several times; its value is a list then, also of one. */
  readonly repeatable?: boolean;
}

/** What was typed after the command's name, not yet checked. */
export interface Input {
  readonly words: readonly string[];
  /** By the camelCase name of the option's long form. */
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
}

/** `-p` and `--provider`, with the second spelling. Without patterns: to make one takes long in a short command. */
export function spellingsOf({ flags, alias = '' }: OptionSpec): string[] {
  return [...wordsOf(flags), ...wordsOf(alias)].filter((word) => word.startsWith('-'));
}

export const takesValue = ({ flags }: OptionSpec): boolean => wordsOf(flags).at(-1)?.startsWith('-') === false;

const wordsOf = (flags: string): string[] => flags.replaceAll(',', '').split(' ');

export function numbersArgument(complete: LeaseWish): ArgumentSpec {
  return { label: 'NUMBER|ID', text: 'numbers', required: false, many: true, complete };
}
export const pidOption: OptionSpec = { flags: '--pid ID', text: 'pid', alias: '--project ID', complete: 'project' };
