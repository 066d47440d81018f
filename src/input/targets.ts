import type { Context } from '../context/context.ts';
import { leasesAround } from '../context/surroundings.ts';
import { groups } from '../core/batches.ts';
import { SmsctlError } from '../core/errors.ts';
import { isOpen } from '../core/lease-state.ts';
import type { Lease, LeaseState } from '../core/model.ts';
import { requireAbility } from '../flows/ability.ts';
import type { Account } from '../flows/account.ts';
import { projectAt } from '../flows/aliases.ts';
import type { Target } from '../flows/target.ts';
import type { Ability } from '../providers/contract.ts';
import { type ProjectWish, projectWish } from './projects.ts';
import type { Input } from './spec.ts';
import { readLines } from './stdin.ts';
import { isSet } from './values.ts';

export interface AccountTargets {
  readonly account: Account;
  readonly targets: readonly Target[];
}

export interface FoundTargets {
  readonly groups: readonly AccountTargets[];
  /** Why the numbers of other accounts cannot be worked on. */
  readonly failures: readonly SmsctlError[];
}

/** The numbers a command line names, each with the account that holds it, grouped by account. */
export async function findTargets(
  context: Context,
  input: Input,
  states?: readonly LeaseState[],
  fits?: (lease: Lease) => boolean,
): Promise<FoundTargets> {
  const { globals } = context;
  const { ledger } = await context.desk();
  const named = (await namesOf(context, input)) ?? (await namesAround(context, input));
  if (named?.length === 0) {
    throw new SmsctlError('usage.missingArgument', { params: { argument: 'NUMBER|ID' } });
  }
  const wish = await projectWish(context, input);
  if (named !== null && isSet(input, 'all')) {
    throw new SmsctlError('usage.conflict', { params: { option: '--all', other: 'NUMBER|ID' } });
  }
  const { selectTargets } = await import('../flows/select.ts'); // brings the tables of all numbering plans
  const targets = selectTargets(ledger, {
    named: named ?? [],
    all: isSet(input, 'all'),
    project: wish?.typed ?? null,
    projects: wish?.alias?.ids ?? null,
    provider: globals.provider === undefined ? null : (await context.provider()).id,
    profile: globals.profile === undefined ? null : await context.profile(),
    multi: isSet(input, 'multi'),
    ...(states === undefined ? {} : { states }),
    ...(fits === undefined ? {} : { fits }),
  });

  const placed = await Promise.all(targets.map((target) => place(context, target, wish)));
  const groupsFound: AccountTargets[] = [];
  const failures: SmsctlError[] = [];
  for (const group of groups(placed, (one) => `${one.provider} ${one.profile}`)) {
    const [first] = group;
    if (first === undefined) continue;
    try {
      const account = await context.account({ provider: first.provider, profile: first.profile });
      groupsFound.push({ account, targets: group.map((one) => one.target) });
    } catch (error) {
      if (!(error instanceof SmsctlError)) throw error;
      failures.push(error);
    }
  }
  // One account's trouble never hides another's result; where there is no other it is the result.
  if (groupsFound.length === 0 && failures[0] !== undefined) throw failures[0];
  return { groups: groupsFound, failures };
}

/** Whether the numbers are meant that this process was started with: nothing else is said. */
export const isAboutAround = ({ words, options }: Input): boolean =>
  words.length === 0 && options.all !== true && options.pid === undefined && options.project === undefined;

/** The leases of `smsctl run` around this process, null without; what has ended is left out where another has not. */
async function namesAround({ host, output, texts, desk }: Context, input: Input): Promise<string[] | null> {
  const ids = isAboutAround(input) ? leasesAround(host.env) : [];
  if (ids.length === 0) return null;
  const { ledger } = await desk();
  const ended = ledger.find({ ids }).filter(({ state }) => !isOpen(state));
  const left = ids.filter((id) => ended.every((lease) => lease.id !== id));
  if (left.length === 0) return ids;
  for (const { id, number } of ended) output.note(texts.run.inside(number ?? id), 'warn');
  return left;
}

/** Leaves out the accounts whose platform cannot do it: to them that is a failure beside the others' results. */
export function thoseAble(found: FoundTargets, ability: Ability): FoundTargets {
  const failures = [...found.failures];
  const groupsAble = found.groups.filter(({ account }) => {
    try {
      requireAbility(account.definition, ability);
      return true;
    } catch (error) {
      if (!(error instanceof SmsctlError)) throw error;
      failures.push(error);
      return false;
    }
  });
  if (groupsAble.length === 0 && failures[0] !== undefined) throw failures[0];
  return { groups: groupsAble, failures };
}

/** Which account a number is for: its lease's, or for a number unknown to the ledger the one the options name. */
async function place(context: Context, target: Target, wish: ProjectWish | null) {
  if (target.lease !== null) return { target, provider: target.lease.provider, profile: target.lease.profile };
  const { spellAtHome } = await import('../flows/select.ts');
  const { id, homeCountry } = await context.provider();
  const project = wish === null ? target.project : projectAt(await context.sources(), wish.typed, id);
  return { target: { ...spellAtHome(target, homeCountry), project }, provider: id, profile: await context.profile() };
}

/** Null where nothing is named. */
async function namesOf(context: Context, input: Input): Promise<string[] | null> {
  if (input.words.length === 0) return null;
  const names: string[] = [];
  for (const word of input.words) {
    if (word === '-') names.push(...(await readLines(context.host.stdin, context.signal)));
    else names.push(word);
  }
  return names;
}
