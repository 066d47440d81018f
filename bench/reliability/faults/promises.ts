/** What every round may break, with the words of its figure. */
export const promises = {
  rent: 'second rent requests',
  send: 'messages sent twice',
  number: 'numbers lost',
  success: 'false successes',
  end: 'leases ended or kept in the ledger though nobody said so',
  exit: 'exit codes that are not the ones for this',
  undocumented: 'undocumented exit codes',
  repeat: 'calls repeated more often than they may',
  redirect: 'other hosts asked',
  secret: 'keys or sessions shown',
  trace: 'stack traces',
  words: 'undefined, [object Object] and the like',
  control: 'control characters of a platform on a stream',
  form: 'outputs that break their own form',
  crash: 'errors nobody caught',
  idle: 'rounds in which the fault never struck',
} as const;

export type Promised = keyof typeof promises;

/** A promise that a round has broken, and how. */
export interface Finding {
  readonly broke: Promised;
  readonly what: string;
}

export function broken(broke: Promised, isBroken: boolean, what: string): Finding[] {
  return isBroken ? [{ broke, what }] : [];
}
