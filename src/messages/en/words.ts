import type { StakeTexts } from '../error-texts.ts';

export const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** Single words and short reasons that fill the sentences. */

export const enStakes: StakeTexts = {
  nothingRented: 'Nothing was rented.',
  maybeRented: 'A number may have been rented and paid for.',
  stillHeld: 'The number is still held.',
  nothingStored: 'Nothing was stored.',
};

/** Seconds as a person says them: `45 s`, `4 min 05 s`, `2 h 10 min`. */
export function enDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) {
    const rest = seconds % 60 === 0 ? '' : ` ${String(seconds % 60).padStart(2, '0')} s`;
    return `${Math.floor(seconds / 60)} min${rest}`;
  }
  const minutes = Math.round(seconds / 60);
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : `${Math.round(minutes / 1440)} d`;
}

/** What became of a number at the end of a wait. */
export const enAfter: Readonly<Record<string, string>> = {
  kept: 'It is kept.',
  released: 'It was released.',
  blacklisted: 'It was blacklisted.',
  blacklistDue: 'It could not be blacklisted yet; the next command tries again.',
};

/** Lease states in words. */
export const enStates: Readonly<Record<string, string>> = {
  intent: 'asking',
  unknown: 'answer lost',
  held: 'held',
  received: 'code received',
  blacklistDue: 'blacklist due',
  released: 'released',
  blacklisted: 'blacklisted',
  done: 'done',
  expired: 'expired',
  gone: 'gone',
  notRented: 'not rented',
};

export const settingReasons: Readonly<Record<string, string>> = {
  notUrl: 'it is not a complete http or https URL',
  scheme: 'only http and https URLs can be used',
  credentials: 'a URL must not contain a user name or password',
  fragment: 'a base URL has no query and no fragment',
  query: 'a base URL has no query and no fragment',
  proxy: 'it is not a usable proxy URL',
  number: 'it must be a whole number from 0 to 999999999',
  decimal: 'it must be a decimal number such as 1.5, 0 or more',
  choice: 'it is none of the allowed values',
  profile: 'a profile is named with letters, digits, - and _',
  alias: 'it must be PROVIDER=ID, several of them apart by spaces',
};

export const reachReasons: Readonly<Record<string, string>> = {
  dns: 'its name cannot be resolved',
  refused: 'connection refused',
  connectTimeout: 'connecting took too long',
  network: 'no route to it',
  tls: 'no trusted TLS connection',
  timeout: 'it took too long',
  reset: 'the connection broke',
  truncated: 'the answer was cut short',
  proxy: 'the proxy failed',
  status: 'a server error',
};

export const shapeReasons: Readonly<Record<string, string>> = {
  empty: 'it is empty',
  html: 'it is a web page',
  notJson: 'it is not JSON',
  shape: 'something is missing or of the wrong kind',
  code: 'an undocumented code',
  status: 'an unexpected HTTP status',
  redirect: 'a redirect; none is followed',
  tooLarge: 'it is over 1 MiB',
  encoding: 'it cannot be decompressed',
  notHttp: 'it is no HTTP',
};

export const lostReasons: Readonly<Record<string, string>> = {
  'provider.unreachable': 'the connection broke, timed out or ended in a server error',
  'provider.protocol': 'what came back makes no sense',
  'rate.limited': 'something in between said "too many requests"',
  unexpected: 'an unexpected failure',
  interrupted: 'the process that asked has ended, or is still asking',
};

export const unsupportedHints: Readonly<Record<string, string>> = {
  nextPid: 'A number stays with its project there.',
  keep: 'This number gives one code. Rent with --multi to get several.',
  release: 'smsctl blacklist is the only way to free a number there; unused numbers are freed by the platform.',
  countries: 'Its document offers no list; see the platform’s web panel.',
  status: 'smsctl numbers shows what the ledger knows.',
  isBlacklisted: 'smsctl numbers --state blacklisted shows what was blacklisted from here.',
  send: 'It only receives. smsctl providers shows which platform can send.',
  project: 'See the platform’s web panel.',
};

export const storageReasons: Readonly<Record<string, string>> = {
  symlink: 'it is a symbolic link',
  foreign: 'it belongs to someone else or is no file of ours',
  newer: 'a newer smsctl wrote it',
  corrupt: 'it is damaged',
  readOnly: 'it cannot be written',
  full: 'the disk is full',
  busy: 'another process holds it',
  interrupted: 'a process ended while it wrote',
  io: 'reading or writing failed',
};
