import { type Finding, finding } from './findings.ts';
import type { LeaseRow, LedgerFacts } from './ledger-file.ts';
import type { PlatformFacts } from './platform-book.ts';

/** What holds between the ledger and the platform at every moment, whatever has broken. */
export const bookPromises = {
  corrupt: 'corrupt ledgers',
  lost: 'rented numbers without a ledger row',
  twice: 'second rent requests',
  gone: 'numbers ended in the ledger and not at the platform',
  wrongly: 'numbers blacklisted although their code had come',
} as const;

type BookFinding = Finding<keyof typeof bookPromises>;

/** Everything that was rented is in the ledger, asked for once, and nothing is ended there that goes on at the platform. */
export function judgeBooks({ leases, damage }: LedgerFacts, platform: PlatformFacts): BookFinding[] {
  if (damage !== null) return [finding('corrupt', damage)];
  return [
    ...judgeRented(leases, platform),
    ...judgeRequests(leases, platform),
    ...leases.flatMap((lease) => judgeEnd(lease, platform)),
    ...platform.held.flatMap((number) => judgeHeld(leases, number)),
  ];
}

/** A number has its row, or the ledger has the place of a purchase whose answer is not known. */
function judgeRented(leases: readonly LeaseRow[], { rented, held }: PlatformFacts): BookFinding[] {
  const isNamed = (number: string) => leases.some((lease) => lease.number === number);
  const places = leases.filter((lease) => lease.number === null && lease.attempts > 0 && lease.state !== 'notRented');
  const open = places.filter((lease) => !lease.isClosed);
  const check = (numbers: readonly string[], covering: readonly LeaseRow[]) => {
    const unnamed = numbers.filter((number) => !isNamed(number));
    if (unnamed.length <= covering.length) return [];
    return [finding('lost', `${unnamed.join(', ')} rented, ${covering.length} places for them: ${describe(leases)}`)];
  };
  return [...check(rented, places), ...check(held, open)];
}

function judgeRequests(leases: readonly LeaseRow[], { rentRequests }: PlatformFacts): BookFinding[] {
  const attempts = [...new Map(leases.map((lease) => [lease.intentId, lease.attempts])).values()];
  const noted = attempts.reduce((sum, count) => sum + count, 0);
  const intents = attempts.filter((count) => count > 0).length;
  const findings: BookFinding[] = [];
  if (rentRequests > noted) findings.push(finding('lost', `${rentRequests} rent requests, ${noted} in the ledger`));
  if (rentRequests > intents) findings.push(finding('twice', `${rentRequests} rent requests for ${intents} intents`));
  return findings;
}

function judgeEnd({ number, state }: LeaseRow, { rented, blacklisted, read }: PlatformFacts): BookFinding[] {
  if (number === null) return [];
  if (!rented.includes(number)) return [finding('lost', `${number} was never rented`)];
  const isBlack = blacklisted.includes(number);
  if (state === 'blacklisted' && !isBlack) return [finding('gone', `${number} is not blacklisted there`)];
  const isGivenUp = isBlack || state === 'blacklisted' || state === 'blacklistDue';
  return isGivenUp && read.includes(number) ? [finding('wrongly', `${number} is ${state}, its code had come`)] : [];
}

function judgeHeld(leases: readonly LeaseRow[], number: string): BookFinding[] {
  const rows = leases.filter((lease) => lease.number === number);
  const isForgotten = rows.length > 0 && rows.every((lease) => lease.isClosed);
  return isForgotten ? [finding('gone', `${number} is held there: ${describe(rows)}`)] : [];
}

export function describe(leases: readonly LeaseRow[]): string {
  const words = leases.map(({ number, state, code }) => [number ?? '?', state, code].filter(Boolean).join(' '));
  return words.length === 0 ? 'an empty ledger' : words.join(', ');
}
