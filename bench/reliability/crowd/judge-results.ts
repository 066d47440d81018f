import type { Evidence, Finding, LeaseRow } from './evidence.ts';
import { account } from './place.ts';
import { type KnownLease, nameOf, type Platform, rentedBy, rowsOf, type Told } from './told.ts';

/** Where a lease may stand at the end, by what its own lane was told of it. Nothing is open any more in all of them. */
const ends: Readonly<Record<string, readonly string[]>> = {
  released: ['released'],
  blacklisted: ['blacklisted'],
  received: ['done', 'received', 'released', 'blacklisted'],
  gone: ['gone'],
};

const openStates = ['intent', 'unknown', 'held', 'received', 'blacklistDue'];

/** What each command told of each number, against the ledger and the platform as they are at the end. */
export function judgeResults(evidence: Evidence): Finding[] {
  const byId = new Map(evidence.ledger.leases.map((lease) => [lease.id, lease]));
  const known = new Map(evidence.tale.flatMap(rentedBy).map((lease) => [lease.id, lease]));
  return evidence.tale.flatMap((told) =>
    rowsOf(told).flatMap((row): Finding[] => {
      const id = String(row.id);
      const lease = byId.get(id);
      const what = complaintOf({ told, row, lease, known: known.get(id) ?? null }, evidence);
      return what === null ? [] : [{ figure: 'results', what: `${nameOf(told)} told of ${id}: ${what}` }];
    }),
  );
}

interface Line {
  readonly told: Told;
  readonly row: Readonly<Record<string, unknown>>;
  readonly lease: LeaseRow | undefined;
  readonly known: KnownLease | null;
}

function complaintOf(line: Line, evidence: Evidence): string | null {
  const { told, row, lease } = line;
  if (lease === undefined) return 'the ledger does not know it';
  // Where it was still being asked for, there was no number to tell.
  if (row.number !== null && row.number !== lease.number)
    return `its number is ${row.number}, in the ledger ${lease.number}`;
  switch (told.move.kind) {
    case 'wait':
      return complaintOfWait(line, lease, evidence);
    case 'release':
    case 'blacklist':
      return complaintOfEnd(line, lease, { status: String(row.status), evidence });
    case 'status':
      return row.platform === 'free' && isUntouched(line, evidence) ? 'free, though nobody has ended it' : null;
    default:
      return null;
  }
}

function complaintOfWait(line: Line, lease: LeaseRow, evidence: Evidence): string | null {
  const { row } = line;
  if (row.status === 'received') {
    const brought = row.messages as readonly { readonly text: string }[];
    const lost = brought.find(({ text }) => !lease.texts.includes(text));
    if (lost !== undefined) return `the message "${lost.text}", which is not in the ledger`;
    if (row.code !== null && !wasSent(evidence, lease, String(row.code)))
      return `code ${row.code}, which was never sent`;
    if (row.after === 'kept') return null;
    return complaintOfEnd(line, lease, { status: 'received', evidence });
  }
  if (row.status === 'timedOut') return complaintOfEnd(line, lease, { status: String(row.after), evidence });
  return row.status === 'gone' ? complaintOfEnd(line, lease, { status: 'gone', evidence }) : null;
}

function complaintOfEnd(
  line: Line,
  lease: LeaseRow,
  { status, evidence }: { status: string; evidence: Evidence },
): string | null {
  if (status === 'failed') return `failed: ${JSON.stringify(line.row.error)}`;
  if (openStates.includes(lease.state) && status !== 'kept') return `${status}, but it is ${lease.state} at the end`;
  if (status === 'blacklisted' && !isBlacklisted(evidence, lease)) return 'blacklisted, but the platform has it not';
  if (status === 'already' || !isLonely(line, evidence)) return null;
  return (ends[status] ?? [lease.state]).includes(lease.state) ? null : `${status}, but it ended as ${lease.state}`;
}

/** Whether no other command can have had to do with this lease at that time: then what was told is how it ended. */
function isLonely({ told, known }: Line, { tale }: Evidence): boolean {
  if (known === null || known.isShared) return false;
  return !tale.some(
    ({ move, began, ended }) => move.kind === 'reconcile' && began <= told.ended && ended >= told.began,
  );
}

/** Whether nobody was told of an end of this lease before the command was over. */
function isUntouched({ told, known }: Line, { tale }: Evidence): boolean {
  if (known === null || known.isShared) return false;
  return !tale.some((other) => {
    const meant = 'leases' in other.move && other.move.leases.some((lease) => lease.id === known.id);
    return meant && other !== told && other.move.kind !== 'status' && other.began <= told.ended;
  });
}

function wasSent({ world }: Evidence, { provider, project, number }: LeaseRow, code: string): boolean {
  const holds = world.platforms[provider]?.holds ?? [];
  return holds.some(
    (hold) =>
      hold.project === project &&
      hold.number === number &&
      hold.messages.some((message) => onlyDigits(message.code) === onlyDigits(code)),
  );
}

/** A code is told without what stands between its halves. */
const onlyDigits = (code: string) => code.replaceAll(/\D/gu, '');

function isBlacklisted({ world }: Evidence, { provider, project, number }: LeaseRow): boolean {
  const list = world.platforms[provider satisfies Platform]?.blacklist ?? [];
  return list.some((one) => one.account === account && one.project === project && one.number === number);
}
