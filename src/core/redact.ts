import type { Parameters } from './ports.ts';
import { type Spelling, spellingOf } from './spelling.ts';

const mask = '***';

/** A shorter text is too likely to be part of ordinary words; it is covered by the name of its parameter. */
const shortestSecret = 4;

/**
 * One component of a query or a form, encoded as RFC 3986 asks: all but letters, digits and `-._~`. A lone surrogate
 * becomes U+FFFD. Never throws.
 */
export function encodeComponent(text: string): string {
  if (/^[\w.~-]*$/.test(text)) return text; // as nearly all are
  return encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, toPercent);
}

/** Names and values as they are sent, the values of the parameters named in `secret` replaced by `***`. */
export function encodeParameters(parameters: Parameters, secret: readonly string[] = []): string {
  const isHidden = (name: string) => secret.some((one) => one.toLowerCase() === name.toLowerCase());
  return parameters
    .map(([name, value]) => `${encodeComponent(name)}=${isHidden(name) ? mask : encodeComponent(value)}`)
    .join('&');
}

/** An address that may not be one, as it may be shown: whatever could be a password in it, or a key, is masked. */
export function showAddress(address: string): string {
  return address.replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/isu, `$1${mask}@`).replace(/([?#]).*$/su, `$1${mask}`);
}

/** A URL and its query as they may be shown: as sent, but without the values of secret parameters. */
export function showUrl(url: string, parameters: Parameters, secretNames: readonly string[]): string {
  const address = url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, `$1${mask}@`);
  if (parameters.length === 0) return address;
  return `${address}${address.includes('?') ? '&' : '?'}${encodeParameters(parameters, secretNames)}`;
}

/**
 * Replaces every secret by `***`: as it stands, in Base64 and in hex, and each of these in upper or lower case and however
 * a query, a form, JSON or HTML may write it. Secrets of fewer than four characters are left alone. Never throws.
 */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
  const forms = new Set(secrets.filter((secret) => secret.length >= shortestSecret).flatMap(listForms));
  const byHead = new Map<string, Spelling[]>();
  for (const spelling of [...forms].map(spellingOf)) {
    for (const head of spelling.heads) {
      const others = byHead.get(head);
      if (others === undefined) byHead.set(head, [spelling]);
      else others.push(spelling);
    }
  }
  return (text) => {
    let shown = '';
    let from = 0;
    for (let at = 0; at < text.length; ) {
      const end = farthestEnd(text, at, byHead.get(text.charAt(at)) ?? []);
      if (end < 0) {
        at += 1;
        continue;
      }
      shown += text.slice(from, at) + mask;
      at = end;
      from = end;
    }
    return shown + text.slice(from);
  };
}

function farthestEnd(text: string, start: number, spellings: readonly Spelling[]): number {
  let farthest = -1;
  for (const { endIn } of spellings) farthest = Math.max(farthest, endIn(text, start));
  return farthest;
}

/** Secrets that become known one after the other, and texts without them. */
export interface Mask {
  add(secret: string): void;
  /** The text with every secret that is known by now replaced, as by `createRedactor`. */
  hide(text: string): string;
}

/** What looks for the secrets is made when a text is first shown after one was added, not for each text. */
export function createMask(secrets: readonly string[] = []): Mask {
  const known = new Set(secrets);
  let redact: ((text: string) => string) | null = null;
  return {
    add(secret) {
      if (known.has(secret)) return;
      known.add(secret);
      redact = null;
    },
    hide(text) {
      redact ??= createRedactor([...known]);
      return redact(text);
    },
  };
}

/** Of a Base64 text that begins elsewhere, so short a piece is too likely to be part of ordinary words. */
const shortestPiece = 6;

function listForms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const base64 = bytes.toString('base64');
  const pieces = [1, 2].map((shift) => base64Behind(bytes, shift)).filter((piece) => piece.length >= shortestPiece);
  const texts = [base64, base64.replaceAll('=', ''), ...pieces];
  const forUrls = texts.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  return [secret, ...texts, ...forUrls, bytes.toString('hex')];
}

/** What Base64 makes of these bytes behind `shift` others: the characters that no other byte has a part in. */
function base64Behind(bytes: Buffer, shift: number): string {
  const all = Buffer.concat([Buffer.alloc(shift), bytes]);
  return all.toString('base64').slice(Math.ceil((shift * 8) / 6), Math.floor((all.length * 8) / 6));
}

function toPercent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
