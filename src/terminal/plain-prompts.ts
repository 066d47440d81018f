import { createInterface } from 'node:readline';
import { SmsctlError } from '../core/errors.ts';
import { printable } from '../core/printable.ts';
import { type Choice, type Prompts, type PromptsParts, StepBack } from './prompts.ts';
import { readHidden } from './read-hidden.ts';
import { wrap } from './width.ts';

/** So many choices are read out at once. */
const mostShown = 9;

/**
 * The same questions as plain lines, for a screen reader and for terminals that can do no more: choices have numbers, the
 * cursor is never moved, and nothing that was written changes.
 */
export function createPlainPrompts(parts: Omit<PromptsParts, 'paint'>): Prompts {
  const { output } = parts;
  const texts = parts.texts.prompts.plain;
  const say = (text: string): void => {
    for (const line of wrap(printable(text), output.columns || 80)) output.write(`${line}\n`);
  };
  const list = <T>(choices: readonly Choice<T>[]): void => {
    for (const [index, { name, description }] of choices.entries()) {
      const parts = name.split(/ {2,}/); // columns mean nothing to who hears them
      say(`${index + 1}. ${[parts.join(', '), ...(description === undefined ? [] : [description])].join(texts.apart)}`);
    }
  };
  const answer = (): Promise<string> => {
    output.write(`${texts.answer} `);
    return readAnswer(parts);
  };
  const chosen = <T>({ name, short, value }: Choice<T>): T => {
    say(texts.chosen(short ?? name));
    return value;
  };

  return {
    async secret(message) {
      say(message);
      say(texts.secret);
      output.write(`${texts.answer} `);
      try {
        return await readHidden(parts);
      } finally {
        output.write('\n');
      }
    },
    async text(message, { initial, check } = {}) {
      say(message);
      for (;;) {
        say(initial === undefined ? texts.text : texts.textInitial(initial));
        const text = (await answer()) || (initial ?? '');
        const wrong = check?.(text) ?? null;
        if (wrong === null) return text;
        say(wrong);
      }
    },
    async confirm(message, { initial = false } = {}) {
      say(message);
      for (;;) {
        say(texts.confirm(initial));
        const text = (await answer()).toLowerCase();
        if (text === '') return initial;
        if (['y', 'yes', parts.texts.prompts.yes].includes(text)) return true;
        if (['n', 'no', parts.texts.prompts.no].includes(text)) return false;
        say(texts.wrong);
      }
    },
    async choose(message, choices, { initial } = {}) {
      const usual = initial === undefined ? -1 : choices.findIndex(({ value }) => value === initial);
      say(message);
      list(choices);
      for (;;) {
        say(usual < 0 ? texts.choose(choices.length) : texts.chooseInitial(choices.length, usual + 1));
        const text = await answer();
        const choice = text === '' ? choices[usual] : numbered(choices, text);
        if (choice !== undefined) return chosen(choice);
        say(texts.wrong);
      }
    },
    async search(message, find) {
      say(message);
      say(texts.search);
      let offered: ReturnType<typeof find> = [];
      for (;;) {
        const text = await answer();
        const choice = numbered(offered, text);
        if (choice !== undefined) return chosen(choice);
        const found = find(text);
        const [only] = found;
        if (found.length === 1 && only !== undefined && text !== '') return chosen(only);
        offered = found.slice(0, mostShown);
        list(offered);
        say(found.length === 0 ? parts.texts.prompts.nothingFits : texts.found(offered.length, found.length));
      }
    },
  };
}

function numbered<T>(choices: readonly Choice<T>[], text: string): Choice<T> | undefined {
  return /^\d{1,3}$/.test(text) ? choices[Number(text) - 1] : undefined;
}

/** @throws StepBack and `interrupted` for the letters that stand for Esc and Ctrl-C. */
async function readAnswer(parts: Omit<PromptsParts, 'paint'>): Promise<string> {
  const text = (await readLine(parts)).trim();
  if (text.toLowerCase() === 'b') throw new StepBack();
  if (text.toLowerCase() === 'q') throw new SmsctlError('interrupted');
  return text;
}

async function readLine({ input, output, signal }: Omit<PromptsParts, 'paint'>): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const stop = (): void => reject(signal?.reason instanceof SmsctlError ? signal.reason : interrupted());
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop, { once: true });
  const lines = createInterface({ input, terminal: false });
  lines.once('line', resolve);
  lines.once('close', () => reject(interrupted()));
  try {
    return await promise;
  } catch (error) {
    output.write('\n'); // nobody pressed Enter: what follows begins a line of its own
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    lines.close();
  }
}

const interrupted = (): SmsctlError => new SmsctlError('interrupted');
