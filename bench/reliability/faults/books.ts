import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Stage, StagedPlatform } from '../../../test/helpers/stage.ts';
import { digitsOf } from './reader.ts';

export interface LeaseRow {
  readonly id: string;
  readonly intent: string;
  readonly state: string;
  /** Digits of the number as the platform spells it; null before there is one. */
  readonly digits: string | null;
}

/** What both sides have written down, read without the program's help. */
export interface Books {
  /** Digits of every number the platform has given out, with the calling code. */
  readonly rented: readonly string[];
  /** Messages that were handed in to it. */
  readonly sent: readonly string[];
  readonly leases: readonly LeaseRow[];
  readonly sends: readonly string[];
}

interface PlatformState {
  readonly holds: readonly { readonly number: string }[];
  readonly sent: readonly { readonly text: string }[];
}

export function booksOf({ simulator, home }: Stage, platform: StagedPlatform): Books {
  const text = simulator.state.update((kept) => ({ text: kept ?? '', result: kept ?? '{}' }));
  const { platforms } = JSON.parse(text) as { readonly platforms: Readonly<Record<string, PlatformState>> };
  const { holds = [], sent = [] } = platforms[platform] ?? {};
  return {
    rented: holds.map(({ number }) => digitsOf(number)),
    sent: sent.map((one) => one.text),
    ...ledgerOf(home),
  };
}

function ledgerOf(home: string): Pick<Books, 'leases' | 'sends'> {
  const path = join(home, 'ledger.sqlite');
  if (!existsSync(path)) return { leases: [], sends: [] };
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    const leases = db.prepare('SELECT id, intent_id, state, platform_number FROM leases ORDER BY seq').all();
    const sends = db.prepare('SELECT state FROM sends').all();
    return {
      leases: leases.map((row) => ({
        id: String(row.id),
        intent: String(row.intent_id),
        state: String(row.state),
        digits: row.platform_number === null ? null : digitsOf(String(row.platform_number)),
      })),
      sends: sends.map((row) => String(row.state)),
    };
  } finally {
    db.close();
  }
}

const open: readonly string[] = ['intent', 'unknown', 'held', 'received', 'blacklistDue'];

export const isOpen = ({ state }: LeaseRow): boolean => open.includes(state);

/** Leases that came with the command. */
export function newIn(before: Books, after: Books): readonly LeaseRow[] {
  return after.leases.filter(({ id }) => !before.leases.some((one) => one.id === id));
}
