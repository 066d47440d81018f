import { giveBackAndPrint } from '../commands/giving-back.ts';
import { interruption } from '../commands/interruption.ts';
import { openDesk, printNumbers, rentAll } from '../commands/renting.ts';
import { waitAndPrint } from '../commands/waiting.ts';
import { SmsctlError } from '../core/errors.ts';
import type { Lease } from '../core/model.ts';
import { leaseTarget } from '../flows/target.ts';
import type { AccountTargets } from '../input/targets.ts';
import { copyToClipboard } from '../terminal/clipboard.ts';
import { StepBack } from '../terminal/prompts.ts';
import { failureText } from '../views/failure.ts';
import { type Action, nextActions, timeoutEnd, usualAction } from './actions.ts';
import { rentRequest } from './rent-request.ts';
import { pause, say } from './say.ts';
import { leasesNow, type Session } from './session.ts';
import { noWish, type Place, type Wish } from './wish.ts';

/** How long "keep asking" asks, in ms. */
const retryFor = 300_000;

/**
 * One purchase and what becomes of it: rents, waits, and asks what is next until that is another purchase or the end.
 *
 * @throws what stops the program: an interruption, an unusable ledger
 */
export async function runRound(session: Session, place: Place, wish: Wish): Promise<Ending> {
  const round = { session, place, wish };
  session.bought(place, wish);
  return goOn(round, await rentAndWait(round, null));
}

/** The same with a number that was rented before. */
export async function resumeRound(session: Session, place: Place, lease: Lease): Promise<Ending> {
  session.add(place.context, [lease]);
  const wish = { ...noWish, project: lease.project, isSeveral: lease.state === 'received' };
  const round = { session, place, wish };
  const { wizard, sentences } = place.context.texts;
  const end = timeoutEnd(place.account.definition, [lease]);
  await say(place.context, sentences([wizard.onTimeout[end], wizard.waiting]), 'dim');
  return goOn(round, { ids: [lease.id], failure: await waitFor(round, [lease]) });
}

type Ending = 'again' | 'change' | 'done';

interface Purchase {
  readonly ids: readonly string[];
  /** What went wrong last, which has been said. */
  readonly failure: SmsctlError | null;
}

async function goOn(round: Round, purchase: Purchase): Promise<Ending> {
  const { place } = round;
  let { ids, failure } = purchase;
  for (;;) {
    const outcome = {
      definition: place.account.definition,
      leases: await leasesNow(place.context, ids),
      failure,
    };
    const action = await askNext(round, outcome);
    if (action === 'again' || action === 'change' || action === 'done') return action;
    if (action === 'retry') ({ ids, failure } = await rentAndWait(round, retryFor));
    else if (action === 'wait' || action === 'another') failure = await waitFor(round, outcome.leases);
    else failure = await giveBack(round, action, outcome.leases);
  }
}

interface Round {
  readonly session: Session;
  readonly place: Place;
  readonly wish: Wish;
}

async function askNext({ place }: Round, outcome: Parameters<typeof nextActions>[0]): Promise<Action> {
  const { texts, prompts } = place.context;
  const words = texts.wizard.actions;
  const held = outcome.leases.filter(({ state }) => state === 'held' || state === 'received').length;
  const actions = nextActions(outcome);
  if (actions.length === 1) return 'done'; // nothing else may be done
  await pause(place.context);
  const choices = actions.map((action) => {
    const name = words[action];
    return { value: action, name: typeof name === 'string' ? name : name(held) };
  });
  try {
    return await (await prompts()).choose(texts.wizard.next, choices, { initial: usualAction(outcome, actions) });
  } catch (error) {
    if (error instanceof StepBack) return 'done'; // what was rented cannot be unrented by a step back
    throw error;
  }
}

async function rentAndWait(round: Round, retry: number | null): Promise<Purchase> {
  const { session, place, wish } = round;
  const { context, account } = place;
  const request = rentRequest(account.definition, wish);
  await openDesk(context);
  let leases: readonly Lease[] = [];
  try {
    const rented = await rentAll(context, account, { request, requestId: null, retryFor: retry });
    leases = rented.leases;
    session.add(context, leases);
    await pause(context);
    await printNumbers(context, account, { leases, request, thenWait: true });
    if (rented.failure !== null) context.report(rented.failure);
  } catch (error) {
    if (!(error instanceof SmsctlError)) throw error;
    // What fills a limit was rented by others.
    const ours = error.stake === 'maybeRented' || error.code === 'output.failed' ? error.leases : [];
    session.add(context, ours);
    if (endsAll(round, error)) throw error;
    context.report(error);
    return { ids: ours.map(({ id }) => id), failure: error };
  }
  if (context.signal.aborted)
    throw interruption(context, (await context.desk()).ledger, targetsOf(round, leases).targets);
  await offerCopy(round, leases);
  await say(context, context.texts.wizard.waiting, 'dim');
  await pause(context);
  return { ids: leases.map(({ id }) => id), failure: await waitFor(round, leases) };
}

/** Waits for those that are open. Returns what went wrong, which has been said. */
async function waitFor(round: Round, leases: readonly Lease[]): Promise<SmsctlError | null> {
  const { context, account } = round.place;
  const { definition } = account;
  const group = targetsOf(round, leases);
  round.session.awaiting(group.targets.flatMap(({ lease }) => lease?.id ?? []));
  const failure = await told(round, () =>
    waitAndPrint(
      context,
      { groups: [group], failures: [] },
      {
        timeout: null,
        interval: null,
        once: false,
        onTimeout: timeoutEnd(definition, leases),
        keep: round.wish.isSeveral && definition.keeps === 'any',
        nextProject: null,
        match: null,
        named: group.targets.length === 1,
      },
    ),
  );
  round.session.awaiting([]);
  return failure;
}

function giveBack(round: Round, what: 'release' | 'blacklist', leases: readonly Lease[]): Promise<SmsctlError | null> {
  const found = { groups: [targetsOf(round, leases)], failures: [] };
  return told(round, () => giveBackAndPrint(round.place.context, what, found));
}

function targetsOf({ place }: Round, leases: readonly Lease[]): AccountTargets {
  const open = leases.filter(({ state }) => state === 'held' || state === 'received');
  return { account: place.account, targets: open.map(leaseTarget).filter((target) => target !== null) };
}

/** A failure is said, and the dialogue goes on; a stop ends it. */
async function told(round: Round, act: () => Promise<void>): Promise<SmsctlError | null> {
  try {
    await act();
    return null;
  } catch (error) {
    if (!(error instanceof SmsctlError) || endsAll(round, error)) throw error;
    const { context } = round.place;
    // That no code came is no trouble with the program: what became of the number is all there is to say.
    if (error.code === 'code.timeout') await say(context, failureText(error, context.texts).message, 'warn');
    else context.report(error);
    return error;
  }
}

function endsAll({ place }: Round, { code }: SmsctlError): boolean {
  return (
    place.context.signal.aborted || code === 'interrupted' || code === 'ledger.unusable' || code === 'output.failed'
  );
}

async function offerCopy({ place: { context } }: Round, leases: readonly Lease[]): Promise<void> {
  const { host, isPlain, prompts, texts } = context;
  const numbers = leases.flatMap(({ number }) => number ?? []);
  if (isPlain || numbers.length === 0) return;
  try {
    if (!(await (await prompts()).confirm(texts.wizard.copy(numbers.length)))) return;
  } catch (error) {
    if (error instanceof StepBack) return; // the number is there; there is no step before it
    throw error;
  }
  await copyToClipboard(host.stderr, numbers);
  await say(context, texts.wizard.copied, 'dim');
}
