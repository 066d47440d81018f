import { SmsctlError } from '../core/errors.ts';
import type { Desk } from './account.ts';
import { callGrace } from './grace.ts';

/** How long a command lets others' unfinished work hold it up, in ms: the grace of a call that has left included. */
const patience = 5_000;

/** Work that nobody asked for now: it gets a few seconds, and is silent about what stood in its way. */
export async function soon<T>(
  { clock }: Desk,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T[]>,
): Promise<T[]> {
  const limit = new AbortController();
  const done = new AbortController();
  clock.sleep(patience - callGrace, done.signal).then(
    () => limit.abort(new SmsctlError('interrupted')),
    () => {}, // finished in time
  );
  try {
    return await work(AbortSignal.any([signal, limit.signal]));
  } catch (error) {
    if (error instanceof SmsctlError) return [];
    throw error;
  } finally {
    done.abort();
  }
}
