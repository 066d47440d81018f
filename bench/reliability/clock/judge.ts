import type { Scene } from './scenes.ts';
import { timeout } from './scenes.ts';
import { code, coded, every, gap, type Watched } from './virtual.ts';

/** A clock set back by less than this keeps the account's next turn where it was: a look is late by so much at most. */
const horizon = 90_000;

/** What is wrong with how one number was waited for; null where all is well. */
export function faultOf(scene: Scene, watched: Watched): string | null {
  const { number, looks, blacklisted, result, row } = watched;
  const { takes, event } = scene;
  const last = looks.at(-1);
  if (last === undefined || result === undefined) return `${number} was never looked at, or never settled`;

  const pauses = looks.slice(1).map(({ left }, index) => ({ left, pause: left - (looks[index]?.answered ?? 0) }));
  const burst = pauses.find(({ left, pause }) => pause < every && left < timeout);
  if (burst !== undefined) return `a look at ${number} came ${burst.pause} ms after the one before it`;
  const late = 3 * (gap + takes) + event.stands + (event.wall < 0 ? horizon : 0);
  const longest = Math.max(looks[0]?.left ?? 0, ...pauses.map(({ pause }) => pause));
  if (longest > every + late) return `${number} was not looked at for ${longest} ms`;
  if (looks.filter(({ left }) => left >= timeout).length > 1)
    return `${number} was looked at more than once after the end`;

  const { codeAt } = scene;
  const found = number === coded && codeAt !== null ? looks.find(({ left }) => left >= codeAt) : undefined;
  if (found !== undefined) {
    if (result.status !== 'received' || result.code !== code)
      return `the code of ${number} was told as ${result.status}`;
    if (row.code !== code) return `the code of ${number} is not in the ledger`;
    if (found !== last) return `${number} was looked at after its code had come`;
    return blacklisted.length > 0 ? `${number} was blacklisted though its code had come` : null;
  }
  if (result.status !== 'timedOut') return `${number} ended as ${result.status}`;
  if (last.left < timeout) return `${number} was given up without a look at the end`;
  if (blacklisted.length !== 1) return `${number} was blacklisted ${blacklisted.length} times`;
  if (Number(blacklisted[0]) < last.answered) return `${number} was blacklisted before the last look was answered`;
  // What the clock has closed stays closed; else the end is written down.
  return ['blacklisted', 'expired'].includes(row.state) ? null : `${number} is ${row.state} in the ledger`;
}
