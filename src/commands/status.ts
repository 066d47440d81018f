import type { Context } from '../context/context.ts';
import { leasesAround } from '../context/surroundings.ts';
import { SmsctlError } from '../core/errors.ts';
import { requireAbility } from '../flows/ability.ts';
import { findGivenUp, givenUpStates, isLateStill, type LateLook, lookLate } from '../flows/late-codes.ts';
import { askStatus, type StatusResult } from '../flows/status.ts';
import { leaseTarget } from '../flows/target.ts';
import type { Input } from '../input/spec.ts';
import { type AccountTargets, type FoundTargets, findTargets, isAboutAround } from '../input/targets.ts';
import { statusView } from '../views/status.ts';
import { noteLateCode, noteLateTrouble } from './late-notes.ts';

export async function runStatus(context: Context, input: Input): Promise<void> {
  const { groups, failures } = await findThoseMeant(context, input);
  const isNamed = input.words.length > 0 || (isAboutAround(input) && leasesAround(context.host.env).length > 0);
  const results: StatusResult[] = [];
  const unable: SmsctlError[] = [...failures];
  for (const group of groups) {
    const late = await lookOnceMore(context, group, isNamed);
    results.push(...(await askGroup(context, group, { late, onUnable: (error) => unable.push(error) })));
  }
  const failed = unable[0] ?? results.find((result) => result.error !== null)?.error;
  if (failed != null && results.every((result) => result.error !== null)) throw failed;
  await context.output.result(statusView(results, context.texts));
  if (failed != null) throw failed;
}

/** Where nothing is open any more, those are meant that were given up and may still bring a code. */
async function findThoseMeant(context: Context, input: Input): Promise<FoundTargets> {
  try {
    return await findTargets(context, input);
  } catch (error) {
    if (!(error instanceof SmsctlError) || error.code !== 'usage.noOpenLease') throw error;
    const now = context.clock.now();
    return findTargets(context, input, givenUpStates, (lease) => isLateStill(lease, now));
  }
}

/** Looks at what the account has given up, or at those of it that are named. Returns the leases as they now stand. */
async function lookOnceMore(
  context: Context,
  { account, targets }: AccountTargets,
  isNamed: boolean,
): Promise<readonly LateLook[]> {
  const desk = await context.desk();
  const givenUp = findGivenUp(desk, { provider: account.definition.id, profile: account.profile });
  const meant = givenUp.filter(({ id }) => !isNamed || targets.some((target) => target.lease?.id === id));
  const looks = await lookLate(desk, account, meant, context.signal);
  for (const { lease, code, error } of looks) {
    if (code !== null) noteLateCode(context, lease, code);
    if (error !== null) noteLateTrouble(context, lease, error);
  }
  return looks;
}

interface Asking {
  readonly late: readonly LateLook[];
  readonly onUnable: (error: SmsctlError) => void;
}

/** Where the platform cannot be asked, the ledger still speaks of the numbers that were looked at. */
async function askGroup(
  context: Context,
  { account, targets }: AccountTargets,
  { late, onUnable }: Asking,
): Promise<StatusResult[]> {
  const now = new Map(late.map(({ lease }) => [lease.id, lease]));
  const asked = targets.map((target) => ({ ...target, lease: now.get(target.lease?.id ?? '') ?? target.lease }));
  const others = late.flatMap(({ lease, code }) => {
    const target = code === null || targets.some((one) => one.lease?.id === lease.id) ? null : leaseTarget(lease);
    return target === null ? [] : [target];
  });
  const silent = (found: typeof others): StatusResult[] =>
    found.map((target) => ({ target, platform: null, error: null }));
  try {
    requireAbility(account.definition, 'status');
  } catch (error) {
    if (!(error instanceof SmsctlError)) throw error;
    const looked = asked.filter(({ lease }) => lease !== null && now.has(lease.id));
    if (looked.length < asked.length) onUnable(error);
    return silent([...looked, ...others]);
  }
  return [...(await askStatus(await context.desk(), account, asked, context.signal)), ...silent(others)];
}
