import type { Account, Desk } from './account.ts';
import { slowDown, writeDown } from './pace.ts';

/** What the looks of one wait need of the account's pace. */
export interface Turns {
  /** Takes the next turn, if one is in hand and it is its time now, or as good as now: see `together`. */
  hasNext(gap: number): boolean;
  /**
   * Resolves when it is the next look's turn, `gap` ms after the one before. `looks` is how many are to be made.
   *
   * @throws the signal's reason when stopped; SmsctlError `ledger.unusable`
   */
  next(wish: { readonly gap: number; readonly looks: number; readonly signal: AbortSignal }): Promise<void>;
  /** A look that left then had a good answer. */
  good(left: number): void;
  /** A look that left then had a busy answer. */
  busy(left: number): void;
}

/**
 * Turns that stand closer than this, in ms, are taken several at a time: each taking is synced. A crash with turns in
 * hand, or a wait that ends, costs the others no more than this pause.
 */
const block = 500;

/**
 * Looks that stand closer than this, in ms, are made together: to wake the process for each of them would cost more than
 * the look itself.
 */
export const together = 5;

/** Turns in hand are by the clock that never jumps, whatever becomes of the ledger's. */
export function createTurns(desk: Desk, account: Account): Turns {
  const { ledger, clock } = desk;
  const { paceKey } = account;
  let held = { next: 0, gap: 0, left: 0 };
  let isNoted = false;
  let slowedAt = Number.NEGATIVE_INFINITY;

  const spend = (): number => {
    const turn = held.next;
    held = { ...held, next: turn + held.gap, left: held.left - 1 };
    return turn;
  };
  /** Whether a look that is due in so many ms is made now. */
  const isNow = (pause: number, gap: number): boolean => pause <= (gap < together ? together : 0);
  const take = (gap: number, looks: number): number => {
    const now = clock.elapsed();
    // One that is long past would be no distance to the turn of another process.
    while (held.left > 0 && held.next + block < now) spend();
    if (held.left === 0) {
      const count = gap === 0 ? 1 : Math.max(1, Math.min(looks, Math.ceil(block / gap)));
      held = { next: now + ledger.takeTurn(paceKey, gap, count), gap, left: count };
      isNoted = false;
    }
    return spend() - now;
  };

  return {
    hasNext(gap) {
      const pause = held.next - clock.elapsed();
      const has = held.left > 0 && gap < together && isNow(pause, gap) && pause >= -block;
      if (has) spend();
      return has;
    },
    async next({ gap, looks, signal }) {
      for (let slowed: number | null = null; slowed !== slowedAt; ) {
        slowed = slowedAt;
        const pause = take(gap, looks);
        if (!isNow(pause, gap)) await clock.sleep(pause, signal);
        signal.throwIfAborted(); // whoever has been stopped asks for nothing more
      }
    },
    // Of looks that were under way together, those that left before the busy answer say nothing of what came after it.
    good(left) {
      if (isNoted || left <= slowedAt) return;
      isNoted = true;
      writeDown(() => ledger.speedUp(paceKey));
    },
    busy(left) {
      held = { ...held, left: 0 };
      if (left <= slowedAt) return;
      slowedAt = clock.elapsed();
      writeDown(() => slowDown(desk, account));
    },
  };
}
