import { isLeaseState, isOpen } from '../core/lease-state.ts';
import type { Lease, LeaseState, Message } from '../core/model.ts';
import type { LeaseQuery } from '../core/ports.ts';
import { integerIn, integerOrNullIn, jsonIn, textIn, textOrNullIn } from './columns.ts';
import type { Database, Row, Values } from './database.ts';
import { endingIn } from './schema.ts';
import { DecodeError, storageError } from './storage-error.ts';

const isOpenOrClosedSince = `seq IN (
  SELECT seq FROM leases INDEXED BY leases_open WHERE closed_at IS NULL UNION ALL
  SELECT seq FROM leases INDEXED BY leases_closed WHERE closed_at >= :closedSince)`;

/** The number as it is shown or as the platform writes it. */
const mayEnd = `seq IN (WITH wanted (ending) AS (SELECT value FROM json_each(:endings) UNION SELECT '')
  SELECT seq FROM leases INDEXED BY leases_ending
    WHERE number IS NOT NULL AND ${endingIn('number')} IN wanted UNION ALL
  SELECT seq FROM leases INDEXED BY leases_platform_ending
    WHERE ${endingIn('platform_number')} IN wanted AND ${endingIn('platform_number')} <> ${endingIn('number')})`;

/** Newest first. */
export function findLeases(db: Pick<Database, 'all'>, query: LeaseQuery): Lease[] {
  const { provider, profile, project, projects, states, since, closedSince, ids, endings, most } = query;
  const conditions: string[] = [];
  const values: Record<string, string | number> = {};
  const demand = (condition: string, name: string, value: string | number | undefined) => {
    if (value === undefined) return;
    conditions.push(` AND ${condition}`);
    values[name] = value;
  };
  demand('provider = :provider', 'provider', provider);
  demand('profile = :profile', 'profile', profile);
  demand('project = :project', 'project', project);
  demand(
    'EXISTS (SELECT 1 FROM json_each(:projects) WHERE key = provider AND value = project)',
    'projects',
    projects && JSON.stringify(projects),
  );
  demand('acquired_at >= :since', 'since', since);
  demand(isOpenOrClosedSince, 'closedSince', closedSince);
  demand('state IN (SELECT value FROM json_each(:states))', 'states', states && JSON.stringify(states));
  demand('id IN (SELECT value FROM json_each(:ids))', 'ids', ids && JSON.stringify(ids));
  demand(mayEnd, 'endings', endings && JSON.stringify(endings));
  // The usual question; the few open leases are found without a walk through all the others.
  const source = states?.every(isOpen) ? 'INDEXED BY leases_open WHERE closed_at IS NULL' : 'WHERE TRUE';
  const limit = most === undefined ? '' : ' LIMIT :most';
  if (most !== undefined) values.most = most;
  return selectLeases(db, `${source}${conditions.join('')} ORDER BY acquired_at DESC, seq DESC${limit}`, values);
}

/** In the order of their places. */
export function leasesOf(db: Database, intentId: string): Lease[] {
  return selectLeases(db, 'WHERE intent_id = :intentId ORDER BY seq', { intentId });
}

export function leaseOf(db: Database, id: string): Lease | null {
  return selectLeases(db, 'WHERE id = :id', { id })[0] ?? null;
}

/** @param tail what follows `SELECT * FROM leases` */
export function selectLeases(db: Pick<Database, 'all'>, tail: string, values: Values): Lease[] {
  return db.all(`SELECT * FROM leases ${tail}`, values, decodeLease);
}

export function insertLease(db: Database, lease: Lease): Lease {
  const { intentId, provider, profile, multi } = lease;
  db.run(
    `INSERT INTO leases (id, intent_id, provider, profile, project, platform_number, number, country, calling_code,
       multi, state, acquired_at, expires_at, closed_at, code, messages, received_at, late)
     VALUES (:id, :intentId, :provider, :profile, :project, :platformNumber, :number, :country, :callingCode,
       :multi, :state, :acquiredAt, :expiresAt, :closedAt, :code, :messages, :receivedAt, :late)`,
    { ...changingValues(lease), intentId, provider, profile, multi: Number(multi) },
  );
  return lease;
}

/**
 * Writes down how a lease now is; of what it was asked for with only the project can change.
 *
 * @throws SmsctlError `ledger.unusable` where a damaged file does not find the row: what is not in the ledger is not told
 *   as if it were.
 */
export function updateLease(db: Database, lease: Lease): Lease {
  const touched = db.run(
    `UPDATE leases SET project = :project, platform_number = :platformNumber, number = :number, country = :country,
       calling_code = :callingCode, state = :state, acquired_at = :acquiredAt, expires_at = :expiresAt,
       closed_at = :closedAt, code = :code, messages = :messages, received_at = :receivedAt,
       late = :late
     WHERE id = :id`,
    changingValues(lease),
  );
  if (touched !== 1) throw storageError('ledger.unusable', db.path, 'corrupt');
  return lease;
}

function changingValues(lease: Lease): Values {
  const { id, project, platformNumber, number, country, callingCode, state, acquiredAt, expiresAt, closedAt, code } =
    lease;
  const messages = JSON.stringify(lease.messages);
  const late = Number(lease.late);
  return {
    id,
    project,
    platformNumber,
    number,
    country,
    callingCode,
    state,
    acquiredAt,
    expiresAt,
    closedAt,
    code,
    messages,
    receivedAt: lease.receivedAt,
    late,
  };
}

function decodeLease(row: Row): Lease {
  return {
    id: textIn(row, 'id'),
    intentId: textIn(row, 'intent_id'),
    provider: textIn(row, 'provider'),
    profile: textIn(row, 'profile'),
    project: textIn(row, 'project'),
    platformNumber: textOrNullIn(row, 'platform_number'),
    number: textOrNullIn(row, 'number'),
    country: textOrNullIn(row, 'country'),
    callingCode: textOrNullIn(row, 'calling_code'),
    multi: integerIn(row, 'multi') === 1,
    state: decodeState(textIn(row, 'state')),
    acquiredAt: integerIn(row, 'acquired_at'),
    expiresAt: integerOrNullIn(row, 'expires_at'),
    closedAt: integerOrNullIn(row, 'closed_at'),
    code: textOrNullIn(row, 'code'),
    messages: decodeMessages(jsonIn(row, 'messages')),
    receivedAt: integerOrNullIn(row, 'received_at'),
    late: integerIn(row, 'late') === 1,
  };
}

function decodeState(text: string): LeaseState {
  if (!isLeaseState(text)) throw new DecodeError('state');
  return text;
}

function decodeMessages(json: unknown): Message[] {
  if (!Array.isArray(json) || !json.every(isMessage)) throw new DecodeError('messages');
  return json;
}

function isMessage(value: unknown): value is Message {
  const { text, code, project, seenAt = 0 } = (value ?? {}) as Partial<Record<keyof Message, unknown>>;
  return typeof text === 'string' && isTextOrNull(code) && isTextOrNull(project) && typeof seenAt === 'number';
}

function isTextOrNull(value: unknown): boolean {
  return value === null || typeof value === 'string';
}
