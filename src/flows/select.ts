import { SmsctlError } from '../core/errors.ts';
import { isOpen, openStates } from '../core/lease-state.ts';
import type { Lease, LeaseState } from '../core/model.ts';
import { describePhone, endingsOf, isSameNumber, looksLikeNumber, nationalPhone, onlyDigits } from '../core/phone.ts';
import type { Ledger } from '../core/ports.ts';
import { leaseTarget, type Target } from './target.ts';

export interface Selection {
  /** Numbers in any spelling, or lease ids. None means: the one open lease that fits. */
  readonly named: readonly string[];
  readonly all: boolean;
  readonly project: string | null;
  /** Its ids by provider, where it is an alias; a number unknown to the ledger is then of the project as it was typed. */
  readonly projects?: Readonly<Record<string, string>> | null;
  /** Null looks at the leases of every provider. */
  readonly provider: string | null;
  readonly profile: string | null;
  /** Whether a number unknown to the ledger was rented for several messages. */
  readonly multi: boolean;
  /** Which leases are meant when none is named. */
  readonly states?: readonly LeaseState[];
  /** Which of those, all unless given. */
  readonly fits?: (lease: Lease) => boolean;
}

/**
 * The numbers a user means.
 *
 * @throws SmsctlError `usage.noOpenLease`, `usage.ambiguousNumber` (with the leases that fit), `usage.noSuchLease`.
 */
export function selectTargets(ledger: Ledger, selection: Selection): Target[] {
  const { project, projects = null } = selection;
  const filter = {
    ...(projects !== null ? { projects } : project === null ? {} : { project }),
    ...(selection.provider === null ? {} : { provider: selection.provider }),
    ...(selection.profile === null ? {} : { profile: selection.profile }),
  };
  if (selection.named.length > 0) {
    const [numbers, ids] = [
      selection.named.filter(looksLikeNumber),
      selection.named.filter((name) => !looksLikeNumber(name)),
    ];
    const known = [
      ...(numbers.length === 0 ? [] : ledger.find({ ...filter, endings: numbers.flatMap(endingsOf) })),
      ...(ids.length === 0 ? [] : ledger.find({ ...filter, ids: ids.map(idTyped) })),
    ];
    const chosen = selection.named.map((name) => targetNamed(known, name, selection));
    return uniqueTargets(chosen);
  }
  const open = ledger
    .find({ ...filter, states: selection.states ?? openStates })
    .filter(selection.fits ?? (() => true));
  const targets = open.map(leaseTarget).filter((target) => target !== null);
  if (selection.all) return targets.toReversed(); // oldest first: it expires first
  if (targets.length === 1) return targets;
  if (targets.length === 0) throw new SmsctlError('usage.noOpenLease');
  const fitting = targets.flatMap(({ lease }) => (lease === null ? [] : [lease]));
  throw new SmsctlError('usage.ambiguousNumber', { params: { count: fitting.length }, leases: fitting });
}

function targetNamed(known: readonly Lease[], name: string, selection: Selection): Target {
  if (!looksLikeNumber(name)) {
    const lease = known.find((one) => one.id === idTyped(name));
    if (lease === undefined) throw new SmsctlError('usage.noSuchLease', { params: { name } });
    const target = leaseTarget(lease);
    if (target !== null) return target;
    throw new SmsctlError('usage.leaseWithoutNumber', { params: { name, state: lease.state }, leases: [lease] });
  }
  const matching = known.filter((lease) => isLeaseOf(lease, name));
  const open = matching.filter((lease) => isOpen(lease.state));
  // One spelling may fit numbers of two countries, or the same number held twice: which one is the user's to say.
  if (new Set(open.map(holdKey)).size > 1) {
    throw new SmsctlError('usage.ambiguousNumber', { params: { count: open.length }, leases: open });
  }
  const lease = open[0] ?? matching[0]; // newest first
  const target = lease === undefined ? null : leaseTarget(lease);
  if (target !== null) return target;
  if (selection.project === null) throw new SmsctlError('usage.noSuchLease', { params: { name } });
  return strangerTarget(name, selection.project, selection.multi);
}

const idTyped = (name: string): string => name.trim().toLowerCase();

const holdKey = ({ provider, profile, project, platformNumber }: Lease): string =>
  JSON.stringify([provider, profile, project, platformNumber]);

function isLeaseOf(lease: Lease, typed: string): boolean {
  return [lease.number, lease.platformNumber].some(
    (number) => number !== null && isSameNumber(typed, number, lease.country),
  );
}

/** A number the ledger does not know, spelled the way platforms write numbers: E.164 where it can be. */
function strangerTarget(typed: string, project: string, multi: boolean): Target {
  const digits = onlyDigits(typed).replace(/^00/u, '');
  const { callingCode } = describePhone(`+${digits}`);
  const isInternational = callingCode !== null || /^\s*[+\uff0b]/u.test(typed);
  const platformNumber = isInternational ? `+${digits}` : digits;
  return { lease: null, platformNumber, number: platformNumber, project, multi };
}

function uniqueTargets(targets: readonly Target[]): Target[] {
  const byKey = new Map<string, Target>();
  for (const target of targets) {
    const key = target.lease?.id ?? `${target.project} ${target.platformNumber}`;
    if (!byKey.has(key)) byKey.set(key, target);
  }
  return [...byKey.values()];
}

/** A stranger's number as a platform writes it that leaves the calling code of its home country out. */
export function spellAtHome(target: Target, country: string | null): Target {
  if (target.lease !== null || country === null) return target;
  const digits = onlyDigits(target.platformNumber);
  const { national, number } = nationalPhone(digits, country);
  return national === null ? target : { ...target, platformNumber: national, number };
}
