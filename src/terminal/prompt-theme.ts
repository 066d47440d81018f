import type { Messages } from '../messages/index.ts';
import type { Paint } from './style.ts';

/**
 * How the questions look. Whatever @inquirer would colour or say by itself is given here, because it would ask the
 * environment alone about colours, and say it in English.
 */
export function promptTheme(paint: Paint, texts: Messages['prompts']) {
  const dim = (text: string): string => paint('dim', text);
  const accent = (text: string): string => paint('accent', text);
  return {
    prefix: { idle: accent('?'), done: paint('good', '✓') },
    // Nothing here is waited for, and nothing moves.
    spinner: { interval: 1000, frames: [accent('?')] },
    icon: { cursor: '›' },
    keywords: { yes: texts.yes, no: texts.no, error: () => texts.needsYesOrNo },
    style: {
      message: (text: string, status: string) => (status === 'done' ? dim(asked(text)) : paint('strong', text)),
      answer: (text: string) => text,
      defaultAnswer: (text: string) => dim(`(${text})`),
      confirmDefault: (text: string) => text,
      error: (text: string) => paint('bad', text === noResults ? texts.nothingFits : text),
      help: dim,
      highlight: accent,
      key: accent,
      disabled: dim,
      description: dim,
      searchTerm: (text: string) => text,
      keysHelpTip: () => dim(texts.listKeys),
      maskedText: '',
    },
  };
}

/** A question as it stands before its answer. */
function asked(question: string): string {
  const line = question.replaceAll(/\s*\n\s*/g, ' ').trimEnd();
  return /[?？:：]$/u.test(line) ? line : `${line}:`;
}

/** @inquirer's own words, which it gives no other way to change. */
const noResults = 'No results found';
