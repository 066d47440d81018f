import { type ChildProcess, spawn } from 'node:child_process';
import { SmsctlError } from '../core/errors.ts';
import type { Clock } from '../core/ports.ts';
import type { Vault } from '../core/vault.ts';

export interface VaultOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** The terminal's stdin and stderr, so that a command can ask for a passphrase; null where its words go nowhere. */
  readonly terminal: { readonly stdin: number; readonly stderr: number } | null;
}

const patience = 60_000;
const mostBytes = 65_536;

/** The user's own keeper of secrets, reached by commands of theirs: each is run once in a process. */
export function openVault(options: VaultOptions): Vault {
  const values = new Map<string, Promise<string>>();
  const known = new Set<string>();
  return {
    read(command) {
      const kept = values.get(command);
      if (kept !== undefined) return kept;
      const value = run(command, options).then((text) => {
        known.add(text);
        return text;
      });
      values.set(command, value);
      value.catch(() => values.delete(command)); // a passphrase may be typed better the next time
      return value;
    },
    known: () => [...known],
  };
}

async function run(command: string, { env, clock, signal, terminal }: VaultOptions): Promise<string> {
  signal.throwIfAborted();
  const isGroup = terminal === null && process.platform !== 'win32';
  const child = spawn(command, {
    shell: true,
    env: { ...env },
    stdio: terminal === null ? ['ignore', 'pipe', 'ignore'] : [terminal.stdin, 'pipe', terminal.stderr],
    // Ends with all that it has started. At a terminal it must stay in the group that may read the keyboard.
    detached: isGroup,
    windowsHide: true,
  });
  const over = new AbortController();
  try {
    return await Promise.race([
      outputOf(child),
      clock.sleep(patience, AbortSignal.any([signal, over.signal])).then(() => {
        throw failure('time');
      }),
    ]);
  } finally {
    over.abort();
    end(child, isGroup);
  }
}

function outputOf(child: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const chunks: Buffer[] = [];
  let size = 0;
  child.stdout?.on('data', (chunk: Buffer) => {
    if (size < mostBytes) chunks.push(chunk);
    size += chunk.length;
  });
  child.once('error', () => reject(failure('start')));
  child.once('close', (code, signal) => {
    if (signal !== null) reject(failure('signal', signal));
    else if (code !== 0) reject(failure('status', code ?? 0));
    else resolve(Buffer.concat(chunks).toString('utf8'));
  });
  return promise.then(firstLine);
}

function firstLine(text: string): string {
  const [line = ''] = text.split(/[\r\n]/u, 1);
  if (line.trim() === '') throw failure('empty');
  // What is no UTF-8 would be another key than the one that was printed.
  if (/[\p{Cc}\u{FFFD}]/u.test(line) || line.length > 4096) throw failure('text');
  return line;
}

function end(child: ChildProcess, isGroup: boolean): void {
  child.stdout?.destroy();
  child.unref(); // one that does not listen keeps nobody waiting
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  try {
    process.kill(isGroup ? -child.pid : child.pid, 'SIGTERM');
  } catch {
    // It has ended in this moment.
  }
}

function failure(reason: string, status: string | number = ''): SmsctlError {
  return new SmsctlError('credentials.commandFailed', { params: { reason, status }, effect: 'none' });
}
