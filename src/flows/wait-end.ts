import { SmsctlError, withDetail } from '../core/errors.ts';
import { isOpen } from '../core/lease-state.ts';
import type { Lease, Message } from '../core/model.ts';
import type { Account, Desk } from './account.ts';
import { giveBack } from './give-back.ts';
import type { Target } from './target.ts';
import { chooseCode, type Verdict, type Watch } from './watch.ts';

/** How a wait for one number ends. */

export interface WaitResult {
  readonly target: Target;
  readonly provider: string;
  readonly status: 'received' | 'timedOut' | 'gone' | 'pending' | 'failed';
  readonly code: string | null;
  /** New in this wait. */
  readonly messages: readonly Message[];
  readonly looks: number;
  /** Milliseconds. */
  readonly waited: number;
  readonly after: 'kept' | 'released' | 'blacklisted' | 'blacklistDue';
  readonly error: SmsctlError | null;
}

export interface EndWishes {
  /** One look, no waiting. */
  readonly once: boolean;
  readonly onTimeout: 'blacklist' | 'release' | 'keep';
  /** Hold the number for a further code. */
  readonly keep: boolean;
  readonly match: RegExp | null;
  readonly signal: AbortSignal;
}

/** A lease that has ended is not asked about again; the code it brought is still there to be read. */
export function endedBefore(target: Target, provider: string): WaitResult | null {
  const { lease } = target;
  if (lease === null || isOpen(lease.state)) return null;
  const plain = { target, provider, looks: 0, waited: 0, messages: lease.messages };
  if (lease.state === 'done' && lease.code !== null) {
    return { ...plain, status: 'received', code: lease.code, after: 'released', error: null };
  }
  const error = new SmsctlError('lease.closed', { params: { number: target.number, state: lease.state } });
  const after = lease.state === 'blacklisted' ? 'blacklisted' : 'released';
  return { ...plain, status: 'gone', code: lease.code, after, error };
}

/** A verdict that ends the wait for a number. */
export type FinalVerdict = Exclude<Verdict, { readonly kind: 'goOn' }>;

/** Carries a final verdict out: ledger first, then what the platform needs, then the result. */
export async function endWait(
  desk: Desk,
  account: Account,
  { verdict, wishes }: { verdict: FinalVerdict; wishes: EndWishes },
): Promise<WaitResult> {
  const { watch } = verdict;
  const { target } = watch;
  const facts = {
    target,
    provider: account.definition.id,
    code: null,
    messages: watch.seen.slice(target.lease?.messages.length ?? 0),
    looks: watch.looks,
    waited: desk.clock.elapsed() - watch.started,
  };

  switch (verdict.kind) {
    case 'received': {
      const code = chooseCode(verdict.messages, wishes.match);
      const after = await endReceived(desk, account, { watch, keep: wishes.keep });
      const error = code === null ? new SmsctlError('code.unrecognized', { params: { number: target.number } }) : null;
      return { ...facts, status: 'received', code, after, error };
    }
    case 'gone': {
      if (target.lease !== null) desk.ledger.change(target.lease.id, { state: 'gone' });
      const error = new SmsctlError('number.gone', {
        params: { number: target.number },
        provider: account.definition.id,
        providerMessage: verdict.note,
      });
      return { ...facts, status: 'gone', after: 'released', error };
    }
    case 'failed':
      return { ...facts, status: 'failed', after: 'kept', error: stillHeld(verdict.error, target.lease) };
    case 'timedOut': {
      if (wishes.once) {
        const error = new SmsctlError('code.pending', { params: { number: target.number } });
        return { ...facts, status: 'pending', after: 'kept', error };
      }
      const after = await giveUp(desk, account, { target, wishes });
      const error = new SmsctlError('code.timeout', { params: { number: target.number, after } });
      return { ...facts, status: 'timedOut', after, error };
    }
  }
}

/** Writes new messages down the moment they are known, so that no later trouble can lose them. */
export function recordMessages(
  desk: Desk,
  account: Account,
  { watch, messages, wishes }: { watch: Watch; messages: readonly Message[]; wishes: EndWishes },
): void {
  const { lease, multi } = watch.target;
  if (lease === null) return;
  const code = chooseCode(messages, wishes.match);
  const mayStay = multi || wishes.keep || account.definition.afterCode === 'release';
  // A number that was given up on is not taken back into use: its code is kept, and that is its end.
  const staysOurs = mayStay && lease.state !== 'blacklistDue';
  desk.ledger.change(lease.id, {
    state: staysOurs ? 'received' : 'done',
    messages,
    ...(code === null ? {} : { code }),
  });
}

function stillHeld(error: SmsctlError, lease: Lease | null): SmsctlError {
  return lease === null ? error : withDetail(error, { stake: 'stillHeld', leases: [lease] });
}

/** A number that got its code ends the way its platform ends it. */
async function endReceived(
  desk: Desk,
  account: Account,
  { watch, keep }: { watch: Watch; keep: boolean },
): Promise<'kept' | 'released'> {
  if (watch.target.multi || keep) return 'kept';
  if (account.definition.afterCode === 'freed') return 'released';
  const [result] = await giveBack(desk, account, 'release', [watch.target]);
  return result?.status === 'failed' ? 'kept' : 'released';
}

async function giveUp(
  desk: Desk,
  account: Account,
  { target, wishes }: { target: Target; wishes: EndWishes },
): Promise<WaitResult['after']> {
  const how = wishes.onTimeout;
  if (how === 'keep') return 'kept';
  const [result] = await giveBack(desk, account, how, [target], { signal: wishes.signal });
  if (result?.status !== 'failed') return how === 'release' ? 'released' : 'blacklisted';
  return result.lease?.state === 'blacklistDue' ? 'blacklistDue' : 'kept';
}
