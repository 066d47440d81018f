import { existsSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Conf from 'conf';
import { SmsctlError } from '../core/errors.ts';
import { openDatabase } from './database.ts';
import { asStorageError } from './storage-error.ts';

/** In the header of the lock file: "smsK". */
const lockApplicationId = 0x736d734b;

/** A key that is null is left out. `change` is called when nobody else can write. */
export function replaceSettings(path: string, change: () => Readonly<Record<string, string | null>>): void {
  withLock(join(dirname(path), 'settings.lock'), () => writeSettings(path, change()));
}

/**
 * A transaction on an otherwise empty database is a lock that the system takes back from a process that dies, and that
 * works the same on every system.
 */
function withLock(path: string, work: () => void): void {
  try {
    const lock = openDatabase({ path, applicationId: lockApplicationId, steps: [], durable: false });
    try {
      lock.immediate(work);
    } finally {
      lock.close();
    }
  } catch (error) {
    if (!(error instanceof SmsctlError) || error.code !== 'ledger.unusable') throw error;
    throw new SmsctlError('settings.unreadable', { params: error.params });
  }
}

function writeSettings(path: string, changed: Readonly<Record<string, string | null>>): void {
  const kept = Object.entries(changed).filter(([, value]) => value !== null);
  const sorted = Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
  try {
    removeLeftovers(path);
    const file = new Conf({
      cwd: dirname(path),
      configName: basename(path, '.json'),
      projectSuffix: '',
      configFileMode: 0o600,
      accessPropertiesByDotNotation: false,
      clearInvalidConfig: false,
    });
    file.store = sorted;
  } catch (error) {
    throw asStorageError(error, 'settings.unreadable', path);
  }
}

/** What a writer that was killed had written beside the file and not yet put in its place: keys that nobody needs. */
function removeLeftovers(path: string): void {
  const file = existsSync(path) ? realpathSync(path) : path;
  const isLeft = (name: string) =>
    name.startsWith(basename(file)) && /^\.tmp-\d{10}[0-9a-f]{6}$/u.test(name.slice(basename(file).length));
  for (const name of readdirSync(dirname(file)).filter(isLeft)) rmSync(join(dirname(file), name), { force: true });
}
