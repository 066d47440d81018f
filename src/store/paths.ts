import { chmodSync, existsSync, mkdirSync, readdirSync, type Stats, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { asStorageError, type StorageCode, storageError } from './storage-error.ts';

export interface Paths {
  /** Holds `settings.json` and its lock. */
  readonly settingsDir: string;
  readonly ledgerFile: string;
  /** The sandbox's own memory and ledger, apart from the real ones. */
  readonly sandboxDir: string;
}

/**
 * Where things are kept: all in `SMSCTL_HOME`, else in the folders of the XDG Base Directory Specification. An empty
 * variable counts as unset, a relative XDG folder is ignored as that specification demands, a relative `SMSCTL_HOME` is
 * taken from the working directory, and `~` means nothing special.
 *
 * The ledger lives in the state folder, not the data folder: it is what this machine was doing, matters for minutes,
 * names processes of this machine, and must not be carried to another one by whatever synchronises or restores data.
 */
export function resolvePaths(env: Readonly<Record<string, string | undefined>>, homedir: string): Paths {
  const home = env.SMSCTL_HOME;
  if (home) return inOneFolder(resolve(home));
  const state = join(xdgFolder(env.XDG_STATE_HOME) ?? join(homedir, '.local', 'state'), 'smsctl');
  const config = join(xdgFolder(env.XDG_CONFIG_HOME) ?? join(homedir, '.config'), 'smsctl');
  return { ...inOneFolder(state), settingsDir: config };
}

function inOneFolder(folder: string): Paths {
  return { settingsDir: folder, ledgerFile: join(folder, 'ledger.sqlite'), sandboxDir: join(folder, 'sandbox') };
}

function xdgFolder(value: string | undefined): string | null {
  return value !== undefined && isAbsolute(value) ? value : null;
}

/**
 * Makes sure that a folder is there and that nobody but us can look into it: created 0700, tightened to that where it is
 * ours, wider, and holds nothing but our files. A folder that serves other purposes too stays as its owner made it; our
 * files in it are 0600 all the same.
 *
 * @throws SmsctlError with `code` and reason `foreign` for a folder of somebody else's or one that everybody shares.
 */
export function ensurePrivateDir(dir: string, code: StorageCode): void {
  try {
    mkdirSync(dirname(dir), { recursive: true });
    createDir(dir);
    const stats = statSync(dir);
    const isShared = (stats.mode & 0o1000) !== 0;
    if (!stats.isDirectory() || !isOurs(stats) || isShared) throw storageError(code, dir, 'foreign');
    if (isWide(stats) && holdsOnlyOurs(dir)) chmodSync(dir, 0o700);
  } catch (error) {
    throw asStorageError(error, code, dir);
  }
}

const ourFiles = /^(?:settings\.(?:json|lock)|ledger\.sqlite|pace\.sqlite|simulator\.sqlite|sandbox)/u;

function holdsOnlyOurs(dir: string): boolean {
  return readdirSync(dir).every((name) => ourFiles.test(name));
}

function createDir(dir: string): void {
  try {
    mkdirSync(dir, { mode: 0o700 });
  } catch (error) {
    // What is there already, perhaps since a moment ago by another process, is looked at next.
    if (!existsSync(dir)) throw error;
  }
}

/** On Windows a file has no such owner, and the user's profile folder is private already. */
export function isOurs(stats: Stats): boolean {
  return process.geteuid === undefined || stats.uid === process.geteuid();
}

/** Whether anybody else may read, write or enter it. */
export function isWide(stats: Stats): boolean {
  return process.geteuid !== undefined && (stats.mode & 0o077) !== 0;
}
