import { createHash } from 'node:crypto';

/** Lower-case hex of the MD5 digest of a text's UTF-8 bytes; a text that is such a digest already is only lower-cased. */
export function md5Hex(text: string): string {
  return /^[0-9a-f]{32}$/iu.test(text) ? text.toLowerCase() : createHash('md5').update(text, 'utf8').digest('hex');
}

/** A short name for a longer text: the first 32 hex digits of its SHA-256 digest. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 32);
}
