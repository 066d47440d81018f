import { printable, safeJson } from '../core/printable.ts';
import { renderBlocks } from './blocks.ts';
import { createWriter, type OutStream } from './stream.ts';
import { createStyle, type Tone } from './style.ts';
import type { Block, View } from './view.ts';
import { fold } from './width.ts';

export type { OutStream } from './stream.ts';
export type { Block, Cell, Column, Facts, SectionItem, View } from './view.ts';

export type OutputMode = 'json' | 'plain' | 'terminal';

export interface OutputOptions {
  readonly stdout: OutStream;
  readonly stderr: OutStream;
  readonly mode: OutputMode;
  readonly quiet: boolean;
  /** For each stream, because one may be a terminal and the other a file. */
  readonly color: { readonly stdout: boolean; readonly stderr: boolean };
  /** Columns of the terminal, where its stream does not say. Some terminals say 0, which is taken for 80. */
  readonly width: number;
  /** Whether the terminal has no block characters. */
  readonly ascii?: boolean;
}

/** The one place where results and remarks become bytes, and where all text is made printable. */
export interface Output {
  readonly mode: OutputMode;
  /**
   * The result, to stdout. Resolves when the system has taken all of it.
   *
   * @throws SmsctlError `output.failed` (the reader has gone, the disk is full, the stream is closed)
   */
  result(view: View): Promise<void>;
  /** Blocks as the lines of a terminal of this width, for who shows them himself. */
  render(blocks: readonly Block[], width: number): Promise<string[]>;
  /** A remark for a person on stderr, broken between words where a terminal is narrower. Nothing when quiet; in `json` mode it is kept for `takeNotes`. */
  note(text: string, tone?: Tone): void;
  /** The same whatever the mode, quiet or not. Handed to the stream before this returns. */
  alert(text: string, tone?: Tone): void;
  /** What a person is told beside the result, to stderr, whatever the mode. Handed to the stream when it resolves. */
  show(blocks: readonly Block[]): Promise<void>;
  /** The notes kept since the last time. */
  takeNotes(): readonly string[];
  /** Resolves when all that was written has left or failed; never rejects. */
  flush(): Promise<void>;
}

export async function createOutput({
  stdout,
  stderr,
  mode,
  quiet,
  color,
  width,
  ascii = false,
}: OutputOptions): Promise<Output> {
  const [out, err] = await Promise.all([
    createStyle({ color: color.stdout && mode === 'terminal' }),
    createStyle({ color: color.stderr }),
  ]);
  let kept: string[] = [];
  let pending: Promise<unknown> = Promise.resolve();

  const toStdout = createWriter(stdout);
  const toStderr = createWriter(stderr);

  const track = (write: Promise<void>): void => {
    // Failures on stderr end here on purpose: there is no place left to report them, and they must neither hide the
    // exit code nor stop a flow that holds a paid number.
    pending = Promise.all([pending, write.catch(ignore)]);
  };
  // Asked anew each time: a window may have changed while something was waited for.
  const widthOf = (stream: OutStream): number => (stream.columns ?? width) || 80;
  const say = (text: string, tone: Tone): void => {
    const line = printable(text);
    // A file has no columns; a document is never broken.
    const lines = stderr.columns && mode !== 'json' ? fold(line, stderr.columns) : [line];
    track(toStderr(`${lines.map((one) => err.paint(tone, one)).join('\n')}\n`));
  };

  return {
    mode,
    async result(view) {
      const text =
        mode === 'terminal'
          ? await renderBlocks(view.blocks, { width: widthOf(stdout), ascii, ...out })
          : renderBare(mode, view);
      const write = toStdout(text);
      track(write);
      await write;
    },
    async render(blocks, columns) {
      return (await renderBlocks(blocks, { width: columns, ascii, ...out })).trimEnd().split('\n');
    },
    note(text, tone = 'plain') {
      if (quiet) return;
      if (mode === 'json') kept.push(printable(text));
      else say(text, tone);
    },
    alert(text, tone = 'plain') {
      say(text, tone);
    },
    async show(blocks) {
      const text = await renderBlocks(blocks, { width: widthOf(stderr), ...err });
      track(toStderr(text));
    },
    takeNotes() {
      const notes = kept;
      kept = [];
      return notes;
    },
    async flush() {
      await pending;
    },
  };
}

function renderBare(mode: 'json' | 'plain', { json, plain }: View): string {
  if (mode === 'json') return `${safeJson(json)}\n`;
  // A tab or a line break inside of a value would forge a field or a row; printable turns both into spaces.
  return plain.map((fields) => `${fields.map(printable).join('\t')}\n`).join('');
}

function ignore(): void {}
