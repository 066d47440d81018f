import { interruption } from '../commands/interruption.ts';
import type { Context } from '../context/context.ts';
import { groups } from '../core/batches.ts';
import type { SmsctlError } from '../core/errors.ts';
import { isOpen } from '../core/lease-state.ts';
import type { Lease } from '../core/model.ts';
import { leaseTarget } from '../flows/target.ts';
import type { Block } from '../terminal/output.ts';
import { failureText } from '../views/failure.ts';
import { nextStep } from '../views/lease.ts';
import { commandLines } from './rent-request.ts';
import { leasesNow, type Session } from './session.ts';

/** What is still held and how to go on with it, and how the same is done without questions. */
export async function sayEnding(context: Context, session: Session): Promise<void> {
  const { texts, output } = context;
  const blocks: Block[] = [];
  for (const [owner, ids] of session.ids()) blocks.push(...(await heldBlocks(owner, ids)));
  if (blocks.length === 0) blocks.push({ kind: 'line', text: texts.wizard.nothingHeld });
  const purchase = session.purchase();
  if (purchase !== null) {
    blocks.push({ kind: 'line', text: '' }, { kind: 'line', text: { text: texts.wizard.sameAs, tone: 'dim' } });
    // The terminal breaks a line that is too long for it: copied, it is one again.
    for (const line of commandLines(purchase.place, purchase.wish)) blocks.push({ kind: 'line', text: line });
  }
  await output.show(blocks);
}

/** Which of these are still held, and how to go on with them. */
async function heldBlocks(owner: Context, ids: readonly string[]): Promise<Block[]> {
  const leases = (await leasesNow(owner, ids)).filter(({ state }) => isOpen(state));
  return groups(leases, (lease) => nextStep(lease)?.split(' ')[0] ?? '').flatMap((alike) => held(owner, alike));
}

/** Says at a stop what is still held, in one line. A wait that was stopped has said it of its own numbers already. */
export async function sayStopped(context: Context, session: Session, stop: SmsctlError): Promise<void> {
  const owners = session.ids();
  const said = session.awaited();
  if (owners.size === 0) {
    const { texts, output } = context;
    output.alert(texts.sentences([failureText(stop, texts).message, texts.notes.nothingHeld]), 'warn');
  }
  for (const [owner, ids] of owners) {
    if (said.some((id) => ids.includes(id))) {
      const others = ids.filter((id) => !said.includes(id));
      await owner.output.show(await heldBlocks(owner, others));
      continue;
    }
    const targets = (await leasesNow(owner, ids)).map(leaseTarget).filter((target) => target !== null);
    owner.report(interruption(owner, (await owner.desk()).ledger, targets));
  }
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
