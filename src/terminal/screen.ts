import type { OutStream } from './stream.ts';

/** The whole window, for as long as something is shown that changes. The lines of the shell are not touched. */
export interface Screen {
  readonly columns: number;
  readonly rows: number;
  /** Shows these lines from the top, in place of all that was there; those that do not fit are left out. */
  show(lines: readonly string[]): void;
  /** Gives the window back as it was. More than once is once. */
  close(): void;
}

export interface ScreenParts {
  readonly stdout: OutStream;
  /** Where a person types; null where nobody is to be listened to. */
  readonly stdin: NodeJS.ReadableStream | null;
  /** The window has another size. */
  readonly onResize: () => void;
  /** `q`, Ctrl-C or Ctrl-D was typed. */
  readonly onQuit: () => void;
}

const csi = '\x1b[';
/** A screen of its own, no cursor, and no line that goes on in the next one. */
const enter = `${csi}?1049h${csi}?25l${csi}?7l`;
const wipe = `${csi}2J`;
const leave = `${csi}?7h${csi}?25h${csi}?1049l`;

export function openScreen({ stdout, stdin, onResize, onQuit }: ScreenParts): Screen {
  let isOpen = true;
  let shown = '';
  const write = (text: string) => void stdout.write(text, () => {});
  const restoreKeys = stdin === null ? () => {} : listen(stdin, onQuit);
  // Some terminals say that they have no columns and no rows at all.
  const columns = () => stdout.columns || 80;
  const rows = () => stdout.rows || 24;

  stdout.on('resize', () => {
    if (!isOpen) return;
    shown = '';
    write(wipe); // each terminal has its own way with lines of another width
    onResize();
  });
  write(enter);

  return {
    get columns() {
      return columns();
    },
    get rows() {
      return rows();
    },
    show(lines) {
      const text = lines
        .slice(0, rows())
        .map((line) => `${line}${csi}K`)
        .join('\r\n');
      if (!isOpen || text === shown) return;
      shown = text;
      write(`${csi}H${text}${csi}J`);
    },
    close() {
      if (!isOpen) return;
      isOpen = false;
      write(leave);
      restoreKeys();
    },
  };
}

/** Single keys, unseen. A terminal that is listened to like this sends Ctrl-C as a key, and no signal. */
function listen(stdin: NodeJS.ReadableStream, onQuit: () => void): () => void {
  const setRaw = (isRaw: boolean) => {
    if ('setRawMode' in stdin && typeof stdin.setRawMode === 'function') stdin.setRawMode(isRaw);
  };
  const onData = (typed: unknown) => {
    if (/[qQ\x03\x04]/u.test(String(typed))) onQuit();
  };
  setRaw(true);
  stdin.on('data', onData);
  stdin.resume();
  return () => {
    stdin.removeListener('data', onData);
    stdin.pause();
    setRaw(false);
  };
}
