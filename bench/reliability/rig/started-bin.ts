import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { bin } from '../../../test/helpers/run-cli.ts';

/** The built program while it runs. */
export interface StartedBin {
  readonly pid: number;
  readonly line: string;
  kill(signal: NodeJS.Signals): void;
  /** What stands on stdout so far. */
  shown(): string;
  /** Writes to a stdin that was left open. */
  type(text: string): void;
  readonly ended: Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }>;
}

export interface StartOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly home: string;
  /** Null leaves stdin open. */
  readonly input?: string | null;
  /** What stands before the program: a tracer and its options. */
  readonly before?: readonly string[];
  /** What stands before is a whole line that calls the program itself. */
  readonly isAlone?: boolean;
}

export function startBin(
  words: readonly string[],
  { env, home, input, before = [], isAlone = false }: StartOptions,
): StartedBin {
  const [command = '', ...rest] = isAlone ? before : [...before, process.execPath, bin, ...words];
  const child = spawn(command, rest, {
    cwd: home,
    env: { PATH: process.env.PATH ?? '', HOME: home, SMSCTL_HOME: home, LANG: 'C', ...env },
    timeout: 60_000,
    killSignal: 'SIGKILL',
  });
  const told = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    told.stderr += text;
  });
  child.stdin.on('error', () => {});
  if (input !== null) child.stdin.end(input ?? '');
  const ended = once(child, 'close').then(([code]) => ({ exitCode: typeof code === 'number' ? code : -1, ...told }));
  return {
    pid: child.pid ?? 0,
    line: `smsctl ${words.join(' ')}`,
    kill: (signal) => void child.kill(signal),
    shown: () => told.stdout,
    type: (text) => void child.stdin.write(text),
    ended,
  };
}

/** Looks again and again until it is so; gives up after twenty seconds. */
export async function until(condition: () => boolean): Promise<boolean> {
  const end = performance.now() + 20_000;
  while (!condition()) {
    if (performance.now() > end) return false;
    await sleep(20);
  }
  return true;
}

/** The program of util-linux that lends another one a real terminal. */
const lender = 'script';

/** What stands before a program that is to have one. */
export function onTerminal(words: readonly string[]): Pick<StartOptions, 'before' | 'isAlone'> {
  const line = [process.execPath, bin, ...words].map((word) => `'${word}'`).join(' ');
  return { before: [lender, '-qec', line, '/dev/null'], isAlone: true };
}

/** Not every machine has it, and some have another of this name. */
export const hasTerminal = (): boolean =>
  spawnSync(lender, ['-qec', 'test -t 1 && echo yes', '/dev/null']).stdout?.toString().trim() === 'yes';
