import assert from 'node:assert/strict';
import { execFileSync, type StdioOptions, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { main } from '../../src/cli.ts';
import type { Host, StopSignal } from '../../src/context/host.ts';
import { assertFits, isStream, mayHaveSettled, schemaFor } from './schemas.ts';

/** Who reads: a person at a terminal, a pipe, or a program that asked for JSON. */
export type Mode = 'terminal' | 'pipe' | 'json';
export const modes: readonly Mode[] = ['terminal', 'pipe', 'json'];

export interface RunOptions {
  /** `json` adds `--json`. `pipe` unless said. */
  readonly mode?: Mode;
  readonly lang?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** SMSCTL_HOME; a new folder that goes away again, unless given. */
  readonly home?: string;
  /** What stdin brings. */
  readonly input?: string;
  /** What must never be shown. */
  readonly secrets?: readonly string[];
  /** The system's code for every write to stdout: nothing arrives. */
  readonly brokenStdout?: string;
}

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

/** A run that has not ended. */
export interface Running {
  signal(name: StopSignal): void;
  stdout(): string;
  stderr(): string;
  /** Signals that the program sent to itself, to end on the spot. */
  readonly suicides: readonly StopSignal[];
  readonly finished: Promise<Run>;
}

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const bin = join(root, 'bin', 'smsctl.js');

/** A folder for one test. `using` removes it. */
export function temporaryFolder(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'smsctl-test-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }) };
}

/** Runs the program in this process. */
export function startCli(args: readonly string[], options: RunOptions = {}): Running {
  const folder = options.home === undefined ? temporaryFolder() : null;
  const isTerminal = options.mode === 'terminal';
  const stdout = memoryStream(isTerminal, options.brokenStdout);
  const stderr = memoryStream(isTerminal);
  const listeners = new Map<StopSignal, Set<() => void>>();
  const suicides: StopSignal[] = [];
  const words = lineOf(args, options);
  const host: Host = {
    argv: ['node', 'smsctl', ...words],
    env: environment(options, options.home ?? folder?.path ?? ''),
    pid: process.pid,
    stdin: Object.assign(Readable.from(options.input === undefined ? [] : [options.input]), { isTTY: isTerminal }),
    stdout: stdout.stream,
    stderr: stderr.stream,
    on: (signal, listener) => listeners.set(signal, (listeners.get(signal) ?? new Set()).add(listener)),
    off: (signal, listener) => listeners.get(signal)?.delete(listener),
    removeAllListeners: (signal) => listeners.delete(signal),
    kill: (_pid, signal) => suicides.push(signal),
  };
  const finish = async (): Promise<Run> => {
    try {
      const exitCode = await main(host);
      return check(words, { exitCode, stdout: stdout.text(), stderr: stderr.text() }, options);
    } finally {
      folder?.[Symbol.dispose]();
    }
  };
  return {
    signal: (name) => {
      for (const listener of listeners.get(name) ?? []) listener();
    },
    stdout: stdout.text,
    stderr: stderr.text,
    suicides,
    finished: finish(),
  };
}

export const runCli = (args: readonly string[], options: RunOptions = {}): Promise<Run> =>
  startCli(args, options).finished;

export interface BinOptions extends Omit<RunOptions, 'mode' | 'brokenStdout'> {
  readonly mode?: 'pipe' | 'json';
  /** What stands in the place of pipes. */
  readonly stdio?: StdioOptions;
  /** Another program than the Node that runs the tests. */
  readonly node?: string;
}

export interface RunningBin extends Omit<Running, 'suicides' | 'signal'> {
  kill(signal: StopSignal | 'SIGKILL'): void;
  /** Ends our reading of its stdout, as `head` does. */
  closeStdout(): void;
}

/** Runs the built program, as a process of its own. */
export function startBin(args: readonly string[], options: BinOptions = {}): RunningBin {
  build();
  const folder = options.home === undefined ? temporaryFolder() : null;
  const words = lineOf(args, options);
  const child = spawn(options.node ?? process.execPath, [bin, ...words], {
    env: environment(options, options.home ?? folder?.path ?? ''),
    stdio: options.stdio ?? 'pipe',
    timeout: 30_000,
    killSignal: 'SIGKILL',
  });
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  child.stdin?.on('error', () => {}).end(options.input ?? '');
  const { promise: finished, resolve, reject } = Promise.withResolvers<Run>();
  child.once('error', reject);
  child.once('close', (code, signal) => {
    folder?.[Symbol.dispose]();
    try {
      const exitCode = code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 137);
      resolve(check(words, { exitCode, stdout: stdout(), stderr: stderr() }, options));
    } catch (error) {
      reject(error);
    }
  });
  return {
    kill: (signal) => void child.kill(signal),
    closeStdout: () => child.stdout?.destroy(),
    stdout,
    stderr,
    finished,
  };
}

export const runBin = (args: readonly string[], options: BinOptions = {}): Promise<Run> =>
  startBin(args, options).finished;

/** Resolves when the condition holds. Fails after ten seconds. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 10_000;
  while (!(await condition())) {
    assert.ok(performance.now() < end, 'it never came true');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Builds what bin/smsctl.js needs, where `npm test` has not. By rename, because two test files may do so at once. */
export function build(): void {
  const dist = join(root, 'dist');
  if (existsSync(join(dist, 'cli.js'))) return;
  const fresh = join(root, `dist-${process.pid}`);
  const tsc = join(root, 'node_modules', '.bin', 'tsc');
  execFileSync(tsc, ['-p', 'tsconfig.build.json', '--outDir', fresh], { cwd: root });
  try {
    renameSync(fresh, dist);
  } catch {
    rmSync(fresh, { recursive: true, force: true }); // another one was first
  }
}

function lineOf(args: readonly string[], { mode, lang }: RunOptions): string[] {
  return [...args, ...(mode === 'json' ? ['--json'] : []), ...(lang === undefined ? [] : ['--lang', lang])];
}

/** Nothing of the machine's own settings gets in. */
function environment({ env }: RunOptions, home: string): Record<string, string> {
  return { PATH: process.env.PATH ?? '', HOME: home, SMSCTL_HOME: home, NO_COLOR: '1', LANG: 'C', ...env };
}

interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What holds for every run of every command: no secret is shown, JSON fits its schema, nothing is on the wrong stream. */
export function check(words: readonly string[], ended: Ended, { secrets = [] }: RunOptions = {}): Run {
  const { exitCode, stdout } = ended;
  for (const secret of secrets) {
    for (const form of [secret, encodeURIComponent(secret)]) {
      assert.ok(!`${stdout}\n${ended.stderr}`.includes(form), `a secret is shown by smsctl ${words.join(' ')}`);
    }
  }
  const stderr = stripVTControlCharacters(ended.stderr).replaceAll('\r', '');
  if (!words.includes('--json')) return { exitCode, stdout, stderr, documents: [], error: null };

  const context = `smsctl ${words.join(' ')} → ${exitCode}\n${stdout}\n${stderr}`;
  assert.ok(stdout === '' || stdout.endsWith('\n'), context);
  const lines = stdout.split('\n').slice(0, -1);
  const documents = lines.map((line) => readObject(line, context));
  for (const [index, document] of documents.entries()) assertFits(schemaFor(words, index), document);
  if (!isStream(words)) assert.ok(lines.length <= 1, `more than one document: ${context}`);
  if (exitCode === 0) assert.ok(lines.length >= 1 || isStream(words), `no document: ${context}`);
  else if (!mayHaveSettled(words)) assert.equal(stdout, '', `stdout of a failure: ${context}`);
  return { exitCode, stdout, stderr, documents, error: exitCode === 0 ? null : readFailure(words, ended, context) };
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

function collect(stream: Readable | null): () => string {
  const chunks: Buffer[] = [];
  stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}

/** A stream that keeps what is written to it; as a terminal it can erase, like the real one. */
function memoryStream(isTTY: boolean, broken?: string) {
  let text = '';
  const stream = new Writable({
    write(chunk, _encoding, callback) {
      if (broken === undefined) text += String(chunk);
      callback(broken === undefined ? null : Object.assign(new Error('broken'), { code: broken }));
    },
  });
  const say = (sequence: string) => () => stream.write(sequence);
  const terminal = {
    columns: 120,
    cursorTo: say('\x1b[1G'),
    moveCursor: say('\x1b[1A'),
    clearLine: say('\x1b[2K'),
  };
  return { stream: Object.assign(stream, { isTTY }, isTTY ? terminal : {}), text: () => text };
}
