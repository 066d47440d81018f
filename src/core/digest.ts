import { md5 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';

/** By a package, because Node takes as long to load its own cryptography as a tenth of a short command. */

/** Lower-case hex of the MD5 digest of a text's UTF-8 bytes; a text that is such a digest already is only lower-cased. */
export function md5Hex(text: string): string {
  return /^[0-9a-f]{32}$/iu.test(text) ? text.toLowerCase() : hexOf(md5(Buffer.from(text)));
}

/** A short name for a longer text: the first 32 hex digits of its SHA-256 digest. */
export function digestOf(text: string): string {
  return hexOf(sha256(Buffer.from(text))).slice(0, 32);
}

const hexOf = (digest: Uint8Array): string => Buffer.from(digest).toString('hex');
