import type { Loss, Reconciled } from '../flows/reconcile.ts';
import type { Messages } from '../messages/index.ts';
import type { View } from '../terminal/output.ts';
import { failureText } from './failure.ts';
import { timeJson } from './lease.ts';

export interface ReconcileFacts {
  readonly texts: Messages;
  /** Completes the command lines in a sentence. */
  readonly within: (sentence: string) => string;
  readonly dryRun: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** What a provider's balance pays for. */
  readonly chargesOf: (provider: string) => 'numbers' | 'messages';
}

export function reconcileView(results: readonly Reconciled[], facts: ReconcileFacts): View {
  const { texts, dryRun } = facts;
  return {
    json: {
      dryRun,
      results: results.map((one) => ({
        id: one.lease.id,
        number: one.lease.number,
        provider: one.lease.provider,
        from: one.from,
        to: one.to,
        reason: one.reason,
        code: one.reason === 'lateCode' ? one.lease.code : null,
        freedAt: one.loss === null ? null : timeJson(one.lease.expiresAt),
        balance: one.loss === null ? null : balanceJson(one.loss),
        message: reconcileWords(one, facts),
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
                one.loss === null ? reconcileWords(one, facts) : texts.reconciled[one.reason],
              ]),
            },
          ],
  };
}

function balanceJson({ before, after, otherNumbers }: Loss) {
  return {
    before: before?.balance ?? null,
    beforeAt: timeJson(before?.at ?? null),
    after: after?.balance ?? null,
    afterAt: timeJson(after?.at ?? null),
    otherNumbers,
  };
}

/** Why, and for a lost answer all that is known. */
export function reconcileWords(one: Reconciled, { texts, now, chargesOf, within }: ReconcileFacts): string {
  const { lease, loss, reason, error } = one;
  if (error !== null) return failureText(error, texts).message;
  if (reason === 'lateCode') return texts.labelled(texts.reconciled.lateCode, lease.code ?? '');
  if (loss === null) return within(texts.reconciled[reason]);
  const { before, after, otherNumbers } = loss;
  const left = lease.expiresAt === null ? 0 : lease.expiresAt - now;
  const words = [
    texts.reconciled[reason],
    ...(left > 0 ? [texts.reconciled.freed(texts.duration(left))] : []),
    texts.reconciled.balance(before?.balance ?? null, after?.balance ?? null, otherNumbers),
    ...(chargesOf(lease.provider) === 'messages' ? [texts.reconciled.chargesMessages] : []),
  ];
  return texts.clauses(words);
}
