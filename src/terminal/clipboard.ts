import { printable } from '../core/printable.ts';
import { createWriter, type OutStream } from './stream.ts';

/**
 * Asks the terminal to put lines on the clipboard of its own machine (OSC 52), which also works from afar. Whether it
 * did is not told: some terminals do not know how, or leave it to their owner.
 */
export async function copyToClipboard(terminal: OutStream, lines: readonly string[]): Promise<void> {
  const text = lines.map(printable).join('\n');
  await createWriter(terminal)(`\x1b]52;c;${Buffer.from(text).toString('base64')}\x07`);
}
