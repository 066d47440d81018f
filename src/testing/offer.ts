import type { HeldPhoneNumber, NumberWish, ProviderOptions } from '../library/offer.ts';

/** What a number for a test is to be like. */
export type TestWish = Partial<Omit<NumberWish, 'requestId'>>;

/** Where the numbers of tests come from, and how they are waited for. */
export interface PhoneOptions extends TestWish, Omit<ProviderOptions, 'signal'> {
  /** `SMSCTL_PROVIDER` unless given. */
  readonly provider?: string;
  /** `worker`: its tests share a number, one after the other. `test`, the default: each has its own. */
  readonly scope?: 'test' | 'worker';
  /** Milliseconds for a wait; unless given, what is left of the test's time. */
  readonly timeout?: number;
  /** Milliseconds between two looks. */
  readonly interval?: number;
  /** Each number is held for a further code, where one code would be its end. */
  readonly keep?: boolean;
  /** Milliseconds to wait for a place where `maxHeld` numbers are held; five minutes unless given. */
  readonly placeTimeout?: number;
}

/** What a test has. */
export interface NumberFixtures {
  /** Held until the test is over. Rented for tests that name it, marked before they begin. */
  number: HeldPhoneNumber;
  /** One more, of another kind where that is said. */
  rentNumber: (wish?: TestWish) => Promise<HeldPhoneNumber>;
}

/** For the report of the tests: no code stands in it, and no text of a message. */
export interface NumberStory {
  /** Of the lease. */
  readonly id: string;
  /** `durian`, `zhima` or `taoma`. */
  readonly provider: string;
  /** The platform's id of the service. */
  readonly project: string;
  /** E.164 where that is certain. */
  readonly number: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  /** Of the lease, when the test was over. */
  readonly state: string;
  /** In their order. */
  readonly events: readonly StoryEvent[];
}

/** What became of a number. */
export interface StoryEvent {
  /** `left`: it could not be given back yet. */
  readonly event: 'rented' | 'marked' | 'waiting' | 'arrived' | 'failed' | 'givenBack' | 'left';
  /** RFC 3339. */
  readonly at: string;
  /** A point for each character. */
  readonly code?: string;
  /** Its `code`, or `stopped`. */
  readonly error?: string;
  /** Of a wait, in milliseconds. */
  readonly timeout?: number;
  /** That are old from here on. */
  readonly messages?: number;
}
