import { SmsctlError, withDetail } from '../core/errors.ts';
import type { Lease, Message } from '../core/model.ts';
import type { Account, Desk } from './account.ts';
import { type GiveBackResult, giveBack } from './give-back.ts';
import { inTurn } from './pace.ts';
import { heldNumber, type Target } from './target.ts';
import { type CodeMatch, chooseCode, type Verdict, type Watch } from './watch.ts';

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
  /** The project to hold it for, where the platform can move a number; goes with `keep`. */
  readonly nextProject: string | null;
  readonly match: CodeMatch;
  readonly signal: AbortSignal;
}

/** A verdict that ends the wait for a number. */
export type FinalVerdict = Exclude<Verdict, { readonly kind: 'goOn' }>;

/**
 * Carries a final verdict out: what the platform needs, then the result. `unwritten` is why a code is not in the ledger.
 */
export async function endWait(
  desk: Desk,
  account: Account,
  {
    verdict,
    wishes,
    unwritten = null,
    given,
  }: { verdict: FinalVerdict; wishes: EndWishes; unwritten?: SmsctlError | null; given?: GivenUp },
): Promise<WaitResult> {
  const { watch } = verdict;
  const { target } = watch;
  const facts = {
    target,
    provider: account.definition.id,
    code: null,
    messages: watch.seen.slice(target.lease?.messages.length ?? 0),
    looks: watch.looks,
    // Giving up comes after the wait and is no part of it.
    waited: (verdict.kind === 'timedOut' ? watch.due : desk.clock.elapsed()) - watch.started,
  };

  const provider = account.definition.id;
  const waitError = (code: 'code.unrecognized' | 'code.pending' | 'code.timeout', after?: WaitResult['after']) =>
    new SmsctlError(code, { params: { number: target.number, ...(after === undefined ? {} : { after }) }, provider });

  switch (verdict.kind) {
    case 'received': {
      const code = chooseCode(verdict.messages, wishes.match);
      const after = await endReceived(desk, account, { watch, code, wishes });
      const error = code === null ? waitError('code.unrecognized') : unwritten;
      return { ...facts, status: 'received', code, after, error };
    }
    case 'gone':
      return {
        ...facts,
        status: 'gone',
        after: 'released',
        error: endGone(desk, watch, { provider, note: verdict.note }),
      };
    case 'failed':
      if (verdict.error.code === 'provider.refused' && (await isFree(desk, account, { target, wishes }))) {
        const error = endGone(desk, watch, { provider, note: verdict.error.providerMessage });
        return { ...facts, status: 'gone', after: 'released', error };
      }
      return { ...facts, status: 'failed', after: 'kept', error: stillHeld(verdict.error, target.lease) };
    case 'timedOut': {
      if (wishes.once) {
        const error = waitError('code.pending');
        return { ...facts, status: 'pending', after: 'kept', error: stillHeld(error, target.lease) };
      }
      const { after, failure, lease } = given ?? { after: 'kept', failure: null, lease: target.lease };
      const said = verdict.isOver ? watch.note : null;
      const words = {
        providerCode: failure?.providerCode ?? null,
        providerMessage: failure?.providerMessage ?? said,
      };
      const error = withDetail(waitError('code.timeout', after), words);
      const isHeld = after === 'kept' || after === 'blacklistDue';
      return { ...facts, status: 'timedOut', after, error: isHeld ? stillHeld(error, lease) : error };
    }
  }
}

function endGone(
  desk: Desk,
  { target }: Watch,
  { provider, note }: { provider: string; note: string | null },
): SmsctlError {
  if (target.lease !== null) desk.ledger.change(target.lease.id, { state: 'gone' });
  return new SmsctlError('number.gone', { params: { number: target.number }, provider, providerMessage: note });
}

/** A number that is refused again and again may have been taken back: where the platform can be asked, it is. */
async function isFree(
  desk: Desk,
  account: Account,
  { target, wishes }: { target: Target; wishes: EndWishes },
): Promise<boolean> {
  const { provider } = account;
  if (provider.status === undefined) return false;
  try {
    const ask = async () => provider.status?.(heldNumber(target), wishes.signal);
    return (await inTurn(desk, account, { signal: wishes.signal }, ask)) === 'free';
  } catch (error) {
    if (error instanceof SmsctlError) return false; // then what is known stands: the number is ours until its time is over
    throw error;
  }
}

/**
 * Writes new messages down the moment they are known, so that no later trouble can lose them. Returns what stood in the
 * way: a code that cannot be written down is told all the same.
 */
export function recordMessages(
  desk: Desk,
  account: Account,
  { watch, messages, wishes }: { watch: Watch; messages: readonly Message[]; wishes: EndWishes },
): SmsctlError | null {
  const { lease, multi } = watch.target;
  if (lease === null) return null;
  const code = chooseCode(messages, wishes.match);
  const mayStay = multi || wishes.keep || account.definition.afterCode === 'release';
  // A number that was given up on is not taken back into use: its code is kept, and that is its end.
  const staysOurs = mayStay && lease.state !== 'blacklistDue';
  try {
    desk.ledger.change(lease.id, {
      state: staysOurs ? 'received' : 'done',
      ...(wishes.keep && wishes.nextProject !== null ? { project: wishes.nextProject } : {}),
      messages: [...watch.seen, ...messages],
      ...(code === null ? {} : { code }),
    });
    return null;
  } catch (error) {
    if (error instanceof SmsctlError) return error;
    throw error;
  }
}

function stillHeld(error: SmsctlError, lease: Lease | null): SmsctlError {
  return lease === null ? error : withDetail(error, { stake: 'stillHeld', leases: [lease] });
}

/** Releasing after a code is tried this often: the code is waiting to be told, and will not stay fresh for long. */
const releaseAttempts = 2;

/**
 * A number that got its code ends the way its platform ends it. One whose message has no code is kept, because the code
 * may be in the next; and after a stop nothing is released.
 */
async function endReceived(
  desk: Desk,
  account: Account,
  { watch, code, wishes }: { watch: Watch; code: string | null; wishes: EndWishes },
): Promise<'kept' | 'released'> {
  if (watch.target.multi || wishes.keep) return 'kept';
  if (account.definition.afterCode === 'freed') return 'released';
  if (code === null || wishes.signal.aborted) return 'kept';
  try {
    const [result] = await giveBack(desk, account, 'release', [watch.target], {
      signal: wishes.signal,
      attempts: releaseAttempts,
      endedAs: 'done',
    });
    return result?.status === 'failed' ? 'kept' : 'released';
  } catch (error) {
    if (error instanceof SmsctlError) return 'kept';
    throw error;
  }
}

/** What became of a number that was given up. */
export interface GivenUp {
  readonly after: WaitResult['after'];
  readonly failure: SmsctlError | null;
  readonly lease: Lease | null;
}

export function givenUp(how: 'blacklist' | 'release', result: GiveBackResult): GivenUp {
  const { lease, status, error } = result;
  if (status !== 'failed') return { after: how === 'release' ? 'released' : 'blacklisted', failure: null, lease };
  return { after: lease?.state === 'blacklistDue' ? 'blacklistDue' : 'kept', failure: error, lease };
}
