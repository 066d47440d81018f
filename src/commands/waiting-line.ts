import type { Context } from '../context/context.ts';
import type { Account } from '../flows/account.ts';
import type { Watch } from '../flows/watch.ts';
import type { Messages } from '../messages/index.ts';
import { failureText } from '../views/failure.ts';

export interface WaitingLine {
  /** @param watched the account's numbers that are still waited for, whenever it is asked */
  show(account: Account, watched: () => readonly Watch[]): void;
  /** Erases the line, so that something can be printed in its place. */
  clear(): void;
  stop(): void;
}

/** The one moving line of a wait: how many, how long still, how many looks, and the news of the last one. */
export function showWaiting(context: Context): WaitingLine {
  const { texts, clock } = context;
  const progress = context.progress();
  const byAccount = new Map<Account, () => readonly Watch[]>();
  const over = new AbortController();

  const all = (): Watch[] => [...byAccount.values()].flatMap((watched) => watched());
  const text = (): string => {
    const watches = all();
    const first = watches.toSorted((a, b) => endOf(a) - endOf(b))[0];
    if (first === undefined) return '';
    const looks = Math.max(...watches.map((watch) => watch.looks));
    const parts = [
      watches.length === 1
        ? texts.labelled(texts.waitCode.waiting(1), first.target.number)
        : texts.waitCode.waiting(watches.length),
      texts.waitCode.left(texts.duration(endOf(first) - clock.elapsed())),
      ...(looks > 0 ? [texts.waitCode.looks(looks)] : []),
      ...newsOf(first, texts),
    ];
    return parts.join(' · ');
  };
  /** What of it is news to who hears it read out: time and looks go on by themselves. */
  const gist = (): string => JSON.stringify(all().map(({ target, note }) => [target.number, note]));
  const tick = async () => {
    await progress.start(text(), gist());
    // Not after each look: of a thousand numbers somebody would look at several a millisecond.
    while (!over.signal.aborted) {
      await clock.sleep(500, over.signal);
      progress.update(text(), gist());
    }
  };
  let isTicking = false;

  return {
    show(account, watched) {
      byAccount.set(account, watched);
      // The sleep of the last round is ended by stop(): that is no failure.
      if (!isTicking && progress.isShown) tick().catch(() => {});
      isTicking = true;
    },
    clear: () => progress.clear(),
    stop() {
      over.abort();
      progress.stop();
    },
  };
}

/** Why the last look told nothing, else what the platform said; nothing where it only says "not yet". */
function newsOf({ trouble, note }: Watch, texts: Messages): string[] {
  if (trouble !== null) return [failureText(trouble, texts).message];
  return note === null ? [] : [note];
}

const endOf = (watch: Watch): number => watch.started + watch.plan.giveUp;
