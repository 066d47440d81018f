import assert from 'node:assert/strict';
import { execFileSync, type StdioOptions, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { main } from '../../src/cli.ts';
import type { Host, StopSignal } from '../../src/context/host.ts';
import type { Speak } from '../../src/messages/index.ts';
import { check, type Run } from './check-run.ts';
import { testedProgram } from './program.ts';

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
  /** The program, where it is not the one made of the sources. */
  readonly program?: typeof main;
  /** The texts of a language, where they are not the program's own. */
  readonly speak?: Speak;
  /** Of the terminal; 120 unless said. */
  readonly columns?: number;
  /** The system's code for every write to stdout: nothing arrives. */
  readonly brokenStdout?: string;
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
  const stdout = memoryStream(isTerminal, options);
  const stderr = memoryStream(isTerminal, { columns: options.columns });
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
      const exitCode = await (options.program ?? testedProgram)(host, options.speak);
      return check(words, { exitCode, stdout: stdout.text(), stderr: stderr.text() }, options.secrets);
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
  kill(signal: StopSignal | 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void;
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
      resolve(check(words, { exitCode, stdout: stdout(), stderr: stderr() }, options.secrets));
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

/** Resolves when the condition holds. Fails after half a minute, which a busy machine may need. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 30_000;
  while (!(await condition())) {
    assert.ok(performance.now() < end, 'it never came true');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Builds what bin/smsctl.js needs, where `npm test` has not. By rename, because two test files may do so at once. */
export function build(): void {
  const dist = join(root, 'dist');
  if (existsSync(join(dist, 'cli'))) return;
  const fresh = join(root, `dist-${process.pid}`);
  execFileSync(process.execPath, [join(root, 'scripts', 'build', 'main.ts'), fresh]);
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

function collect(stream: Readable | null): () => string {
  const chunks: Buffer[] = [];
  stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}

/** A stream that keeps what is written to it; as a terminal it can erase, like the real one. */
function memoryStream(
  isTTY: boolean,
  { brokenStdout: broken, columns = 120 }: { brokenStdout?: string | undefined; columns?: number | undefined },
) {
  let text = '';
  const stream = new Writable({
    write(chunk, _encoding, callback) {
      if (broken === undefined) text += String(chunk);
      callback(broken === undefined ? null : Object.assign(new Error('broken'), { code: broken }));
    },
  });
  const say = (sequence: string) => () => stream.write(sequence);
  const terminal = {
    columns,
    cursorTo: say('\x1b[1G'),
    moveCursor: say('\x1b[1A'),
    clearLine: say('\x1b[2K'),
  };
  return { stream: Object.assign(stream, { isTTY }, isTTY ? terminal : {}), text: () => text };
}
