import type { OutStream } from '../../src/terminal/output.ts';

/** A stream that keeps what is written to it, or fails every write with a code as a real one does: both ways at once. */
export function memoryStream(failure: string | null = null): OutStream & { text(): string; listeners(): number } {
  const listeners: ((error: Error) => void)[] = [];
  let text = '';
  return {
    write(chunk, callback) {
      const error = failure === null ? null : Object.assign(new Error('broken'), { code: failure });
      if (error === null) text += chunk;
      queueMicrotask(() => {
        callback(error);
        if (error !== null) {
          // What an EventEmitter does when nobody listens.
          if (listeners.length === 0) throw error;
          for (const listener of listeners) listener(error);
        }
      });
      return true;
    },
    on(_event, listener) {
      listeners.push(listener);
    },
    text: () => text,
    listeners: () => listeners.length,
  };
}
