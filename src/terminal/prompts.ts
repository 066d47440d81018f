import { SmsctlError } from '../core/errors.ts';
import { printable } from '../core/printable.ts';

export interface Question {
  readonly message: string;
  /** A terminal; the caller has made sure. */
  readonly input: NodeJS.ReadableStream;
  /** stderr, because stdout is for results. */
  readonly output: NodeJS.WritableStream;
  readonly signal?: AbortSignal;
}

/**
 * Asks for a text that is never shown: stars while it is typed, nothing once it is entered.
 *
 * @throws SmsctlError `interrupted` on Ctrl-C and Ctrl-D; the signal's reason, or `interrupted`, when aborted
 */
export async function askSecret(question: Question): Promise<string> {
  const { password } = await import('@inquirer/prompts');
  const theme = { ...plain, style: { ...plain.style, answer: () => '' } };
  return ask(question, (message, context) => password({ message, mask: '*', toggleMask: false, theme }, context));
}

/** Asks for a yes or a no; no is the answer of who just presses Enter. @throws as askSecret */
export async function askConfirm(question: Question): Promise<boolean> {
  const { confirm } = await import('@inquirer/prompts');
  return ask(question, (message, context) => confirm({ message, default: false, theme: plain }, context));
}

/** Plain, so that there is no colour to decide about. */
const plain = { prefix: '?', style: { message: (text: string) => text } };

type PromptContext = Pick<Question, 'input' | 'output'> & { readonly signal: AbortSignal };

async function ask<T>(
  { message, input, output, signal }: Question,
  prompt: (message: string, context: PromptContext) => Promise<T>,
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
    const asked = prompt(printable(message), { input, output, signal: stop });
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
