import { isOpen } from '../core/lease-state.ts';
import type { Clock } from '../core/ports.ts';
import type { HeldPhoneNumber } from '../library/offer.ts';
import type { NumberStory, TestWish } from './offer.ts';
import { waitDefaults } from './options.ts';
import type { PhoneDesk } from './phone-desk.ts';
import { type Story, startStory } from './story.ts';
import { testedNumber } from './tested-number.ts';
import type { TimeBudget } from './time-budget.ts';

/** The numbers of one test. */
export interface Loans {
  /** Of this test alone. @throws SmsctlError */
  rent(wish?: TestWish): Promise<HeldPhoneNumber>;
  /** The one that the tests of the worker share. @throws SmsctlError */
  ofWorker(): Promise<HeldPhoneNumber>;
  /** As `scope` says. @throws SmsctlError */
  number(): Promise<HeldPhoneNumber>;
  /** Ends waits and gives back what is of this test alone. What cannot be given back now is the desk's to try again. */
  end(): Promise<readonly NumberStory[]>;
}

/** Giving back that takes longer goes on behind the test, in ms. */
const patience = 20_000;

export function openLoans(desk: PhoneDesk, budget: TimeBudget, clock: Clock): Loans {
  const ended = new AbortController();
  const lent: { readonly number: HeldPhoneNumber; readonly story: Story; readonly isOurs: boolean }[] = [];
  const defaults = waitDefaults(desk.options);

  const take = async (held: HeldPhoneNumber, isOurs: boolean): Promise<HeldPhoneNumber> => {
    if (isOurs && ended.signal.aborted) await held[Symbol.asyncDispose]();
    ended.signal.throwIfAborted();
    const story = startStory(held, clock.now);
    lent.push({ number: held, story, isOurs });
    if (isOurs) story.note('rented');
    const number = testedNumber(held, { story, budget, clock, signal: ended.signal, defaults });
    await number.mark();
    return number;
  };
  const { signal } = ended;
  const rent = async (wish: TestWish = {}) => take(await desk.rent(wish, { signal, most: budget.left() }), true);
  const ofWorker = async () => take(await desk.ofWorker({ signal, most: budget.left() }), false);
  const giveBack = async ({ number, story }: (typeof lent)[number]): Promise<void> => {
    const done = new AbortController();
    try {
      await Promise.race([number[Symbol.asyncDispose](), clock.sleep(patience, done.signal)]);
    } catch {
      // Said at the end of the worker, where it still cannot be done then.
    }
    done.abort();
    story.note(isOpen(number.state) ? 'left' : 'givenBack');
  };
  return {
    rent,
    ofWorker,
    number: () => (desk.options.scope === 'worker' ? ofWorker() : rent()),
    async end() {
      ended.abort(new TypeError('the test is over'));
      await Promise.all(lent.filter(({ isOurs }) => isOurs).map(giveBack));
      return lent.map(({ story }) => story.told());
    },
  };
}
