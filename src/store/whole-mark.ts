import { closeSync, constants, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { bootId } from './process-mark.ts';

/** A smaller file is looked through each time, which takes a few milliseconds at most; it has no mark. */
const small = 2 ** 20;

/** How long a look through the whole file is good for, in ms. */
const patience = 24 * 60 * 60_000;

/**
 * Remembers beside a large file that all of it was found sound, and what the system said of the file then. Whatever
 * writes to the file, or puts another in its place, changes that; a write of this program's own to a sound file leaves it
 * sound, and moves the mark along. Each call is made under the file's lock or right after it.
 */
export interface WholeMark {
  /** Before a write. */
  begin(): void;
  /** Whether the file as it now is was looked through a while ago at most, and nobody else has written to it since. */
  isFresh(now: number): boolean;
  /** All of it has just been found sound. */
  renew(now: number): void;
  /** After a write. */
  end(): void;
}

export function createWholeMark(path: string): WholeMark {
  let checkedAt: number | null = null;
  return {
    begin() {
      const look = lookOf(path);
      checkedAt = look === null ? null : readMark(path, look);
    },
    isFresh(now) {
      const age = now - (checkedAt ?? Number.NEGATIVE_INFINITY);
      return age >= 0 && age < patience;
    },
    renew(now) {
      checkedAt = now;
    },
    end() {
      if (checkedAt !== null) writeMark(path, checkedAt);
    },
  };
}

/** Changes with every write to the file and with each start of the machine, whose disk may have lost some; null where small. */
function lookOf(path: string): string | null {
  const { dev, ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
  return size < small ? null : [dev, ino, size, mtimeNs, ctimeNs, bootId()].join('/');
}

const markOf = (path: string): string => `${path}-whole`;

const noLink = constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** When the file that now looks like this was looked through; null where that is not known. */
function readMark(path: string, look: string): number | null {
  try {
    const text = String(readFileSync(markOf(path), { flag: constants.O_RDONLY | noLink }));
    const rest = text.slice(look.length + 1);
    return text.startsWith(`${look} `) && /^\d+\n$/u.test(rest) ? Number(rest) : null;
  } catch {
    return null;
  }
}

/** Not synced: what a power cut takes of it, the next look makes anew. */
function writeMark(path: string, checkedAt: number): void {
  const flag = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | noLink;
  try {
    const look = lookOf(path);
    if (look === null) return;
    const file = openSync(markOf(path), flag, 0o600);
    try {
      writeSync(file, `${look} ${checkedAt}\n`);
    } finally {
      closeSync(file);
    }
  } catch {
    // The write that it follows is done and must not be told as failed; without a mark, all is looked through.
  }
}
