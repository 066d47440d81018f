import type { ErrorCode, Stake } from '../core/errors.ts';

export interface ErrorText {
  /** What happened, one or two sentences. */
  readonly message: string;
  /** What to do next; null where nothing helps. */
  readonly hint: string | null;
}

/** What a text may fill in; a fact that is not known is an empty string. */
export type Fill = (name: string) => string;

export type ErrorTexts = Readonly<Record<ErrorCode, (fill: Fill) => ErrorText>>;

/** The sentence on money that follows what happened. */
export type StakeTexts = Readonly<Record<Stake, string>>;
