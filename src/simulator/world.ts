import type { Clock } from '../core/ports.ts';
import type { World } from '../providers/simulated.ts';
import { charge } from './charge.ts';
import { arrived, findHold, findLastHold, isCurrent, isEarlyTry, showHold } from './holds.ts';
import { mainlandAreas } from './mainland.ts';
import { takeToken } from './pace.ts';
import { projectOf } from './projects.ts';
import { sendMessage, showSent } from './sending.ts';
import { findSession, openSession } from './sessions.ts';
import type { WorldState } from './state.ts';
import { freeNumbers, type Scene, takeNumbers, writeMessages } from './take.ts';

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
      const { delay: _, every: __, texts: ___, messages: ____, ...known } = projectOf(state.projects, project);
      return known;
    },
    option: (name) => platform.options[name] ?? '',
    tooFast: (name, action) => !takeToken(platform.accounts[name], { rate: state.rate, now, action: action ?? null }),
    openSession: (account, wish) => openSession(scene, { account, id: null, ...wish }),
    session: (id) => findSession(platform, id, now),
    knowsSession: (id) => Object.hasOwn(platform.sessions, id),
    busyReading: (account, project, number) =>
      kindOf(project) === 'busyReading' && isEarlyTry(platform, `read ${account} ${project} ${number}`, 2),
    take: (wish) => takeNumbers(scene, wish),
    hold(account, project, number) {
      const hold = find(account, project, number);
      return hold === null ? null : showHold(hold, now);
    },
    lastHold(name) {
      const hold = findLastHold(platform, name);
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
    handOutNext(name) {
      const hold = findHold(platform, now, name);
      const next = hold === null ? undefined : arrived(hold, now)[hold.handedOut];
      if (hold === null || next === undefined) return 'none';
      if (hold.chargesMessages === true && !charge(scene, name)) return 'noBalance';
      hold.handedOut += 1;
      return { text: next.text, code: next.code };
    },
    move(name, { to, holdFor }) {
      const hold = findHold(platform, now, name);
      if (hold === null) return;
      if (to !== hold.project || hold.messages.length <= hold.handedOut) {
        const read = hold.messages.slice(0, hold.handedOut);
        hold.messages = [...read, ...writeMessages(scene, projectOf(state.projects, to))];
      }
      hold.takenFor ??= hold.project;
      hold.project = to;
      hold.endsAt = now + holdFor;
    },
    send: (name, text) => sendMessage(scene, name, text),
    sent: (name) => showSent(scene, name),
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
    areas: () => mainlandAreas,
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
