import type { SimulatedAccount, SimulatedAnswer, SimulatedRequest, World } from '../simulated.ts';
import { type Said, writeAnswer } from './simulator-answer.ts';
import { words } from './simulator-words.ts';

/** From the verification on; nothing that is done in between makes it longer [1.1]. */
const lifetime = 15 * 60_000;

/** [2] `pkey/verification.php`: a session begins, and its cookie goes out. */
export function verifyKey({ parameters, headers }: SimulatedRequest, world: World): SimulatedAnswer {
  const refuse = (msg: string) => writeAnswer({ valid: 'N', msg }, world);
  const { account: name = '', pkey = '' } = parameters;
  const user = world.account(name);
  if (user === null || user.key !== pkey) return refuse(words.badKey);
  if (user.suspended) return refuse(words.badAccount);
  if (world.tooFast(name)) return refuse(words.tooFast);
  const answer = writeAnswer({ valid: 'Y', leftQuantity: String(Math.floor(user.balance)) }, world);
  const old = readCookie(headers, world);
  if (world.option('cookie') === 'kept' && world.knowsSession(old)) {
    world.openSession(name, { lifetime, id: old });
    return answer;
  }
  const id = world.openSession(name, { lifetime });
  const cookie = `${world.option('cookieName')}=${id}; path=/`;
  return { ...answer, headers: { ...answer.headers, 'set-cookie': cookie } };
}

/** The account whose session a request belongs to, or why there is none. */
export function readSession({ headers }: SimulatedRequest, world: World): SimulatedAccount | Said {
  const name = world.session(readCookie(headers, world));
  const user = name === null ? null : world.account(name);
  if (user === null) return world.option('session') === 'valid' ? { valid: 'N' } : { msg: words.lostSession };
  if (user.suspended) return { msg: words.badAccount };
  return world.tooFast(user.name) ? { msg: words.tooFast } : user;
}

function readCookie(headers: SimulatedRequest['headers'], world: World): string {
  const name = `${world.option('cookieName')}=`;
  const cookie = (headers.cookie ?? '').split(';').find((one) => one.trim().startsWith(name));
  return cookie === undefined ? '' : cookie.trim().slice(name.length);
}
