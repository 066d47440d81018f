import { SmsctlError } from '../core/errors.ts';
import type { Clock } from '../core/ports.ts';
import type { HeldPhoneNumber, WaitOptions } from '../library/offer.ts';
import { defined } from '../library/options.ts';
import { telling } from '../library/telling.ts';
import type { WaitDefaults } from './options.ts';
import type { Story } from './story.ts';
import type { Grant, TimeBudget } from './time-budget.ts';

interface Around {
  readonly story: Story;
  readonly budget: TimeBudget;
  readonly clock: Clock;
  /** The end of the test. */
  readonly signal: AbortSignal;
  readonly defaults: WaitDefaults;
}

/** A number whose waits end before the test does, and whose story is told in the report. */
export function testedNumber(number: HeldPhoneNumber, around: Around): HeldPhoneNumber {
  const { story, budget, signal, defaults } = around;
  const noting = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      story.note('failed', { error: error instanceof SmsctlError ? error.code : 'stopped' });
      throw error;
    }
  };
  const wait = async (options: WaitOptions): Promise<string> => {
    const grant = budget.grant(options.timeout ?? defaults.timeout);
    const { timeout, end } = grant;
    story.note('waiting', timeout === undefined ? {} : { timeout: Math.round(timeout) });
    const limit = limitOf(number, around, end);
    const signals = [signal, limit.signal, ...(options.signal === undefined ? [] : [options.signal])];
    try {
      const waiting = number.waitForCode({
        ...defaults,
        ...defined(options),
        ...defined({ timeout }),
        signal: AbortSignal.any(signals),
      });
      return await telling(() => Promise.race([waiting, limit.passed]));
    } catch (error) {
      throw await withCause(error, grant);
    } finally {
      limit.end();
    }
  };
  return {
    ...number,
    get state() {
      return number.state;
    },
    get messages() {
      return number.messages;
    },
    mark: () =>
      noting(async () => {
        await number.mark();
        story.note('marked', { messages: number.messages.length });
      }),
    waitForCode: (options = {}) =>
      noting(async () => {
        const code = await wait(options);
        story.note('arrived', { code });
        return code;
      }),
  };
}

/** A platform that does not answer must not outlast the test. */
function limitOf({ number }: HeldPhoneNumber, { clock }: Around, end: number | undefined) {
  const over = new AbortController();
  const ended = new AbortController();
  const error = new SmsctlError('code.timeout', { params: { number } });
  const expire = async (): Promise<never> => {
    await clock.sleep(end ?? 0, ended.signal);
    over.abort(error);
    throw error;
  };
  const passed = end === undefined ? new Promise<never>(() => {}) : expire();
  passed.catch(() => {}); // ended in time, or told by the race
  return { signal: over.signal, passed, end: () => ended.abort() };
}

/** Says where a wait was shorter because of the test. */
async function withCause(error: unknown, { timeout = 0, cutBy }: Grant): Promise<unknown> {
  if (cutBy === null || !(error instanceof SmsctlError) || error.code !== 'code.timeout') return error;
  const { en } = await import('../messages/en/index.ts');
  error.message = `${error.message} ${en.run.testTime(en.duration(timeout), en.duration(cutBy))}`;
  Error.captureStackTrace(error, withCause);
  return error;
}
