import type { Lease } from '../core/model.ts';
import { aliasOf } from '../flows/aliases.ts';
import type { Place } from './wish.ts';

/** So many of the newest are offered; smsctl numbers has them all. */
const mostOffered = 5;

/**
 * Whether to go on with a number that an earlier command has left held, or to rent a new one: null, as where there is
 * none to go on with.
 *
 * @throws StepBack
 */
export async function askHeld({ context, account }: Place): Promise<Lease | null> {
  const { texts, clock, prompts } = context;
  const { ledger } = await context.desk();
  const sources = await context.sources();
  const provider = account.definition.id;
  const held = ledger
    .find({ provider, profile: account.profile, states: ['held', 'received'] })
    .filter(({ number, expiresAt }) => number !== null && (expiresAt === null || expiresAt > clock.now()))
    .slice(0, mostOffered);
  if (held.length === 0) return null;
  const choices = held.map((lease) => ({
    value: lease,
    name: texts.wizard.goOnWith(lease.number ?? ''),
    short: lease.number ?? '',
    description: texts.wizard.heldFor(
      aliasOf(sources, provider, lease.project) ?? lease.project,
      lease.expiresAt === null ? null : texts.duration(lease.expiresAt - clock.now()),
    ),
  }));
  const fresh = { value: null, name: texts.wizard.newNumber };
  return (await prompts()).choose<Lease | null>(texts.wizard.held(held.length), [...choices, fresh]);
}
