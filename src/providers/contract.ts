import type { SmsctlError } from '../core/errors.ts';
import type {
  Balance,
  CountryStock,
  HeldNumber,
  PlatformStatus,
  ProjectFacts,
  Reading,
  RentedNumber,
  RentOption,
  RentRequest,
  SendState,
} from '../core/model.ts';
import type { Clock, HttpClient, HttpRequest } from '../core/ports.ts';
import type { SimulatedPlatform } from './simulated.ts';

/** One thing a provider must be told before it can be used. Drives environment names, settings, masking and docs. */
export interface CredentialField {
  /** camelCase; the environment's name is made from it (`apiKey` → `SMSCTL_DURIAN_API_KEY`). */
  readonly name: string;
  readonly secret: boolean;
  readonly required: boolean;
  /** Allowed values, where there are only a few. */
  readonly choices?: readonly string[];
  readonly default?: string;
  /** Kept, used and sent only as the MD5 digest of its UTF-8 bytes, in lower-case hex; a digest is taken as it is. */
  readonly keptAs?: 'md5';
}

/** What a provider may be unable to do. Each is an optional method of Provider of the same name. */
export type Ability =
  | 'release'
  | 'releaseAll'
  | 'blacklist'
  | 'isBlacklisted'
  | 'countries'
  | 'status'
  | 'project'
  | 'send';

/** What is known about a platform without talking to it. */
export interface ProviderDefinition {
  /** Lower case, as it stands in `--provider` and in the ledger. */
  readonly id: string;
  /** The platform's own name. */
  readonly title: string;
  /** Null where the user must configure one. Without a trailing slash. */
  readonly baseUrl: string | null;
  readonly fields: readonly CredentialField[];
  /** The field that names the account: what shares one pace and one balance. */
  readonly accountField: string;
  readonly abilities: readonly Ability[];
  readonly rentOptions: readonly RentOption[];
  /** Numbers in one call of each kind. */
  readonly limits: {
    readonly rent: number;
    /** For one command, in as many calls as it takes: each is an intent of its own. */
    readonly rentInAll: number;
    readonly read: number;
    /** While holding on. */
    readonly readKeeping: number;
    readonly release: number;
    readonly blacklist: number;
  };
  readonly times: ProviderTimes;
  /** What becomes of a number that got its code and is not to be kept: the platform frees it, or we must. */
  readonly afterCode: 'freed' | 'release';
  /** What the balance pays for: numbers when they are rented, or messages when they are handed out. */
  readonly charges: 'numbers' | 'messages';
  /** Which numbers can be held on for a further code: those rented for several messages, or any. */
  readonly keeps: 'multi' | 'any';
  /** Whether a number that is held on can be moved to another project. */
  readonly canMove: boolean;
  /** ISO 3166-1 alpha-2 of the country whose numbers the platform writes without a calling code; null for none. */
  readonly homeCountry: string | null;
  /** Checks the base URL and returns the calls. Loads the client's code on first use; makes no request. */
  connect(link: ProviderLink): Promise<Provider>;
  /** The server side of the same platform, for the sandbox; written from the platform's document alone. */
  simulator(): Promise<SimulatedPlatform>;
}

/** Milliseconds. */
export interface ProviderTimes {
  /** The platform's advice: have the SMS sent this long after the rental, and no later than that. */
  readonly sendAfter: number;
  readonly sendWithin: number;
  /** From the rental to the first look for a code. */
  readonly firstLook: number;
  /** Between two looks at one number. */
  readonly every: number;
  /** Length of a wait, unless the user says otherwise. */
  readonly giveUp: number;
  /** How long the platform keeps a number for us, less a margin. */
  readonly lease: number;
  /** Between two looks of one account, unless a wait has more numbers than this leaves room for in its interval. */
  readonly gap: number;
  /** Between two rent requests while there are no numbers. */
  readonly rentAgain: number;
}

/** Everything a client may touch. */
export interface ProviderLink {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly credentials: Readonly<Record<string, string>>;
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly memory: Memory;
}

/** One text per account that outlives the process, kept with the ledger and never shown: a session, for instance. */
export interface Memory {
  read(): string | null;
  write(text: string | null): void;
  /**
   * Takes a turn among all processes that share this memory, turns being `gap` ms apart, and returns how many ms to wait
   * for it: so that they do one after the other what they must not do at once.
   */
  turn(gap: number): number;
}

/** Wishes for a look that is to hold the number on for a further code. */
export interface HoldWish {
  /** The project the number is to be held for from now on; null leaves it where it is. */
  readonly nextProject: string | null;
}

/** What became of one number that was given back or blacklisted. */
export type Settlement =
  | { readonly kind: 'done' }
  /** It was so already. */
  | { readonly kind: 'already' }
  /** The platform does not hold it for us: as good as done for a lease of ours, a failure for a stranger's number. */
  | { readonly kind: 'notHeld'; readonly error: SmsctlError }
  | { readonly kind: 'failed'; readonly error: SmsctlError };

/**
 * The calls of one account at one platform. Lists never hold more numbers than `limits` says, and answers stand in the
 * order of the questions. Every method makes its request once; repeating is decided by the flows.
 *
 * All of them throw SmsctlError: `credentials.rejected`, `account.suspended`, `rate.limited`, `quota.exceeded`,
 * `provider.unreachable`, `provider.protocol` (an answer that fits none of the documented shapes),
 * `provider.refused` and its finer kinds, each with the platform's own code and words.
 */
export interface Provider {
  balance(signal?: AbortSignal): Promise<Balance>;
  /** The request `rent` would send, for `--dry-run`. Pure. @throws SmsctlError `usage.invalidValue` */
  rentRequest(request: RentRequest): HttpRequest;
  /**
   * Rents up to `count` numbers: the one call that costs money.
   *
   * @throws SmsctlError with `effect: 'none'` only where the platform said in its documented words that it rented
   *   nothing, or no byte left. `numbers.none`, `balance.insufficient`, `project.unknown`, `country.unknown`, …
   */
  rent(request: RentRequest): Promise<RentedNumber[]>;
  /** One look at each number. With `hold`, a number that got its message is held on, and no more than `readKeeping`. */
  read(numbers: readonly HeldNumber[], signal?: AbortSignal, hold?: HoldWish): Promise<Reading[]>;
  /** Numbers of one project. */
  release?(numbers: readonly HeldNumber[], signal?: AbortSignal): Promise<Settlement[]>;
  /** Every number of the account, those the ledger does not know included. */
  releaseAll?(signal?: AbortSignal): Promise<void>;
  /** Numbers of one project. */
  blacklist?(numbers: readonly HeldNumber[], signal?: AbortSignal): Promise<Settlement[]>;
  isBlacklisted?(number: HeldNumber, signal?: AbortSignal): Promise<boolean>;
  /** Most first. */
  countries?(wish: CountriesWish, signal?: AbortSignal): Promise<CountryStock[]>;
  status?(number: HeldNumber, signal?: AbortSignal): Promise<PlatformStatus>;
  project?(project: string, signal?: AbortSignal): Promise<ProjectFacts>;
  /** Sends one message. @throws with `effect: 'none'` only where the platform said that it sent nothing. */
  send?(number: HeldNumber, text: string): Promise<void>;
  /** What became of the message that was sent last from this number for its project. Comes with `send`. */
  sendState?(number: HeldNumber, signal?: AbortSignal): Promise<SendState>;
}

export interface CountriesWish {
  readonly project: string | null;
  readonly vip: string | null;
}
