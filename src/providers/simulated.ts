/**
 * The server side of a platform, for the sandbox and for `smsctl simulate`. A platform's simulator speaks its protocol,
 * as its document describes it, over a World that keeps the books. Neither ever imports a client.
 */

/** A request as it reached the server. */
export interface SimulatedRequest {
  readonly method: string;
  /** Below the platform's base URL: with a leading slash, or empty. */
  readonly path: string;
  /** Query and form together, decoded as a standard server does: a raw plus is a space. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

export interface SimulatedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a project id does on purpose, whatever the platform; docs/sandbox.md lists them. */
export type ProjectKind =
  | 'code'
  | 'never'
  | 'several'
  | 'noNumbers'
  | 'laterNumbers'
  | 'noBalance'
  | 'busy'
  | 'busyReading'
  | 'unknownProject'
  | 'needsKey'
  | 'quota'
  | 'tooManyHeld'
  | 'lostAnswer'
  | 'noRoomToBlacklist'
  | 'gone'
  | 'systemFailure';

export interface SimulatedPlatform {
  readonly id: string;
  /** The path of its base URL behind `/<id>`: `/out/ext_api`. */
  readonly basePath: string;
  /** The account it opens with. */
  readonly account: { readonly name: string; readonly key: string };
  /** The same account as the provider's credential fields. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Switches for what the document leaves open, each with its values, the default first; null takes any text. */
  readonly options: Readonly<Record<string, readonly string[] | null>>;
  /** How many numbers of which countries it opens with; some of every country unless said. */
  readonly stock?: Readonly<Record<string, number>>;
  /** The name of the call a request makes, for faults and the journal. */
  call(request: SimulatedRequest): string;
  handle(request: SimulatedRequest, world: World): SimulatedAnswer;
}

export interface SimulatedAccount {
  readonly name: string;
  readonly key: string;
  readonly suspended: boolean;
  readonly balance: number;
  readonly maxHeld: number;
  readonly createdAt: string;
}

export interface SimulatedProject {
  readonly id: string;
  readonly kind: ProjectKind;
  readonly name: string;
  /** Charged for each number taken, or for each message where the platform charges those. */
  readonly price: number;
  readonly state: 'open' | 'expired' | 'broken';
  /** What the project is for, in the platform's own words or numbers; null is whatever is usual there. */
  readonly type: string | null;
  /** What it costs, as the platform writes it; null is whatever is usual there. */
  readonly prices: string | null;
  /** The secret key it wants; null is none. */
  readonly key: string | null;
  /** The only VIP key it takes; null is any. */
  readonly vip: string | null;
}

/** A number that somebody holds or held. */
export interface SimulatedHold {
  readonly account: string;
  readonly project: string;
  /** E.164 with the plus. */
  readonly number: string;
  /** Country calling code without the plus. */
  readonly callingCode: string;
  readonly multi: boolean;
  readonly takenAt: number;
  /** Messages that have arrived by now, oldest first. */
  readonly messages: readonly SimulatedMessage[];
  /** How many of them were handed out by this platform's read call. */
  readonly handedOut: number;
  /** When it ends, or ended. */
  readonly endsAt: number;
  /** The project it was taken for, wherever it was moved since. */
  readonly takenFor: string;
}

interface SimulatedMessage {
  readonly text: string;
  readonly code: string;
}

/** A message that went out from a held number. */
export interface SentMessage {
  readonly text: string;
  /** Whether it has left by now, a few seconds after it was asked for. */
  readonly hasLeft: boolean;
}

/** Which hold is meant. */
export interface HoldName {
  readonly account: string;
  readonly project: string;
  readonly number: string;
}

export type TakeRefusal = 'busy' | 'systemFailure' | 'noNumbers' | 'noBalance' | 'quota' | 'tooManyHeld';

/**
 * The books that all simulated platforms keep alike: accounts, stock, holds, messages, blacklists, charges and time.
 * Words, codes and shapes are the platform's own affair.
 */
export interface World {
  /** The simulated clock, milliseconds since the epoch. */
  now(): number;
  /** The account with this name, or null. */
  account(name: string): SimulatedAccount | null;
  /** What is known of this project, and what it is for. */
  project(project: string): SimulatedProject;
  /** The value of one of the platform's switches. */
  option(name: string): string;
  /** True when the account asks too fast (token bucket, one for each action if named); every call takes a token. */
  tooFast(account: string, action?: string): boolean;
  /** Opens a session that ends after so many ms, or gives an old one, ended or not, that much time from now. */
  openSession(account: string, wish: { readonly lifetime: number; readonly id?: string }): string;
  /** The account whose living session this is, or null. */
  session(id: string): string | null;
  /** Whether a session of this id was ever opened and is still remembered. */
  knowsSession(id: string): boolean;
  /** True when the project answers this look at a number as busy. */
  busyReading(account: string, project: string, number: string): boolean;
  /** Takes numbers from the stock, charges the account and writes the book. Fewer than asked for is possible. */
  take(wish: TakeWish): readonly SimulatedHold[] | TakeRefusal;
  /** The account's current hold of this number for this project, or null. Expired holds are none. */
  hold(account: string, project: string, number: string): SimulatedHold | null;
  /** The latest hold of this number by the account for this project, current or not, or null. */
  lastHold(name: HoldName): SimulatedHold | null;
  /** All current holds of the account. */
  holds(account: string): readonly SimulatedHold[];
  /** Whether this number exists in the stock, held or not. */
  exists(number: string): boolean;
  /** Whether this account ever got a message on this number for this project. */
  codeSent(account: string, project: string, number: string): boolean;
  /** Marks all messages that have arrived as handed out. */
  handOut(account: string, project: string, number: string): void;
  /** Hands out the oldest message that was not yet, and charges it where the taking was not charged. */
  handOutNext(name: HoldName): SimulatedMessage | 'none' | 'noBalance';
  /** Keeps a held number, from now on for `to`, for so many ms; if it has no further message to come, another one comes. */
  move(name: HoldName, wish: { readonly to: string; readonly holdFor: number }): void;
  /** Sends a message from a held number, once for each call, and charges it where the taking was not charged. */
  send(name: HoldName, text: string): 'accepted' | 'noBalance';
  /** What was sent from a number for this project, oldest first. */
  sent(name: HoldName): readonly SentMessage[];
  /** Frees a held number. */
  free(account: string, project: string, number: string): void;
  /** Adds to the account's blacklist and frees, unless it stands there already or the project refuses. */
  blacklist(account: string, project: string, number: string): 'added' | 'already' | 'refused';
  isBlacklisted(account: string, project: string, number: string): boolean;
  /** The areas of mainland China that numbers come from, by dialling code. */
  areas(): readonly string[];
  /** Numbers that could be taken now, for the project or for any, by lower-case ISO 3166-1 alpha-2 code. */
  stock(project: string | null): Readonly<Record<string, number>>;
}

export interface TakeWish {
  readonly account: string;
  readonly project: string;
  readonly count: number;
  /** ISO 3166-1 alpha-2, lower case. */
  readonly country: string | null;
  /** Digits without the plus. */
  readonly prefix: string | null;
  readonly multi: boolean;
  /** Avoid numbers that any account blacklisted, not just this one's. */
  readonly avoidAll: boolean;
  /** How long the platform keeps the hold, in ms. */
  readonly holdFor: number;
  readonly number: string | null;
  /** When to charge: for the number, now (unless said), or for each message as it is handed out or sent. */
  readonly charge?: 'number' | 'message';
  /** A country it must not be of, lower case. */
  readonly outside?: string | null;
  /** Numbers of mainland China alone have these: one of the three networks, and an area's dialling code such as 021. */
  readonly operator?: Operator | null;
  readonly area?: string | null;
}

export type Operator = 'mobile' | 'unicom' | 'telecom';
