import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One command as the operating system starts it. */
export interface Command {
  readonly name: string;
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** 0 unless given. */
  readonly exitCode?: number;
}

/** Milliseconds of the whole process. */
export interface Timing {
  readonly wall: number;
  readonly cpu: number;
}

/** A command did not end as it has to: what it would have measured is nothing. */
export class WrongExit extends Error {}

/** One run under hyperfine, which starts the process itself, without a shell. */
export function timeOnce(command: Command, folder: string): Timing {
  const path = join(folder, 'hyperfine.json');
  const line = command.words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  const words = ['-N', '--runs', '1', '-i', '--style', 'none', '--export-json', path, line];
  const told = spawnSync('hyperfine', words, { env: command.env, encoding: 'utf8', timeout: 120_000 });
  if (told.status !== 0) throw new WrongExit(`hyperfine: ${told.error?.message ?? told.stderr.trim()}`);
  const { results } = JSON.parse(readFileSync(path, 'utf8')) as {
    readonly results: readonly {
      readonly mean: number;
      readonly user: number;
      readonly system: number;
      readonly exit_codes: readonly (number | null)[];
    }[];
  };
  const [result] = results;
  if (result === undefined) throw new WrongExit(`hyperfine measured nothing of ${command.name}`);
  requireExit(command, result.exit_codes[0] ?? null);
  return { wall: result.mean * 1000, cpu: (result.user + result.system) * 1000 };
}

/** Peak memory in MB and the CPU seconds of a command and its children, as GNU time has them from the kernel. */
export function weighOnce(command: Command, folder: string): { readonly peak: number; readonly cpu: number } {
  const path = join(folder, 'time.txt');
  const words = ['-q', '-o', path, '-f', '%M %U %S', ...command.words];
  const { status, error } = spawnSync('/usr/bin/time', words, { env: command.env, stdio: 'ignore', timeout: 120_000 });
  if (error !== undefined) throw new WrongExit(`/usr/bin/time: ${error.message}`);
  requireExit(command, status);
  const [peak = 0, user = 0, system = 0] = readFileSync(path, 'utf8').trim().split(' ').map(Number);
  return { peak: peak / 1024, cpu: user + system };
}

function requireExit({ name, words, exitCode = 0 }: Command, seen: number | null): void {
  if (seen !== exitCode) throw new WrongExit(`${name} ended with ${seen}, not ${exitCode}: ${words.join(' ')}`);
}

/** Whether a program is here at all. */
export function isHere(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;
}
