import type { Context } from '../context/context.ts';
import { groups } from '../core/batches.ts';
import { SmsctlError } from '../core/errors.ts';
import { openStates } from '../core/lease-state.ts';
import { type Reconciled, reconcileAccount, settleUnknown } from '../flows/reconcile.ts';
import { failureText } from '../views/failure.ts';
import { isSet } from './input.ts';
import type { CommandSpec, Input } from './spec.ts';

export const reconcile: CommandSpec = {
  name: 'reconcile',
  options: [{ flags: '--dry-run', text: 'dryRun' }],
  async run(context: Context, input: Input) {
    const { texts, output, globals, signal } = context;
    const dryRun = isSet(input, 'dryRun');
    const desk = await context.desk();
    const open = desk.ledger.find({
      ...(globals.provider === undefined ? {} : { provider: (await context.provider()).id }),
      ...(globals.profile === undefined ? {} : { profile: await context.profile() }),
      states: openStates,
    });
    const lost = open.filter((lease) => lease.state === 'unknown');
    const held = open.filter((lease) => lease.state !== 'unknown' && lease.state !== 'intent');
    const results: Reconciled[] = settleUnknown(desk, lost, dryRun);
    const failures: SmsctlError[] = [];
    for (const group of groups(held, (lease) => `${lease.provider} ${lease.profile}`)) {
      const [first] = group;
      if (first === undefined) continue;
      try {
        const account = await context.account({ provider: first.provider, profile: first.profile, onlyLook: true });
        results.push(...(await reconcileAccount(desk, account, group, { dryRun, signal })));
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof SmsctlError)) throw error;
        failures.push(error);
      }
    }
    const first = failures[0] ?? results.find((one) => one.error !== null)?.error ?? stillUnknown(results);
    // A failure beside which nothing was learnt is the whole result.
    if (first !== undefined && !results.some((one) => one.error === null && one.to !== 'unknown')) throw first;
    await print(context, results, dryRun);
    if (first !== undefined) throw first;
    if (results.length === 0) output.note(texts.reconciled.nothing);
  },
};

/** What cannot be settled yet is told by the exit code too. */
function stillUnknown(results: readonly Reconciled[]): SmsctlError | undefined {
  const left = results.filter((one) => one.to === 'unknown').map((one) => one.lease);
  if (left.length === 0) return undefined;
  const minutes = Math.max(1, ...left.map((lease) => Math.ceil(((lease.expiresAt ?? 0) - lease.acquiredAt) / 60_000)));
  return new SmsctlError('outcome.unknown', { params: { minutes }, stake: 'maybeRented', leases: left });
}

async function print(context: Context, results: readonly Reconciled[], dryRun: boolean): Promise<void> {
  const { texts, output } = context;
  const why = (one: Reconciled) =>
    one.error === null ? texts.reconciled[one.reason] : failureText(one.error, texts).message;
  await output.result({
    json: {
      dryRun,
      results: results.map((one) => ({
        id: one.lease.id,
        number: one.lease.number,
        provider: one.lease.provider,
        from: one.from,
        to: one.to,
        reason: one.reason,
        message: why(one),
      })),
    },
    plain: results.map((one) => [one.lease.id, one.lease.number ?? '', one.from, one.to]),
    blocks:
      results.length === 0
        ? []
        : [
            {
              kind: 'table',
              columns: [
                { label: texts.columns.id },
                { label: texts.columns.number },
                { label: texts.columns.before },
                { label: texts.columns.after },
                { label: texts.columns.why, flexible: true },
              ],
              rows: results.map((one) => [
                one.lease.id,
                one.lease.number ?? texts.none,
                texts.states[one.from] ?? one.from,
                texts.states[one.to] ?? one.to,
                why(one),
              ]),
            },
          ],
  });
}
