import { dirname, join } from 'node:path';
import type { Pace } from '../core/pace.ts';
import type { Clock, Intent, Ledger } from '../core/ports.ts';
import { noteBalance } from './balances.ts';
import type { Books } from './books.ts';
import { type Database, openDatabase, openMemoryDatabase } from './database.ts';
import { intentOf, projectIn } from './intent-rows.ts';
import { changeLease, expireLeases, keepLate } from './lease-changes.ts';
import { newId, randomBytes } from './lease-ids.ts';
import { findLeases } from './lease-rows.ts';
import { findLeftBehind } from './left-behind.ts';
import { recall, remember } from './memories.ts';
import { openPace, paceAlone } from './pace.ts';
import { isAlive, isGone, markProcess, type ProcessMark } from './process-mark.ts';
import { abandon, attempt, fulfil, markUnknown, settleOrphans } from './purchases.ts';
import { reserve } from './reservations.ts';
import { ledgerApplicationId, ledgerSteps } from './schema.ts';
import { beginSend, endSend } from './sends.ts';

interface BookOptions {
  readonly clock: Pick<Clock, 'now'>;
  /** Gives that many random bytes, for the ids. */
  readonly random?: (size: number) => Uint8Array;
}

export interface LedgerOptions extends BookOptions {
  /** The file; it and its folder are created if need be, 0600 and 0700. */
  readonly path: string;
  /** The process that answers for the intents made here. */
  readonly pid?: number;
  readonly isAlive?: (pid: number) => boolean;
}

/** @throws SmsctlError `ledger.unusable` with `path` and a StorageReason as `reason`; the file is left as it is. */
export function openLedger(options: LedgerOptions): Ledger {
  const alive = options.isAlive ?? isAlive;
  const db = openDatabase({
    path: options.path,
    applicationId: ledgerApplicationId,
    steps: ledgerSteps,
    durable: true,
  });
  const pace = openPace({
    path: join(dirname(options.path), 'pace.sqlite'),
    now: () => Math.trunc(options.clock.now()),
  });
  const ledger = createLedger(db, {
    ...options,
    mark: () => markProcess(options.pid ?? process.pid),
    isGone: (mark) => isGone(mark, alive),
    pace,
  });
  const close = () => {
    ledger.close();
    pace.close();
  };
  return { ...ledger, close };
}

/** A ledger that ends with the process. */
export function openMemoryLedger({ clock }: Pick<BookOptions, 'clock'>): Ledger {
  const now = () => Math.trunc(clock.now());
  const db = openMemoryDatabase(ledgerSteps);
  return createLedger(db, { clock, mark: () => markProcess(process.pid), isGone: () => false, pace: paceAlone(now) });
}

interface CreateOptions extends BookOptions {
  /** Names the process that answers for the intents made here. */
  readonly mark: () => ProcessMark;
  readonly isGone: (process: ProcessMark) => boolean;
  readonly pace: Pace;
}

/** The ledger in a database that has its tables. */
export function createLedger(
  db: Database,
  { clock, random = (size) => randomBytes(db, size), mark, isGone, pace }: CreateOptions,
): Ledger {
  const books: Books = {
    db,
    now: () => Math.trunc(clock.now()),
    newId: (kind) => newId(kind === 'lease' ? 'n' : 'r', random),
  };
  return {
    reserve: (intent, limits) => reserve(books, intent, { limits, process: mark(), isGone }),
    attempt: (intentId) => attempt(books, intentId),
    fulfil: (intentId, numbers, lifetime) => fulfil(books, intentId, { numbers, lifetime: Math.round(lifetime) }),
    abandon: (intentId, reason) => abandon(books, intentId, reason),
    markUnknown: (intentId, reason, lifetime) =>
      markUnknown(books, intentId, { reason, lifetime: Math.round(lifetime) }),
    version: () => db.version(),
    find: (query) => findLeases(db, query),
    intent: (intentId) => readIntent(books, intentId),
    change: (leaseId, change) => changeLease(books, leaseId, change),
    keepLate: (leaseId, late) => keepLate(books, leaseId, late),
    expire: () => expireLeases(books),
    orphans: (lifetime) => settleOrphans(books, lifetime, (intent) => isGone(intent.process)),
    leftBehind: (provider, profile) => findLeftBehind(books, { provider, profile, isGone }),
    noteBalance: (account, balance) => noteBalance(books, account, balance),
    takeTurn: pace.takeTurn,
    slowDown: pace.slowDown,
    speedUp: pace.speedUp,
    beginSend: (key) => beginSend(books, key),
    endSend: (key, state) => endSend(books, key, state),
    recall: (key) => recall(books, key),
    remember: (key, text) => remember(books, key, text),
    close: () => db.close(),
  };
}

function readIntent({ db }: Books, intentId: string): Intent | null {
  const row = intentOf(db, intentId);
  if (row === null) return null;
  const { id, provider, profile, requestId, createdAt, attempts, reason, balanceBefore, balanceAfter } = row;
  const project = projectIn(row.request);
  return { id, provider, profile, requestId, project, createdAt, attempts, reason, balanceBefore, balanceAfter };
}
