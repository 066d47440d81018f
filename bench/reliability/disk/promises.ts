import { bookPromises } from '../rig/books.ts';
import { laterPromises } from '../rig/later-commands.ts';
import { toldPromises } from '../rig/told.ts';

/** What holds on every disk. */
export const promises = {
  ...bookPromises,
  ...laterPromises,
  ...toldPromises,
  silent: 'numbers and codes that were paid for and told nowhere',
  unasked: 'rent requests although the ledger could not be used',
  touched: 'files that were refused and yet changed',
  changed: 'rows that changed in a damaged ledger',
  accepted: 'unusable ledgers that were used',
} as const;

export type DiskPromise = keyof typeof promises;
