import { spawn } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root, temporaryFolder } from './run-cli.ts';

/** A project of somebody's that has the built package and the runners of tests installed. */
export interface RunnerProject extends Disposable {
  readonly folder: string;
  /** Where numbers are kept. */
  readonly home: string;
  run(words: readonly string[], env?: Readonly<Record<string, string>>, timeout?: number): Promise<RunnerEnd>;
}

export interface RunnerEnd {
  readonly exitCode: number | null;
  readonly output: string;
}

/** @param type how its files are loaded, as package.json says it */
export function runnerProject(files: Readonly<Record<string, string>>, type: 'module' | 'commonjs'): RunnerProject {
  const temporary = temporaryFolder();
  const folder = join(temporary.path, 'project');
  const home = join(temporary.path, 'home');
  mkdirSync(join(folder, 'node_modules', '@playwright'), { recursive: true });
  symlinkSync(root, join(folder, 'node_modules', 'smsctl'));
  for (const name of ['@playwright/test', 'vitest']) {
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  }
  for (const [name, text] of Object.entries({ ...files, 'package.json': JSON.stringify({ name: 'project', type }) })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return {
    folder,
    home,
    run: (words, env, timeout) => runIn(folder, words, { HOME: temporary.path, SMSCTL_HOME: home, ...env }, timeout),
    [Symbol.dispose]: temporary[Symbol.dispose],
  };
}

/** Runs a program of node_modules/.bin, with nothing of what the tests themselves are told. */
export function runIn(
  folder: string,
  [name = '', ...words]: readonly string[],
  env: Readonly<Record<string, string>>,
  timeout = 120_000,
): Promise<RunnerEnd> {
  const child = spawn(join(root, 'node_modules', '.bin', name), words, {
    cwd: folder,
    env: { PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}`, LANG: 'C.UTF-8', NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, output }));
  });
}
