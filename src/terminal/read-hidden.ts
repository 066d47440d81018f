import { SmsctlError } from '../core/errors.ts';
import { type PromptsParts, StepBack } from './prompts.ts';

/** One line that the terminal does not show, because it is told to hand over each key as it comes. */
export async function readHidden({ input, signal }: Pick<PromptsParts, 'input' | 'signal'>): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let typed: string[] = [];
  const stop = (): void => reject(signal?.reason instanceof SmsctlError ? signal.reason : interrupted());
  const take = (chunk: Buffer | string): void => {
    const text = chunk.toString();
    if (text === '\x1b') reject(new StepBack());
    if (text.startsWith('\x1b')) return; // an arrow, or another key that writes nothing
    for (const key of text) {
      if (key === '\r' || key === '\n') resolve(typed.join(''));
      else if (key === '\x03' || key === '\x04') reject(interrupted());
      else if (key === '\x7f' || key === '\b') typed = typed.slice(0, -1);
      else if (key === '\x15') typed = [];
      else if (key >= ' ') typed.push(key);
    }
  };
  const end = (): void => reject(interrupted());
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop, { once: true });
  setRaw(input, true);
  input.on('data', take);
  input.once('end', end);
  input.resume();
  try {
    return await promise;
  } finally {
    input.pause();
    input.removeListener('data', take);
    input.removeListener('end', end);
    setRaw(input, false);
    signal?.removeEventListener('abort', stop);
  }
}

function setRaw(input: NodeJS.ReadableStream, isRaw: boolean): void {
  if ('setRawMode' in input && typeof input.setRawMode === 'function') input.setRawMode(isRaw);
}

const interrupted = (): SmsctlError => new SmsctlError('interrupted');
