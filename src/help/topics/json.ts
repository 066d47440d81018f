import type { CommandSpec } from '../../input/spec.ts';
import type { View } from '../../terminal/output.ts';
import { documentsOf } from '../page.ts';
import { plainText, section, terms, text } from '../page-view.ts';
import type { TopicParts } from './topic.ts';

/** The rules of `--json`, and every document with its fields, read from the schemas. */
export function json({ texts, commands }: TopicParts): View {
  const { jsonTitle, jsonRules, jsonDocuments, jsonExamples } = texts.topics;
  const documents = commands.filter((one) => one.hidden !== true).flatMap((one) => documentsBelow(one, one.name));
  const rows = documents.map(({ command, option, shape }) => ({
    term: option === null ? command : `${command} ${option}`,
    text: shape,
  }));
  const sections = [
    section(jsonTitle, jsonRules.map(text)),
    section(
      texts.help.examples,
      jsonExamples.map(([line, says]) => ({ kind: 'command', line, says })),
    ),
    section(jsonDocuments, terms(rows)),
  ];
  return {
    json: { title: jsonTitle, rules: jsonRules, documents },
    plain: plainText(sections)
      .split('\n')
      .map((line) => [line]),
    blocks: sections,
  };
}

interface CommandDocument {
  readonly command: string;
  readonly option: string | null;
  readonly schema: string;
  readonly shape: string;
}

function documentsBelow(spec: CommandSpec, path: string): CommandDocument[] {
  if (spec.subcommands !== undefined) {
    return spec.subcommands.flatMap((inner) => documentsBelow(inner, `${path} ${inner.name}`));
  }
  return documentsOf(spec, path).map((document) => ({ command: path, ...document }));
}
