import { isOpen } from '../core/lease-state.ts';
import type { Lease, Message } from '../core/model.ts';
import { aliasOf } from '../flows/aliases.ts';
import type { Sources } from '../flows/configuration.ts';
import type { Messages } from '../messages/index.ts';
import type { Cell } from '../terminal/output.ts';

export const timeJson = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());

export const messagesJson = (messages: readonly Message[]) =>
  messages.map(({ text, code, project }) => ({ text, code, project }));

/** The Lease of the contract. */
export function leaseJson(lease: Lease) {
  return {
    id: lease.id,
    provider: lease.provider,
    profile: lease.profile,
    project: lease.project,
    number: lease.number,
    platformNumber: lease.platformNumber,
    country: lease.country,
    callingCode: lease.callingCode,
    multi: lease.multi,
    state: lease.state,
    acquiredAt: timeJson(lease.acquiredAt),
    expiresAt: timeJson(lease.expiresAt),
  };
}

/** The command to run next for this lease, without the program's name; null where nothing is owed. */
export function nextStep(lease: Lease): string | null {
  switch (lease.state) {
    case 'held':
      return `wait-code ${lease.id}`;
    case 'received':
      return lease.multi ? `wait-code ${lease.id}` : `release ${lease.id}`;
    case 'intent':
    case 'unknown':
    case 'blacklistDue':
      return 'reconcile';
    default:
      return null;
  }
}

export function stateCell(lease: Lease, texts: Messages): Cell {
  const text = texts.states[lease.state] ?? lease.state;
  if (lease.state === 'unknown' || lease.state === 'blacklistDue') return { text, tone: 'warn' };
  if (lease.state === 'held' || lease.state === 'received') return { text, tone: 'good' };
  return isOpen(lease.state) ? { text } : { text, tone: 'dim' };
}

/** The project as the user calls it, with its id. */
export function projectCell(sources: Sources, { provider, project }: Pick<Lease, 'provider' | 'project'>): string {
  const alias = aliasOf(sources, provider, project);
  return alias === null ? project : `${alias} (${project})`;
}

/** The country's name in the user's language, or null for what is no ISO 3166 code. */
export function countryName(country: string, texts: Messages): string | null {
  if (!/^[A-Z]{2}$/u.test(country)) return null;
  return new Intl.DisplayNames([texts.locale], { type: 'region', fallback: 'none' }).of(country) ?? null;
}
