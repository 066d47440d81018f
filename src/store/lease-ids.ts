import { isUint8Array } from 'node:util/types';
import type { Database } from './database.ts';

/** SQLite's own, seeded by the system: to load Node's takes longer than to write a lease. */
export function randomBytes(db: Database, size: number): Uint8Array {
  const [bytes] = db.all('SELECT randomblob(:size) AS bytes', { size }, ({ bytes: found }) => found);
  if (!isUint8Array(bytes)) throw new TypeError('SQLite gave no bytes');
  return bytes;
}

/** Crockford's base 32 in lower case: no i, l, o or u, so that an id survives being read out and typed in. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * A letter and nine characters that nobody can guess (45 bits). The letter keeps an id from ever looking like a phone
 * number.
 *
 * @param random gives that many random bytes
 */
export function newId(letter: string, random: (size: number) => Uint8Array): string {
  return letter + Array.from(random(9), (byte) => alphabet[byte % alphabet.length]).join('');
}
