import assert from 'node:assert/strict';
import { stripVTControlCharacters } from 'node:util';
import { assertFits, commandOf, isStream, mayHaveSettled, schemaFor } from './schemas.ts';

export interface Failure {
  readonly code: string;
  readonly exitCode: number;
  readonly message: string;
  readonly hint: string | null;
  readonly provider: string | null;
  readonly providerCode: string | null;
  readonly providerMessage: string | null;
  readonly retryable: boolean;
  readonly leases: readonly Record<string, unknown>[];
  readonly notes?: readonly string[];
}

export interface Run {
  readonly exitCode: number;
  readonly stdout: string;
  /** Without the means of a terminal: colours and the erasing of a spinner. */
  readonly stderr: string;
  /** Every JSON document of stdout. Empty unless JSON was asked for. */
  readonly documents: readonly Record<string, unknown>[];
  /** The error document of stderr. Null unless JSON was asked for. */
  readonly error: Failure | null;
}

/** The rows of a document that is a list: what stands under `numbers`, `results`, `leases`, … */
export function rowsOf({ documents, stderr }: Run): readonly Readonly<Record<string, unknown>>[] {
  const rows = Object.values(documents[0] ?? {}).find((value) => Array.isArray(value));
  return rows ?? assert.fail(`there are no rows: ${stderr}`);
}

/** What a process leaves behind. */
export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What holds for every run of every command: no secret is shown, JSON fits its schema, nothing is on the wrong stream. */
export function check(words: readonly string[], ended: Ended, secrets: readonly string[] = []): Run {
  const { exitCode, stdout } = ended;
  for (const secret of secrets) {
    for (const form of [secret, encodeURIComponent(secret)]) {
      assert.ok(!`${stdout}\n${ended.stderr}`.includes(form), `a secret is shown by smsctl ${words.join(' ')}`);
    }
  }
  const stderr = stripVTControlCharacters(ended.stderr).replaceAll('\r', '');
  const typed = words.includes('--') ? words.slice(0, words.indexOf('--')) : words;
  if (commandOf(typed) === 'run') return ofAnother(typed, { exitCode, stdout, stderr });
  if (!words.includes('--json')) return { exitCode, stdout, stderr, documents: [], error: null };

  const context = `smsctl ${words.join(' ')} → ${exitCode}\n${stdout}\n${stderr}`;
  assert.ok(stdout === '' || stdout.endsWith('\n'), context);
  const lines = stdout.split('\n').slice(0, -1);
  const documents = lines.map((line) => readObject(line, context));
  for (const [index, document] of documents.entries()) assertFits(schemaFor(words, index), document);
  if (!isStream(words)) assert.ok(lines.length <= 1, `more than one document: ${context}`);
  if (exitCode === 0) assert.ok(lines.length >= 1 || isStream(words), `no document: ${context}`);
  else if (!mayHaveSettled(words, exitCode)) assert.equal(stdout, '', `stdout of a failure: ${context}`);
  return { exitCode, stdout, stderr, documents, error: exitCode === 0 ? null : readFailure(words, ended, context) };
}

/** stdout is another program's; the document, where JSON was asked for, is the last line of stderr. */
function ofAnother(words: readonly string[], ended: Ended): Run {
  const run = { ...ended, documents: [], error: null };
  if (!words.includes('--json')) return run;
  const document = readObject(ended.stderr.trimEnd().split('\n').at(-1) ?? '', ended.stderr);
  if ('numbers' in document) {
    assertFits('run', document);
    return { ...run, documents: [document] };
  }
  return { ...run, error: readFailure(words, ended, ended.stderr) };
}

/** Exactly one JSON document, and with --verbose the requests before it. */
function readFailure(words: readonly string[], { stderr, exitCode }: Ended, context: string): Failure | null {
  // A process that was ended by a second signal had no time to say why.
  if (stderr === '' && exitCode > 128) return null;
  const lines = stderr.trimEnd().split('\n');
  const isVerbose = words.includes('--verbose') || words.includes('-v');
  if (!isVerbose) assert.equal(lines.length, 1, `stderr is not one line: ${context}`);
  const document = readObject(lines.at(-1) ?? '', context);
  assertFits('error', document);
  const { error } = document as { error: Failure };
  assert.equal(error.exitCode, exitCode, context);
  return error;
}

function readObject(line: string, context: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {}
  return assert.fail(`no JSON object: ${line}\n${context}`);
}
