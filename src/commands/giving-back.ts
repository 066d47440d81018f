import type { Context } from '../context/context.ts';
import { SmsctlError } from '../core/errors.ts';
import { type GiveBackResult, type GivingBack, giveBack } from '../flows/give-back.ts';
import { giveBackView } from '../views/give-back.ts';
import { interruption } from './interruption.ts';
import type { AccountTargets } from './targets.ts';

/**
 * Releases or blacklists, and prints what became of each number, also when it is stopped half-way.
 *
 * @throws the first failure, after all have been tried
 */
export async function giveBackAndPrint(
  context: Context,
  what: GivingBack,
  groups: readonly AccountTargets[],
): Promise<void> {
  const { texts, output, signal } = context;
  const desk = await context.desk();
  const results: GiveBackResult[] = [];
  const failures: SmsctlError[] = [];
  if (groups.length === 0) output.note(texts.giveBack.nothing);
  for (const { account, targets } of groups) {
    try {
      await giveBack(desk, account, what, targets, { signal, onResult: (result) => void results.push(result) });
    } catch (error) {
      if (!(error instanceof SmsctlError)) throw error;
      failures.push(error);
    }
  }
  await output.result(giveBackView(results, texts));
  const wanted = groups.flatMap((group) => group.targets);
  if (signal.aborted) throw interruption(context, desk.ledger, wanted);
  const first = failures[0] ?? results.find((result) => result.error !== null)?.error;
  if (first !== undefined && first !== null) throw first;
}
