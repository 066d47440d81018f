import type { Context } from '../context/context.ts';
import { groups } from '../core/batches.ts';
import { isOpen } from '../core/lease-state.ts';
import type { Lease } from '../core/model.ts';
import type { Block } from '../terminal/output.ts';
import { nextStep } from '../views/lease.ts';
import { commandLines } from './rent-request.ts';
import { leasesNow, type Session } from './session.ts';

/** What is still held and how to go on with it, and how the same is done without questions. */
export async function sayEnding(context: Context, session: Session): Promise<void> {
  const { texts, output } = context;
  const blocks: Block[] = [];
  for (const [owner, ids] of session.ids()) {
    const leases = (await leasesNow(owner, ids)).filter(({ state }) => isOpen(state));
    for (const alike of groups(leases, (lease) => nextStep(lease)?.split(' ')[0] ?? '')) {
      blocks.push(...held(owner, alike));
    }
  }
  if (blocks.length === 0) blocks.push({ kind: 'line', text: texts.wizard.nothingHeld });
  const purchase = session.purchase();
  if (purchase !== null) {
    blocks.push({ kind: 'line', text: '' }, { kind: 'line', text: { text: texts.wizard.sameAs, tone: 'dim' } });
    // The terminal breaks a line that is too long for it: copied, it is one again.
    for (const line of commandLines(purchase.place, purchase.wish)) blocks.push({ kind: 'line', text: line });
  }
  await output.show(blocks);
}

/** Those that are to be gone on with in the same way. */
function held({ texts, clock, commandLine }: Context, leases: readonly Lease[]): Block[] {
  const [verb = 'reconcile'] = leases.flatMap((lease) => nextStep(lease)?.split(' ')[0] ?? []);
  const ids = verb === 'reconcile' ? '' : leases.map(({ id }) => ` ${id}`).join('');
  const command = commandLine(`${verb}${ids}`);
  const numbers = leases.flatMap(({ number }) => number ?? []);
  if (numbers.length === 0) return [{ kind: 'text', text: { text: texts.wizard.unknown(command), tone: 'warn' } }];
  const ends = leases.flatMap(({ expiresAt }) => expiresAt ?? []);
  const left = ends.length === 0 ? null : texts.duration(Math.max(0, Math.min(...ends) - clock.now()));
  return [
    { kind: 'text', text: { text: texts.wizard.heldNumbers(numbers.join(', '), left), tone: 'warn' } },
    { kind: 'line', text: texts.wizard.goOn(command) },
  ];
}
