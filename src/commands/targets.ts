import type { Context } from '../context/context.ts';
import { groups } from '../core/batches.ts';
import { SmsctlError } from '../core/errors.ts';
import type { LeaseState } from '../core/model.ts';
import type { Account } from '../flows/account.ts';
import type { Target } from '../flows/target.ts';
import { isSet, projectOf } from './input.ts';
import type { Input } from './spec.ts';
import { readLines } from './stdin.ts';

export interface AccountTargets {
  readonly account: Account;
  readonly targets: readonly Target[];
}

/** The numbers a command line names, each with the account that holds it, grouped by account. */
export async function findTargets(
  context: Context,
  input: Input,
  states?: readonly LeaseState[],
): Promise<AccountTargets[]> {
  const { globals } = context;
  const { ledger } = await context.desk();
  const named = await namesOf(context, input);
  if (named?.length === 0) {
    throw new SmsctlError('usage.missingArgument', { params: { argument: 'NUMBER|ID' } });
  }
  const project = projectOf(input, context.texts);
  if (named !== null && isSet(input, 'all')) {
    throw new SmsctlError('usage.conflict', { params: { option: '--all', other: 'NUMBER|ID' } });
  }
  const { selectTargets } = await import('../flows/select.ts'); // brings the tables of all numbering plans
  const targets = selectTargets(ledger, {
    named: named ?? [],
    all: isSet(input, 'all'),
    project,
    provider: globals.provider === undefined ? null : (await context.provider()).id,
    profile: globals.profile === undefined ? null : await context.profile(),
    multi: isSet(input, 'multi'),
    ...(states === undefined ? {} : { states }),
  });

  const provider = async (target: Target) => target.lease?.provider ?? (await context.provider()).id;
  const profile = async (target: Target) => target.lease?.profile ?? (await context.profile());
  const placed: { target: Target; provider: string; profile: string }[] = [];
  for (const target of targets) {
    placed.push({ target, provider: await provider(target), profile: await profile(target) });
  }
  const found: AccountTargets[] = [];
  for (const group of groups(placed, (one) => `${one.provider} ${one.profile}`)) {
    const [first] = group;
    if (first === undefined) continue;
    const account = await context.account({ provider: first.provider, profile: first.profile });
    found.push({ account, targets: group.map((one) => one.target) });
  }
  return found;
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
