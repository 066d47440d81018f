import { broken, type Finding } from './promises.ts';
import type { Evidence } from './round.ts';

const fromAPlatform = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/u;
/** A terminal is driven by the program itself: colours and its spinner's lines. */
const fromATerminal = /[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\x1b(?:\]|\[2J)/u;

/** Lines as Node prints them, or the same on one line. */
const trace = /\n\s+at .*:\d+|\bat [^\n]{0,99}(?:file:\/\/|node:)[^\s)]+:\d+/u;

/** What no stream may ever carry. The helpers have looked for keys, and at the form of JSON. */
export function judgeOutput({ mode, seen, stdout, stderr }: Evidence): Finding[] {
  const all = `${stdout}\n${stderr}`;
  const odd = /\bundefined\b|\[object \w+\]|\bNaN\b|\[native code\]/u.exec(all)?.[0];
  const isQuoted = odd !== undefined && seen.some(({ text }) => text?.includes(odd));
  const control = (mode === 'terminal' ? fromATerminal : fromAPlatform).exec(all)?.[0];
  return [
    ...broken('trace', trace.test(all), `a stack trace: ${stderr.slice(0, 300)}`),
    ...broken('words', odd !== undefined && !isQuoted, `${odd} in: ${all.trim().slice(0, 300)}`),
    ...broken(
      'control',
      control !== undefined,
      `U+${control?.charCodeAt(0).toString(16)} in: ${JSON.stringify(all.slice(0, 200))}`,
    ),
  ];
}
