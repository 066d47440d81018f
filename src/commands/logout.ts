import type { Context } from '../context/context.ts';
import { SmsctlError } from '../core/errors.ts';
import { openStates } from '../core/lease-state.ts';
import type { Lease } from '../core/model.ts';
import { type Logout, planLogout } from '../flows/logout.ts';
import type { Input } from '../input/spec.ts';
import { isSet } from '../input/values.ts';
import type { ProviderDefinition } from '../providers/contract.ts';
import { leaseJson } from '../views/lease.ts';
import { providerNamed } from './login.ts';

export async function runLogout(context: Context, input: Input): Promise<void> {
  const { texts, output } = context;
  const definition = (await providerNamed(context, input)) ?? (await context.provider());
  const profile = await context.profile();
  const plan = planLogout(await context.sources(), definition, profile);
  const held = plan.removed.length === 0 ? [] : await leasesHeld(context, definition, profile);
  if (held.length > 0 && !isSet(input, 'yes')) await confirmLogout(context, definition, held);
  const settings = await context.settings();
  if (plan.removed.length > 0) {
    await forgetSession(context, definition, profile);
    await settings.write(Object.fromEntries(plan.removed.map((key) => [key, null])));
  }
  say(context, definition, { profile, plan });
  await output.result({
    json: { provider: definition.id, profile, ...plan, held: held.map(leaseJson), path: settings.path },
    plain: plan.removed.map((key) => [key]),
    blocks:
      plan.removed.length === 0 ? [] : [{ kind: 'facts', facts: [[texts.login.removed, plan.removed.join(', ')]] }],
  });
}

function say(
  { texts, output }: Context,
  { title }: ProviderDefinition,
  { profile, plan }: { readonly profile: string; readonly plan: Logout },
): void {
  if (plan.removed.length > 0) output.note(texts.login.out(title, profile), 'good');
  else output.note(texts.login.nothingStored(title, profile));
  if (plan.environment.length > 0) output.note(texts.login.stillGiven(plan.environment.join(', ')), 'warn');
}

async function leasesHeld(context: Context, { id }: ProviderDefinition, profile: string): Promise<Lease[]> {
  const { ledger } = await context.desk();
  return ledger.find({ provider: id, profile, states: openStates });
}

/** Without the keys a number can neither be given back nor looked at. */
async function confirmLogout(
  context: Context,
  { id, title }: ProviderDefinition,
  held: readonly Lease[],
): Promise<void> {
  const { texts, output } = context;
  if (context.isInteractive) {
    for (const lease of held) {
      output.alert(`  ${[lease.id, lease.number ?? texts.none, lease.project, texts.states[lease.state]].join('  ')}`);
    }
    const isSure = await (await context.prompts()).confirm(texts.login.confirmOut(held.length, title));
    if (isSure) return;
  }
  throw new SmsctlError('account.inUse', { params: { count: held.length, title }, provider: id, leases: held });
}

/** A session outlives its keys on the platform, but not here. Where it cannot be reached it cannot be used either. */
async function forgetSession(context: Context, { id }: ProviderDefinition, profile: string): Promise<void> {
  try {
    const sources = await context.sources();
    const account = await context.account({ provider: id, profile, onlyLook: true, sources });
    account.forget?.();
  } catch (error) {
    context.signal.throwIfAborted();
    if (!(error instanceof SmsctlError)) throw error;
  }
}
