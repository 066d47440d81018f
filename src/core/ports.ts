import type { SmsctlError } from './errors.ts';
import type { Lease, LeaseState, LeftBehind, Message, RentedNumber, RentRequest, RunEnd } from './model.ts';
import type { Pace } from './pace.ts';

/**
 * The interfaces at which the floors meet. Flows and providers know the outer world only by these; the rooms of floor 2
 * (net, store, terminal, simulator) implement them.
 */

export interface Clock {
  /** Wall clock, milliseconds since the epoch. It may jump; use it only for what is written down. */
  now(): number;
  /** Milliseconds of a clock that never jumps. Use it for every duration and deadline. */
  elapsed(): number;
  /** Resolves after `ms`, or rejects with the signal's reason as soon as it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Names and values of a query or a form, in the order they are sent. */
export type Parameters = readonly (readonly [name: string, value: string])[];

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** Absolute, without a query. */
  readonly url: string;
  /** Percent-encoded by the client as RFC 3986 component values: a plus becomes `%2B`, a space `%20`. */
  readonly query?: Parameters;
  /** Sent as `application/x-www-form-urlencoded`. */
  readonly form?: Parameters;
  readonly headers?: Readonly<Record<string, string>>;
  /** Names of parameters whose values must never be shown. */
  readonly secret: readonly string[];
  /** It changes nothing: it may go over a kept connection, and again, over a fresh one, where that had been closed. */
  readonly repeatable?: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  /** Lower-case names; values of a name that came more than once stand in a list. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  /** The whole body, decompressed, decoded as UTF-8 without a byte order mark. */
  readonly text: string;
}

export interface HttpClient {
  /**
   * Sends one request, exactly once unless it is `repeatable`, and resolves with whatever status came back.
   *
   * @throws SmsctlError `provider.unreachable` when no whole answer came, with `effect: 'none'` only where it is proven
   *   that no byte of the request left (name not resolved, connection refused, TLS not established), else `'possible'`;
   *   `provider.protocol` for one over 1 MiB after decompression or not to be decompressed; the signal's reason.
   */
  send(request: HttpRequest, signal?: AbortSignal): Promise<HttpAnswer>;
}

/** One request as it may be shown: every secret masked. */
export interface HttpEvent {
  readonly request: string;
  /** What came back in one line, or the failure's code. */
  readonly outcome: string;
  readonly milliseconds: number;
}

/** What the user set for themselves, per profile. Null is no limit. */
export interface Limits {
  readonly maxHeld: number | null;
  readonly maxPerDay: number | null;
  /** A decimal number as text. */
  readonly minBalance: string | null;
}

/** The wish to rent, as it is written down before the request leaves. */
export interface NewIntent {
  readonly provider: string;
  readonly profile: string;
  /** Names the account that is asked, as for `noteBalance`. */
  readonly account: string;
  /** `vip` and `secretKey` are never stored. */
  readonly request: RentRequest;
  /** The user's own name for this purchase, unique within provider and profile. */
  readonly requestId: string | null;
  /** Its first request leaves next: what `attempt` notes is noted with the intent. */
  readonly isLeaving?: boolean;
  /** It is rented for as long as this process lives: whoever comes after it gives the numbers back so. */
  readonly onEnd?: RunEnd | null;
}

/** A purchase of 1 to n numbers and how far it got. */
export interface Intent {
  readonly id: string;
  readonly provider: string;
  readonly profile: string;
  readonly requestId: string | null;
  readonly createdAt: number;
  /** The project the numbers were rented for; a lease may have been moved to another one since. */
  readonly project: string;
  /** Requests that have left, or were about to leave, for this intent. */
  readonly attempts: number;
  /** The code of the failure that closed it or left it unknown. */
  readonly reason: string | null;
  /** The account's balance as it was last read before the request left; null where it never was. */
  readonly balanceBefore: BalanceReading | null;
  /** For an unknown outcome, as it was first read afterwards. */
  readonly balanceAfter: BalanceReading | null;
}

export interface BalanceReading {
  /** A decimal number as text. */
  readonly balance: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export type Reservation =
  /** A new intent, synced; its places count against the limits from now on. */
  | { readonly kind: 'reserved'; readonly intentId: string }
  /** The request id was used before for the same request and it ended well: nothing must be bought. */
  | { readonly kind: 'existing'; readonly leases: readonly Lease[] }
  /** Another process, still alive, is buying under this id; `error` says so to who will not wait for it. */
  | { readonly kind: 'pending'; readonly error: SmsctlError };

export type SendRecord = 'sent' | 'unknown';

export interface LeaseQuery {
  readonly provider?: string;
  readonly profile?: string;
  readonly project?: string;
  /** Of one project that has an id of its own at each provider. */
  readonly projects?: Readonly<Record<string, string>>;
  readonly states?: readonly LeaseState[];
  /** Acquired at or after. */
  readonly since?: number;
  /** Open, or closed at or after. */
  readonly closedSince?: number;
  readonly ids?: readonly string[];
  /** Whose number ends in one of these, as `endingsOf` of core/phone gives them, or may do so. */
  readonly endings?: readonly string[];
  /** No more than so many. */
  readonly most?: number;
}

/** What may change about a lease together with its state. */
export interface LeaseChange {
  readonly state: LeaseState;
  readonly code?: string;
  /** The project it is held for from now on, where the platform can move a number. */
  readonly project?: string;
  /** All that are known, or the new ones; those the lease already has are not added again. */
  readonly messages?: readonly Message[];
}

/** What came after a lease had been given up. */
export interface LateMessages {
  readonly messages: readonly Message[];
  readonly code?: string;
}

/**
 * The local database of leases. Every method that writes has synced to disk when it returns.
 *
 * @throws SmsctlError `ledger.unusable` from any method when the file cannot be read or written.
 */
export interface Ledger extends Pace {
  /**
   * Writes down an intent and reserves its places, all or nothing, across processes.
   *
   * @throws SmsctlError `limit.maxHeld`, `limit.maxPerDay` with the leases that fill the limit, oldest first;
   *   `usage.requestIdReused` when the id was used for another request; `outcome.unknown` when the id belongs to a
   *   purchase whose answer is not known. A request id whose purchase ended in a refusal may be used again.
   */
  reserve(intent: NewIntent, limits: Limits): Reservation;
  /** Notes that one request for the intent is about to leave. Must be called before each one that `isLeaving` did not tell. */
  attempt(intentId: string): void;
  /**
   * The answer came: the first places of the intent become held leases, what is left over becomes `notRented`. More
   * numbers than were asked for are kept all the same. `lifetime` in ms from now.
   */
  fulfil(intentId: string, numbers: readonly RentedNumber[], lifetime: number): Lease[];
  /** Proof that nothing was rented. */
  abandon(intentId: string, reason: string): void;
  /** The answer is lost: its places become `unknown`, expected to be freed by the platform after `lifetime` ms. */
  markUnknown(intentId: string, reason: string, lifetime: number): Lease[];

  /** Another one as soon as anything in the ledger may have changed, in this process or in another. */
  version(): string;
  /** Newest first. */
  find(query: LeaseQuery): Lease[];
  intent(intentId: string): Intent | null;
  /** Moves a lease to another state where core/lease-state allows that; null, and no change, where another was first. */
  change(leaseId: string, change: LeaseChange): Lease | null;
  /** Adds what came too late to a lease that was given up, and returns it as it stays; null where there is no such lease. */
  keepLate(leaseId: string, late: LateMessages): Lease | null;
  /** Closes what the clock has ended: `held` becomes `expired`, `received` becomes `done`. Returns what it closed. */
  expire(): Lease[];
  /**
   * Intents whose process is gone without an answer; they become `unknown`. Returns their leases. Those that have never
   * asked (`attempts` 0) are abandoned instead, and not returned: nothing can have been rented.
   */
  orphans(lifetime: (provider: string) => number): Lease[];

  /** What is still held for processes that are gone, oldest first. */
  leftBehind(provider: string, profile: string): LeftBehind[];

  /** Writes down what the balance of an account is now, for the purchases before and after it. */
  noteBalance(account: string, balance: string): void;

  /**
   * Writes down that the message named `key` is about to be sent. Answers `new` once; then what became of it, and it
   * must not be sent again.
   */
  beginSend(key: string): SendRecord | 'new';
  /** What became of it; after `notSent` it may be sent again. */
  endSend(key: string, state: SendRecord | 'notSent'): void;

  /** What a provider's client put away under `key`, such as a session; null where there is nothing. Never shown. */
  recall(key: string): string | null;
  /** Puts a text away, or removes it. */
  remember(key: string, text: string | null): void;
  close(): void;
}

/** A setting's value and where it came from. */
export interface Setting {
  readonly key: string;
  readonly value: string;
  readonly source: 'option' | 'environment' | 'store' | 'default';
  /** The option's, variable's or file's name. */
  readonly origin: string;
}

/**
 * What the user chose, kept between commands. Keys are dotted: `provider`, `lang`, `durian.default.apiKey` (provider,
 * profile, field). Values are text.
 */
export interface SettingsStore {
  readonly path: string;
  /** @throws SmsctlError `settings.unreadable`; the file is left as it is. */
  all(): Readonly<Record<string, string>>;
  /** Writes several keys at once; null removes one. Safe against other writers. @throws `settings.unreadable` */
  write(changes: Readonly<Record<string, string | null>>): Promise<void>;
}

/** One text that several processes change in turn: the sandbox's memory. */
export interface StateFile {
  /** Reads, changes and writes as one step; null is a file that is not there yet. */
  update<T>(change: (text: string | null) => { readonly text: string; readonly result: T }): T;
  close(): void;
}
