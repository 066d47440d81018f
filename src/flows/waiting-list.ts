import type { Watch } from './watch.ts';

/** The numbers that are waited for and not being looked at, by when they are due. */
export interface WaitingList {
  readonly size: number;
  /** When the first is due; never, where there is none. */
  due(): number;
  add(watch: Watch): void;
  /** Takes out the first, and with it those that are due within half an interval and can share its call. */
  take(most: number): Watch[];
  all(): readonly Watch[];
}

export function createWaitingList(watches: readonly Watch[]): WaitingList {
  const list = watches.toSorted((a, b) => a.due - b.due);
  return {
    get size() {
      return list.length;
    },
    due: () => list[0]?.due ?? Number.POSITIVE_INFINITY,
    add(watch) {
      // What was just looked at is usually due last.
      let place = list.length;
      while (place > 0 && (list[place - 1]?.due ?? 0) > watch.due) place -= 1;
      list.splice(place, 0, watch);
    },
    take(most) {
      const [first] = list;
      if (first === undefined) return [];
      // Of a thousand that are looked at one by one none is compared with the next.
      if (most === 1) {
        list.shift();
        return [first];
      }
      const end = first.due + first.plan.every / 2;
      const taken: Watch[] = [];
      for (let place = 0; taken.length < (first.alone ? 1 : most); ) {
        const one = list[place];
        if (one === undefined || one.due > end) break;
        if (one.alone && one !== first) place += 1;
        else taken.push(...list.splice(place, 1));
      }
      return taken;
    },
    all: () => [...list],
  };
}
