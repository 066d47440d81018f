import type { Clock, Ledger, Limits } from '../core/ports.ts';
import type { Provider, ProviderDefinition, ProviderTimes } from '../providers/contract.ts';

/** One account at one platform, ready to be asked. */
export interface Account {
  readonly definition: ProviderDefinition;
  readonly provider: Provider;
  readonly profile: string;
  /** Names the account's shared pace in the ledger. Holds no secret. */
  readonly paceKey: string;
  readonly limits: Limits;
  /** The definition's, or quicker ones in the sandbox. */
  readonly times: ProviderTimes;
  /** Drops what the client has put away for these credentials, such as a session. */
  readonly forget?: () => void;
}

/** What every flow works with. */
export interface Desk {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** [0, 1), for jitter. */
  readonly random: () => number;
}
