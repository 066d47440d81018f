import { isDeepStrictEqual } from 'node:util';
import type { Module, Public } from './reading.ts';

/** The reference of everything that may be imported, as a page in Markdown. */
export function pageOf(modules: readonly Module[]): string {
  const parts = [
    '# API',
    'Written by `npm run api` from the docstrings in the sources. The way to use it is in [library.md](library.md).',
    ...modules.flatMap((module, index) => moduleParts(module, modules.slice(0, index))),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** What an entry before it has, too, is shown there. */
function moduleParts({ name, about, exports }: Module, before: readonly Module[]): string[] {
  const known = before.flatMap((one) => one.exports);
  const inOrder = ordered(exports);
  const isKnown = (one: Public) => known.some((other) => isDeepStrictEqual(one, other));
  const anchorOf = (one: Public) => {
    const name = one.name.toLowerCase();
    const namesakes = isKnown(one) ? 0 : known.filter((other) => other.name === one.name).length;
    return namesakes === 0 ? name : `${name}-${namesakes}`;
  };
  return [
    `## ${name}`,
    ...(about === null ? [] : [prose(about)]),
    inOrder.map((one) => `[${one.name}](#${anchorOf(one)})`).join(' · '),
    ...inOrder.filter((one) => !isKnown(one)).flatMap(publicParts),
  ];
}

/** What is called first, then what that takes and gives. */
function ordered(exports: readonly Public[]): readonly Public[] {
  const isCalled = ({ signature }: Public) => signature.startsWith('function ');
  return [...exports.filter(isCalled), ...exports.filter((one) => !isCalled(one))];
}

function publicParts({ name, signature, doc, members }: Public): string[] {
  const listed = members.map((member) => `- **\`${member.signature}\`** ${prose(member.doc ?? '', ' ')}`.trimEnd());
  return [
    `### ${name}`,
    ...(doc === null ? [] : [prose(doc)]),
    `\`\`\`ts\n${signature}\n\`\`\``,
    ...(listed.length === 0 ? [] : [listed.join('\n')]),
  ];
}

/** A docstring: its lines joined, its tags as words, the pages it names as links. */
function prose(doc: string, between = '\n\n'): string {
  const paragraphs = doc
    .split(/\n\n+|\s*(?=@(?:throws|param|returns) )/)
    .map((one) => one.replaceAll('\n', ' ').trim());
  const told = paragraphs
    .filter((one) => one !== '')
    .map((one) =>
      one
        .replace(/^@throws /, '**Throws** ')
        .replace(/^@returns /, '**Returns** ')
        .replace(/^@param (\w+) /, '`$1`: ')
        .replaceAll(/docs\/([\w-]+)\.md/g, '[$1.md]($1.md)'),
    );
  return told.join(between);
}
