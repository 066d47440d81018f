import type { RentRequest, RunEnd } from '../core/model.ts';
import type { BalanceReading, Intent } from '../core/ports.ts';
import { integerIn, integerOrNullIn, textIn, textOrNullIn } from './columns.ts';
import type { Database, Row, Values } from './database.ts';
import type { ProcessMark } from './process-mark.ts';
import { DecodeError, storageError } from './storage-error.ts';

const states = ['open', 'unknown', 'fulfilled', 'abandoned'] as const;

type IntentState = (typeof states)[number];

/** A row of the intents: the Intent of the port, and what only the ledger needs. */
export interface IntentRow extends Omit<Intent, 'project'> {
  readonly state: IntentState;
  /** When the last request left or was about to; null before the first. */
  readonly askedAt: number | null;
  /** Names the account it is asked of; null where an older version made it. */
  readonly account: string | null;
  /** The wishes without the keys, in the spelling of `spellRequest`. */
  readonly request: string;
  readonly process: ProcessMark;
  /** What becomes of its numbers when that process is gone; null where that changes nothing. */
  readonly onEnd: RunEnd | null;
}

/** The project of a request that spellRequest spelled. */
export function projectIn(request: string): string {
  const { project } = JSON.parse(request) as { readonly project?: unknown };
  return String(project ?? '');
}

/**
 * The wishes of a request as one text that is the same for the same wishes. Keys are left out, because they are secret,
 * and so is what is null, because a wish that a later version adds is null for all who did not know it.
 */
export function spellRequest(request: RentRequest): string {
  const { vip: _vip, secretKey: _secretKey, ...wishes } = request;
  const wished = Object.entries(wishes).filter(([, wish]) => wish !== null);
  return JSON.stringify(Object.fromEntries(wished.sort(([a], [b]) => (a < b ? -1 : 1))));
}

export function insertIntent(db: Database, intent: IntentRow, hadKeys: boolean): void {
  const { id, provider, profile, account, requestId, request, state, attempts, reason, createdAt, askedAt } = intent;
  db.run(
    `INSERT INTO intents (id, provider, profile, account, request_id, request, had_keys, state, attempts, reason, created_at,
       asked_at, balance_before, balance_before_at, host, boot, pid, started, on_end)
     VALUES (:id, :provider, :profile, :account, :requestId, :request, :hadKeys, :state, :attempts, :reason, :createdAt,
       :askedAt, :balanceBefore, :balanceBeforeAt, :host, :boot, :pid, :started, :onEnd)`,
    {
      ...{ id, provider, profile, account, requestId, request, state, attempts, reason, createdAt, askedAt },
      ...intent.process,
      onEnd: intent.onEnd,
      balanceBefore: intent.balanceBefore?.balance ?? null,
      balanceBeforeAt: intent.balanceBefore?.at ?? null,
      hadKeys: Number(hadKeys),
    },
  );
}

/** @throws SmsctlError `ledger.unusable` where a damaged file does not find the row */
export function updateIntent(db: Database, intent: IntentRow): void {
  const { id, state, attempts, reason, askedAt, balanceBefore, balanceAfter } = intent;
  const touched = db.run(
    `UPDATE intents SET state = :state, attempts = :attempts, reason = :reason, asked_at = :askedAt,
       balance_before = :balanceBefore, balance_before_at = :balanceBeforeAt,
       balance_after = :balanceAfter, balance_after_at = :balanceAfterAt
     WHERE id = :id`,
    {
      ...{ id, state, attempts, reason, askedAt },
      balanceBefore: balanceBefore?.balance ?? null,
      balanceBeforeAt: balanceBefore?.at ?? null,
      balanceAfter: balanceAfter?.balance ?? null,
      balanceAfterAt: balanceAfter?.at ?? null,
    },
  );
  if (touched !== 1) throw storageError('ledger.unusable', db.path, 'corrupt');
}

/** Its numbers are another process's from now on. */
export function handOver(db: Database, { id, onEnd, process }: Pick<IntentRow, 'id' | 'onEnd' | 'process'>): void {
  db.run(
    `UPDATE intents SET on_end = :onEnd, host = :host, boot = :boot, pid = :pid, started = :started WHERE id = :id`,
    { id, onEnd, ...process },
  );
}

export function intentOf(db: Database, id: string): IntentRow | null {
  return selectIntents(db, 'WHERE id = :id', { id })[0] ?? null;
}

/** The one intent that holds this request id; an abandoned one has let it go. */
export function holderOf(
  db: Database,
  { provider, profile, requestId }: Pick<Intent, 'provider' | 'profile' | 'requestId'>,
): IntentRow | null {
  const where = `WHERE provider = :provider AND profile = :profile AND request_id = :requestId
    AND state <> 'abandoned'`;
  return selectIntents(db, where, { provider, profile, requestId })[0] ?? null;
}

/** @param tail what follows `SELECT * FROM intents` */
export function selectIntents(db: Database, tail: string, values: Values): IntentRow[] {
  return db.all(`SELECT * FROM intents ${tail}`, values, decodeIntent);
}

function decodeIntent(row: Row): IntentRow {
  return {
    id: textIn(row, 'id'),
    provider: textIn(row, 'provider'),
    profile: textIn(row, 'profile'),
    requestId: textOrNullIn(row, 'request_id'),
    createdAt: integerIn(row, 'created_at'),
    attempts: integerIn(row, 'attempts'),
    reason: textOrNullIn(row, 'reason'),
    state: decodeState(textIn(row, 'state')),
    askedAt: integerOrNullIn(row, 'asked_at'),
    account: textOrNullIn(row, 'account'),
    balanceBefore: readingIn(row, 'balance_before'),
    balanceAfter: readingIn(row, 'balance_after'),
    request: textIn(row, 'request'),
    process: {
      host: textIn(row, 'host'),
      boot: textIn(row, 'boot'),
      pid: integerIn(row, 'pid'),
      started: textIn(row, 'started'),
    },
    onEnd: decodeEnd(textOrNullIn(row, 'on_end')),
  };
}

function readingIn(row: Row, column: string): BalanceReading | null {
  const balance = textOrNullIn(row, column);
  return balance === null ? null : { balance, at: integerIn(row, `${column}_at`) };
}

function decodeEnd(text: string | null): RunEnd | null {
  if (text === null || text === 'release' || text === 'blacklist') return text;
  throw new DecodeError('on_end');
}

function decodeState(text: string): IntentState {
  const state = states.find((known) => known === text);
  if (state === undefined) throw new DecodeError('state');
  return state;
}
