import type { Clock } from '../core/ports.ts';
import type { World } from '../providers/simulated.ts';
import { arrived, findHold, isCurrent, isEarlyTry, showHold } from './holds.ts';
import { projectOf } from './projects.ts';
import type { AccountState, WorldState } from './state.ts';
import { freeNumbers, type Scene, takeNumbers } from './take.ts';

/**
 * The books of one platform as its simulator sees them, for the length of one request: the clock is read once. Every
 * change is made in `state`, which must already know the platform.
 */
export function createWorld(state: WorldState, { platform: id, clock }: WorldPlace): World {
  const scene = sceneOf(state, { platform: id, clock });
  const { platform, now } = scene;
  const find = (account: string, project: string, number: string) =>
    findHold(platform, now, { account, project, number });
  const isBlacklisted = (account: string, project: string, number: string): boolean =>
    platform.blacklist.some((one) => one.account === account && one.project === project && one.number === number);
  const free = (account: string, project: string, number: string): void => {
    const hold = find(account, project, number);
    if (hold !== null) hold.endsAt = now;
  };
  const kindOf = (project: string) => projectOf(state.projects, project).kind;

  return {
    now: () => now,
    account(name) {
      const account = Object.hasOwn(platform.accounts, name) ? platform.accounts[name] : undefined;
      if (account === undefined) return null;
      const { key, suspended, balance, maxHeld, createdAt } = account;
      return { name, key, suspended, balance, maxHeld, createdAt };
    },
    project(project) {
      const { id: itself, kind, name, price, key, vip } = projectOf(state.projects, project);
      return { id: itself, kind, name, price, key, vip };
    },
    option: (name) => platform.options[name] ?? '',
    tooFast: (name) => !takeToken(platform.accounts[name], state.rate, now),
    busyReading: (account, project, number) =>
      kindOf(project) === 'busyReading' && isEarlyTry(platform, `read ${account} ${project} ${number}`, 2),
    take: (wish) => takeNumbers(scene, wish),
    hold(account, project, number) {
      const hold = find(account, project, number);
      return hold === null ? null : showHold(hold, now);
    },
    holds: (account) =>
      platform.holds
        .filter((hold) => hold.account === account && isCurrent(hold, now))
        .map((hold) => showHold(hold, now)),
    exists: (number) =>
      Object.values(platform.stock).some((numbers) => numbers.includes(number)) ||
      platform.holds.some((hold) => hold.number === number),
    codeSent: (account, project, number) =>
      platform.holds.some(
        (hold) =>
          hold.account === account &&
          hold.project === project &&
          hold.number === number &&
          arrived(hold, now).length > 0,
      ),
    handOut(account, project, number) {
      const hold = find(account, project, number);
      if (hold !== null) hold.handedOut = arrived(hold, now).length;
    },
    free,
    blacklist(account, project, number) {
      if (isBlacklisted(account, project, number)) return 'already';
      const refuses = kindOf(project) === 'noRoomToBlacklist';
      if (refuses && isEarlyTry(platform, `blacklist ${account} ${project} ${number}`, 2)) return 'refused';
      platform.blacklist.push({ account, project, number });
      free(account, project, number);
      return 'added';
    },
    isBlacklisted,
    stock(project) {
      const stock: Record<string, number> = {};
      if (project !== null && kindOf(project) === 'noNumbers') return stock;
      const wish = { account: '', avoidAll: true, number: null, project };
      for (const { country } of freeNumbers(scene, wish)) stock[country] = (stock[country] ?? 0) + 1;
      return stock;
    },
  };
}

export interface WorldPlace {
  readonly platform: string;
  readonly clock: Clock;
}

/** @throws Error when the state does not know the platform. */
export function sceneOf(state: WorldState, { platform: id, clock }: WorldPlace): Scene {
  const platform = state.platforms[id];
  if (platform === undefined) throw new Error(`The simulator knows no platform ${id}`);
  return { state, id, platform, now: clock.now() + state.clockOffset };
}

/** False when the account's bucket is empty. An unknown account has none. */
function takeToken(account: AccountState | undefined, rate: WorldState['rate'], now: number): boolean {
  if (account === undefined) return true;
  const { tokens, at } = account.bucket ?? { tokens: rate.burst, at: now };
  const filled = Math.min(rate.burst, tokens + (Math.max(0, now - at) / 1000) * rate.perSecond);
  account.bucket = { tokens: filled >= 1 ? filled - 1 : filled, at: now };
  return filled >= 1;
}
