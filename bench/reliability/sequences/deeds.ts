import { groups } from '../../../src/core/batches.ts';
import { SmsctlError } from '../../../src/core/errors.ts';
import { closedStates, openStates } from '../../../src/core/lease-state.ts';
import type { Lease, LeaseState } from '../../../src/core/model.ts';
import type { Account, Desk } from '../../../src/flows/account.ts';
import { acquire } from '../../../src/flows/acquire.ts';
import { finishDueSoon, type GivingBack, giveBack } from '../../../src/flows/give-back.ts';
import { reconcileAccount, settleUnknown } from '../../../src/flows/reconcile.ts';
import { releaseAll } from '../../../src/flows/release-all.ts';
import { sendMessage } from '../../../src/flows/send-message.ts';
import { askStatus } from '../../../src/flows/status.ts';
import { leaseTarget, type Target } from '../../../src/flows/target.ts';
import { tidy } from '../../../src/flows/tidy.ts';
import type { WaitResult } from '../../../src/flows/wait-end.ts';
import { waitForCodes } from '../../../src/flows/wait-for-code.ts';
import type { Judge } from './judge.ts';
import type { Deed, Pick, WaitPlan } from './plan.ts';
import type { Process } from './process.ts';

/** What a command does with the flows, in the order in which src/commands and src/context do it. */
export interface Work {
  readonly desk: Desk;
  readonly account: Account;
  readonly process: Process;
  readonly judge: Judge;
}

export async function runCommand(work: Work): Promise<void> {
  const { desk, account, process, judge } = work;
  const { command, signal } = process;
  tidy(desk, [account.definition]);
  if (command.what === 'reconcile') return reconcile(work, command.dryRun);
  const targets = 'pick' in command ? targetsOf(desk, command) : [];
  const due = desk.ledger.find({ provider: account.definition.id, states: ['blacklistDue'] });
  judge.waits.finds(
    process,
    due.map((lease) => lease.id),
  );
  try {
    await act(work, command, targets);
  } finally {
    await finishDueSoon(desk, account, { due, signal });
  }
}

async function act(work: Work, deed: Deed, targets: readonly Target[]): Promise<void> {
  const { desk, account, process } = work;
  const { signal } = process;
  switch (deed.what) {
    case 'get':
      return get(work, deed);
    case 'wait':
      return wait(work, targets, deed.wait);
    case 'release':
    case 'blacklist':
      await giveBack(desk, account, deed.what, targets, { signal });
      return;
    case 'releaseAll':
      return releaseEverything(work, openTargets(desk, openStates));
    case 'status':
      await askStatus(desk, account, targets, signal);
      return;
    case 'send':
      for (const target of targets)
        await sendMessage(desk, account, { target, text: deed.text, requestId: null }, signal);
      return;
    case 'reconcile':
      return reconcile(work, deed.dryRun);
  }
}

async function get({ desk, account, process, judge }: Work, deed: Extract<Deed, { readonly what: 'get' }>) {
  const { project, count, multi, requestId, retryFor } = deed;
  const wishes = { country: null, prefix: null, vip: null, secretKey: null, area: null, operator: null, number: null };
  const request = { ...wishes, project, count, multi, exclude: 'mine' as const, international: false };
  judge.money.begins(process);
  let leases: readonly Lease[];
  try {
    const acquired = await acquire(desk, account, request, { requestId, retryFor, signal: process.signal });
    judge.money.told(process, acquired);
    leases = acquired.leases;
  } catch (error) {
    if (!process.isDead) judge.money.told(process, { error });
    throw error;
  }
  const targets = leases.map(leaseTarget).filter((target) => target !== null);
  if (deed.andWait !== null && !process.signal.aborted)
    await wait({ desk, account, process, judge }, targets, deed.andWait);
}

async function wait({ desk, account, process, judge }: Work, targets: readonly Target[], plan: WaitPlan) {
  const { timeout, interval, once, move } = plan;
  const { abilities, canMove } = account.definition;
  const onTimeout = plan.onTimeout === 'release' && !abilities.includes('release') ? 'keep' : plan.onTimeout;
  const nextProject = move && canMove ? '2' : null;
  const keep = plan.keep || nextProject !== null;
  judge.waits.begins(process, targets, { ...plan, onTimeout });
  const wishes = { timeout, interval, once, onTimeout, keep, nextProject, match: null };
  try {
    const onSettled = async (result: WaitResult) => {
      if (!process.isDead) judge.waits.told(process, result);
    };
    await waitForCodes(desk, account, targets, { ...wishes, signal: process.signal, onSettled });
  } finally {
    if (!process.isDead) judge.waits.ends(process);
  }
}

/** With the one call for everything, and number by number where the platform refuses it. */
async function releaseEverything({ desk, account, process }: Work, targets: readonly Target[]) {
  const { signal } = process;
  if (account.definition.abilities.includes('releaseAll')) {
    try {
      await releaseAll(desk, account, targets, signal);
      return;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof SmsctlError)) throw error;
    }
  }
  await giveBack(desk, account, 'release' satisfies GivingBack, targets, { signal });
}

async function reconcile({ desk, account, process, judge }: Work, dryRun: boolean): Promise<void> {
  const open = desk.ledger.find({ states: openStates });
  const due = open.filter((lease) => lease.state === 'blacklistDue').map((lease) => lease.id);
  judge.waits.finds(process, due);
  settleUnknown(
    desk,
    open.filter((lease) => lease.state === 'unknown'),
    dryRun,
  );
  const held = open.filter((lease) => lease.state !== 'unknown' && lease.state !== 'intent');
  for (const group of groups(held, (lease) => lease.profile)) {
    await reconcileAccount(desk, account, group, { dryRun, signal: process.signal });
  }
}

function targetsOf(desk: Desk, deed: Deed & { readonly pick: Pick }): readonly Target[] {
  if (deed.pick === 'all') return openTargets(desk, deed.what === 'wait' ? ['held', 'received'] : openStates);
  const known = [...desk.ledger.find({ states: openStates }), ...desk.ledger.find({ states: closedStates })];
  const target = known.map(leaseTarget).filter((one) => one !== null)[deed.pick];
  return target === undefined ? [] : [target];
}

/** Oldest first: it expires first. */
function openTargets({ ledger }: Desk, states: readonly LeaseState[]): readonly Target[] {
  const targets = ledger.find({ states }).map(leaseTarget);
  return targets.filter((target) => target !== null).toReversed();
}
