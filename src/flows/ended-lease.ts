import { SmsctlError } from '../core/errors.ts';
import { isOpen } from '../core/lease-state.ts';
import type { Lease, Message } from '../core/model.ts';
import { unseenMessages } from '../core/unseen.ts';
import type { Target } from './target.ts';
import type { WaitResult } from './wait-end.ts';
import { type CodeMatch, chooseCode, type Watch } from './watch.ts';

/**
 * A lease that has ended is not asked about again; the code it brought is still there to be read. So is one that came
 * since a moment of the user's, whatever became of the lease; what came before it is old.
 *
 * @param since milliseconds since the epoch
 */
export function endedBefore(
  target: Target,
  provider: string,
  match: CodeMatch,
  since: number | null = null,
): WaitResult | null {
  const { lease } = target;
  if (lease === null) return null;
  const { multi, late, receivedAt, state } = lease;
  const isClosed = !isOpen(state);
  const after = !isClosed ? 'kept' : state === 'blacklisted' ? 'blacklisted' : 'released';
  const isRecent = ({ seenAt = receivedAt ?? 0 }: Message) => since === null || seenAt >= since;
  const messages = lease.messages.filter(isRecent);
  const plain = { target, provider, looks: 0, waited: 0, messages, after } as const;
  const chosen = match === null && since === null ? lease.code : null;
  const code = chosen ?? chooseCode(messages, match);
  // What a number rented for several messages has brought was told when it came: told again, it would pass for new. And
  // what came after a number was given up is no success of the wait that ended then.
  const isNews = since !== null || (isClosed && !multi);
  if (code !== null && isNews && !late) return { ...plain, status: 'received', code, error: null };
  if (!isClosed) return null;
  const isStale = !multi && !late && chooseCode(lease.messages, match) !== null;
  const lateCode = late && code !== null ? { lateCode: code } : {};
  const params = { number: target.number, state, ...lateCode };
  const error = new SmsctlError(isStale ? 'code.stale' : 'lease.closed', { params });
  return { ...plain, status: 'gone', code: null, messages: multi ? [] : messages, error };
}

/**
 * What another process has made of a lease while this one waits: it has ended it, or brought a code that is new to this
 * wait. That its time is over (`expired`) is the word of a clock that may have jumped: the platform is asked all the
 * same, unless the number is another lease's by now.
 */
export function endedMeanwhile(
  watch: Watch,
  lease: Lease,
  known: { provider: string; match: CodeMatch; elapsed: number; isAnothers?: boolean },
): WaitResult | null {
  const { provider, match, elapsed, isAnothers = false } = known;
  const { target, seen, looks } = watch;
  const facts = { target, looks, waited: elapsed - watch.started };
  const messages = unseenMessages(lease.messages, seen);
  const code = chooseCode(messages, match);
  if (!isOpen(lease.state)) {
    // What was there before this wait is old.
    const now = { ...lease, messages, code: seen.length === 0 ? lease.code : null };
    const isOver = lease.state !== 'expired' || isAnothers;
    const end = isOver ? endedBefore({ ...target, lease: now }, provider, match) : null;
    const news = lease.multi && code !== null ? ({ status: 'received', code, messages, error: null } as const) : {};
    return end === null ? null : { ...end, ...news, ...facts };
  }
  return code === null ? null : { ...facts, provider, status: 'received', code, messages, after: 'kept', error: null };
}
