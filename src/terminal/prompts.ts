import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { SmsctlError } from '../core/errors.ts';
import { printable } from '../core/printable.ts';
import type { Messages } from '../messages/index.ts';
import { promptTheme } from './prompt-theme.ts';
import type { Paint } from './style.ts';
import { truncate, wrap } from './width.ts';

/**
 * Questions to the person at the terminal. All of them throw StepBack on Esc, SmsctlError `interrupted` on Ctrl-C and
 * Ctrl-D, and the signal's reason, or `interrupted`, when aborted.
 */
export interface Prompts {
  /** A text that is never shown: stars while it is typed, nothing once it is entered. */
  secret(message: string): Promise<string>;
  /** One line. `check` says what is wrong with it, or null. */
  text(message: string, wish?: TextWish): Promise<string>;
  /** A yes or a no; no is the answer of who just presses Enter, unless told otherwise. */
  confirm(message: string, wish?: { readonly initial?: boolean }): Promise<boolean>;
  choose<T>(message: string, choices: readonly Choice<T>[], wish?: { readonly initial?: T }): Promise<T>;
  /** As `choose`, among so many that they are found by typing. */
  search<T>(message: string, find: (typed: string) => readonly Choice<T>[]): Promise<T>;
}

/** Esc. To whoever knows no step before this one it is an interruption like Ctrl-C. */
export class StepBack extends SmsctlError {
  constructor() {
    super('interrupted');
  }
}

interface TextWish {
  readonly initial?: string;
  readonly check?: (text: string) => string | null;
}

export interface Choice<T> {
  readonly value: T;
  readonly name: string;
  /** Shown while the choice is the one that Enter would take. */
  readonly description?: string;
  /** What is left on the screen as the answer; the name, unless given. */
  readonly short?: string;
}

export interface PromptsParts {
  /** A terminal; the caller has made sure. */
  readonly input: NodeJS.ReadableStream;
  /** stderr, because stdout is for results. */
  readonly output: NodeJS.WritableStream & { readonly columns?: number; readonly rows?: number };
  readonly signal?: AbortSignal;
  readonly paint: Paint;
  readonly texts: Pick<Messages, 'prompts'>;
}

export async function createPrompts(parts: PromptsParts): Promise<Prompts> {
  const inquirer = await import('@inquirer/prompts');
  hurryEscape(parts.input);
  const { output, paint } = parts;
  const texts = parts.texts.prompts;
  const theme = promptTheme(paint, texts);
  const columns = () => output.columns || 80;
  // A list that is higher than the window could not be erased again.
  const pageSize = () => Math.min(Math.max((output.rows || 24) - 8, 3), 10);
  // A line that wraps is counted wrong where characters are wide: the place to type stands on a short line.
  const question = (message: string): string => {
    const lines = wrap(printable(message), Math.max(columns() - 4, 8));
    return lines.length > 1 || (lines[0]?.length ?? 0) > columns() - 16 ? `${lines.join('\n')}\n ` : (lines[0] ?? '');
  };
  const shown = <T>({ value, name, description, short }: Choice<T>) => ({
    value,
    name: truncate(printable(name), columns() - 3),
    short: printable(short ?? name),
    ...(description === undefined ? {} : { description: wrap(printable(description), columns() - 1).join('\n') }),
  });
  const ask = <T>(prompt: (context: PromptContext) => Promise<T>) => askOne(parts, prompt);

  return {
    secret: (message) => {
      const silent = { ...theme, style: { ...theme.style, answer: () => '' } };
      return ask((context) =>
        inquirer.password({ message: question(message), mask: '*', toggleMask: false, theme: silent }, context),
      );
    },
    text: (message, { initial, check } = {}) =>
      ask((context) =>
        inquirer.input(
          {
            message: question(message),
            theme,
            ...(initial === undefined ? {} : { default: initial }),
            validate: (text) => check?.(text) ?? true,
          },
          context,
        ),
      ),
    confirm: (message, { initial = false } = {}) => {
      const hint = () => paint('dim', `(${texts.yesOrNo(initial)})`);
      const asking = { ...theme, style: { ...theme.style, defaultAnswer: hint } };
      return ask((context) =>
        inquirer.confirm({ message: question(message), default: initial, theme: asking }, context),
      );
    },
    choose: (message, choices, { initial } = {}) =>
      ask((context) =>
        inquirer.select(
          {
            message: question(message).trimEnd(),
            theme,
            loop: false,
            pageSize: pageSize(),
            choices: choices.map(shown),
            ...(initial === undefined ? {} : { default: initial }),
          },
          context,
        ),
      ),
    search: (message, find) => {
      const searching = { ...theme, style: { ...theme.style, keysHelpTip: () => paint('dim', texts.searchKeys) } };
      return ask((context) =>
        inquirer.search(
          {
            message: question(message),
            theme: searching,
            pageSize: pageSize(),
            source: (typed) => find(typed ?? '').map(shown),
          },
          context,
        ),
      );
    },
  };
}

interface PromptContext {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly signal: AbortSignal;
  /** Looked at when the question is over. */
  clearPromptOnDone: boolean;
}

async function askOne<T>(
  { input, output, signal }: PromptsParts,
  prompt: (context: PromptContext) => Promise<T>,
): Promise<T> {
  const end = new AbortController();
  const stop = signal ? AbortSignal.any([signal, end.signal]) : end.signal;
  const context: PromptContext = { input, output, signal: stop, clearPromptOnDone: false };
  // A question that was not answered leaves nothing behind, neither its list nor what was typed.
  const leave = (): void => {
    context.clearPromptOnDone = true;
    end.abort();
  };
  let isBack = false;
  const onKey = (_text: string | undefined, key: { ctrl?: boolean; name?: string } | undefined): void => {
    if (key?.name === 'escape') isBack = true;
    if (key?.name === 'escape' || (key?.ctrl && (key.name === 'd' || key.name === 'c'))) leave();
  };
  // Without these two, an input that ends would leave the question open for ever.
  input.once('end', leave);
  try {
    const asked = prompt(context);
    input.on('keypress', onKey);
    return await asked;
  } catch (error) {
    if (signal?.reason instanceof SmsctlError) throw signal.reason;
    if (!(error instanceof Error && endings.has(error.name))) throw error;
    throw isBack ? new StepBack() : new SmsctlError('interrupted');
  } finally {
    input.removeListener('end', leave);
    input.removeListener('keypress', onKey);
  }
}

/** What @inquirer throws when it is left without an answer: Ctrl-C, and an aborted signal. */
const endings: ReadonlySet<string> = new Set(['ExitPromptError', 'AbortPromptError']);

/** How long an Esc may be the beginning of another key, in ms. */
const escapeCodeTimeout = 50;

/** Whoever is the first to read keys from a stream decides for all after him, and Node's own half second is felt. */
function hurryEscape(input: NodeJS.ReadableStream): void {
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  createInterface({ input, output, terminal: true, escapeCodeTimeout }).close();
}
