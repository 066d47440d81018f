import { type ErrorCode, SmsctlError } from '../../../src/core/errors.ts';
import type { HeldNumber, Message, PlatformStatus, Reading, RentRequest } from '../../../src/core/model.ts';
import type { HoldWish, Settlement } from '../../../src/providers/contract.ts';
import type { Mail, Plan } from './plan.ts';
import type { Time } from './time.ts';
import { definitions, margin } from './variants.ts';

/** A number in the hands of our account, from the platform's point of view. */
export interface Hold {
  readonly number: string;
  /** The process that asked for it, and when its request had left. */
  readonly pid: number;
  readonly asked: number;
  readonly rented: number;
  readonly multi: boolean;
  /** What it was rented for, and what it was moved to since. */
  readonly projects: string[];
  readonly letters: readonly (Message & { readonly at: number })[];
  readonly over: number | null;
  /** When it ends by itself. */
  readonly until: number;
  /** When it was freed or blacklisted, or gave its code and was freed for it. */
  freed: number | null;
  hasGivenCode: boolean;
}

/** The platform and its own truth. What it does, it does at once; the way to it is the network's affair. */
export interface Platform {
  /** The book of purchases: every number ever rented, oldest first. */
  readonly holds: readonly Hold[];
  /** Each message that was sent from a number. */
  readonly sent: readonly string[];
  isActive(hold: Hold): boolean;
  /** What holds the number for that project now, or held it last. */
  holdOf(number: HeldNumber): Hold | undefined;
  rent(request: RentRequest, asked: { readonly pid: number; readonly at: number }): readonly string[];
  read(numbers: readonly HeldNumber[], wish: HoldWish | undefined): Reading[];
  release(numbers: readonly HeldNumber[]): Settlement[];
  releaseAll(): void;
  blacklist(numbers: readonly HeldNumber[]): Settlement[];
  isBlacklisted(number: HeldNumber): boolean;
  status(number: HeldNumber): PlatformStatus;
  balance(): string;
  send(number: HeldNumber, text: string): void;
}

const startBalance = 12;

export function createPlatform(plan: Plan, time: Time): Platform {
  const { abilities, times, afterCode } = definitions[plan.platform];
  const all = Array.from({ length: plan.stock }, (_, index) => `5917000000${index}`);
  /** Numbers, each for a project. */
  const blacklisted = new Set<string>();
  const holds: Hold[] = [];
  const sent: string[] = [];
  const now = time.elapsed;

  const isActive = (hold: Hold) => hold.freed === null && hold.until > now();
  const lastOf = (number: string) => holds.findLast((hold) => hold.number === number);
  const holdOf = ({ platformNumber, project }: HeldNumber) =>
    holds.findLast((hold) => hold.number === platformNumber && hold.projects.includes(project));
  const isFreeFor = (project: string, number: string) => {
    const last = lastOf(number);
    if (blacklisted.has(`${project} ${number}`)) return false;
    return last === undefined || (!isActive(last) && now() >= (last.freed ?? last.until) + plan.rest);
  };
  const active = (number: HeldNumber): Hold | null => {
    const hold = holdOf(number);
    return hold !== undefined && isActive(hold) ? hold : null;
  };
  const free = (hold: Hold) => {
    hold.freed = now();
  };
  const balance = () => startBalance - holds.length;

  /** A number that gave its code goes on showing it to whoever lost the answer. */
  const messagesFor = (number: HeldNumber, wish: HoldWish | undefined): Reading => {
    const hold = holdOf(number);
    if (hold === undefined || !(isActive(hold) || hold.hasGivenCode)) return { kind: 'gone', note: 'not yours' };
    const come = hold.letters.filter((letter) => hold.rented + letter.at <= now());
    const fresh = come.filter((letter) => !number.messages.some((message) => message.text === letter.text));
    if (fresh.length > 0) {
      hold.hasGivenCode = true;
      if (isActive(hold) && afterCode === 'freed' && !hold.multi && wish === undefined) free(hold);
      else if (wish?.nextProject != null) hold.projects.push(wish.nextProject);
      return { kind: 'received', messages: fresh.map(({ text, code, project }) => ({ text, code, project })) };
    }
    if (!isActive(hold)) return { kind: 'gone', note: 'not yours any more' };
    const isOver = plan.platform === 'releasing' && hold.over !== null && hold.rented + hold.over <= now();
    return isOver ? { kind: 'over', note: 'nothing will come' } : { kind: 'waiting', note: null };
  };

  return {
    holds,
    sent,
    isActive,
    holdOf,
    rent({ project, count, multi }, { pid, at }) {
      // The number that was freed last comes first, which is the worst that can happen.
      const lastEnd = (number: string) => lastOf(number)?.freed ?? lastOf(number)?.until ?? -1;
      const left = all.filter((number) => isFreeFor(project, number));
      const given = left.toSorted((a, b) => lastEnd(b) - lastEnd(a));
      const numbers = given.slice(0, count);
      if (numbers.length === 0) throw refusal('numbers.none');
      if (balance() < numbers.length) throw refusal('balance.insufficient');
      for (const number of numbers) {
        const mail = plan.mail[holds.length];
        const letters = lettersOf(mail, holds.length);
        const until = now() + times.lease + margin;
        const facts = { number, pid, asked: at, rented: now(), multi, projects: [project], letters, until };
        holds.push({ ...facts, over: mail?.over ?? null, freed: null, hasGivenCode: false });
      }
      return numbers;
    },
    read(numbers, wish) {
      const readings = numbers.map((number) => messagesFor(number, wish));
      // Some platforms say of one number alone that it is gone, and refuse the whole call where it is one of many.
      const isRefused = plan.platform === 'freeing' || (plan.platform === 'listing' && numbers.length > 1);
      if (isRefused && readings.some(({ kind }) => kind === 'gone')) throw refusal('provider.refused');
      return readings;
    },
    release: (numbers) =>
      numbers.map((number) => {
        const hold = active(number);
        if (hold === null) return { kind: 'notHeld', error: refusal('provider.refused') };
        free(hold);
        return { kind: 'done' };
      }),
    releaseAll() {
      for (const hold of holds.filter(isActive)) free(hold);
    },
    blacklist: (numbers) =>
      numbers.map((number) => {
        const name = `${number.project} ${number.platformNumber}`;
        if (blacklisted.has(name)) return { kind: 'already' };
        blacklisted.add(name);
        const hold = active(number);
        if (hold !== null) free(hold);
        return { kind: 'done' };
      }),
    isBlacklisted: ({ project, platformNumber }) => blacklisted.has(`${project} ${platformNumber}`),
    status(number) {
      const hold = active(number);
      if (!abilities.includes('status')) throw refusal('provider.refused');
      return hold === null ? 'free' : hold.hasGivenCode ? 'codeSent' : 'held';
    },
    balance: () => String(balance()),
    send(number, text) {
      if (active(number) === null) throw refusal('provider.refused');
      sent.push(`${number.leaseId} ${text}`);
    },
  };
}

/** Every code names the hold it came to. */
function lettersOf(mail: Mail | undefined, hold: number): Hold['letters'] {
  const codes = mail?.codes ?? [];
  return codes
    .toSorted((a, b) => a - b)
    .map((at, index) => {
      const code = String(100_000 + hold * 10 + index);
      const isBlank = index === 0 && mail?.isBlank === true;
      return isBlank
        ? { at, text: `Welcome ${hold}`, code: null, project: null }
        : { at, text: `Code ${code}`, code, project: null };
    });
}

/** Which rental a code came to: its place in the book. */
export const holdNamedBy = (code: string): number => Math.floor((Number(code) - 100_000) / 10);

/** A refusal in the platform's documented words: it did nothing. */
export function refusal(code: ErrorCode): SmsctlError {
  return new SmsctlError(code, { effect: 'none', provider: 'virtual', providerMessage: `said ${code}` });
}
