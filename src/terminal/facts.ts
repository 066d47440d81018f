import type { Paint, Tone } from './style.ts';
import { displayWidth, wrap } from './width.ts';

export interface Fact {
  readonly label: string;
  /** Printable; may have several lines. */
  readonly text: string;
  readonly tone: Tone;
}

/** Columns left for the values below which they move under their labels; they do so beside longer labels, too. */
const narrow = 16;

/**
 * `Label: value` lines with the values under each other. Every line of a value stays behind its label, so that no value
 * can pass for another fact.
 */
export function renderFacts(facts: readonly Fact[], { width, paint }: { width: number; paint: Paint }): string {
  const labels = facts.map(({ label }) => `${label}${colonAfter(label)}`);
  const beside = Math.max(0, ...labels.map((label) => displayWidth(label) + (label.endsWith(':') ? 1 : 0)));
  const stacked = width - beside < Math.max(narrow, beside + 4);
  const indent = stacked ? 2 : beside;
  return facts
    .flatMap(({ text, tone }, index) => {
      const label = labels[index] ?? '';
      const lines = text.split('\n').flatMap((line) => wrap(line, Math.max(width - indent, 1)));
      const [first = '', ...others] = lines.map((line) => (line === '' ? '' : paint(tone, line)));
      const below = (line: string): string => (line === '' ? '' : ' '.repeat(indent) + line);
      if (stacked) return [paint('dim', label), ...[first, ...others].map(below)];
      const gap = ' '.repeat(first === '' ? 0 : beside - displayWidth(label));
      return [paint('dim', label) + gap + first, ...others.map(below)];
    })
    .join('\n');
}

/** Chinese has a colon of its own, which brings its space along. */
const colonAfter = (label: string): string => (/\p{Script=Han}$/u.test(label) ? '：' : ':');
