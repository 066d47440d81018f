import type { Account, Desk } from './account.ts';
import { type GiveBackResult, giveBack } from './give-back.ts';
import { sortOut } from './sort-out.ts';
import type { Target } from './target.ts';
import { type EndWishes, endWait, type FinalVerdict, type GivenUp, givenUp, type WaitResult } from './wait-end.ts';

interface GiveUpWishes extends EndWishes {
  readonly onSettled: (result: WaitResult) => Promise<void>;
}

/** Numbers that are over at the same time are given up together, as many a call as the platform takes. */
export async function giveUpOn(
  desk: Desk,
  account: Account,
  { verdicts, options }: { verdicts: readonly FinalVerdict[]; options: GiveUpWishes },
): Promise<void> {
  options.signal.throwIfAborted();
  const { match, onTimeout: how } = options;
  const settle = async (verdict: FinalVerdict, given?: GivenUp) => {
    const over = { verdict, wishes: options };
    await options.onSettled(await endWait(desk, account, given === undefined ? over : { ...over, given }));
  };
  const watches = verdicts.map((verdict) => verdict.watch);
  const { batch, ended } = sortOut(desk, account, { due: watches, match });
  for (const result of ended) await options.onSettled(result);
  const left = verdicts.filter((verdict) => batch.includes(verdict.watch));
  if (how === 'keep' || options.once) {
    for (const verdict of left) await settle(verdict);
    return;
  }

  const verdictOn = (target: Target) => left.find((one) => one.watch.target === target);
  const endedSince = new Map<Target, WaitResult>();
  // Its turn at a busy platform may come late: whatever another process has brought until then counts.
  const isOver = (target: Target): boolean => {
    const watch = verdictOn(target)?.watch;
    const [end] = watch === undefined ? [] : sortOut(desk, account, { due: [watch], match }).ended;
    if (end !== undefined) endedSince.set(target, end);
    return end !== undefined;
  };
  const onResult = async (result: GiveBackResult) => {
    const end = endedSince.get(result.target);
    const verdict = verdictOn(result.target);
    if (end !== undefined) await options.onSettled(end);
    else if (verdict !== undefined) await settle(verdict, givenUp(how, result));
  };
  const targets = left.map((verdict) => verdict.watch.target);
  await giveBack(desk, account, how, targets, { signal: options.signal, isOver, onResult });
}
