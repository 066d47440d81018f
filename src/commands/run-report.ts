import { accessSync, closeSync, constants, openSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Context } from '../context/context.ts';
import { SmsctlError } from '../core/errors.ts';
import { safeJson } from '../core/printable.ts';
import type { Input } from '../input/spec.ts';
import { invalid, textOf } from '../input/values.ts';
import type { Messages } from '../messages/index.ts';
import { junitOf } from '../views/junit.ts';
import { type RunStory, runJson, runLines } from '../views/run.ts';

const { O_WRONLY, O_CREAT, O_TRUNC, O_NONBLOCK } = constants;

/** Where the report goes, null for none. Found out before anything is paid for. @throws SmsctlError `usage.invalidValue` */
export function reportFileOf(input: Input, texts: Messages): string | null {
  const file = textOf(input, 'report');
  if (file === null) return null;
  try {
    const stats = statSync(file, { throwIfNoEntry: false });
    if (file === '' || stats?.isDirectory() === true) throw new TypeError('no file');
    accessSync(stats === undefined ? dirname(file) : file, constants.W_OK);
    return file;
  } catch {
    throw invalid('--report', file, texts.expected.report);
  }
}

interface Telling {
  readonly file: string | null;
  /** The failure is told by who catches it. */
  readonly isThrown: boolean;
}

/** Tells on stderr what became of the numbers, and in the report. @returns whether the report is written */
export async function tellStory(context: Context, story: RunStory, { file, isThrown }: Telling): Promise<boolean> {
  const { texts, output, clock } = context;
  const now = clock.now();
  if (!isThrown) {
    const notes = output.takeNotes();
    if (output.mode === 'json') {
      output.alert(safeJson({ ...runJson(story, { texts, now }), ...(notes.length > 0 ? { notes } : {}) }));
    } else {
      for (const line of runLines(story, { texts, now })) output.note(line);
      if (story.error !== null) context.report(story.error);
    }
  }
  if (file === null) return true;
  try {
    const isXml = file.toLowerCase().endsWith('.xml');
    const text = isXml
      ? junitOf(story, { texts, now })
      : `${JSON.stringify(runJson(story, { texts, now }), null, 2)}\n`;
    // A pipe that nobody reads is an error, and no place to wait at: no signal would end that.
    const place = openSync(file, O_WRONLY | O_CREAT | O_TRUNC | O_NONBLOCK);
    try {
      writeFileSync(place, text);
    } finally {
      closeSync(place);
    }
    return true;
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!isThrown) context.report(new SmsctlError('output.failed', { params: { reason } }));
    return false;
  }
}
