import { SmsctlError } from '../core/errors.ts';
import type { Lease } from '../core/model.ts';
import type { Account, Desk } from './account.ts';
import { type GiveBackResult, giveBack } from './give-back.ts';
import {
  type EndWishes,
  endedMeanwhile,
  endWait,
  type FinalVerdict,
  type GivenUp,
  givenUp,
  type WaitResult,
} from './wait-end.ts';
import type { Watch } from './watch.ts';

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
  const watches = verdicts.map((verdict) => verdict.watch);
  const { batch, ended } = sortOut(desk, account, { due: watches, match: options.match });
  for (const result of ended) await options.onSettled(result);
  const left = verdicts.filter((verdict) => batch.includes(verdict.watch));
  const end = async (verdict: FinalVerdict, given?: GivenUp) => {
    const result = await endWait(desk, account, {
      verdict,
      wishes: options,
      ...(given === undefined ? {} : { given }),
    });
    await options.onSettled(result);
  };
  const how = options.onTimeout;
  if (how === 'keep' || options.once) {
    for (const verdict of left) await end(verdict);
    return;
  }
  const onResult = async (result: GiveBackResult) => {
    const verdict = left.find((one) => one.watch.target === result.target);
    if (verdict !== undefined) await end(verdict, givenUp(how, result));
  };
  await giveBack(
    desk,
    account,
    how,
    left.map((verdict) => verdict.watch.target),
    { signal: options.signal, onResult },
  );
}

/** Another process may have ended a wait: then there is nothing left to look for, and nothing to give up. */
export function sortOut(
  desk: Desk,
  account: Account,
  { due, match }: { due: readonly Watch[]; match: RegExp | null },
): { batch: Watch[]; ended: WaitResult[] } {
  const ids = due.flatMap((one) => (one.target.lease === null ? [] : [one.target.lease.id]));
  const rows = ids.length === 0 ? [] : rowsNow(desk, ids);
  const batch: Watch[] = [];
  const ended: WaitResult[] = [];
  for (const one of due) {
    const lease = rows.find((row) => row.id === one.target.lease?.id);
    const known = { provider: account.definition.id, match, elapsed: desk.clock.elapsed() };
    const end = lease === undefined ? null : endedMeanwhile(one, lease, known);
    if (end === null) batch.push(one);
    else ended.push(end);
  }
  return { batch, ended };
}

/** A ledger that cannot be read for a moment is no reason to look away from a number that is paid for. */
function rowsNow(desk: Desk, ids: readonly string[]): Lease[] {
  try {
    return desk.ledger.find({ ids });
  } catch (error) {
    if (error instanceof SmsctlError) return [];
    throw error;
  }
}
