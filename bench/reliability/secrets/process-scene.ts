import type { Parrot } from '../rig/parrot.ts';
import type { StartedBin } from '../rig/started-bin.ts';
import type { Household } from './household.ts';

/** What there is to search beside the streams and the files of the home, and what went wrong on the way. */
export interface Watched {
  readonly texts?: Readonly<Record<string, string>>;
  readonly started?: readonly StartedBin[];
  /** Why this could not be looked at here. */
  readonly notRun?: string;
  readonly wrong?: string;
}

export interface Scene {
  readonly household: Household;
  readonly parrot: Parrot;
  readonly room: string;
  start(words: readonly string[], env?: Readonly<Record<string, string>>, before?: readonly string[]): StartedBin;
  /** Starts a command whose request is never answered, and resolves when the request is out. */
  hang(env?: Readonly<Record<string, string>>): Promise<StartedBin>;
}
