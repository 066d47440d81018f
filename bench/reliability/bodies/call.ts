import type { HeldNumber, RentRequest } from '../../../src/core/model.ts';
import type { HoldWish, Provider } from '../../../src/providers/contract.ts';
import type { Dice } from './dice.ts';
import type { Tree } from './tree.ts';

/** One answer of the platform. */
export interface Said {
  readonly status: number;
  readonly text: string;
}

/** What the client was asked to do. */
export interface Asked {
  readonly numbers: readonly HeldNumber[];
  readonly wish: RentRequest;
  readonly hold: HoldWish | null;
}

/**
 * What the document makes of the answers to one call, as a reader of its own says it; null where they fit nothing in it.
 */
export type Verdict =
  /** They bring this and must be taken. */
  | { readonly is: 'value'; readonly value: unknown }
  /** A refusal that the document knows. With `proof` the platform did nothing. */
  | { readonly is: 'refusal'; readonly code: string; readonly proof: boolean }
  /**
   * A sentence that the document does not quote. It may be understood or not, but it never brings anything but what
   * stands in `values`, and only with `mayProve` may it pass for a refusal.
   */
  | { readonly is: 'sentence'; readonly values: readonly unknown[]; readonly mayProve: boolean }
  | { readonly is: 'oneOf'; readonly verdicts: readonly (Verdict | null)[] };

/** One call of one platform's client, and all that the bench knows of it. */
export interface Call {
  /** `durian rent` */
  readonly name: string;
  readonly asks: readonly Asked[];
  readonly make: (provider: Provider, asked: Asked) => Promise<unknown>;
  /** What the client handed back, in the form in which a verdict says it. */
  readonly digest: (value: unknown, asked: Asked) => unknown;
  /** What is wrong with it beyond that; null for nothing. */
  readonly complain?: (value: unknown) => string | null;
  /** The bodies that stand in the document, and those that were recorded. */
  readonly samples: readonly string[];
  /** A body of the document's shape with other values. */
  readonly plan: (dice: Dice, asked: Asked) => Tree;
  /** Sentences, where the platform speaks in sentences. */
  readonly speak?: (dice: Dice) => string;
  /** The answers in the order in which they are given; the last is given for good. */
  readonly read: (said: readonly Said[], asked: Asked) => Verdict | null;
  /** The end of the address or the action whose request must not be made twice; null where it does no harm. */
  readonly costs: string | null;
  /** How many requests of that kind may leave. */
  readonly mayLeave?: (said: readonly Said[]) => number;
  /** The body is the answer to the verification, and this one to the call after it. */
  readonly thenSays?: string;
  /** There is a session already. */
  readonly hasSession?: boolean;
}

export const value = (what: unknown): Verdict => ({ is: 'value', value: what });
export const refusal = (code: string, proof: boolean): Verdict => ({ is: 'refusal', code, proof });

/** An answer without a success status says nothing of what was done, whatever its body. */
export function readStatus(status: number): Verdict | null {
  if (status >= 200 && status < 300) return null;
  if (status === 429) return refusal('rate.limited', false);
  return refusal(status >= 500 ? 'provider.unreachable' : 'provider.protocol', false);
}

/** The same with every failure a proof: what was read came before the call itself. */
export function beforehand(verdict: Verdict | null): Verdict {
  if (verdict === null) return refusal('provider.protocol', true);
  if (verdict.is === 'refusal') return { ...verdict, proof: true };
  return verdict.is === 'sentence' ? { ...verdict, mayProve: true } : verdict;
}
