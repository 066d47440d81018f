import type { Dimension } from '../core/dimensions.ts';
import type { Lease } from '../core/model.ts';

/** What became of numbers that were rented. `rented` is the sum of `received`, `late`, `givenUp` and `waiting`. */
export interface Tally {
  readonly rented: number;
  /** A message came while the number was held. */
  readonly received: number;
  /** The first word of a message came only after the number had been given up. */
  readonly late: number;
  /** It ended, or is to be blacklisted, and nothing has come. */
  readonly givenUp: number;
  /** Held still, and nothing has come yet. */
  readonly waiting: number;
  /** `received` of all that are no longer waited for, 0 to 1; null where there are none. */
  readonly share: number | null;
  /** Milliseconds from the rental to the message, of those that were received and whose time is known. */
  readonly median: number | null;
  readonly ninetieth: number | null;
}

/** What the numbers of a row have in common; null where the dimension does not say. */
export interface TallyRow {
  readonly provider: string | null;
  readonly project: string | null;
  readonly country: string | null;
  readonly tally: Tally;
}

/** A project's id means something at its platform only, so that a project's row has a provider too. */
const keysOf: Readonly<Record<Dimension, (lease: Lease) => Omit<TallyRow, 'tally'>>> = {
  provider: ({ provider }) => ({ provider, project: null, country: null }),
  project: ({ provider, project }) => ({ provider, project, country: null }),
  country: ({ country }) => ({ provider: null, project: null, country }),
};

/** Only what the platform has handed out was rented: neither a refusal nor an answer that was lost. */
export const wasRented = (lease: Lease): boolean => lease.platformNumber !== null;

export function tallyAll(leases: readonly Lease[]): Tally {
  const counted = startCount();
  for (const lease of leases) if (wasRented(lease)) count(counted, lease);
  return endCount(counted);
}

/** A row for each value there is, those with the most numbers first. */
export function tallyBy(leases: readonly Lease[], dimension: Dimension): TallyRow[] {
  const rows = new Map<string, { readonly key: Omit<TallyRow, 'tally'>; readonly counted: Counted }>();
  for (const lease of leases) {
    if (!wasRented(lease)) continue;
    const key = keysOf[dimension](lease);
    const name = JSON.stringify([key.provider, key.project, key.country]);
    const row = rows.get(name) ?? { key, counted: startCount() };
    rows.set(name, row);
    count(row.counted, lease);
  }
  const tallied = [...rows].map(([name, { key, counted }]) => ({ name, row: { ...key, tally: endCount(counted) } }));
  return tallied
    .sort((a, b) => b.row.tally.rented - a.row.tally.rented || (a.name < b.name ? -1 : 1))
    .map(({ row }) => row);
}

interface Counted {
  received: number;
  late: number;
  givenUp: number;
  waiting: number;
  readonly times: number[];
}

const startCount = (): Counted => ({ received: 0, late: 0, givenUp: 0, waiting: 0, times: [] });

function count(counted: Counted, { code, messages, late, state, receivedAt, acquiredAt }: Lease): void {
  if (code === null && messages.length === 0) {
    if (state === 'held' || state === 'received') counted.waiting += 1;
    else counted.givenUp += 1;
  } else if (late) {
    counted.late += 1;
  } else {
    counted.received += 1;
    // A clock that was set back in between says nothing of how long it took.
    if (receivedAt !== null && receivedAt >= acquiredAt) counted.times.push(receivedAt - acquiredAt);
  }
}

function endCount({ received, late, givenUp, waiting, times }: Counted): Tally {
  const over = received + late + givenUp;
  times.sort((a, b) => a - b);
  return {
    rented: over + waiting,
    received,
    late,
    givenUp,
    waiting,
    share: over === 0 ? null : received / over,
    median: nearestRank(times, 0.5),
    ninetieth: nearestRank(times, 0.9),
  };
}

/** The smallest value that at least this part of all values does not exceed. */
function nearestRank(sorted: readonly number[], part: number): number | null {
  return sorted[Math.ceil(part * sorted.length) - 1] ?? null;
}
