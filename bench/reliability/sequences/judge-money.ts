import { SmsctlError } from '../../../src/core/errors.ts';
import type { Acquired } from '../../../src/flows/acquire.ts';
import type { Scene } from './judge.ts';
import type { Witness } from './network.ts';
import type { Hold } from './platform.ts';
import type { Process } from './process.ts';
import { definitions } from './variants.ts';

/** What a process has bought or is about to buy: a process buys once at most. */
interface Purchase {
  readonly requestId: string | null;
  /** When its places were written down, by both clocks; null before. */
  reserved: { readonly at: number; readonly wall: number } | null;
  requests: number;
  /** The last request may still have rented something, for all that the process knows. */
  mayHaveRented: boolean;
  hasRented: boolean;
  outcome: Acquired | { readonly error: unknown } | null;
}

export interface MoneyJudge {
  /** A process is about to buy. */
  begins(process: Process): void;
  witness(
    process: Process,
  ): Pick<Witness, 'rentLeaves' | 'rentIsRefused' | 'rented' | 'rentReturns' | 'sends' | 'sendIsRefused'>;
  /** What the process says of its purchase; nothing where it died. */
  told(process: Process, outcome: Acquired | { readonly error: unknown }): void;
  look(): void;
  /** Nothing is under way any more. */
  rest(): void;
}

const day = 24 * 60 * 60_000;

export function judgeMoney({ plan, time, platform, leases, memory, accuse, dismiss, note }: Scene): MoneyJudge {
  const purchases = new Map<number, Purchase>();
  const messages = new Set<string>();
  const { lease: lifetime } = definitions[plan.platform].times;

  const purchaseOf = ({ pid, command }: Process): Purchase => {
    const known = purchases.get(pid);
    if (known !== undefined) return known;
    const requestId = command.what === 'get' ? command.requestId : null;
    const fresh = { requestId, reserved: null, requests: 0, mayHaveRented: false, hasRented: false, outcome: null };
    purchases.set(pid, fresh);
    return fresh;
  };

  const attemptsOf = (pid: number) =>
    memory.rows('SELECT attempts FROM intents WHERE pid = :pid', { pid }).map((row) => Number(row.attempts));

  /** Numbers that were rented and stand nowhere: neither as numbers nor as places whose answer is not known. */
  const lookForLost = () => {
    const rows = leases();
    for (const pid of new Set(platform.holds.map((hold) => hold.pid))) {
      const own = rows.filter((row) => row.pid === pid);
      const nameless = own.filter(({ number, state }) => number === null && state !== 'notRented').length;
      const rented = platform.holds.filter((hold) => hold.pid === pid);
      const missing = rented.filter((hold) => !own.some((row) => row.number === hold.number));
      if (missing.length > nameless) accuse(`${missing[0]?.number} was rented and stands nowhere in the ledger`);
    }
  };

  /** What the ledger could know of a hold, by a wall clock that may have jumped, when `later` was reserved. */
  const couldKnow = (hold: Hold, later: { readonly at: number; readonly wall: number }) => {
    const reserved = purchases.get(hold.pid)?.reserved;
    if (reserved == null || reserved.at > later.at) return { inTime: false, sameDay: false };
    const since = Math.min(hold.asked, later.at);
    const { low } = time.wallBetween(since, later.at);
    const all = time.wallBetween(reserved.at, later.at);
    // A clock that was so far ahead for a moment may have closed the lease, or parted with a purchase under way.
    const isSteady = all.high < low + lifetime && (hold.asked < later.at || all.high - all.low < lifetime);
    const isNear = all.high <= later.wall + day;
    return { inTime: isNear && isSteady, sameDay: isNear && all.low > later.wall - day };
  };

  const checkLimits = () => {
    const { maxHeld, maxPerDay } = plan.limits;
    for (const { reserved, hasRented } of purchases.values()) {
      if (reserved === null || !hasRented) continue;
      const held = platform.holds.filter((hold) => platform.isActive(hold) && couldKnow(hold, reserved).inTime);
      if (held.length > maxHeld) accuse(`${held.length} numbers are held, and ${maxHeld} may be`);
      const today = platform.holds.filter((hold) => couldKnow(hold, reserved).sameDay);
      if (maxPerDay !== null && today.length > maxPerDay) accuse(`${today.length} numbers a day, not ${maxPerDay}`);
    }
  };

  const checkOutcome = (pid: number, { outcome, requests }: Purchase) => {
    if (outcome === null) return;
    const rented = platform.holds.filter((hold) => hold.pid === pid).map((hold) => hold.number);
    if (!('error' in outcome)) {
      if (outcome.isRepeat && requests > 0) accuse('a repeat asked for numbers');
      const told = outcome.leases.map((one) => one.platformNumber);
      if (!outcome.isRepeat && rented.some((number) => !told.includes(number)))
        accuse('a number was bought and not told');
      return;
    }
    const { error } = outcome;
    if (rented.length === 0) return;
    const isNamed =
      error instanceof SmsctlError && rented.every((number) => String(error.params.numbers).includes(number));
    const isHonest =
      error instanceof SmsctlError && (error.code === 'outcome.unknown' || error.code === 'ledger.unusable');
    if (!isHonest || (error.code === 'ledger.unusable' && !isNamed)) {
      accuse(`a purchase was told as ${error instanceof Error ? error.message : String(error)}`);
    }
  };

  return {
    begins: (process) => void purchaseOf(process),
    witness: (process) => ({
      rentLeaves({ count }) {
        note(() => `${process.pid} asks for ${count}`);
        const purchase = purchaseOf(process);
        if (purchase.mayHaveRented) accuse('a second rent request left after one that may have rented');
        if (process.stopped !== null) accuse('a rent request left after a stop');
        purchase.requests += 1;
        purchase.mayHaveRented = true;
        const attempts = attemptsOf(process.pid);
        if (attempts.length !== 1 || Number(attempts[0]) < purchase.requests)
          accuse('a rent request left that is not in the ledger');
        const places = leases().filter((row) => row.pid === process.pid && row.number === null);
        const open = places.filter(({ state }) => state === 'intent' || state === 'unknown');
        if (open.length < count) accuse(`${count} numbers were asked for and ${open.length} places are in the ledger`);
      },
      rentIsRefused() {
        purchaseOf(process).mayHaveRented = false;
      },
      rented(numbers) {
        note(() => `${process.pid} has bought ${numbers.join(', ')}`);
        const purchase = purchaseOf(process);
        const others = [...purchases.values()].filter((one) => one !== purchase && one.hasRented);
        const isAgain = purchase.requestId !== null && others.some((one) => one.requestId === purchase.requestId);
        if (purchase.hasRented || isAgain) accuse('bought twice');
        purchase.hasRented = true;
        lookForLost();
        checkLimits();
      },
      rentReturns(numbers) {
        const isStale = (number: string) =>
          platform.holds.findLast((hold) => hold.number === number)?.pid !== process.pid;
        if (numbers.some(isStale)) dismiss();
      },
      sends({ leaseId }, text) {
        const name = `${leaseId} ${text}`;
        if (messages.has(name)) accuse('a message was sent twice');
        messages.add(name);
      },
      sendIsRefused: ({ leaseId }, text) => void messages.delete(`${leaseId} ${text}`),
    }),
    told(process, outcome) {
      const purchase = purchaseOf(process);
      purchase.outcome = outcome;
      if ('error' in outcome || outcome.isRepeat) return;
      const written = leases().filter((row) => row.pid === process.pid);
      const isWritten = outcome.leases.every((one) => written.some((row) => row.number === one.platformNumber));
      if (!isWritten) accuse('a lease was told before it was written down');
    },
    look() {
      for (const { pid } of leases()) {
        const purchase = purchases.get(pid);
        if (purchase?.reserved === null) purchase.reserved = { at: time.elapsed(), wall: time.now() };
      }
      lookForLost();
    },
    rest() {
      for (const [pid, purchase] of purchases) checkOutcome(pid, purchase);
    },
  };
}
