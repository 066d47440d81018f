import type { Context } from '../context/context.ts';
import type { Lease } from '../core/model.ts';
import type { Place, Wish } from './wish.ts';

/** What a dialogue has done so far, so that whichever way it ends nothing of it is forgotten. */
export interface Session {
  /** Writes down what was rented, or may have been, the moment it is known. */
  add(context: Context, leases: readonly Lease[]): void;
  /** Writes down what was asked for, for the command lines at the end. */
  bought(place: Place, wish: Wish): void;
  /** Writes down what is being waited for; none when the wait is over. */
  awaiting(ids: readonly string[]): void;
  /** What a wait that was stopped has said to be still held. */
  awaited(): readonly string[];
  purchase(): { readonly place: Place; readonly wish: Wish } | null;
  /** Of all that were rented, by the context that can look after them. */
  ids(): ReadonlyMap<Context, readonly string[]>;
}

export function createSession(): Session {
  const rented = new Map<Context, readonly string[]>();
  let awaited: readonly string[] = [];
  let last: { readonly place: Place; readonly wish: Wish } | null = null;
  return {
    add(context, leases) {
      rented.set(context, [...new Set([...(rented.get(context) ?? []), ...leases.map(({ id }) => id)])]);
    },
    bought(place, wish) {
      last = { place, wish };
    },
    awaiting(ids) {
      awaited = ids;
    },
    awaited: () => awaited,
    purchase: () => last,
    ids: () => rented,
  };
}

/** Those of the leases as the ledger has them now. */
export async function leasesNow(context: Context, ids: readonly string[]): Promise<Lease[]> {
  return ids.length === 0 ? [] : (await context.desk()).ledger.find({ ids });
}
