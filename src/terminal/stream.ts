import { fstatSync, writeSync } from 'node:fs';
import { SmsctlError } from '../core/errors.ts';

/** What is needed of process.stdout and process.stderr. */
export interface OutStream {
  write(bytes: string | Uint8Array, callback: (error?: Error | null) => void): unknown;
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
export type Write = (text: string) => Promise<void>;

/**
 * Writes to a file, a pipe or a socket by its number, where Node would first have to make a stream; and Node's stream for
 * a file writes once and takes a part for the whole, so that on a disk with little room left the rest would be lost
 * without an error.
 */
export function createWriter(stream: OutStream): Write {
  let fd = directly(stream);
  // A failed write is told to whoever waits for it; without a listener the same failure would also end the process.
  const guard = () => void stream.on('error', () => {});
  if (fd === null) guard();
  return async (text) => {
    if (text === '') return;
    try {
      const rest = fd === null ? text : writeNow(fd, text);
      if (rest === null) return;
      if (fd !== null) guard();
      fd = null; // what comes later must not overtake what waits
      await new Promise<void>((resolve, reject) => {
        stream.write(rest, (error) => (error ? reject(error) : resolve()));
      });
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      throw new SmsctlError('output.failed', { params: { reason } });
    }
  };
}

/** The number of what can be written to as it is, or null. */
function directly({ fd, isTTY }: OutStream): number | null {
  if (fd === undefined || isTTY) return null;
  try {
    const stats = fstatSync(fd);
    const isFlow = stats.isFIFO() || stats.isSocket() || stats.isCharacterDevice();
    return stats.isFile() || (isFlow && process.platform !== 'win32') ? fd : null;
  } catch {
    return null;
  }
}

/** Returns what a pipe that does not wait for its reader has no room for, or null. */
function writeNow(fd: number, text: string): Uint8Array | null {
  const bytes = Buffer.from(text);
  let written = 0;
  try {
    while (written < bytes.length) written += writeSync(fd, bytes, written);
    return null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return bytes.subarray(written);
    throw error;
  }
}
