import type { LeftBehind } from '../core/model.ts';
import type { Books } from './books.ts';
import { selectIntents } from './intent-rows.ts';
import { leasesOf } from './lease-rows.ts';
import type { ProcessMark } from './process-mark.ts';

interface Place {
  readonly provider: string;
  readonly profile: string;
  readonly isGone: (process: ProcessMark) => boolean;
}

/** Numbers of an account that were rented for a process which is gone. The few open leases lead to them. */
export function findLeftBehind({ db }: Books, { provider, profile, isGone }: Place): LeftBehind[] {
  const intents = selectIntents(
    db,
    `WHERE on_end IS NOT NULL AND id IN (
       SELECT intent_id FROM leases INDEXED BY leases_open
       WHERE closed_at IS NULL AND provider = :provider AND profile = :profile AND state IN ('held', 'received'))
     ORDER BY created_at, id`,
    { provider, profile },
  );
  return intents.flatMap(({ id, onEnd, process }) => {
    if (onEnd === null || !isGone(process)) return [];
    const held = leasesOf(db, id).filter(({ state }) => state === 'held' || state === 'received');
    return held.map((lease) => ({ lease, onEnd }));
  });
}
