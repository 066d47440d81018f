import { Writable } from 'node:stream';

/** A stream that keeps what is written to it, and redraws lines with the same codes as Node's own terminal. */
export function memoryTerminal(columns = 80) {
  const chunks: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, callback) {
      chunks.push(String(chunk));
      callback();
    },
  });
  const say = (sequence: string) => () => stream.write(sequence);
  return Object.assign(stream, {
    columns,
    isTTY: true,
    cursorTo: say('\x1b[1G'),
    moveCursor: say('\x1b[1A'),
    clearLine: say('\x1b[0K'),
    text: () => chunks.join(''),
  });
}
