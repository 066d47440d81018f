import type { ErrorCode, Stake } from '../core/errors.ts';

/** What a text may fill in; a fact that is not known is an empty string. */
export type Fill = (name: string) => string;

/** What happened, in one or two sentences; and what to do next, null where nothing helps. */
export type ErrorTexts = Readonly<
  Record<ErrorCode, (fill: Fill) => { readonly message: string; readonly hint: string | null }>
>;

/** The sentence on money that follows what happened. */
export type StakeTexts = Readonly<Record<Stake, string>>;
