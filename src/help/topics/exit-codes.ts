import type { View } from '../../terminal/output.ts';
import { section, terms } from '../page-view.ts';
import type { TopicParts } from './topic.ts';

export function exitCodes({ texts }: TopicParts): View {
  const rows = Object.entries(texts.help.exitCodes).map(([code, meaning]) => ({ code: Number(code), meaning }));
  return {
    json: { exitCodes: rows },
    plain: rows.map(({ code, meaning }) => [String(code), meaning]),
    blocks: [
      section(
        texts.help.exitCodesTitle,
        terms(rows.map(({ code, meaning }) => ({ term: String(code), text: meaning }))),
      ),
      section(undefined, [{ kind: 'text', text: texts.topics.exitCodesOfMany }]),
      section(texts.help.examples, [{ kind: 'command', line: 'smsctl wait-code --once; echo $?' }]),
    ],
  };
}
