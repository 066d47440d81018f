import type { Books } from './books.ts';
import { integerIn } from './columns.ts';
import type { Row } from './database.ts';

interface Pace {
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

export function takeTurn(books: Books, key: string, { gap, count }: { gap: number; count: number }): number {
  // A call that asks for no distance takes nobody's turn: no lock and no write for it.
  if (gap === 0) return Math.max(0, readPace(books, key).nextAt - books.now());
  return books.db.immediate(() => {
    const now = books.now();
    const { nextAt, penalty } = readPace(books, key);
    const turn = Math.max(now, nextAt);
    writePace(books, key, { nextAt: turn + Math.round(gap * count), penalty });
    return turn - now;
  });
}

export function slowDown(books: Books, key: string, { first, most }: { first: number; most: number }): number {
  return books.db.immediate(() => {
    const { nextAt, penalty } = readPace(books, key);
    const pause = Math.round(Math.min(penalty === 0 ? first : penalty * 2, most));
    writePace(books, key, { nextAt: Math.max(nextAt, books.now() + pause), penalty: pause });
    return pause;
  });
}

export function speedUp(books: Books, key: string): void {
  if (readPace(books, key).penalty === 0) return; // the rule: no lock and no write for it
  books.db.immediate(() => writePace(books, key, { ...readPace(books, key), penalty: 0 }));
}

function readPace({ db, now }: Books, key: string): Pace {
  const [pace] = db.all('SELECT next_at, penalty FROM pace WHERE key = :key', { key }, decodePace);
  if (pace === undefined) return { nextAt: 0, penalty: 0 };
  return pace.nextAt > now() + horizon ? { ...pace, nextAt: now() } : pace;
}

function decodePace(row: Row): Pace {
  return { nextAt: integerIn(row, 'next_at'), penalty: integerIn(row, 'penalty') };
}

function writePace({ db }: Books, key: string, { nextAt, penalty }: Pace): void {
  db.run(
    `INSERT INTO pace (key, next_at, penalty) VALUES (:key, :nextAt, :penalty)
     ON CONFLICT (key) DO UPDATE SET next_at = excluded.next_at, penalty = excluded.penalty`,
    { key, nextAt, penalty },
  );
}
