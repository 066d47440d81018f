import type { HoldName, SimulatedHold } from '../providers/simulated.ts';
import type { HoldState, PlatformState } from './state.ts';
import { callingCodeOf } from './stock.ts';

/** Ended holds that are remembered, so that a platform can still say that a code was sent. */
const remembered = 1000;

export function isCurrent(hold: HoldState, now: number): boolean {
  return hold.endsAt > now;
}

export function findHold(
  platform: PlatformState,
  now: number,
  wanted: { readonly account?: string; readonly project: string; readonly number: string },
): HoldState | null {
  const found = platform.holds.find(
    (hold) =>
      isCurrent(hold, now) &&
      hold.project === wanted.project &&
      hold.number === wanted.number &&
      (wanted.account === undefined || hold.account === wanted.account),
  );
  return found ?? null;
}

/** The messages that came while the number was held. */
export function arrived(hold: HoldState, now: number): HoldState['messages'] {
  return hold.messages.filter((message) => message.arrivesAt <= Math.min(now, hold.endsAt));
}

export function showHold(hold: HoldState, now: number): SimulatedHold {
  const { account, project, number, multi, takenAt, endsAt, handedOut } = hold;
  const messages = arrived(hold, now).map(({ text, code }) => ({ text, code }));
  const about = { callingCode: callingCodeOf(number), takenFor: hold.takenFor ?? project };
  return { account, project, number, multi, takenAt, endsAt, messages, handedOut, ...about };
}

/** The latest hold, current or not. */
export function findLastHold(platform: PlatformState, wanted: HoldName): HoldState | null {
  const { account, project, number } = wanted;
  const found = platform.holds.findLast(
    (hold) => hold.account === account && hold.project === project && hold.number === number,
  );
  return found ?? null;
}

export function addHold(platform: PlatformState, hold: HoldState): void {
  const ended = platform.holds.filter((old) => !isCurrent(old, hold.takenAt));
  const forgotten = new Set(ended.slice(0, Math.max(0, ended.length - remembered)));
  if (forgotten.size > 0) platform.holds = platform.holds.filter((old) => !forgotten.has(old));
  platform.holds.push(hold);
}

/** True for the first so many tries under this name. */
export function isEarlyTry(platform: PlatformState, name: string, tries: number): boolean {
  const count = (platform.tries[name] ?? 0) + 1;
  platform.tries[name] = count;
  return count <= tries;
}
