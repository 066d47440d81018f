import type { HeldPhoneNumber, NumberWish, ProviderOptions } from '../library/offer.ts';

export type TestWish = Partial<Omit<NumberWish, 'requestId'>>;

export interface PhoneOptions extends TestWish, Omit<ProviderOptions, 'signal'> {
  /** `SMSCTL_PROVIDER` unless given. */
  readonly provider?: string;
  /** `worker`: its tests share a number, one after the other. `test`, the default: each has its own. */
  readonly scope?: 'test' | 'worker';
  /** Milliseconds for a wait; unless given, what is left of the test's time. */
  readonly timeout?: number;
  /** Milliseconds between two looks. */
  readonly interval?: number;
  /** Milliseconds to wait for a place where `maxHeld` numbers are held; five minutes unless given. */
  readonly placeTimeout?: number;
}

export interface NumberFixtures {
  /** Held until the test is over. Rented for tests that name it, marked before they begin. */
  number: HeldPhoneNumber;
  /** One more, of another kind where that is said. */
  rentNumber: (wish?: TestWish) => Promise<HeldPhoneNumber>;
}

/** For the report of the tests: no code stands in it, and no text of a message. */
export interface NumberStory {
  readonly id: string;
  readonly provider: string;
  readonly project: string;
  readonly number: string;
  readonly country: string | null;
  readonly state: string;
  readonly events: readonly StoryEvent[];
}

export interface StoryEvent {
  readonly event: 'rented' | 'marked' | 'waiting' | 'arrived' | 'failed' | 'givenBack' | 'left';
  /** RFC 3339. */
  readonly at: string;
  /** A point for each character. */
  readonly code?: string;
  readonly error?: string;
  /** Milliseconds. */
  readonly timeout?: number;
  readonly messages?: number;
}
