import { digestOf } from '../core/digest.ts';
import { SmsctlError } from '../core/errors.ts';
import type { SendState } from '../core/model.ts';
import { requireAbility } from './ability.ts';
import type { Account, Desk } from './account.ts';
import { askAgain, inTurn } from './pace.ts';
import { heldNumber, type Target } from './target.ts';

export interface Sending {
  readonly target: Target;
  readonly text: string;
  /** The user's own name for this message; without one the number and the text are its name. */
  readonly requestId: string | null;
}

/**
 * Sends one message, once and never again (contract §5): a message of this name that was sent before is `already`, one
 * whose answer was lost stays unknown.
 *
 * @throws SmsctlError `send.unknown` when the message may have gone; else the platform's refusal, and nothing was sent.
 */
export async function sendMessage(
  desk: Desk,
  account: Account,
  { target, text, requestId }: Sending,
  signal: AbortSignal,
): Promise<'sent' | 'already'> {
  const { provider, definition, profile } = account;
  requireAbility(definition, 'send');
  const name = [definition.id, profile, target.project, target.platformNumber, target.lease?.id ?? null];
  const key = digestOf(JSON.stringify([...name, requestId ?? text, requestId === null]));
  const unknown = (cause: SmsctlError | null) =>
    new SmsctlError('send.unknown', {
      params: { number: target.number },
      provider: definition.id,
      providerCode: cause?.providerCode ?? null,
      providerMessage: cause?.providerMessage ?? null,
    });

  let hasLeft = false;
  try {
    return await inTurn(desk, account, { signal }, async () => {
      const before = desk.ledger.beginSend(key);
      if (before === 'sent') return 'already';
      if (before === 'unknown') throw unknown(null);
      hasLeft = true;
      await provider.send?.(heldNumber(target), text);
      desk.ledger.endSend(key, 'sent');
      return 'sent';
    });
  } catch (error) {
    if (!hasLeft) throw error;
    const failure = error instanceof SmsctlError ? error : new SmsctlError('unexpected');
    const isProven = failure.effect === 'none';
    desk.ledger.endSend(key, isProven ? 'notSent' : 'unknown');
    throw isProven ? failure : unknown(failure);
  }
}

/** What became of the message that was sent last from this number. */
export async function askSendState(
  desk: Desk,
  account: Account,
  target: Target,
  signal: AbortSignal,
): Promise<SendState> {
  requireAbility(account.definition, 'send');
  const state = await askAgain(desk, account, signal, async () =>
    account.provider.sendState?.(heldNumber(target), signal),
  );
  return state ?? { state: 'failed', note: null };
}
