import { isOpen, type LeaseRow, newIn } from './books.ts';
import { saidIn } from './expected.ts';
import { broken, type Finding } from './promises.ts';
import type { Evidence } from './round.ts';

/** Whether the ledger says what is true of the numbers, as far as anybody could know. */
export function judgeBooks(evidence: Evidence): Finding[] {
  switch (evidence.round.call.does) {
    case 'rent':
    case 'before':
      return judgeRental(evidence);
    case 'release':
      return judgeEnd(evidence, { ended: ['released'], left: ['held'] });
    case 'blacklist':
      return judgeEnd(evidence, {
        ended: ['blacklisted'],
        left: evidence.run.exitCode === 11 ? ['held', 'blacklistDue'] : ['blacklistDue'],
      });
    case 'after':
      return judgeAfter(evidence);
    case 'wait':
      return judgeWait(evidence);
    default:
      return judgeEnd(evidence, { ended: ['gone'], left: ['held'], onlyIf: 'free' });
  }
}

function judgeRental(evidence: Evidence): Finding[] {
  const { round, run, before, after } = evidence;
  const rows = newIn(before, after);
  const wanted = /--count (\d+)/u.exec(round.call.command)?.[1] ?? '1';
  const unknown = rows.filter(({ state }) => state === 'unknown').length;
  const held = rows.filter(({ state }) => state === 'held').map(({ digits }) => digits ?? '');
  const taken = after.rented.filter((number) => !before.rented.includes(number));
  const missing = taken.filter((number) => !held.some((digits) => number.endsWith(digits)));
  const open = rows.filter(isOpen).map(({ state }) => state);

  if (run.exitCode === 0) {
    const said = round.call.does === 'rent' ? saidIn(evidence) : { hit: [], passed: [] };
    const facts = [...said.hit, ...said.passed].map((one) => one.facts.toSorted().join(', '));
    const agrees = round.call.does === 'before' ? missing.length === 0 : facts.includes(held.toSorted().join(', '));
    return broken('number', !agrees, `the ledger holds ${held.join(', ') || 'nothing'}, ${facts.join(' / ')} was said`);
  }
  if (run.exitCode === 9) {
    const named = (run.error?.leases ?? []).map((lease) => String(lease.id));
    const isNamed = run.error === null || rows.filter(isOpen).every(({ id }) => named.includes(id));
    return [
      ...broken('number', unknown !== Number(wanted), `${unknown} places are unknown, ${wanted} were asked for`),
      ...broken('number', missing.length > unknown, `${missing.join(', ')} is in no place of the ledger`),
      ...broken('number', !isNamed, 'the error does not name the places that are unknown'),
    ];
  }
  return [
    ...broken('number', missing.length > 0, `${missing.join(', ')} was rented, and exit ${run.exitCode} denies it`),
    ...broken('end', open.length > 0, `nothing can have been rented, and ${open.join(', ')} is left open`),
  ];
}

interface Ends {
  /** What the lease is after a yes. */
  readonly ended: readonly string[];
  /** And without one. */
  readonly left: readonly string[];
  /** The fact that makes it a yes; any will do unless given. */
  readonly onlyIf?: string;
}

/** The lease has ended if an answer said so, and not otherwise. */
function judgeEnd(evidence: Evidence, { ended, left, onlyIf }: Ends): Finding[] {
  const lease = leaseIn(evidence);
  if (lease === null) return [];
  const { hit, passed } = saidIn(evidence);
  const isSaid = [...hit, ...passed].some(({ facts }) => onlyIf === undefined || facts.includes(onlyIf));
  // Where two readers may differ, what the program makes of it shows in its exit code.
  const mayBe = isSaid && evidence.run.exitCode === 0 ? ended : isSaid ? [...ended, ...left] : left;
  return broken('end', !mayBe.includes(lease.state), `the lease is ${lease.state}, not ${mayBe.join(' or ')}`);
}

/** After a wait the number is given back; how that went stands in the result and in the ledger alike. */
function judgeAfter(evidence: Evidence): Finding[] {
  const { round, run } = evidence;
  const lease = leaseIn(evidence);
  if (lease === null) return [];
  const isTimeout = round.call.ends?.includes(7) === true;
  const [yes, no] = isTimeout ? (['blacklisted', 'blacklistDue'] as const) : (['released', 'kept'] as const);
  const [ended, left] = isTimeout ? ['blacklisted', 'blacklistDue'] : ['done', 'received'];
  const { hit, passed } = saidIn(evidence);
  const isSaid = hit.length + passed.length > 0;
  const told = run.documents[0]?.after;
  return [
    ...broken('end', !isSaid && lease.state !== left, `the lease is ${lease.state}, and nobody said so`),
    ...broken('end', ![ended, left].includes(lease.state), `the lease is ${lease.state}`),
    ...broken(
      'success',
      told !== undefined && told !== (lease.state === ended ? yes : no),
      `says ${told} where the lease is ${lease.state}`,
    ),
  ];
}

/** A number stays ours until its code was read, or until the platform said that it is over. */
function judgeWait(evidence: Evidence): Finding[] {
  const lease = leaseIn(evidence);
  if (lease === null || isOpen(lease)) return [];
  const isRead = evidence.run.exitCode === 0 || evidence.seen.some((one) => one.isCall && !one.isHit);
  return broken('end', !isRead, `the lease is ${lease.state}, and no answer was read`);
}

function leaseIn({ after, leaseId }: Evidence): LeaseRow | null {
  return after.leases.find(({ id }) => id === leaseId) ?? null;
}
