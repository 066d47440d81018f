import { fillDigits } from './random.ts';
import type { PlatformState } from './state.ts';
import type { Scene } from './take.ts';

/** Ended sessions are remembered for so many ms, so that a platform can still tell them from made-up ones. */
const remembered = 24 * 3_600_000;

interface Opening {
  readonly account: string;
  /** Milliseconds from now; nothing that is done in between makes it longer. */
  readonly lifetime: number;
  /** The session to begin anew, or null for a new one. */
  readonly id: string | null;
}

export function openSession({ state, platform, now }: Scene, { account, lifetime, id: old }: Opening): string {
  const known = Object.entries(platform.sessions).filter(([, { endsAt }]) => endsAt + remembered > now);
  const id = old ?? fillDigits(state, '#'.repeat(26));
  platform.sessions = { ...Object.fromEntries(known), [id]: { account, endsAt: now + lifetime } };
  return id;
}

/** The account whose session this is, or null where it ended or never was. */
export function findSession({ sessions }: PlatformState, id: string, now: number): string | null {
  const session = Object.hasOwn(sessions, id) ? sessions[id] : undefined;
  return session !== undefined && session.endsAt > now ? session.account : null;
}
