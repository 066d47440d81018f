import type { Balance, CountryStock, LeaseState, Message } from '../core/model.ts';

/** Limits of the user's own, as for the command line. What is left out is looked for in the environment, then in the settings. */
export interface LimitOptions {
  /** Numbers that may be held at once; 20 unless set. */
  readonly maxHeld?: number;
  /** Numbers that may be rented in 24 hours; no limit unless set. */
  readonly maxPerDay?: number;
  /** What is to stay on the account, a decimal number as text, in the platform's unit. It costs a read before each rent. */
  readonly minBalance?: string;
}

/** How an account is opened. What is left out is looked for where the command line looks. */
export interface ProviderOptions {
  /** A set of credentials and limits; `default` unless given. */
  readonly profile?: string;
  /** By the names of the credential fields (`name`, `apiKey`, …). What is missing is looked for in the environment, then in the settings. */
  readonly credentials?: Readonly<Record<string, string>>;
  /** Where the platform is, or a server that speaks like it. */
  readonly baseUrl?: string;
  /** Above those of the environment and the settings, one by one. */
  readonly limits?: LimitOptions;
  /**
   * Where numbers are written down. `memory`: for as long as the process lives. `shared`: in the ledger of the command
   * line, synced before anything is told, with the limits and the pace of all processes of this machine.
   */
  readonly ledger?: 'memory' | 'shared';
  /** No account, no network, no money: the simulated platform. `SMSCTL_SANDBOX` decides unless given. */
  readonly sandbox?: boolean;
  /**
   * In place of the platform: one that `startSimulator` has started, or the address of one, `smsctl simulate` included. No
   * limit is asked for in CI.
   */
  readonly simulator?: string | Pick<PlatformSimulator, 'baseUrls' | 'credentials'>;
  /** In place of `process.env`. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Ends what asks and waits, and lets nothing more be rented. What is held is given back all the same. */
  readonly signal?: AbortSignal;
}

/** One account at one platform. */
export interface PhoneProvider extends AsyncDisposable {
  /** `durian`, `zhima` or `taoma`. */
  readonly id: string;
  /** The set of credentials and limits in use. */
  readonly profile: string;
  /** Whether it is the simulated platform of the sandbox. */
  readonly isSandbox: boolean;
  /** What the account has. @throws SmsctlError `credentials.rejected`, `provider.unreachable`, … */
  balance(): Promise<Balance>;
  /** Numbers that can be had, by country, for a project or an alias of one. @throws SmsctlError `provider.unsupported` where the platform cannot tell */
  countries(project: string): Promise<CountryStock[]>;
  /** Rents one number. @throws SmsctlError `numbers.none`, `limit.*`, `outcome.unknown`, … */
  getNumber(wish: NumberWish): Promise<HeldPhoneNumber>;
  /** Rents several, as few calls as the platform needs. Fewer may come than were asked for. */
  getNumbers(wish: NumberWish & { readonly count: number }): Promise<HeldPhoneNumber[]>;
  /**
   * Ends what is under way, gives back what is still held of what was rented here (by blacklisting it where that alone
   * frees it), and closes what was opened. A request
   * to rent that has left is waited for.
   *
   * @throws SmsctlError the first failure, after all has been tried
   */
  close(): Promise<void>;
}

/** What a number is to be like. What a platform cannot grant is `provider.unsupported`, before anything is paid for. */
export interface NumberWish {
  /** The platform's id of the service, a text: `0257` keeps its zero. Or an alias that `smsctl config set project.…` made. */
  readonly project: string;
  /** ISO 3166-1 alpha-2, in any case. */
  readonly country?: string;
  /** Digits the number starts with, calling code included. */
  readonly prefix?: string;
  /** Rented for several messages. */
  readonly multi?: boolean;
  /** The key of a VIP channel, where the platform has them. */
  readonly vip?: string;
  /** The key of a project that needs one. */
  readonly secretKey?: string;
  /** Whose blacklist to avoid; `mine` unless given. */
  readonly exclude?: 'all' | 'mine';
  /** An area code, where the platform has them. */
  readonly area?: string;
  /** The network, where the platform can choose. */
  readonly operator?: 'mobile' | 'unicom' | 'telecom';
  /** A number from outside of mainland China, where the platform asks. */
  readonly international?: boolean;
  /** One certain number. */
  readonly number?: string;
  /** Milliseconds to go on asking while there are no numbers; 0 asks once. */
  readonly retryFor?: number;
  /** The same id again brings the same numbers and buys nothing. Needs a shared ledger to outlive the process. */
  readonly requestId?: string;
}

/** A number that is held, until it is given back. */
export interface HeldPhoneNumber extends AsyncDisposable {
  /** The lease's id, which the command line takes too. */
  readonly id: string;
  /** E.164 where that is certain, else as the platform wrote it. */
  readonly number: string;
  /** Exactly as the platform wrote it. */
  readonly platformNumber: string;
  /** `durian`, `zhima` or `taoma`. */
  readonly provider: string;
  /** The set of credentials it was rented with. */
  readonly profile: string;
  /** The platform's id of the service, with its leading zeros. */
  readonly project: string;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string | null;
  /** ITU-T E.164 country calling code without the plus. */
  readonly callingCode: string | null;
  /** When the platform's answer came in. */
  readonly acquiredAt: Date;
  /** When its time is over, by what the platform's document says. */
  readonly expiresAt: Date | null;
  /** As the ledger has it now. */
  readonly state: LeaseState;
  /** All that came so far, oldest first. */
  readonly messages: readonly Message[];
  /**
   * What is on the number now is old from here on: no later wait hands it out. To be called before the message is
   * triggered.
   *
   * @throws SmsctlError `usage.waitedTwice` while a code is waited for; `code.stale` where a code came to a number that is good for one: it is used up
   */
  mark(): Promise<void>;
  /**
   * Waits for the next code and resolves with it.
   *
   * @throws SmsctlError `code.timeout`, `code.unrecognized`, `number.gone`, `lease.closed`; the signal's reason when stopped
   */
  waitForCode(options?: WaitOptions): Promise<string>;
  /** Gives it back to the platform. @throws SmsctlError `provider.unsupported` where the platform cannot; `lease.closed` */
  release(): Promise<void>;
  /** Gives it back so that this account does not get it again. @throws SmsctlError `lease.closed`, … */
  blacklist(): Promise<void>;
}

/** How to wait for a code. */
export interface WaitOptions {
  /** Milliseconds until it is given up; the platform's own unless given. The number is kept: what becomes of it is decided later. */
  readonly timeout?: number;
  /** Milliseconds between two looks. */
  readonly interval?: number;
  /** Where the code stands in the message: the first group, or the whole match. */
  readonly match?: RegExp;
  /** Codes that are known to be old. */
  readonly not?: string | readonly string[];
  /** What came since then counts, also where it is known already, but for what a mark has made old; unless given, what is new. */
  readonly since?: Date;
  /** The number is held for a further code, where one code would be its end. `provider.unsupported` where the platform cannot. */
  readonly keep?: boolean;
  /** Ends the wait with its reason; the number is kept. */
  readonly signal?: AbortSignal;
}

/** How a simulator is started. */
export interface SimulatorOptions {
  /** On 127.0.0.1; any free one unless given. */
  readonly port?: number;
  /** As a scenario file says it (docs/sandbox.md). */
  readonly scenario?: unknown;
}

/** A message that comes to a number that is held. */
export interface SimulatedMessage {
  /** In any spelling that the platform or `HeldPhoneNumber` has for it. */
  readonly number: string;
  /** As it is written on a telephone. */
  readonly text: string;
  /** The project the number is held for. */
  readonly project: string;
  /** `durian`, `zhima` or `taoma`. */
  readonly platform: string;
}

/** A request as it came, and what it got. */
export interface SimulatedRequest {
  /** RFC 3339, by the simulated clock. */
  readonly at: string;
  /** `durian`, `zhima` or `taoma`. */
  readonly platform: string;
  /** Which of the platform's calls, by its own name. */
  readonly call: string;
  /** `GET` or `POST`. */
  readonly method: string;
  /** Path and query exactly as they came: the simulator's credentials are no secret. */
  readonly url: string;
  /** What was sent with it; empty where nothing was. */
  readonly body: string;
  /** Null where the request got no whole answer. */
  readonly status: number | null;
  /** The first 500 characters of the answer's body. */
  readonly answer: string;
  /** The kind of the fault that was injected. */
  readonly fault: string | null;
}

/** The platforms as a test double, served over HTTP on 127.0.0.1: what an application under test cannot tell from them. */
export interface PlatformSimulator extends AsyncDisposable {
  /** Where it is, without a path. */
  readonly url: string;
  /** The address of each platform's interface, by platform. */
  readonly baseUrls: Readonly<Record<string, string>>;
  /** Credential fields that it takes, by platform. */
  readonly credentials: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What another process has to be told to use it: `SMSCTL_…` variables. */
  readonly environment: Readonly<Record<string, string>>;
  /** Sends a message to a number, at once. @throws RangeError where nobody holds the number for the project */
  message(message: SimulatedMessage): Promise<void>;
  /** Breaks calls on purpose (docs/sandbox.md). @throws RangeError for a fault that makes no sense */
  fault(fault: Readonly<Record<string, unknown>>): Promise<void>;
  /** Moves its clock on, in ms. */
  advance(ms: number): Promise<void>;
  /** The last thousand requests it got. */
  journal(): Promise<readonly SimulatedRequest[]>;
  /** Ends the server; what it knew is gone. */
  close(): Promise<void>;
}
