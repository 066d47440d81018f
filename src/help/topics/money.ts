import type { View } from '../../terminal/output.ts';
import { plainText, section, text } from '../page-view.ts';
import type { TopicParts } from './topic.ts';

export function money({ texts }: TopicParts): View {
  const { moneyTitle, moneyRules } = texts.topics;
  const rules = moneyRules.map(([title, words]) => ({ title, text: words }));
  const sections = rules.map((rule) => section(rule.title, [text(rule.text)]));
  return {
    json: { title: moneyTitle, rules },
    plain: plainText(sections)
      .split('\n')
      .map((line) => [line]),
    blocks: [{ kind: 'line', text: moneyTitle }, ...sections],
  };
}
