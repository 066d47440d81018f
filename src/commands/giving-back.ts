import type { Context } from '../context/context.ts';
import { SmsctlError } from '../core/errors.ts';
import type { Account } from '../flows/account.ts';
import { type GiveBackResult, type GivingBack, giveBack } from '../flows/give-back.ts';
import { releaseAll } from '../flows/release-all.ts';
import type { Target } from '../flows/target.ts';
import type { FoundTargets } from '../input/targets.ts';
import { giveBackView } from '../views/give-back.ts';
import { interruption } from './interruption.ts';

/**
 * Releases or blacklists, and prints what became of each number, also when it is stopped half-way.
 *
 * @throws the first failure, after all have been tried
 */
export async function giveBackAndPrint(
  context: Context,
  what: GivingBack,
  { groups, failures: earlier }: FoundTargets,
  isEverything = false,
): Promise<void> {
  const { texts, output, signal } = context;
  const desk = await context.desk();
  const results: GiveBackResult[] = [];
  const failures = [...earlier];
  const onResult = (result: GiveBackResult) => {
    results.push(result);
    if (result.error !== null) failures.push(result.error);
  };
  if (groups.length === 0) output.note(texts.giveBack.nothing);
  for (const { account, targets } of groups) {
    try {
      const isOneCall = isEverything && account.definition.abilities.includes('releaseAll');
      const atOnce = isOneCall ? await releaseAtOnce(context, account, targets) : null;
      if (atOnce !== null) results.push(...atOnce);
      else await giveBack(desk, account, what, targets, { signal, onResult });
    } catch (error) {
      if (!(error instanceof SmsctlError)) throw error;
      failures.push(error);
    }
  }
  if (results.length > 0 || failures.length === 0) await output.result(giveBackView(results, texts));
  const wanted = groups.flatMap((group) => group.targets);
  if (signal.aborted) throw interruption(context, desk.ledger, wanted);
  if (failures[0] !== undefined) throw failures[0];
}

/** With the one call for everything; null where the platform refuses that, and each number is to be asked for. */
async function releaseAtOnce(
  context: Context,
  account: Account,
  targets: readonly Target[],
): Promise<GiveBackResult[] | null> {
  try {
    return await releaseAll(await context.desk(), account, targets, context.signal);
  } catch (error) {
    context.signal.throwIfAborted();
    if (error instanceof SmsctlError) return null;
    throw error;
  }
}
