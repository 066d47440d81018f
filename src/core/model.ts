/** The words of the trade as types. Everything is plain data; times are milliseconds since the epoch, in UTC. */

/**
 * Where a lease stands. Open: `intent` (asked for, answer not yet in), `unknown` (the answer was lost), `held`,
 * `received` (code got, still held), `blacklistDue` (given up, the platform has not yet taken the blacklisting).
 * Closed: the rest.
 */
export type LeaseState =
  | 'intent'
  | 'unknown'
  | 'held'
  | 'received'
  | 'blacklistDue'
  | 'released'
  | 'blacklisted'
  | 'done'
  | 'expired'
  | 'gone'
  | 'notRented';

/** What becomes of a number without a code when the command it was rented for has ended. */
export type RunEnd = 'release' | 'blacklist';

/** One SMS as the platform handed it over. */
export interface Message {
  /** As it came: it may hold control characters. */
  readonly text: string;
  /** The code in it; null where it holds none. */
  readonly code: string | null;
  /** The project's name as the platform wrote it beside the message, where it does. */
  readonly project: string | null;
  /** When it was first seen, in milliseconds since the epoch; where it came from the ledger. */
  readonly seenAt?: number;
}

/** A number held for a project, from the request that got it to its end: one row of the ledger. */
export interface Lease {
  /** What a command takes in the place of a number. */
  readonly id: string;
  /** The same for all numbers that one request brought. */
  readonly intentId: string;
  /** `durian`, `zhima` or `taoma`. */
  readonly provider: string;
  /** The set of credentials it was rented with. */
  readonly profile: string;
  /** The platform's id of the service, with its leading zeros. */
  readonly project: string;
  /** The number exactly as the platform wrote it: this is what goes back to the platform. Null before the answer. */
  readonly platformNumber: string | null;
  /** E.164 where that is certain, else the platform's spelling. Null before the answer. */
  readonly number: string | null;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string | null;
  /** ITU-T E.164 country calling code without the plus. */
  readonly callingCode: string | null;
  /** Whether the number was rented for several messages. */
  readonly multi: boolean;
  /** Where it stands. */
  readonly state: LeaseState;
  /** When the answer came in; for an intent or a lost answer, when it was asked for. Milliseconds since the epoch. */
  readonly acquiredAt: number;
  /** When its time is over, by what the platform's document says. Milliseconds since the epoch; null before the answer. */
  readonly expiresAt: number | null;
  /** When it was closed. Milliseconds since the epoch; null while it is open. */
  readonly closedAt: number | null;
  /** The last code that a wait has brought. */
  readonly code: string | null;
  /** All that came, oldest first. */
  readonly messages: readonly Message[];
  /** When the first of them was written down, in milliseconds since the epoch; null where there is none, or an older version wrote it down. */
  readonly receivedAt: number | null;
  /** Whether its messages came after it had been given up: they are kept and shown, but no wait has brought them. */
  readonly late: boolean;
}

/** A number that is still held though the process it was rented for is gone. */
export interface LeftBehind {
  readonly lease: Lease;
  readonly onEnd: RunEnd;
}

/** A number as a provider's calls need it. Numbers that the ledger does not know have no `leaseId`. */
export interface HeldNumber {
  readonly leaseId: string | null;
  readonly project: string;
  readonly platformNumber: string;
  readonly multi: boolean;
  /** What this number has already brought, so that a list that only grows is not read twice. */
  readonly messages: readonly Message[];
}

/** A number fresh from the platform. */
export interface RentedNumber {
  readonly platformNumber: string;
  readonly number: string;
  readonly country: string | null;
  readonly callingCode: string | null;
}

/** What to rent. Absent wishes are null; `count` is at least 1. */
export interface RentRequest {
  readonly project: string;
  readonly count: number;
  /** ISO 3166-1 alpha-2, upper case, or null for any. */
  readonly country: string | null;
  /** Digits the number starts with, calling code included. */
  readonly prefix: string | null;
  readonly multi: boolean;
  readonly vip: string | null;
  readonly secretKey: string | null;
  /** Whose blacklist to avoid: `mine`, or `all` users'. */
  readonly exclude: 'all' | 'mine';
  readonly area: string | null;
  readonly operator: 'mobile' | 'unicom' | 'telecom' | null;
  readonly international: boolean;
  /** One certain number, or null for any. */
  readonly number: string | null;
}

/** The wishes of a RentRequest that not every platform can grant. */
export type RentOption =
  | 'country'
  | 'prefix'
  | 'multi'
  | 'vip'
  | 'secretKey'
  | 'exclude'
  | 'area'
  | 'operator'
  | 'international'
  | 'number';

/** What one look at one number told. */
export type Reading =
  /** `note`: the platform's own words, for the one who waits. */
  | { readonly kind: 'waiting'; readonly note: string | null }
  /** Only messages not seen before, oldest first. */
  | { readonly kind: 'received'; readonly messages: readonly Message[] }
  /** No message will come any more, says the platform; the number is still ours. */
  | { readonly kind: 'over'; readonly note: string | null }
  /** The platform holds the number for us no longer; `note` says why in its words. */
  | { readonly kind: 'gone'; readonly note: string | null };

/** What an account has, as the platform says. */
export interface Balance {
  /** The account as the platform names it; null where it does not. */
  readonly account: string | null;
  /** A decimal number as text, so that no digit is lost. */
  readonly balance: string;
  /** What it counts. */
  readonly unit: 'points' | 'messages' | 'yuan';
  /** How many numbers the platform lets the account hold at once; null where it does not say. */
  readonly maxNumbers: number | null;
  /** As the platform wrote it; it names no time zone. */
  readonly createdAt: string | null;
}

/** What a platform has in one country. */
export interface CountryStock {
  /** ISO 3166-1 alpha-2, upper case, or the platform's own key where it is none. */
  readonly country: string;
  /** Numbers, as the platform counts them. */
  readonly available: number;
}

/** What the platform says of a number. */
export type PlatformStatus = 'codeSent' | 'held' | 'free';

/** How far a message that was sent from a rented number has got. */
export interface SendState {
  readonly state: 'sent' | 'sending' | 'failed';
  /** The platform's own words. */
  readonly note: string | null;
}

export interface ProjectFacts {
  readonly name: string | null;
  readonly status: string;
  readonly kind: string | null;
  readonly prices: readonly { readonly from: number; readonly to: number | null; readonly price: string }[];
  readonly raw: Readonly<Record<string, string>>;
}
