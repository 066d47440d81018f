import { type ArgumentSpec, type CommandSpec, everyExitCode, type OptionSpec } from '../input/spec.ts';
import type { Messages } from '../messages/index.ts';
import { groupCommands } from './groups.ts';
import { shapeOf } from './shape.ts';

/** A page of help as data, from which the terminal, the pipe, JSON and the manual are made. */
export interface HelpPage {
  /** `config set`; empty for the whole program. */
  readonly command: string;
  /** What it does, in a line. */
  readonly title: string;
  readonly usage: string;
  /** What it does, in a few sentences. */
  readonly description: string;
  readonly examples: readonly { readonly line: string; readonly says: string | null }[];
  readonly arguments: readonly Term[];
  readonly options: readonly Term[];
  readonly globalOptions: readonly Term[];
  readonly groups: readonly { readonly title: string; readonly commands: readonly Term[] }[];
  readonly topics: readonly Term[];
  readonly output: PageOutput | null;
  /** Its own, without those that every command shares. */
  readonly exitCodes: readonly Term[];
}

export interface Term {
  readonly term: string;
  readonly text: string;
}

interface PageOutput {
  readonly terminal: string;
  readonly pipe: string;
  readonly json: readonly { readonly schema: string; readonly option: string | null; readonly shape: string }[];
}

export interface Manual {
  readonly texts: Messages;
  readonly commands: readonly CommandSpec[];
  readonly globalOptions: readonly OptionSpec[];
}

/** The page of the program itself. */
export function rootPage({ texts, commands, globalOptions }: Manual): HelpPage {
  const { help, pages } = texts;
  return {
    ...emptyPage,
    command: '',
    title: help.description,
    usage: 'smsctl [options] COMMAND …',
    description: help.description,
    examples: pages.firstSteps.map(([line, says]) => ({ line, says })),
    globalOptions: optionTerms(globalOptions, texts),
    groups: groupCommands(commands).map((group) => ({
      title: pages.groups[group.name],
      commands: group.commands.map(({ name }) => ({ term: name, text: textIn(help.commands, name) })),
    })),
    topics: Object.entries(pages.topics).map(([term, text]) => ({ term, text })),
  };
}

/** The page of a command, found by its path. */
export function commandPage(spec: CommandSpec, path: string, { texts, globalOptions }: Manual): HelpPage {
  const { help, pages } = texts;
  const title = textIn(help.commands, path);
  const inner = spec.subcommands ?? [];
  const given = (spec.arguments ?? []).map(argumentLabel);
  const options = (spec.options?.length ?? 0) > 0 ? ['[options]'] : [];
  return {
    ...emptyPage,
    command: path,
    title,
    usage: ['smsctl', path, ...options, ...(inner.length > 0 ? ['COMMAND'] : given)].join(' '),
    description: pages.about[path] ?? title,
    examples: examplesOf(path, texts),
    arguments: (spec.arguments ?? []).map((one) => ({ term: argumentLabel(one), text: help.arguments[one.text] })),
    options: optionTerms(spec.options ?? [], texts),
    globalOptions: optionTerms(globalOptions, texts),
    groups:
      inner.length === 0
        ? []
        : [
            {
              title: help.headings.commands,
              commands: inner.map(({ name }) => ({ term: name, text: textIn(help.commands, `${path} ${name}`) })),
            },
          ],
    output: inner.length > 0 ? null : outputOf(spec, path, texts),
    exitCodes: inner.length > 0 ? [] : exitCodesOf(spec, texts),
  };
}

function exitCodesOf({ exitCodes = [] }: CommandSpec, { help }: Messages): Term[] {
  const sorted = [0, ...exitCodes].toSorted((a, b) => a - b);
  return sorted.map((code) => ({ term: String(code), text: help.exitCodes[String(code)] ?? '' }));
}

/** What any command can end with besides its own. */
export const sharedExitCodes = everyExitCode.filter((code) => code !== 0);

const emptyPage = { arguments: [], options: [], topics: [], groups: [], output: null, exitCodes: [], examples: [] };

function argumentLabel({ label, required, many }: ArgumentSpec): string {
  const inner = `${label}${many ? '...' : ''}`;
  return required ? inner : `[${inner}]`;
}

function optionTerms(options: readonly OptionSpec[], { help }: Messages): Term[] {
  return options.map(({ flags, text }) => ({ term: flags, text: help.options[text] }));
}

function examplesOf(path: string, { pages }: Messages): HelpPage['examples'] {
  return pages.examples[path]?.map(([line, says]) => ({ line, says })) ?? [];
}

/** The documents of a command, by the options that bring them. */
export function documentsOf(spec: CommandSpec, path: string) {
  return (spec.documents ?? [{ schema: path.replaceAll(' ', '-') }]).flatMap(({ schema, option }) => {
    const shape = shapeOf(schema);
    return shape === null ? [] : [{ schema, option: option ?? null, shape }];
  });
}

function outputOf(spec: CommandSpec, path: string, { pages }: Messages): PageOutput | null {
  const told = pages.outputs[path];
  return told === undefined ? null : { ...told, json: documentsOf(spec, path) };
}

const textIn = (dictionary: Readonly<Record<string, string>>, name: string): string => dictionary[name] ?? '';
