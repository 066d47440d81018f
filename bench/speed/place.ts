import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
const bin = join(root, 'bin', 'smsctl.js');
export const reference = (name: string): string => join(root, 'bench', 'speed', 'reference', name);

/** Folders and environments of one run of the bench; nothing of this machine's own settings gets in. */
export interface Place extends Disposable {
  readonly folder: string;
  /** A new folder to be somebody's home. */
  home(name: string): string;
  /** What a process is told; `home` is its HOME and SMSCTL_HOME. */
  env(home: string, more?: Readonly<Record<string, string>>): Record<string, string>;
}

export function openPlace(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'smsctl-speed-'));
  // The same Node for all that is written in JavaScript.
  const path = [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter);
  return {
    folder,
    home(name) {
      const home = join(folder, name);
      mkdirSync(home, { recursive: true, mode: 0o700 });
      return home;
    },
    env: (home, more = {}) => ({
      ...{ PATH: path, HOME: home, TMPDIR: folder, LANG: 'C.UTF-8', NO_COLOR: '1', CI: '1' },
      ...{ SMSCTL_HOME: home, SMSCTL_MAX_HELD: '1000000', ...more },
    }),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/** The built program, as its bin entry starts it. */
export const smsctl = (...words: readonly string[]): string[] => [process.execPath, bin, ...words];
