import type { Run } from '../../../test/helpers/check-run.ts';
import type { StagedPlatform } from '../../../test/helpers/stage.ts';
import type { Reader } from './reader.ts';

/**
 * What a call does: `rent` and `send` cost and are made once; `release` and `blacklist` end a number; `before` comes
 * before a rental; `wait` and `read` change nothing that is ours; `after` gives a number back when a wait has ended.
 */
type Deed = 'rent' | 'send' | 'release' | 'blacklist' | 'before' | 'wait' | 'read' | 'after';

/** One call of one platform, and the command that makes it. */
export interface Call {
  readonly platform: StagedPlatform;
  /** The platform's own name for it, and what the command is about where there are several. */
  readonly name: string;
  readonly does: Deed;
  /** The same call is made in another way by another of them. */
  readonly isVariant?: true;
  /** Finds its requests, each being `METHOD target body`. */
  readonly request: RegExp;
  /** Requests that leave before it; null where that is not certain, so that no connection can be told to be its own. */
  readonly lead: number | null;
  /** `{id}` is the number's lease. */
  readonly command: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The project for which a number was rented before, without any trouble. */
  readonly held?: string;
  /** A command that was run before, without any trouble. */
  readonly earlier?: string;
  readonly reads: Reader;
  /** The facts that were printed, to be compared with those that were read. */
  readonly shown?: (document: Shown, run: Run) => readonly string[];
  /** Exit codes of the command where nothing goes wrong; 0 unless given. */
  readonly ends?: readonly number[];
  /** How often the request may leave in one command. */
  readonly most: number;
  /** Asks again while nothing can have left. */
  readonly isPatient?: true;
  /** Opens what the calls after it need: they are refused where the platform never saw it. */
  readonly opensSession?: true;
}

export type Shown = Readonly<Record<string, unknown>>;

/** Requests of these platforms that rent. */
export const rentals: Readonly<Record<StagedPlatform, RegExp>> = {
  durian: /\/getMobile(Code)?\?/u,
  zhima: /\/phoneNos\/get\.php\?/u,
  taoma: /[?&]action=getMobiles(&| )/u,
};

export const rowsIn = (document: Shown, name: string): readonly Shown[] => (document[name] ?? []) as readonly Shown[];

export const balanceShown = ({ balance }: Shown): readonly string[] => [String(balance)];

/** The digits of the numbers, as the platform spells them. */
export const numbersShown = (document: Shown): readonly string[] =>
  rowsIn(document, 'numbers').map(({ platformNumber }) => String(platformNumber).replaceAll(/\D/gu, ''));
