import { closeSync, constants, fchmodSync, lstatSync, openSync, type Stats } from 'node:fs';
import { isOurs } from './paths.ts';
import { storageError } from './storage-error.ts';

export function refuseLinked(path: string, stats: Stats): void {
  if (stats.isSymbolicLink()) throw storageError('ledger.unusable', path, 'symlink');
  if (!stats.isFile() || !isOurs(stats)) throw storageError('ledger.unusable', path, 'foreign');
}

/** Creates the file with the mode it is to have, whatever the umask, or makes sure that the one there is ours. */
export function claimFile(path: string): void {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) createFile(path);
  else refuseLinked(path, stats);
}

function createFile(path: string): void {
  // Another process may be first; no link that somebody lays there meanwhile is followed.
  const file = openSync(path, constants.O_CREAT | constants.O_WRONLY | constants.O_NOFOLLOW, 0o600);
  fchmodSync(file, 0o600);
  closeSync(file);
}
