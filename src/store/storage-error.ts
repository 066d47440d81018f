import { SmsctlError } from '../core/errors.ts';

/** What stands in the way of a file, as `params.reason` of the error. The texts turn it into words. */
export type StorageReason =
  /** A symbolic link stands where the file should be. */
  | 'symlink'
  /** It belongs to another user or another program, or is shared by all. */
  | 'foreign'
  /** Written by a later version of this program. */
  | 'newer'
  | 'corrupt'
  | 'readOnly'
  | 'full'
  /** Another process has kept it locked for too long. */
  | 'busy'
  /** A process ended while it wrote; the next one that opens it properly takes that back. Only told by a look. */
  | 'interrupted'
  /** The system refused it for another reason. */
  | 'io';

export type StorageCode = 'ledger.unusable' | 'settings.unreadable';

export function storageError(code: StorageCode, path: string, reason: StorageReason): SmsctlError {
  return new SmsctlError(code, { params: { path, reason } });
}

/** A row or a stored JSON text is not what the schema promises. */
export class DecodeError extends Error {
  override readonly name = 'DecodeError';
}

/** What was thrown in a storage room, as the room's own failure. Bugs stay what they are. */
export function asStorageError(error: unknown, code: StorageCode, path: string): unknown {
  if (!(error instanceof Error)) return error;
  const reason = error instanceof DecodeError ? 'corrupt' : (sqliteReason(error) ?? fileReason(error));
  return reason === null ? error : storageError(code, path, reason);
}

/** Whether SQLite failed because another connection has the lock. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && sqliteReason(error) === 'busy';
}

/** By SQLite's result codes (sqlite.org/rescode.html); null for an error that is none of its. */
function sqliteReason(error: Error): StorageReason | null {
  if (!('errcode' in error) || typeof error.errcode !== 'number') return null;
  if (error.errcode === movedAway) return 'io';
  return sqliteReasons[error.errcode & 0xff] ?? 'io';
}

/** SQLITE_READONLY_DBMOVED: the file was deleted or replaced while it was open. */
const movedAway = 1032;

/** By primary result code, the lowest byte. */
const sqliteReasons: Readonly<Record<number, StorageReason>> = {
  1: 'corrupt', // SQLITE_ERROR: a table or a column is missing
  5: 'busy', // SQLITE_BUSY
  6: 'busy', // SQLITE_LOCKED
  8: 'readOnly', // SQLITE_READONLY
  11: 'corrupt', // SQLITE_CORRUPT
  13: 'full', // SQLITE_FULL
  19: 'corrupt', // SQLITE_CONSTRAINT: the rows contradict each other
  26: 'corrupt', // SQLITE_NOTADB
};

/** By the error of a failed call of node:fs; null for an error that is none of its. */
function fileReason(error: Error): StorageReason | null {
  if (!('syscall' in error) || !('code' in error)) return null;
  switch (error.code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'readOnly';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'full';
    default:
      return 'io';
  }
}
