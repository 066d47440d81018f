import type { Place } from './place.ts';
import type { Row } from './rows.ts';

export interface Wish {
  readonly rounds: number;
  /** Few and short: what CI runs. */
  readonly isBrief: boolean;
  /** Installs the peers that are missing. */
  readonly installsPeers: boolean;
  readonly place: Place;
  readonly say: (line: string) => void;
}

export type Section = (wish: Wish) => Promise<readonly Row[]>;
