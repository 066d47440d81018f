import type { Context } from '../context/context.ts';
import { leasesAround } from '../context/surroundings.ts';
import { groups } from '../core/batches.ts';
import { SmsctlError } from '../core/errors.ts';
import { openStates } from '../core/lease-state.ts';
import type { Lease } from '../core/model.ts';
import type { LeaseQuery } from '../core/ports.ts';
import type { Account } from '../flows/account.ts';
import { readBalance } from '../flows/balance.ts';
import { findGivenUp } from '../flows/late-codes.ts';
import { findLateCodes, type Reconciled, reconcileAccount, settleUnknown } from '../flows/reconcile.ts';
import type { Input } from '../input/spec.ts';
import { isSet } from '../input/values.ts';
import { failureText } from '../views/failure.ts';
import { type ReconcileFacts, reconcileView, reconcileWords } from '../views/reconcile.ts';
import { noteLateTrouble } from './late-notes.ts';

export async function runReconcile(context: Context, input: Input): Promise<void> {
  const { texts, output, globals, signal, clock } = context;
  const dryRun = isSet(input, 'dryRun');
  const around = leasesAround(context.host.env);
  const desk = await context.desk();
  const query: LeaseQuery = {
    ...(globals.provider === undefined ? {} : { provider: (await context.provider()).id }),
    ...(globals.profile === undefined ? {} : { profile: await context.profile() }),
  };
  const open = desk.ledger.find({ ...query, states: openStates });
  const lost = open.filter((lease) => lease.state === 'unknown');
  const held = open.filter((lease) => lease.state !== 'unknown' && lease.state !== 'intent');
  // A dry run asks, but takes nothing: a message may be handed out only once.
  const givenUp = dryRun ? [] : findGivenUp(desk, query);
  const asked: Reconciled[] = [];
  const failures: SmsctlError[] = [];
  const charges = new Map<string, Account['definition']['charges']>();
  for (const group of groups([...held, ...lost, ...givenUp], (lease) => `${lease.provider} ${lease.profile}`)) {
    const ofGroup = (leases: readonly Lease[]) => leases.filter((lease) => group.includes(lease));
    try {
      const account = await openAccount(context, group);
      charges.set(account.definition.id, account.definition.charges);
      if (ofGroup(lost).length > 0) await noteBalance(context, account);
      asked.push(...(await lookForCodes(context, account, ofGroup(givenUp))));
      asked.push(...(await reconcileAccount(desk, account, ofGroup(held), { dryRun, signal, around })));
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof SmsctlError)) throw error;
      // What was lost is settled by the clock all the same.
      if (ofGroup(held).length > 0) failures.push(error);
      else output.note(failureText(error, texts).message, 'warn');
    }
  }
  const results = [...settleUnknown(desk, lost, dryRun), ...asked];
  const first = failures[0] ?? results.find((one) => one.error !== null)?.error ?? stillUnknown(results);
  const chargesOf = (provider: string) => charges.get(provider) ?? 'numbers';
  const facts: ReconcileFacts = { texts, dryRun, now: clock.now(), chargesOf, within: context.within };
  for (const one of onePerPurchase(results)) output.note(texts.labelled(one.lease.id, reconcileWords(one, facts)));
  // A failure beside which nothing was settled is the whole result.
  if (first !== undefined && !results.some((one) => one.error === null && one.to !== 'unknown')) throw first;
  await output.result(reconcileView(results, facts));
  if (first !== undefined) throw first;
  if (results.length === 0) output.note(texts.reconciled.nothing);
}

function openAccount(context: Context, [first]: readonly Lease[]): Promise<Account> {
  return context.account({
    ...(first === undefined ? {} : { provider: first.provider, profile: first.profile }),
    onlyLook: true,
  });
}

/** Where it cannot be read, that is all there is to say: what was lost is settled without it. */
async function noteBalance(context: Context, account: Account): Promise<void> {
  const { texts, output, signal } = context;
  try {
    await readBalance(await context.desk(), account, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof SmsctlError)) throw error;
    output.note(failureText(error, texts).message, 'warn');
  }
}

async function lookForCodes(context: Context, account: Account, leases: readonly Lease[]): Promise<Reconciled[]> {
  return findLateCodes(await context.desk(), account, leases, {
    signal: context.signal,
    onTrouble: (lease, error) => noteLateTrouble(context, lease, error),
  });
}

function onePerPurchase(results: readonly Reconciled[]): Reconciled[] {
  const lost = results.filter((one) => one.loss !== null);
  return [...new Map(lost.map((one) => [one.lease.intentId, one])).values()];
}

/** What cannot be settled yet is told by the exit code too. */
function stillUnknown(results: readonly Reconciled[]): SmsctlError | undefined {
  const left = results.filter((one) => one.to === 'unknown').map((one) => one.lease);
  if (left.length === 0) return undefined;
  const minutes = Math.max(1, ...left.map((lease) => Math.ceil(((lease.expiresAt ?? 0) - lease.acquiredAt) / 60_000)));
  return new SmsctlError('outcome.unknown', { params: { minutes }, stake: 'maybeRented', leases: left });
}
