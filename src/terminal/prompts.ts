import { SmsctlError } from '../core/errors.ts';
import { printable } from '../core/printable.ts';

/**
 * Questions to the person at the terminal. All of them throw SmsctlError `interrupted` on Ctrl-C and Ctrl-D, and the
 * signal's reason, or `interrupted`, when aborted.
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

interface TextWish {
  readonly initial?: string;
  readonly check?: (text: string) => string | null;
}

interface Choice<T> {
  readonly value: T;
  readonly name: string;
  /** Shown while the choice is the one that Enter would take. */
  readonly description?: string;
}

export interface PromptsParts {
  /** A terminal; the caller has made sure. */
  readonly input: NodeJS.ReadableStream;
  /** stderr, because stdout is for results. */
  readonly output: NodeJS.WritableStream;
  readonly signal?: AbortSignal;
}

export async function createPrompts(parts: PromptsParts): Promise<Prompts> {
  const inquirer = await import('@inquirer/prompts');
  const ask = <T>(prompt: (context: PromptContext) => Promise<T>) => askOne(parts, prompt);
  return {
    secret(message) {
      const theme = { ...plain, style: { ...plain.style, answer: () => '' } };
      return ask((context) =>
        inquirer.password({ message: printable(message), mask: '*', toggleMask: false, theme }, context),
      );
    },
    text: (message, { initial, check } = {}) =>
      ask((context) =>
        inquirer.input(
          {
            message: printable(message),
            theme: plain,
            ...(initial === undefined ? {} : { default: initial }),
            validate: (text) => check?.(text) ?? true,
          },
          context,
        ),
      ),
    confirm: (message, { initial = false } = {}) =>
      ask((context) => inquirer.confirm({ message: printable(message), default: initial, theme: plain }, context)),
    choose: (message, choices, { initial } = {}) =>
      ask((context) =>
        inquirer.select(
          {
            message: printable(message),
            theme: plain,
            choices: choices.map(shown),
            ...(initial === undefined ? {} : { default: initial }),
          },
          context,
        ),
      ),
    search: (message, find) =>
      ask((context) =>
        inquirer.search(
          { message: printable(message), theme: plain, source: (typed) => find(typed ?? '').map(shown) },
          context,
        ),
      ),
  };
}

function shown<T>({ value, name, description }: Choice<T>) {
  return {
    value,
    name: printable(name),
    ...(description === undefined ? {} : { description: printable(description) }),
  };
}

/** Plain, so that there is no colour to decide about. */
const plain = { prefix: '?', style: { message: (text: string) => text } };

type PromptContext = Pick<PromptsParts, 'input' | 'output'> & { readonly signal: AbortSignal };

async function askOne<T>(
  { input, output, signal }: PromptsParts,
  prompt: (context: PromptContext) => Promise<T>,
): Promise<T> {
  const end = new AbortController();
  // Without these two, an input that ends would leave the question open for ever.
  const onEnd = (): void => end.abort();
  const onKey = (_text: string | undefined, key: { ctrl?: boolean; name?: string } | undefined): void => {
    if (key?.ctrl && key.name === 'd') end.abort();
  };
  input.once('end', onEnd);
  try {
    const stop = signal ? AbortSignal.any([signal, end.signal]) : end.signal;
    const asked = prompt({ input, output, signal: stop });
    input.on('keypress', onKey);
    return await asked;
  } catch (error) {
    if (signal?.reason instanceof SmsctlError) throw signal.reason;
    if (error instanceof Error && endings.has(error.name)) throw new SmsctlError('interrupted');
    throw error;
  } finally {
    input.removeListener('end', onEnd);
    input.removeListener('keypress', onKey);
  }
}

/** What @inquirer throws when it is left without an answer: Ctrl-C, and an aborted signal. */
const endings: ReadonlySet<string> = new Set(['ExitPromptError', 'AbortPromptError']);
