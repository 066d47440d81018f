import { createLedger } from '../../../src/store/ledger.ts';
import { type MemoryDatabase, openMemory, paceIn } from '../rig/memory-database.ts';
import { randomFrom } from '../rig/random.ts';

const minute = 60_000;
const jumps = [minute, 60 * minute, 24 * 60 * minute].flatMap((by) => [by, -by]);

/** Nobody waits longer for a turn than this and the turn of the one before, whatever the clock has done. */
const longest = 90_000;

/** Takes turns, is told to be quiet, and has the wall clock set on and back. What is wrong with it; null for nothing. */
export function playPace(seed: number, memory: MemoryDatabase): string | null {
  memory.clear();
  const random = randomFrom(seed);
  const below = (end: number) => Math.floor(random() * end);
  let wall = Date.UTC(2026, 10, 21, 12);
  const db = openMemory(memory);
  const ledger = createLedger(db, {
    clock: { now: () => wall },
    mark: () => ({ host: 'here', boot: 'now', pid: 1, started: '' }),
    isGone: () => false,
    pace: paceIn(db, () => wall),
  });
  /** Since the clock jumped last: turns keep their distance only by a clock that does not jump. */
  let lastTurn = Number.NEGATIVE_INFINITY;
  for (let step = 0; step < 60; step += 1) {
    const what = below(10);
    // A queue longer than that is taken for one that a clock that was ahead has left behind.
    if (lastTurn + 2_000 > wall + longest) lastTurn = Number.NEGATIVE_INFINITY;
    if (what < 5) {
      const count = 1 + below(3) * below(20);
      const gap = count > 1 ? 1 + below(60) : below(3) * 1_000;
      const pause = ledger.takeTurn('account', gap, count);
      if (pause < 0 || pause > longest + Math.max(gap * count, 2_000)) return `a turn is ${pause} ms away`;
      // A queue longer than that is taken for one that a clock that was ahead has left behind.
      if (lastTurn <= wall + longest && wall + pause < lastTurn)
        return 'a turn comes before one that was given out earlier';
      lastTurn = wall + pause + gap * (count - 1);
    } else if (what < 7) {
      ledger.slowDown('account', 3_000, 30_000);
    } else if (what < 8) {
      ledger.speedUp('account');
    } else if (what < 9) {
      wall += below(20_000);
    } else {
      wall += jumps[below(jumps.length)] ?? 0;
      lastTurn = Number.NEGATIVE_INFINITY;
    }
  }
  return null;
}
