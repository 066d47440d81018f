import { existsSync, rmSync } from 'node:fs';
import { SmsctlError } from '../core/errors.ts';
import type { Pace } from '../core/pace.ts';
import { integerIn } from './columns.ts';
import { type Database, openDatabase, openMemoryDatabase, type Row } from './database.ts';

/** In the header of every pace file: "smsP". */
export const paceApplicationId = 0x736d7350;

export const paceSteps: readonly string[] = [
  `CREATE TABLE pace (
    key TEXT NOT NULL PRIMARY KEY,
    next_at INTEGER NOT NULL,
    penalty INTEGER NOT NULL CHECK (penalty >= 0)
  ) STRICT`,
];

interface Entry {
  /** When the next turn may be, ms since the epoch. */
  readonly nextAt: number;
  /** The last wait after a busy answer, ms; 0 after a good one. */
  readonly penalty: number;
}

/**
 * A turn further ahead than this was written by a clock that has been set back. Not much more than the longest pause
 * and queue there are, because a code that is looked for too late is lost.
 */
const horizon = 90_000;

interface PaceOptions {
  readonly path: string;
  /** Whole milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * The pace of the accounts, in a file of its own beside the ledger that is not synced: a wait writes it at each look, and
 * it means nothing after a power cut. The file is there from the first turn on.
 *
 * No number is lost for it: what is damaged, removed or replaced is begun anew, and where the file cannot be used at all,
 * this process keeps a pace of its own, and tries the file again the next time.
 */
export function openPace({ path, now }: PaceOptions): Pace & { close(): void } {
  let opened: Database | null = null;
  let aside: Pace | null = null;
  const open = () => {
    opened ??= openDatabase({ path, applicationId: paceApplicationId, steps: paceSteps, durable: false });
    return opened;
  };
  const close = () => {
    const before = opened;
    opened = null;
    before?.close();
  };
  const shared = createPace({ open, isThere: () => existsSync(path), now });

  const orAlone = <T>(work: (pace: Pace) => T): T => {
    try {
      return work(shared);
    } catch (error) {
      setAside(error, close, path);
    }
    try {
      return work(shared);
    } catch {
      aside ??= paceAlone(now);
      return work(aside); // where it was no trouble of the file, it comes up here again
    }
  };
  return {
    takeTurn: (key, gap, count) => orAlone((pace) => pace.takeTurn(key, gap, count)),
    slowDown: (key, first, most) => orAlone((pace) => pace.slowDown(key, first, most)),
    speedUp: (key) => orAlone((pace) => pace.speedUp(key)),
    close,
  };
}

function setAside(error: unknown, close: () => void, path: string): void {
  try {
    close();
    if (error instanceof SmsctlError && error.params.reason === 'corrupt') rmSync(path);
  } catch {
    // Then it stays as it is, and `doctor` says so.
  }
}

/** Of this process only. */
export function paceAlone(now: () => number): Pace {
  const db = openMemoryDatabase(paceSteps);
  return createPace({ open: () => db, isThere: () => true, now });
}

/** The pace in a database that has its table. */
export function createPace({
  open,
  isThere,
  now,
}: {
  readonly open: () => Database;
  readonly isThere: () => boolean;
  readonly now: () => number;
}): Pace {
  const read = (key: string): Entry => {
    if (!isThere()) return { nextAt: 0, penalty: 0 };
    const [pace] = open().all('SELECT next_at, penalty FROM pace WHERE key = :key', { key }, decodePace);
    if (pace === undefined) return { nextAt: 0, penalty: 0 };
    return pace.nextAt > now() + horizon ? { ...pace, nextAt: now() } : pace;
  };
  const write = (key: string, { nextAt, penalty }: Entry): void => {
    open().run(
      `INSERT INTO pace (key, next_at, penalty) VALUES (:key, :nextAt, :penalty)
       ON CONFLICT (key) DO UPDATE SET next_at = excluded.next_at, penalty = excluded.penalty`,
      { key, nextAt, penalty },
    );
  };

  return {
    takeTurn(key, gap, count = 1) {
      // A call that asks for no distance takes nobody's turn: no lock and no write for it.
      if (gap === 0) return Math.max(0, read(key).nextAt - now());
      return open().immediate(() => {
        const asked = now();
        const { nextAt, penalty } = read(key);
        const turn = Math.max(asked, nextAt);
        write(key, { nextAt: turn + Math.round(gap * count), penalty });
        return turn - asked;
      });
    },
    slowDown(key, first, most) {
      return open().immediate(() => {
        const { nextAt, penalty } = read(key);
        const pause = Math.round(Math.min(penalty === 0 ? first : penalty * 2, most));
        write(key, { nextAt: Math.max(nextAt, now() + pause), penalty: pause });
        return pause;
      });
    },
    speedUp(key) {
      if (read(key).penalty === 0) return; // the rule: no lock and no write for it
      open().immediate(() => write(key, { ...read(key), penalty: 0 }));
    },
  };
}

function decodePace(row: Row): Entry {
  return { nextAt: integerIn(row, 'next_at'), penalty: integerIn(row, 'penalty') };
}
