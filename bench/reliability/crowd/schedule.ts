import { type Chosen, reconcile, releaseThese, rentForNever, rentOrder, rentTooFast, waitShort } from './moves.ts';
import type { KnownLease, Platform } from './told.ts';

/** What every round is to have, each at its place; the rest is chance. */
export interface Plan {
  readonly steps: number;
  readonly lanes: number;
  readonly requestIds: number;
  /** Platforms that are to answer "too fast" once. */
  readonly tooFast: readonly Platform[];
  /** Whether all lanes are to rent at one time, again and again, where a limit may be passed; else four wait at one time. */
  readonly isTight: boolean;
}

/** One command that is not left to chance. */
export interface Fixed {
  /** Null where there is nothing to do it to. */
  readonly chosen: Chosen | null;
  /** So many lanes begin it at one time. */
  readonly together: number;
}

type Rush = readonly [platform: Platform, ...parts: number[]];

/** When all rent at one time, as parts of the way. */
const rushes: readonly Rush[] = [['zhima', 0.5]];
const tightRushes: readonly Rush[] = [
  ['zhima', 0.25, 0.75],
  ['durian', 0.55, 0.95],
];

export function fixedAt(
  { steps, lanes, requestIds, tooFast, isTight }: Plan,
  { lane, step, own }: { readonly lane: number; readonly step: number; readonly own: readonly KnownLease[] },
): Fixed | null {
  const at = (part: number) => Math.max(1, Math.round(steps * part));
  const alone = (chosen: Chosen | null): Fixed => ({ chosen, together: 1 });
  const rush = (chosen: Chosen | null, together = lanes): Fixed => ({ chosen, together });
  if (step === 1) return rush(rentForNever(lane, 'durian'));
  // One purchase, asked for by all.
  if (step === at(0.4)) return rush(rentOrder(requestIds));
  // All rent at once, after everybody has given back what might fill a limit.
  for (const [platform, ...parts] of isTight ? tightRushes : rushes) {
    if (parts.some((part) => step === at(part))) return rush(rentForNever(lane, platform));
    const ours = own.filter((lease) => lease.platform === platform);
    if (parts.some((part) => step === at(part) - 1)) return alone(releaseThese(ours));
  }
  if (lane === 0 && step === at(0.12)) return alone(reconcile(false));
  if (lane === 1 && step === at(0.6)) return alone(reconcile(true));
  for (const [index, platform] of tooFast.entries()) {
    if (lane === 2 + index && step === at(0.32 * (1 + index))) return alone(rentTooFast(lane, platform));
  }
  if (isTight || lane >= 4) return null;
  if (step === at(0.85) - 1) return alone(rentForNever(lane, 'durian'));
  return step === at(0.85) ? rush(waitShort(own.findLast(({ platform }) => platform === 'durian')), 4) : null;
}

/** Holds back whoever comes until enough have come. */
export function createMeetings(): (name: string, size: number) => Promise<void> {
  const waiting = new Map<string, (() => void)[]>();
  return async (name, size) => {
    const here = waiting.get(name) ?? [];
    if (here.length + 1 >= size) {
      for (const go of here) go();
      return;
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    waiting.set(name, [...here, resolve]);
    await promise;
  };
}
