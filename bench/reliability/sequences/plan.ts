/** A sequence as data: all that chance decides, so that it can be run again and made smaller. Times in milliseconds. */

export interface Plan {
  readonly platform: PlatformName;
  /** Numbers the platform has in all: few, so that a number comes back. */
  readonly stock: number;
  /** How long a number that was freed rests before it is given out again. */
  readonly rest: number;
  readonly limits: { readonly maxHeld: number; readonly maxPerDay: number | null; readonly minBalance: string | null };
  /** What comes for each number that is rented, in order; nothing for those beyond. */
  readonly mail: readonly Mail[];
  readonly jumps: readonly Jump[];
  readonly commands: readonly Command[];
  readonly luck: number;
}

export type PlatformName = 'freeing' | 'releasing' | 'listing';

/** The times count from the rental. */
export interface Mail {
  readonly codes: readonly number[];
  /** The first message has no code in it. */
  readonly isBlank: boolean;
  /** When the platform says that nothing will come any more, where it says such a thing. */
  readonly over: number | null;
}

/** The wall clock is set on or back. */
export interface Jump {
  readonly at: number;
  readonly by: number;
}

export type Command = Deed & Mishaps;

export type Deed =
  | {
      readonly what: 'get';
      readonly project: string;
      readonly count: number;
      readonly requestId: string | null;
      readonly retryFor: number | null;
      readonly multi: boolean;
      /** Goes straight on to a wait. */
      readonly andWait: WaitPlan | null;
    }
  | { readonly what: 'wait'; readonly pick: Pick; readonly wait: WaitPlan }
  | { readonly what: 'release' | 'blacklist' | 'status'; readonly pick: Pick }
  | { readonly what: 'releaseAll' }
  | { readonly what: 'reconcile'; readonly dryRun: boolean }
  | { readonly what: 'send'; readonly pick: Pick; readonly text: string };

/** Every open lease, or the nth: the open ones first, then those that have ended, the newest first. */
export type Pick = 'all' | number;

export interface WaitPlan {
  readonly timeout: number | null;
  readonly interval: number | null;
  readonly once: boolean;
  readonly onTimeout: 'blacklist' | 'release' | 'keep';
  readonly keep: boolean;
  readonly move: boolean;
}

/** What goes wrong for the process of one command. */
export interface Mishaps {
  /** After the start of the command before it. */
  readonly pause: number;
  /** Starts within the nth step of the command before it instead, between two of its statements. */
  readonly cutIn: number | null;
  /** What its calls to the platform meet, in order; those beyond are well. */
  readonly net: readonly Fault[];
  /** The same for releases and blacklistings, which come late in the life of a process. */
  readonly giving: readonly Fault[];
  readonly trouble: Trouble | null;
  /** The process dies at its nth step: before or after a write, a call, within a sleep. */
  readonly death: number | null;
  /** Ctrl-C this long after its start. */
  readonly stop: number | null;
  /** It gets no time for a while. */
  readonly freeze: { readonly at: number; readonly lasts: number } | null;
}

export type Fault =
  /** Answered, after so long on the way there and back. */
  | { readonly kind: 'well'; readonly there: number; readonly back: number }
  | { readonly kind: 'unsent'; readonly after: number }
  | { readonly kind: 'refused'; readonly code: Refusal; readonly there: number; readonly back: number }
  /** The answer is lost, makes no sense, or breaks the client; the platform may have acted. */
  | { readonly kind: Loss; readonly acts: boolean; readonly there: number; readonly back: number }
  | { readonly kind: 'hang'; readonly acts: boolean; readonly there: number };

type Loss = 'lost' | 'senseless' | 'broken';
type Refusal = 'numbers.none' | 'rate.limited' | 'balance.insufficient' | 'provider.refused';

/** The ledger cannot be used for some operations in a row. */
export interface Trouble {
  readonly from: number;
  readonly lasts: number;
  readonly when: 'begin' | 'commit';
  readonly reason: 'full' | 'busy';
}
