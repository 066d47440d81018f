import type { HttpAnswer, HttpRequest } from '../../core/ports.ts';
import type { ProviderLink } from '../contract.ts';
import { decodeFields, type Fields, isYes, wordsOf } from './answers.ts';
import { keyRefusal, refusal } from './codes.ts';

/** The platform's session lasts 15 minutes, from the verification or from the last call: the worst is assumed (Z3). */
const lifetime = 14 * 60_000;

type Cookies = readonly (readonly [name: string, value: string])[];

/** How long a process has for its verification before the next one makes its own, and between two looks, in ms. */
const patience = 3_000;
const pause = 50;

/** What outlives the process. */
interface Session {
  readonly cookies: Cookies;
  /** By the wall clock. */
  readonly verifiedAt: number;
}

/** The session of one account, shared by all processes through the link's memory. */
export interface Sessions {
  /** The session there is, if it is young enough, or a new one. */
  ensure(signal?: AbortSignal): Promise<Session>;
  /** Verifies the key. @throws SmsctlError `credentials.rejected`, `account.suspended` */
  begin(signal?: AbortSignal): Promise<{ readonly session: Session; readonly fields: Fields }>;
  /** After this one was lost: the one another process has begun meanwhile, or a new one. */
  renew(lost: Session, signal?: AbortSignal): Promise<Session>;
  /** Sends a request as one of the session. */
  send(session: Session, request: HttpRequest, signal?: AbortSignal): Promise<HttpAnswer>;
  /** The next call verifies. */
  forget(): void;
}

export function openSessions({ http, clock, memory }: ProviderLink, verification: HttpRequest): Sessions {
  const read = (): Session | null => parseSession(memory.read());

  const isYoung = ({ verifiedAt }: Session): boolean => {
    const age = clock.now() - verifiedAt;
    return age >= 0 && age < lifetime; // a clock that was set back says nothing about an age
  };

  const begin: Sessions['begin'] = async (signal) => {
    const verifiedAt = clock.now();
    // Without the cookies of an earlier session: what they stood for is over.
    const answer = await http.send(verification, signal);
    const fields = decodeFields(answer);
    requireValid(fields);
    const session = { cookies: changed([], answer), verifiedAt };
    memory.write(JSON.stringify(session));
    return { session, fields };
  };

  /**
   * A session that is good enough, begun by whoever may first. A verification may end the sessions before it, so
   * processes that need one at the same time take turns, and the rest use what the first has brought.
   */
  const share = async (isGood: (session: Session) => boolean, signal?: AbortSignal): Promise<Session> => {
    const kept = () => {
      const session = read();
      return session !== null && isYoung(session) && isGood(session) ? session : null;
    };
    const end = clock.elapsed() + memory.turn(patience);
    for (;;) {
      const session = kept();
      if (session !== null) return session;
      if (clock.elapsed() >= end) return (await begin(signal)).session;
      await clock.sleep(pause, signal);
    }
  };

  /** Only into the session that they belong to: another process may have begun a new one meanwhile. */
  const keepCookies = ({ verifiedAt }: Session, answer: HttpAnswer): void => {
    const now = read();
    if (now?.verifiedAt !== verifiedAt) return;
    memory.write(JSON.stringify({ ...now, cookies: changed(now.cookies, answer) }));
  };

  return {
    async ensure(signal) {
      const kept = read();
      return kept !== null && isYoung(kept) ? kept : share(() => true, signal);
    },
    begin,
    renew: (lost, signal) => share((session) => !isSame(session, lost), signal),
    async send(session, request, signal) {
      const cookie = session.cookies.map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await http.send(cookie === '' ? request : { ...request, headers: { cookie } }, signal);
      if (answer.headers['set-cookie'] !== undefined) quietly(() => keepCookies(session, answer));
      return answer;
    },
    forget: () => quietly(() => memory.write(null)),
  };
}

function isSame(one: Session, other: Session): boolean {
  return JSON.stringify([one.verifiedAt, one.cookies]) === JSON.stringify([other.verifiedAt, other.cookies]);
}

function requireValid(fields: Fields): void {
  if (fields.valid === null) throw refusal(wordsOf(fields), 'pkey/verification');
  if (!isYes(fields.valid)) throw keyRefusal(fields.msg ?? '');
}

/** A memory that fails must not cost the answer that has just come. */
function quietly(act: () => void): void {
  try {
    act();
  } catch {}
}

const nameOfACookie = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,256}$/u;
const valueOfACookie = /^[!-:<-~](?:[ -:<-~]{0,4094}[!-:<-~])?$/u;

/** The cookies after this answer. Of their attributes only the one that takes a cookie back is looked at (Z2). */
function changed(cookies: Cookies, { headers }: HttpAnswer): Cookies {
  const jar = new Map(cookies);
  for (const line of [headers['set-cookie'] ?? []].flat()) {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const equals = pair.indexOf('=');
    const name = pair.slice(0, Math.max(0, equals)).trim();
    const value = pair.slice(equals + 1).trim();
    if (!nameOfACookie.test(name)) continue;
    const isTaken = value === 'deleted' || attributes.some((one) => /^max-age\s*=\s*(?:0+|-\d+)$/iu.test(one));
    if (isTaken || !valueOfACookie.test(value)) jar.delete(name);
    else jar.set(name, value);
  }
  return [...jar];
}

/** Whatever stands there that is not ours is no session. */
function parseSession(text: string | null): Session | null {
  if (text === null) return null;
  try {
    const { cookies, verifiedAt } = JSON.parse(text) as Partial<Session>;
    if (typeof verifiedAt !== 'number' || !Array.isArray(cookies)) return null;
    const isWhole = (cookies as unknown[]).every(
      (one) =>
        Array.isArray(one) &&
        nameOfACookie.test(String(one[0])) &&
        valueOfACookie.test(String(one[1])) &&
        one.length === 2,
    );
    return isWhole ? { cookies, verifiedAt } : null;
  } catch {
    return null;
  }
}
