import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { constants as system } from 'node:os';
import { delimiter, join } from 'node:path';
import { SmsctlError } from '../core/errors.ts';
import type { Host, StopSignal } from './host.ts';

/** How a command ended; `failure` where it never began. */
export interface Ended {
  /** As a shell has it: 128 and more for a signal. */
  readonly exitCode: number;
  readonly signal: string | null;
  readonly failure: SmsctlError | null;
}

export interface Child {
  readonly ended: Promise<Ended>;
  kill(signal: StopSignal | 'SIGKILL'): void;
}

type Environment = Host['env'];

/**
 * Looks for a program where the system will, so that nothing is paid for one that is not there.
 *
 * @throws SmsctlError `command.notFound`, `command.notExecutable`
 */
export function requireProgram(name: string, env: Environment): void {
  if (process.platform === 'win32') return; // endings are tried there, and links: what starts is not to be foretold
  const { PATH = '/usr/bin:/bin' } = env;
  const folders = PATH.split(delimiter);
  const places = name.includes('/') ? [name] : folders.map((folder) => join(folder === '' ? '.' : folder, name));
  const files = places.filter((place) => statSync(place, { throwIfNoEntry: false })?.isFile() === true);
  if (name === '' || files.length === 0) throw new SmsctlError('command.notFound', { ...nothing, params: { name } });
  if (!files.some(mayRun)) throw new SmsctlError('command.notExecutable', { ...nothing, params: { name } });
}

const nothing = { stake: 'nothingRented', effect: 'none' } as const;

function mayRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Runs a command without a shell. Its streams are ours. */
export function startChild([name = '', ...words]: readonly string[], env: Environment): Child {
  const { promise: ended, resolve } = Promise.withResolvers<Ended>();
  const onFailure = (error: unknown) => resolve(notStarted(name, error));
  try {
    const child = spawn(name, words, { env, stdio: 'inherit' });
    child.once('error', onFailure);
    child.once('exit', (code, signal) => {
      const exitCode = code ?? 128 + (signal === null ? 0 : system.signals[signal]);
      resolve({ exitCode, signal, failure: null });
    });
    return { ended, kill: (signal) => void child.kill(signal) };
  } catch (error) {
    onFailure(error);
    return { ended, kill: () => {} };
  }
}

function notStarted(name: string, error: unknown): Ended {
  const reason = error instanceof Error && 'code' in error ? String(error.code) : '';
  const code = reason === 'ENOENT' ? 'command.notFound' : 'command.notExecutable';
  const failure = new SmsctlError(code, { params: { name, reason } });
  return { exitCode: failure.exitCode, signal: null, failure };
}
