import type { Parameters } from './ports.ts';

const mask = '***';

/** A shorter text is too likely to be part of ordinary words; it is covered by the name of its parameter. */
const shortestSecret = 4;

/**
 * One component of a query or a form, encoded as RFC 3986 asks: all but letters, digits and `-._~`. A lone surrogate
 * becomes U+FFFD. Never throws.
 */
export function encodeComponent(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, toPercent);
}

/** Names and values as they are sent, the values of the parameters named in `secret` replaced by `***`. */
export function encodeParameters(parameters: Parameters, secret: readonly string[] = []): string {
  const hidden = new Set(secret.map((name) => name.toLowerCase()));
  return parameters
    .map(
      ([name, value]) => `${encodeComponent(name)}=${hidden.has(name.toLowerCase()) ? mask : encodeComponent(value)}`,
    )
    .join('&');
}

/** A URL and its query as they may be shown: as sent, but without the values of secret parameters. */
export function showUrl(url: string, parameters: Parameters, secretNames: readonly string[]): string {
  const address = url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, `$1${mask}@`);
  if (parameters.length === 0) return address;
  return `${address}${address.includes('?') ? '&' : '?'}${encodeParameters(parameters, secretNames)}`;
}

/**
 * Replaces every secret by `***`: as it stands, percent-encoded, in Base64 and escaped in JSON, in upper and lower
 * case. Secrets of fewer than four characters are left alone. Never throws.
 */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
  const forms = new Set(secrets.filter((secret) => secret.length >= shortestSecret).flatMap(listForms));
  if (forms.size === 0) return (text) => text;
  const longestFirst = [...forms].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(longestFirst.map(escapePattern).join('|'), 'gi');
  return (text) => text.replace(pattern, mask);
}

function listForms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const base64 = bytes.toString('base64');
  const json = JSON.stringify(secret).slice(1, -1);
  const ascii = json.replace(/[^\x00-\x7f]/g, toUnicodeEscape);
  return [
    secret,
    encodeURIComponent(secret.toWellFormed()),
    encodeComponent(secret),
    new URLSearchParams([['', secret]]).toString().slice(1),
    base64,
    base64.replaceAll('=', ''),
    bytes.toString('base64url'),
    json,
    json.replaceAll('/', '\\/'),
    ascii,
    ascii.replaceAll('/', '\\/'),
  ];
}

function toPercent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function toUnicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
