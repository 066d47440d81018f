import { type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

export interface ProcessOptions {
  readonly env: Readonly<Record<string, string>>;
  /** A pipe each for stdout and stderr, and nothing to read, unless given. */
  readonly stdio?: StdioOptions;
  /** `kill -9` after so many ms. */
  readonly killAfter?: number;
  /** Whose process it is to be, where that is another's than ours. */
  readonly user?: number;
}

/** What a process leaves behind. */
export interface Ended {
  /** Null: it was killed. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Whether it had to be stopped because it did not end. */
  readonly hung: boolean;
}

const patience = 30_000;

/** Runs a process, and all that it starts, to its end. */
export async function runProcess(words: readonly string[], options: ProcessOptions): Promise<Ended> {
  const [program = '', ...rest] = words;
  const { env, stdio = ['ignore', 'pipe', 'pipe'], user } = options;
  const owner = user === undefined ? {} : { uid: user, gid: user };
  // A group of its own: what ends strace must also end what it traces.
  const child = spawn(program, rest, { env, stdio, detached: true, ...owner });
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  let hung = false;
  const end = () => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) killGroup(child.pid);
  };
  const giveUp = setTimeout(() => {
    hung = true;
    end();
  }, patience);
  const kill = options.killAfter === undefined ? undefined : setTimeout(end, options.killAfter);
  try {
    const [exitCode] = (await once(child, 'close')) as [number | null];
    return { exitCode, stdout: stdout(), stderr: stderr(), hung };
  } finally {
    clearTimeout(giveUp);
    clearTimeout(kill);
  }
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}

function collect(stream: Readable | null): () => string {
  const chunks: Buffer[] = [];
  stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}
