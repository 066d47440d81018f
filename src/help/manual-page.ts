import type { CommandSpec } from '../input/spec.ts';
import { commandPage, type HelpPage, type Manual, rootPage, sharedExitCodes, type Term } from './page.ts';
import { environmentGroups } from './topics/environment.ts';

/**
 * The manual page as roff with the man macros: the pages of help one after another, without what each command prints,
 * which its help tells in the user's language.
 */
export function manualPage(manual: Manual, version: string): string {
  const { texts } = manual;
  const { manual: words, help, topics } = texts;
  const root = rootPage(manual);
  const pages = manual.commands
    .filter((one) => one.hidden !== true)
    .flatMap((one) => pagesBelow(one, one.name, manual));
  const exitCodes = Object.entries(help.exitCodes).map(([term, text]) => ({ term, text }));
  return [
    '.\\" -*- coding: UTF-8 -*-',
    `.TH SMSCTL 1 "" "smsctl ${roff(version)}" ""`,
    '.nh', // a name that is broken cannot be copied
    '.ad l',
    heading(words.name),
    `smsctl \\- ${roff(words.title)}`,
    heading(words.synopsis),
    '.B smsctl',
    '[\\fIoptions\\fR] \\fICOMMAND\\fR ...',
    heading(words.description),
    ...line(root.description),
    heading(words.examples),
    ...examples(root),
    heading(words.commands),
    ...pages.flatMap((page) => commandPart(page, manual)),
    heading(words.options),
    ...line(texts.pages.moreGlobals),
    ...terms(root.globalOptions),
    heading(words.exitStatus),
    ...terms(exitCodes),
    '.PP',
    ...line(topics.exitCodesOfMany),
    heading(words.environment),
    ...environmentGroups(texts).flatMap(({ title, variables }) => [
      `.SS ${quoted(title)}`,
      ...terms(variables.map(({ name, meaning }) => ({ term: name, text: meaning }))),
    ]),
    heading(words.money),
    ...topics.moneyRules.flatMap(([title, text]) => terms([{ term: title, text }])),
    heading(words.seeAlso),
    ...line(words.more),
    '',
  ].join('\n');
}

function pagesBelow(spec: CommandSpec, path: string, manual: Manual): HelpPage[] {
  const inner = (spec.subcommands ?? []).flatMap((one) => pagesBelow(one, `${path} ${one.name}`, manual));
  return [commandPage(spec, path, manual), ...inner];
}

function commandPart(page: HelpPage, { texts }: Manual): string[] {
  const { pages, help } = texts;
  const codes = page.exitCodes.map(({ term }) => term);
  const ends = codes.length === 0 ? [] : [...codes, ...sharedExitCodes.map(String)];
  return [
    `.SS ${quoted(page.usage)}`,
    ...line(page.description),
    ...terms([...page.arguments, ...page.options]),
    ...part(pages.headings.exitCodes, ends.length === 0 ? [] : line(ends.toSorted((a, b) => +a - +b).join(', '))),
    ...part(help.examples, examples(page)),
  ];
}

function part(title: string, lines: readonly string[]): string[] {
  return lines.length === 0
    ? []
    : ['.PP', `\\fB${roff(title)}\\fR`, ...(lines[0]?.startsWith('.') ? [] : ['.br']), ...lines];
}

const heading = (title: string): string => `.SH ${quoted(title)}`;

function terms(list: readonly Term[]): string[] {
  return list.flatMap(({ term, text }) => ['.TP', `\\fB${roff(term)}\\fR`, ...line(text)]);
}

function examples({ examples: list }: HelpPage): string[] {
  return list.flatMap(({ line: command, says }, index) => [
    ...(index === 0 ? [] : ['.PP']),
    ...(says === null ? [] : line(says)),
    '.RS 4',
    '.nf',
    ...line(command),
    '.fi',
    '.RE',
  ]);
}

const line = (text: string): string[] => [roff(text).replace(/^([.'])/u, '\\&$1')];

const quoted = (text: string): string => `"${roff(text).replaceAll('"', '\\(dq')}"`;

/** What roff would take for its own: the backslash; and the characters it would make typographic. */
function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll("'", '\\(aq')
    .replaceAll('`', '\\(ga')
    .replaceAll('^', '\\(ha')
    .replaceAll('~', '\\(ti');
}
