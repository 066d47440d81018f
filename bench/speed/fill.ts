import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { insertIntent } from '../../src/store/intent-rows.ts';
import { insertLease } from '../../src/store/lease-rows.ts';
import { ledgerApplicationId, ledgerSteps } from '../../src/store/schema.ts';

const hour = 3_600_000;

export interface Held {
  readonly provider: 'durian' | 'taoma';
  readonly profile: string;
  /** As the platform writes it. */
  readonly platformNumber: string;
}

export interface Filling {
  readonly open: readonly Held[];
  /** Leases that were closed in the last year, and none of them today. */
  readonly closed: number;
}

/**
 * A ledger with these leases in it, by the store's own code. Not by as many purchases, each of which is synced.
 */
export function fillLedger(home: string, { open, closed }: Filling): void {
  const db = openDatabase({
    path: join(home, 'ledger.sqlite'),
    applicationId: ledgerApplicationId,
    steps: ledgerSteps,
    durable: false,
  });
  const now = Date.now();
  db.immediate(() => {
    for (let index = 0; index < closed; index += 1) {
      const acquiredAt = now - 48 * hour - Math.round(((closed - index) / closed) * 363 * 24 * hour);
      const platformNumber = numberAt('durian', 500_000 + index);
      insert(db, { place: index, held: { provider: 'durian', profile: 'default', platformNumber }, acquiredAt, now });
    }
    for (const [index, held] of open.entries()) insert(db, { place: closed + index, held, acquiredAt: now, now });
  });
  db.close();
}

export function numberAt(provider: Held['provider'], index: number): string {
  return provider === 'durian' ? `+${59_170_000_000 + index}` : String(13_000_000_000 + index);
}

interface Insertion {
  readonly place: number;
  readonly held: Held;
  readonly acquiredAt: number;
  readonly now: number;
}

function insert(db: Database, { place, held, acquiredAt, now }: Insertion): void {
  const { provider, profile, platformNumber } = held;
  const id = place.toString(36).padStart(9, '0');
  const isOpen = acquiredAt === now;
  const wishes = { count: 1, exclude: 'mine', international: false, multi: false, project: '9001' };
  insertIntent(
    db,
    {
      ...{ id: `r${id}`, provider, profile, account: null, requestId: null, request: JSON.stringify(wishes) },
      ...{ state: 'fulfilled', attempts: 1, reason: null, createdAt: acquiredAt, askedAt: acquiredAt },
      ...{ balanceBefore: null, balanceAfter: null },
      onEnd: null,
      process: { host: 'bench', boot: '', pid: 1, started: '' },
    },
    false,
  );
  const code = String(100_000 + (place % 900_000));
  const got = { code, messages: [{ text: code, code, project: null }], receivedAt: acquiredAt + 30_000 };
  const none = { code: null, messages: [], receivedAt: null };
  const number = platformNumber.startsWith('+') ? platformNumber : `+86${platformNumber}`;
  insertLease(db, {
    ...{ id: `n${id}`, intentId: `r${id}`, provider, profile, project: '9001', platformNumber, number },
    ...(provider === 'durian' ? { country: 'BO', callingCode: '591' } : { country: 'CN', callingCode: '86' }),
    ...{ multi: false, acquiredAt, expiresAt: acquiredAt + hour, late: false },
    ...(isOpen ? { state: 'held', closedAt: null, ...none } : { state: 'done', closedAt: acquiredAt + 40_000, ...got }),
  });
}

/** An account for each profile, in the file that `config set` writes, at a platform of the bench's own. */
export function fillSettings(home: string, profiles: readonly Pick<Held, 'provider' | 'profile'>[]): void {
  const fields = {
    durian: (profile: string) => ({ name: profile, apiKey: `key-of-${profile}` }),
    taoma: (profile: string) => ({ userId: profile, password: '93bc63e0b4f48fbbff568d9fc0dc3def' }),
  };
  const settings = profiles.flatMap(({ provider, profile }) =>
    Object.entries(fields[provider](profile)).map(
      ([name, value]) => [`${provider}.${profile}.${name}`, value] as const,
    ),
  );
  const path = join(home, 'settings.json');
  writeFileSync(path, JSON.stringify(Object.fromEntries(settings.sort(([a], [b]) => (a < b ? -1 : 1))), null, 2));
  chmodSync(path, 0o600);
}
