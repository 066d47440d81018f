import type { Lease } from '../core/model.ts';
import type { LeaseQuery } from '../core/ports.ts';
import type { LeaseWish } from '../input/spec.ts';
import { providers } from '../providers/index.ts';
import type { Candidate } from './candidates.ts';
import type { Sight } from './look-up.ts';
import { storedAliases } from './projects.ts';

/** More than this nobody reads in a list. */
const most = 50;

/** Ids, each with its number and state; numbers where one was begun. */
export async function leaseCandidates(sight: Sight, { states, ability }: LeaseWish): Promise<Candidate[]> {
  const { texts, context, line } = sight;
  const now = context.clock.now();
  const project = line.given.get('--pid') ?? null;
  const alias = project === null ? undefined : (await storedAliases(sight)).find(({ name }) => name === project);
  const found = await glance(sight, { states });
  const fits = found.filter(
    (lease) =>
      lease.number !== null &&
      (project === null || lease.project === (alias?.ids?.[lease.provider] ?? project)) &&
      (lease.expiresAt === null || lease.expiresAt > now) &&
      (ability === undefined || providers.some((one) => one.id === lease.provider && one.abilities.includes(ability))),
  );
  return fits.slice(0, most).map((lease) => {
    const number = lease.number ?? '';
    const state = texts.states[lease.state] ?? lease.state;
    const facts = [state, `${lease.provider} ${lease.project}`];
    if (/^\+/u.test(line.word)) return { value: number, text: [lease.id, ...facts].join(', ') };
    if (/^\d/u.test(line.word)) return { value: number.replace('+', ''), text: [lease.id, ...facts].join(', ') };
    return { value: lease.id, text: [number, ...facts].join(', ') };
  });
}

/** Leases of the ledger that the line is about; none where it cannot be read. */
export async function glance({ line, provider, ledgerFile }: Sight, query: LeaseQuery): Promise<Lease[]> {
  const profile = line.given.get('--profile') ?? null;
  const { glanceAtLeases } = await import('../store/lease-glance.ts');
  try {
    return glanceAtLeases(ledgerFile, {
      ...query,
      ...(provider === null ? {} : { provider }),
      ...(profile === null ? {} : { profile }),
    });
  } catch {
    return []; // there is none yet, or another process is writing: no reason to disturb somebody who is typing
  }
}
