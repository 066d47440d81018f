import { SmsctlError } from '../core/errors.ts';
import type { Account, Desk } from './account.ts';
import { askPatiently } from './pace.ts';
import { heldNumber, type Target } from './target.ts';

/**
 * Looks at a number until there is nothing new, because a platform may hand out one message a look, and writes down what
 * is there: from now on it is old, and no wait hands it out.
 *
 * @throws SmsctlError `code.stale` where it was good for one code, which is there: no other will come; `number.gone`
 * @throws the signal's reason when stopped
 */
export async function markNumber(desk: Desk, account: Account, target: Target, signal: AbortSignal): Promise<void> {
  const { definition, provider } = account;
  // Where it can be had, the number outlives the code that is read now.
  const canKeep = target.multi || definition.keeps === 'any';
  const hold = canKeep && !target.multi ? { nextProject: null } : undefined;
  const { lease } = target;
  const facts = { params: { number: target.number }, provider: definition.id };
  for (let number = heldNumber(target); ; ) {
    const [reading] = await askPatiently(desk, account, signal, () => provider.read([number], signal, hold));
    if (reading === undefined) throw new SmsctlError('provider.protocol', { provider: definition.id });
    if ('error' in reading) throw reading.error;
    if (reading.kind === 'waiting' || reading.kind === 'over') return;
    if (reading.kind === 'gone') {
      if (lease !== null) desk.ledger.change(lease.id, { state: 'gone' });
      throw new SmsctlError('number.gone', { ...facts, providerMessage: reading.note });
    }
    const messages = [...number.messages, ...reading.messages];
    if (lease !== null) desk.ledger.change(lease.id, { state: canKeep ? 'received' : 'done', messages });
    if (!canKeep) throw new SmsctlError('code.stale', facts);
    number = { ...number, messages };
  }
}
