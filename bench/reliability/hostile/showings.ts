import { isDeepStrictEqual } from 'node:util';
import { createReporter } from '../../../src/context/report.ts';
import { createOutput, type Output, type OutputMode } from '../../../src/terminal/output.ts';
import { createProgress } from '../../../src/terminal/progress.ts';
import { findUnsafeInJson, findUnshown, leastWidth, takeColours, withoutRedrawing } from './judge.ts';
import { stageLedgerViews } from './ledger-views.ts';
import { memoryTerminal } from './memory-terminal.ts';
import { textsIn } from './verdict.ts';
import { hostileError, type Pick, type Staged, stageViews, texts } from './views.ts';

/** Who reads, and how wide. */
export interface Reader {
  readonly mode: OutputMode;
  readonly color: boolean;
  readonly width: number;
}

export interface Showing {
  readonly complaints: readonly string[];
  /** Texts that went through the output. */
  readonly shown: number;
}

/**
 * Puts texts through the real output code in every place where a text from outside can stand, and judges what comes out.
 * `ends` stands behind every text, so that it can be seen whether a text swallowed what comes after it.
 */
export async function show(all: readonly string[], reader: Reader): Promise<Showing> {
  let next = 0;
  const pick: Pick = () => `${all[next++ % all.length] ?? ''}${ends}`;
  const complaints: string[] = [];
  for (const staged of [...stageViews(pick), ...stageLedgerViews(pick)]) {
    const { output, stdout } = await open(reader);
    await output.result(staged.view);
    const wrong = judgeResult(stdout.text(), staged, reader);
    if (wrong !== null) complaints.push(`${staged.name} in ${describe(reader)}: ${wrong}`);
  }
  for (const judge of [judgeRemarks, judgeFailures, judgeSpinner]) {
    const wrong = await judge(pick, reader);
    if (wrong !== null)
      complaints.push(`${judge.name.slice('judge'.length).toLowerCase()} in ${describe(reader)}: ${wrong}`);
  }
  return { complaints, shown: next };
}

/** No letter that could be a part of a control sequence. */
const ends = '终';

const describe = ({ mode, color, width }: Reader) => `${mode}${color ? ', coloured' : ''}, ${width} columns`;

async function open({ mode, color, width }: Reader, remarks = width) {
  const stdout = memoryTerminal(width);
  const stderr = memoryTerminal(remarks);
  const colors = { stdout: color, stderr: color };
  const output: Output = await createOutput({ stdout, stderr, mode, quiet: false, color: colors, width });
  return { output, stdout, stderr };
}

function judgeResult(text: string, staged: Staged, { mode, color, width }: Reader): string | null {
  if (mode === 'json') return judgeDocument(text, staged);
  if (mode === 'plain') return judgeRows(text, staged);
  const bare = color ? takeColours(text) : { text };
  if ('wrong' in bare) return bare.wrong;
  const unshown = findUnshown(bare.text, '\n');
  if (unshown !== null) return unshown;
  const lines = bare.text.split('\n').slice(0, -1);
  if (staged.lines !== null && lines.length !== staged.lines) return `${lines.length} lines, not ${staged.lines}`;
  const forged = lines.find((line) => line !== '' && !/^ /u.test(line) && !isEdge(line, staged.edges));
  if (forged !== undefined) return `a line that begins with ${JSON.stringify(forged.slice(0, 20))}`;
  const long = staged.lines === null ? lines.find((line) => leastWidth(line) > width) : undefined;
  if (long !== undefined) return `a line of ${leastWidth(long)} columns in ${width}`;
  const wanted = staged.rows.reduce((sum, fields) => sum + fields, 0);
  const found = bare.text.split(ends).length - 1;
  return staged.isWhole && staged.rows.length > 0 && found < wanted ? 'a text swallowed what came after it' : null;
}

const isEdge = (line: string, edges: readonly string[] | null) =>
  edges === null || edges.some((edge) => line.startsWith(edge));

const usual = /^(?:row\d|released|failed|already)$/u;

function judgeRows(text: string, { rows, ours = usual }: Staged): string | null {
  const unshown = findUnshown(text, '\n\t');
  if (unshown !== null) return unshown;
  if (text !== '' && !text.endsWith('\n')) return 'no line break at the end';
  if (rows.length === 0) return text === '' ? null : 'something where there is nothing to say';
  const lines = text.split('\n').slice(0, -1);
  const fields = lines.map((line) => line.split('\t').length);
  if (!isDeepStrictEqual(fields, rows)) return `rows of ${fields} fields, not ${rows}`;
  return lines
    .join('\t')
    .split('\t')
    .some((field) => !field.endsWith(ends) && !ours.test(field))
    ? 'a text swallowed what came after it'
    : null;
}

function judgeDocument(text: string, { view, told }: Staged): string | null {
  if (!text.endsWith('\n') || text.indexOf('\n') !== text.length - 1) return 'not one line';
  const unsafe = findUnsafeInJson(text.slice(0, -1));
  if (unsafe !== null) return unsafe;
  const document: unknown = JSON.parse(text);
  const texts = new Set(textsIn(document));
  if (!told.every((one) => texts.has(one))) return 'it has not the texts that came';
  return isDeepStrictEqual(document, view.json) ? null : 'it does not parse to what was said';
}

async function judgeRemarks(pick: Pick, reader: Reader): Promise<string | null> {
  const remarks = (['plain', 'warn', 'bad'] as const).map((tone) => ({ tone, note: pick(), alert: pick() }));
  let kept: readonly string[] = [];
  const told = await tell(reader, (output) => {
    for (const { tone, note, alert } of remarks) {
      output.note(note, tone);
      output.alert(alert, tone);
    }
    kept = output.takeNotes();
  });
  const wanted = reader.mode === 'json' ? 3 : 6;
  if (kept.length !== 6 - wanted) return `${kept.length} remarks kept`;
  return judgeLines(told, wanted, reader) ?? kept.map((note) => findUnshown(note)).find((one) => one !== null) ?? null;
}

/** What stands on stderr, as wide as the reader's terminal and where nobody breaks a line. */
interface Told {
  readonly broken: string;
  readonly whole: string;
}

async function tell(reader: Reader, say: (output: Output) => void): Promise<Told> {
  const texts: string[] = [];
  for (const columns of [reader.width, 0]) {
    const { output, stderr } = await open(reader, columns);
    say(output);
    await output.flush();
    texts.push(stderr.text());
  }
  const [broken = '', whole = ''] = texts;
  return { broken, whole };
}

/** So many lines; where they are broken nothing is lost, and what goes on is indented, so that it passes for no other. */
function judgeLines({ broken, whole }: Told, count: number, { color }: Reader): string | null {
  const bare = [broken, whole].map((text) => (color ? takeColours(text) : { text }));
  const texts: string[] = [];
  for (const one of bare) {
    if ('wrong' in one) return one.wrong;
    const unshown = findUnshown(one.text, '\n');
    if (unshown !== null) return unshown;
    texts.push(one.text);
  }
  const [narrow = '', wide = ''] = texts;
  const lines = wide.split('\n').slice(0, -1);
  if (lines.length !== count) return `${lines.length} lines, not ${count}`;
  if (squeezed(narrow) !== squeezed(wide)) return 'breaking a line changed it';
  const begins = (line: string) => lines.some((one) => one.startsWith(line.trimEnd()));
  const forged = narrow.split('\n').find((line) => line !== '' && !line.startsWith('  ') && !begins(line));
  return forged === undefined ? null : `a line that begins with ${JSON.stringify(forged.slice(0, 20))}`;
}

const squeezed = (text: string): string => text.replaceAll(/\s/gu, '');

/** A refusal in the platform's words, and a stop: what, what it says, the lease, what to do, the code. */
async function judgeFailures(pick: Pick, reader: Reader): Promise<string | null> {
  for (const [code, lines] of [
    ['number.gone', 5],
    ['provider.refused', 4],
    ['interrupted', 1],
    ['usage.noSuchLease', 5],
  ] as const) {
    const error = hostileError(pick, code);
    const suggestions = { commandLine: (words: string) => `smsctl ${words}`, within: (sentence: string) => sentence };
    const told = await tell(reader, (output) =>
      createReporter({ output, texts, suggestions, isAtNumbers: () => true })(error),
    );
    const said = reader.mode === 'json' ? judgeFailureDocument(told.broken, error) : judgeLines(told, lines, reader);
    if (said !== null) return `${code}: ${said}`;
  }
  return null;
}

function judgeFailureDocument(
  text: string,
  { providerMessage, providerCode, leases }: ReturnType<typeof hostileError>,
): string | null {
  const line = text.slice(0, -1);
  const unsafe = findUnsafeInJson(line.replace(/^\x1b\[\d+m|\x1b\[39m$/gu, ''));
  if (unsafe !== null) return unsafe;
  const { error } = JSON.parse(line) as { readonly error: Readonly<Record<string, unknown>> };
  const [lease] = error.leases as readonly { readonly number: string }[];
  const isSame = error.providerMessage === providerMessage && error.providerCode === providerCode;
  return isSame && lease?.number === leases[0]?.number ? null : 'it does not parse to what was said';
}

async function judgeSpinner(pick: Pick, reader: Reader): Promise<string | null> {
  if (reader.mode === 'json') return null;
  const stderr = memoryTerminal(reader.width);
  const progress = createProgress({ stderr, enabled: true, color: reader.color });
  await progress.start(pick());
  progress.update(pick());
  progress.clear();
  progress.stop();
  // ora paints the frame alone, and each redrawing begins at column one.
  const frames = stderr.text().split('\x1b[1G').map(withoutRedrawing);
  for (const frame of frames) {
    const bare = reader.color ? takeColours(frame) : { text: frame };
    if ('wrong' in bare) return bare.wrong;
    const unshown = findUnshown(bare.text);
    if (unshown !== null) return unshown;
    if (leastWidth(bare.text) >= reader.width) return 'a line that cannot be erased again';
  }
  return frames.some((frame) => frame.length > 1) ? null : 'no spinner was shown';
}
