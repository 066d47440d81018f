import type { Lease } from './model.ts';

/** What is always so of a failure. */
export interface ErrorFacts {
  /** What the command line ends with. */
  readonly exitCode: number;
  /** Whether the same command may succeed later without any change. */
  readonly retryable: boolean;
}

const once = (exitCode: number): ErrorFacts => ({ exitCode, retryable: false });
const again = (exitCode: number): ErrorFacts => ({ exitCode, retryable: true });

/** Every failure this program knows by name. Exit codes are part of the contract and are never reused. */
export const errorCatalogue = {
  unexpected: once(1),

  'usage.missingCommand': once(2),
  'usage.unknownCommand': once(2),
  'usage.unknownOption': once(2),
  'usage.missingArgument': once(2),
  'usage.missingOption': once(2),
  'usage.optionValueMissing': once(2),
  'usage.invalidValue': once(2),
  'usage.excessArguments': once(2),
  'usage.conflict': once(2),
  'usage.ambiguousNumber': once(2),
  'usage.noSuchLease': once(2),
  'usage.leaseWithoutNumber': once(2),
  'usage.noOpenLease': once(2),
  'usage.requestIdReused': once(2),
  'usage.requestIdHeld': again(2),
  'usage.unknownSetting': once(2),
  'usage.secretInArguments': once(2),
  'usage.unknownProvider': once(2),
  'usage.aliasWithoutId': once(2),
  'usage.sandboxLogin': once(2),
  'usage.waitedTwice': once(2),
  'usage.providerClosed': once(2),

  'settings.unreadable': once(3),
  'settings.invalid': once(3),
  'credentials.missing': once(3),
  'provider.unconfigured': once(3),
  'credentials.commandFailed': once(3),
  'limits.missing': once(3),

  'credentials.rejected': once(4),
  'account.suspended': once(4),

  'numbers.none': again(5),

  'balance.insufficient': once(6),
  'limit.maxHeld': once(6),
  'limit.maxPerDay': once(6),
  'limit.minBalance': once(6),

  'code.timeout': once(7),
  'code.unrecognized': once(7),
  'code.stale': once(7),
  'code.pending': again(8),

  'outcome.unknown': once(9),
  'send.unknown': once(9),

  'provider.unreachable': again(10),
  'provider.protocol': again(10),

  'provider.refused': once(11),
  'provider.unsupported': once(11),
  'project.unknown': once(11),
  'country.unknown': once(11),
  'number.unknown': once(11),
  'number.gone': once(11),
  'parameter.refused': once(11),
  'key.required': once(11),
  'key.rejected': once(11),
  'lease.closed': once(11),

  'ledger.unusable': once(12),

  'input.required': once(13),
  'terminal.required': once(13),
  'plaintext.unconfirmed': once(13),
  'account.inUse': once(13),

  'rate.limited': again(14),
  'quota.exceeded': once(14),

  'output.failed': once(74),
  'command.notExecutable': once(126),
  'command.notFound': once(127),
  interrupted: once(130),
  terminated: once(143),
} as const satisfies Record<string, ErrorFacts>;

/** The name of a failure, `room.what`: docs/output.md lists them all. */
export type ErrorCode = keyof typeof errorCatalogue;

/** What is known of a failure besides its code. */
export interface ErrorDetail {
  /** What the texts of this code fill in. Never a secret. */
  readonly params?: Readonly<Record<string, string | number>>;
  /** `durian`, `zhima` or `taoma`; null where it is about none. */
  readonly provider?: string | null;
  /** The platform's own code, as it came. */
  readonly providerCode?: string | null;
  /** The platform's own words, as they came. */
  readonly providerMessage?: string | null;
  /**
   * Whether the platform may have acted on the request that failed. `none` only with proof: the request never left,
   * or the platform understood it and said no. What says nothing is `possible`.
   */
  readonly effect?: 'none' | 'possible';
  /** What the failure means for the user's money and numbers, where that can be said. */
  readonly stake?: Stake | null;
  /** The leases the user should know of. */
  readonly leases?: readonly Lease[];
}

/** Nothing was rented; a number may have been rented; the numbers named are still held; nothing was put into the settings. */
export type Stake = 'nothingRented' | 'maybeRented' | 'stillHeld' | 'nothingStored';

/**
 * The only error that is thrown on purpose. It carries a code and data; the words are put on where it is shown (rule 4 of
 * docs/architecture.md). Until then its `message` is the bare code; what the library throws says what happened and what to
 * do. Neither ever holds a key.
 */
export class SmsctlError extends Error {
  /** @internal What Node prints of a class, and the bundler makes short. */
  static override readonly name = 'SmsctlError';
  /** `SmsctlError`. */
  override readonly name = 'SmsctlError';
  /** What happened, for a program. */
  readonly code: ErrorCode;
  /** What its words fill in. Never a secret. */
  readonly params: Readonly<Record<string, string | number>>;
  /** `durian`, `zhima` or `taoma`; null where it is about none. */
  readonly provider: string | null;
  /** The platform's own code, as it came. */
  readonly providerCode: string | null;
  /** The platform's own words, as they came. */
  readonly providerMessage: string | null;
  /** `none` only with proof that the platform did nothing. */
  readonly effect: 'none' | 'possible';
  /** What it means for money and numbers; null where that cannot be said. */
  readonly stake: Stake | null;
  /** Those it is about, as the ledger had them. */
  readonly leases: readonly Lease[];

  /** For those who throw it: with no detail, it is about no platform, and what the platform did is not known. */
  constructor(code: ErrorCode, detail: ErrorDetail = {}) {
    super(code);
    this.code = code;
    this.params = detail.params ?? {};
    this.provider = detail.provider ?? null;
    this.providerCode = detail.providerCode ?? null;
    this.providerMessage = detail.providerMessage ?? null;
    this.effect = detail.effect ?? 'possible';
    this.stake = detail.stake ?? null;
    this.leases = detail.leases ?? [];
  }

  /** What the command line ends with for it. */
  get exitCode(): number {
    return errorCatalogue[this.code].exitCode;
  }

  /** Whether the same may succeed later without any change. */
  get retryable(): boolean {
    return errorCatalogue[this.code].retryable;
  }
}

/** The same failure with more known about it. */
export function withDetail(error: SmsctlError, detail: ErrorDetail): SmsctlError {
  return new SmsctlError(error.code, {
    params: error.params,
    provider: error.provider,
    providerCode: error.providerCode,
    providerMessage: error.providerMessage,
    effect: error.effect,
    stake: error.stake,
    leases: error.leases,
    ...detail,
  });
}
