import { fstatSync, writeSync } from 'node:fs';
import { SmsctlError } from '../core/errors.ts';

/** What is needed of process.stdout and process.stderr. */
export interface OutStream {
  write(text: string, callback: (error?: Error | null) => void): unknown;
  on(event: 'error' | 'resize', listener: (error: Error) => void): unknown;
  readonly isTTY?: boolean;
  /** Width of the terminal. */
  readonly columns?: number;
  /** Height of the terminal. */
  readonly rows?: number;
  readonly fd?: number;
}

/**
 * Resolves when the system has taken all of the text.
 *
 * @throws SmsctlError `output.failed` with the system's code as `reason`
 */
export async function writeAll(stream: OutStream, text: string): Promise<void> {
  if (text === '') return;
  try {
    if (isFile(stream)) writeFile(stream.fd, text);
    else await send(stream, text);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new SmsctlError('output.failed', { params: { reason } });
  }
}

function send(stream: OutStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

function isFile(stream: OutStream): stream is OutStream & { readonly fd: number } {
  if (stream.fd === undefined || stream.isTTY) return false;
  try {
    return fstatSync(stream.fd).isFile();
  } catch {
    return false;
  }
}

/**
 * Node's own stream for a file writes once and takes a part for the whole: on a disk with little room left the rest
 * would be lost without an error.
 */
function writeFile(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length; ) written += writeSync(fd, bytes, written);
}
