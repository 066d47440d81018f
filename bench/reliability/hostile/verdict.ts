import type { Mode } from '../../../test/helpers/run-cli.ts';
import { findUnsafeInJson, findUnshown, takeColours, withoutRedrawing } from './judge.ts';

/** What one run of the whole program wrote, and for whom. */
export interface Written {
  readonly mode: Mode;
  readonly stdout: string;
  readonly stderr: string;
}

/** What stands around a text from outside, so that it is found again in a document. */
export const opening = '‹';
export const closing = '›';

/** What is wrong with the streams of a run, whatever it was about. */
export function judgeStreams({ mode, stdout, stderr }: Written): string[] {
  if (mode === 'json') {
    const lines = `${stdout}${stderr}`.split('\n').filter((line) => line !== '');
    return lines.flatMap((line) => {
      const unsafe = findUnsafeInJson(line);
      return unsafe === null ? [] : [`${unsafe} in a document`];
    });
  }
  // A person reads stderr beside a pipe too: colours and the spinner are there for both.
  const results = mode === 'pipe' ? findUnshown(stdout, '\n\t') : judgePainted(stdout);
  const remarks = judgePainted(stderr);
  return [...(results === null ? [] : [`${results} on stdout`]), ...(remarks === null ? [] : [`${remarks} on stderr`])];
}

function judgePainted(text: string): string | null {
  const bare = takeColours(withoutRedrawing(text));
  return 'wrong' in bare ? bare.wrong : findUnshown(bare.text, '\n');
}

/** The shape of what a program reads: fields of each line of a pipe, lines of stderr; the lines of JSON. */
export function shapeOf({ mode, stdout, stderr }: Written): string {
  const lines = stdout.split('\n').map((line) => line.split('\t').length);
  return mode === 'terminal' ? '' : `${lines.join(' ')} / ${stderr.split('\n').length}`;
}

/** Every text of a document that holds the marked one must hold it exactly as it was sent. */
export function findChanged({ mode, stdout, stderr }: Written, sent: string): string | null {
  if (mode !== 'json') return null;
  const lines = `${stdout}${stderr}`.split('\n').filter((line) => line.startsWith('{'));
  for (const text of lines.flatMap((line) => textsIn(JSON.parse(line)))) {
    if (text.includes(opening) && !text.includes(`${opening}${sent}${closing}`))
      return JSON.stringify(text.slice(0, 200));
  }
  return null;
}

export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...textsIn(inner)]);
}
