import type { Key, Pty } from './pty.ts';

/** The open question of a dialogue is its only line with this mark: an answered one has another. */
const mark = '? ';

/** Resolves when the program asks this. */
export function asked(terminal: Pty, question: string): Promise<void> {
  return terminal.waitFor((lines) => lines.some((line) => line.startsWith(`${mark}${question}`)));
}

/** Types a part of what is looked for, and takes it when it is the first of what was found. */
export async function find(terminal: Pty, question: string, typed: string, found: string): Promise<void> {
  await answer(terminal, question, { type: typed });
  await terminal.waitFor((lines) => lines.some((line) => line.startsWith(`› ${found}`)));
  terminal.press('enter');
}

/** Waits for a question and presses keys; what is no key is typed. */
export async function answer(terminal: Pty, question: string, ...keys: (Key | { readonly type: string })[]) {
  await asked(terminal, question);
  for (const key of keys) {
    if (typeof key === 'string') terminal.press(key);
    else terminal.type(key.type);
  }
}
