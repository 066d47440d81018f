import { chooseMove, rentForNever } from './moves.ts';
import type { Place } from './place.ts';
import { fixedAt, type Plan } from './schedule.ts';
import { type KnownLease, type Platform, rentedBy, rowsOf, type Told } from './told.ts';

/** What all lanes of a round share. */
export interface Crowd {
  readonly place: Place;
  readonly plan: Plan;
  readonly meet: (name: string, size: number) => Promise<void>;
  /** Leases of request ids, as they become known. */
  readonly common: KnownLease[];
  /** By lane: what it is to ask at once, because that platform has just said "too fast". */
  readonly hurry: Map<number, Platform>;
}

/** One lane of the crowd: commands one after the other, each a process of its own, chosen by chance and by what it holds. */
export async function runLane(crowd: Crowd, lane: number, random: () => number): Promise<Told[]> {
  const { place, plan, meet, common, hurry } = crowd;
  const tale: Told[] = [];
  let own: KnownLease[] = [];
  for (let step = 1; step <= plan.steps; step += 1) {
    const fixed = fixedAt(plan, { lane, step, own });
    if (fixed !== null && fixed.together > 1) await meet(`step ${step}`, fixed.together);
    const platform = hurry.get(lane);
    hurry.delete(lane);
    const chosen =
      fixed?.chosen ??
      (platform === undefined
        ? chooseMove({ lane, step, random, own, common, requestIds: plan.requestIds })
        : rentForNever(lane, platform));
    const told: Told = { lane, step, ...chosen, ...(await place.smsctl(chosen.words)) };
    tale.push(told);
    const rented = rentedBy(told);
    common.push(...rented.filter((lease) => lease.isShared && !common.some((one) => one.id === lease.id)));
    const ended = endedBy(told);
    own = [...own, ...rented.filter((lease) => !lease.isShared)].filter((lease) => !ended.has(lease.id));
    hurryAll(crowd, told);
  }
  return tale;
}

function hurryAll({ hurry, plan }: Crowd, { exitCode, move }: Told): void {
  if (exitCode !== 14 || move.kind !== 'rent') return;
  for (let lane = 0; lane < plan.lanes; lane += 1) hurry.set(lane, move.platform);
}

/** Leases that are over, by what the program told. */
function endedBy(told: Told): ReadonlySet<string> {
  const over = ['released', 'blacklisted', 'already', 'gone'];
  const ended = rowsOf(told).filter((row) => over.includes(String(row.after ?? row.status)) || row.status === 'gone');
  return new Set(ended.map((row) => String(row.id)));
}
