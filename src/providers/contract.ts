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
}

/** What a provider may be unable to do. Each is an optional method of Provider of the same name. */
export type Ability = 'release' | 'blacklist' | 'isBlacklisted' | 'countries' | 'status' | 'project' | 'send';

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
    readonly read: number;
    readonly release: number;
    readonly blacklist: number;
  };
  readonly times: ProviderTimes;
  /** What becomes of a number that got its code and was not rented for several: the platform frees it, or we must. */
  readonly afterCode: 'freed' | 'release';
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
  /** At least this long between two looks of one account, whatever the number. */
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
  /** One look at each number. */
  read(numbers: readonly HeldNumber[], signal?: AbortSignal): Promise<Reading[]>;
  /** Numbers of one project. */
  release?(numbers: readonly HeldNumber[], signal?: AbortSignal): Promise<Settlement[]>;
  /** Numbers of one project. */
  blacklist?(numbers: readonly HeldNumber[], signal?: AbortSignal): Promise<Settlement[]>;
  isBlacklisted?(number: HeldNumber, signal?: AbortSignal): Promise<boolean>;
  /** Most first. */
  countries?(wish: CountriesWish, signal?: AbortSignal): Promise<CountryStock[]>;
  status?(number: HeldNumber, signal?: AbortSignal): Promise<PlatformStatus>;
  project?(project: string, signal?: AbortSignal): Promise<ProjectFacts>;
  send?(number: HeldNumber, text: string): Promise<void>;
}

export interface CountriesWish {
  readonly project: string | null;
  readonly vip: string | null;
}
