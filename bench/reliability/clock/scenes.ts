import { randomFrom } from '../rig/random.ts';

/** A wait for three numbers, and what happens to the clocks in the course of it. Times in milliseconds of the wait. */
export interface Scene {
  readonly kind: 'one' | 'many' | 'releasing';
  /** How long a look and a blacklisting take. */
  readonly takes: number;
  readonly event: ClockEvent;
  /** When a code comes to the first number; null is never. */
  readonly codeAt: number | null;
}

interface ClockEvent {
  readonly at: number;
  /** How far the wall clock jumps. */
  readonly wall: number;
  /** How long the process gets no time, by the clock that never jumps. */
  readonly stands: number;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** How long the wait lasts. */
export const timeout = 100 * second;

/**
 * The wall clock is set on or back; the machine sleeps, and the clock that never jumps with it; the process is stopped,
 * and both clocks go on without it.
 */
const events: readonly Omit<ClockEvent, 'at'>[] = [
  ...[minute, hour, day].flatMap((by) => [
    { wall: by, stands: 0 },
    { wall: -by, stands: 0 },
  ]),
  ...[20 * second, 90 * second, hour].map((stands) => ({ wall: stands, stands })),
];

/** Before the first look, within it, between two, when one is due, at the end, and while the numbers are given up. */
const moments: readonly ((takes: number) => number)[] = [
  () => 7 * second,
  (takes) => 15 * second + takes / 2,
  () => 24 * second,
  () => 30 * second,
  () => timeout - 5 * second,
  (takes) => timeout + takes / 2,
  (takes) => timeout + takes * 2,
];

const kinds = ['one', 'many', 'releasing'] as const;
const durations = [300, 4 * second];
const mails = ['never', 'before', 'meanwhile'] as const;

/** Every combination in turn, each with a little chance about the moment. */
export function sceneOf(index: number, seed: number): Scene {
  const random = randomFrom(seed * 7_919 + index);
  let left = index;
  const next = <T>(list: readonly T[]): T => {
    const choice = list[left % list.length];
    left = Math.floor(left / list.length);
    if (choice === undefined) throw new Error('an empty list');
    return choice;
  };
  const event = next(events);
  const moment = next(moments);
  const mail = next(mails);
  const takes = next(durations);
  const kind = next(kinds);
  const at = moment(takes) + Math.floor(random() * 100);
  const after = at + Math.max(1, Math.floor(random() * event.stands));
  return {
    kind,
    takes,
    event: { ...event, at },
    codeAt: mail === 'never' ? null : mail === 'before' ? at - 1 : after,
  };
}
