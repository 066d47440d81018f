import type { Messages } from '../messages/index.ts';
import type { Block, SectionItem, View } from '../terminal/output.ts';
import { renderSection } from '../terminal/section.ts';
import { type HelpPage, sharedExitCodes, type Term } from './page.ts';

type Section = Extract<Block, { kind: 'section' }>;

/** Columns of help in a pipe. */
const pipeWidth = 80;

/** A page for a terminal, for a pipe and for programs. */
export function pageView(page: HelpPage, texts: Messages): View {
  const sections = sectionsOf(page, texts);
  const text = plainText(sections);
  const { command, title, usage, description, examples, groups, output } = page;
  return {
    json: {
      text,
      command,
      title,
      usage,
      description,
      examples,
      arguments: page.arguments,
      options: page.options,
      globalOptions: page.globalOptions,
      commands: groups.flatMap((group) => group.commands),
      topics: page.topics,
      output,
      exitCodes: exitCodesOf(page, texts),
    },
    plain: text.split('\n').map((line) => [line]),
    blocks: sections,
  };
}

/** Lines as they stand in a pipe and on stderr. */
export function plainText(sections: readonly Section[]): string {
  const paint = (_tone: string, text: string) => text;
  return sections.map((section) => renderSection(section, { width: pipeWidth, paint })).join('\n\n');
}

/** Sections that stand under each other; what is empty is left out. */
export function sectionsOf(page: HelpPage, texts: Messages): Section[] {
  const { help, pages } = texts;
  const isRoot = page.command === '';
  const shared = page.exitCodes.length === 0 ? [] : [text(pages.everyExitCode(sharedExitCodes.join(', ')))];
  const examples = page.examples.map(
    ({ line, says }): SectionItem => ({ kind: 'command', line, ...(says === null ? {} : { says }) }),
  );
  return [
    section(help.usage, [{ kind: 'command', line: page.usage }]),
    section(undefined, [text(page.description)]),
    section(isRoot ? pages.headings.firstSteps : help.examples, examples),
    ...page.groups.map((group) => section(group.title, terms(group.commands))),
    section(help.headings.arguments, terms(page.arguments)),
    section(help.headings.options, terms(page.options)),
    section(pages.headings.output, outputItems(page, texts)),
    section(pages.headings.exitCodes, [...terms(page.exitCodes), ...shared]),
    section(help.headings.globalOptions, terms(page.globalOptions)),
    section(pages.headings.topics, terms(page.topics)),
  ].filter(({ items }) => items.length > 0);
}

export function section(title: string | undefined, items: readonly SectionItem[]): Section {
  return { kind: 'section', items, ...(title === undefined ? {} : { title }) };
}

export const text = (words: string): SectionItem => ({ kind: 'text', text: words });

export function terms(list: readonly Term[]): SectionItem[] {
  return list.map((one) => ({ kind: 'term', ...one }));
}

function outputItems({ output }: HelpPage, { pages }: Messages): SectionItem[] {
  if (output === null) return [];
  const documents = output.json.map(({ option, shape }) => ({
    term: option === null ? '--json' : `${option} --json`,
    text: shape,
  }));
  return terms([
    { term: pages.onTerminal, text: output.terminal },
    { term: pages.inPipe, text: output.pipe },
    ...documents,
  ]);
}

function exitCodesOf({ exitCodes }: HelpPage, { help }: Messages) {
  if (exitCodes.length === 0) return [];
  const own = exitCodes.map(({ term, text: meaning }) => ({ code: Number(term), meaning }));
  const shared = sharedExitCodes.map((code) => ({ code, meaning: help.exitCodes[String(code)] ?? '' }));
  return [...own, ...shared].sort((a, b) => a.code - b.code);
}
