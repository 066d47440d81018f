import { SmsctlError } from '../../../src/core/errors.ts';
import type { HeldNumber, Reading, RentedNumber, RentRequest } from '../../../src/core/model.ts';
import type { Ability, HoldWish, Provider, Settlement } from '../../../src/providers/contract.ts';
import type { Fault } from './plan.ts';
import { type Platform, refusal } from './platform.ts';
import { Killed, type Process } from './process.ts';
import type { Time } from './time.ts';

/** What the judge sees of the calls of one process. */
export interface Witness {
  rentLeaves(request: RentRequest): void;
  /** With proof that nothing was rented. */
  rentIsRefused(): void;
  rented(numbers: readonly string[]): void;
  rentReturns(numbers: readonly string[]): void;
  /** Returns what to do when the call arrives. */
  looks(numbers: readonly HeldNumber[]): () => void;
  lookReturns(numbers: readonly HeldNumber[], left: number, answer: readonly Reading[] | SmsctlError): void;
  /** Returns what to do when the call arrives. */
  givesBack(what: 'release' | 'blacklist', numbers: readonly HeldNumber[]): () => void;
  sends(number: HeldNumber, text: string): void;
  /** With proof that nothing was sent. */
  sendIsRefused(number: HeldNumber, text: string): void;
}

export interface Line {
  readonly time: Time;
  readonly platform: Platform;
  readonly process: Process;
  readonly witness: Witness;
}

/** The client's own limit for a whole call. */
const timeout = 30_000;

const optional: readonly Ability[] = ['release', 'releaseAll', 'blacklist', 'isBlacklisted', 'status', 'send'];

/** A provider's client whose network is the plan's. */
export function connectProvider(line: Line, abilities: readonly Ability[]): Provider {
  const { platform } = line;
  const provider: Provider = {
    rentRequest: () => ({ method: 'GET', url: 'http://127.0.0.1/rent', secret: [] }),
    balance: async (signal) => {
      const balance = await call(line, { signal }, () => platform.balance());
      return { account: null, balance, unit: 'points', maxNumbers: null, createdAt: null };
    },
    rent: (request) => rent(line, request),
    read: (numbers, signal, wish) => look(line, numbers, { signal, wish }),
    release: (numbers, signal) => giveBack(line, 'release', { numbers, signal }),
    releaseAll: (signal) => call(line, { signal, what: 'giving' }, () => platform.releaseAll()),
    blacklist: (numbers, signal) => giveBack(line, 'blacklist', { numbers, signal }),
    isBlacklisted: (number, signal) => call(line, { signal }, () => platform.isBlacklisted(number)),
    status: (number, signal) => call(line, { signal }, () => platform.status(number)),
    send: (number, text) => send(line, number, text),
    sendState: (_number, signal) => call(line, { signal }, () => ({ state: 'sent', note: null })),
  };
  for (const ability of optional) if (!abilities.includes(ability)) delete provider[ability];
  return provider;
}

async function rent(line: Line, request: RentRequest): Promise<RentedNumber[]> {
  const { platform, witness, time } = line;
  const asked = { pid: line.process.pid, at: time.elapsed() };
  const act = () => {
    const numbers = platform.rent(request, asked);
    witness.rented(numbers);
    return numbers.map(described);
  };
  try {
    const numbers = await call(line, { onLeave: () => witness.rentLeaves(request), what: 'rent' }, act);
    witness.rentReturns(numbers.map((one) => one.platformNumber));
    return numbers;
  } catch (error) {
    if (error instanceof SmsctlError && error.effect === 'none') witness.rentIsRefused();
    throw error;
  }
}

async function send(line: Line, number: HeldNumber, text: string): Promise<void> {
  const { platform, witness } = line;
  try {
    await call(line, { onLeave: () => witness.sends(number, text) }, () => platform.send(number, text));
  } catch (error) {
    if (error instanceof SmsctlError && error.effect === 'none') witness.sendIsRefused(number, text);
    throw error;
  }
}

const described = (number: string): RentedNumber => ({
  platformNumber: number,
  number: `+${number}`,
  country: 'BO',
  callingCode: '591',
});

async function look(
  line: Line,
  numbers: readonly HeldNumber[],
  { signal, wish }: { signal: AbortSignal | undefined; wish: HoldWish | undefined },
): Promise<Reading[]> {
  const { platform, time, witness } = line;
  const left = time.elapsed();
  let arrive = () => {};
  const onLeave = () => {
    arrive = witness.looks(numbers);
  };
  try {
    const readings = await call(line, { signal, onLeave }, () => {
      arrive();
      return platform.read(numbers, wish);
    });
    witness.lookReturns(numbers, left, readings);
    return readings;
  } catch (error) {
    if (error instanceof SmsctlError) witness.lookReturns(numbers, left, error);
    throw error;
  }
}

async function giveBack(
  line: Line,
  what: 'release' | 'blacklist',
  { numbers, signal }: { numbers: readonly HeldNumber[]; signal: AbortSignal | undefined },
): Promise<Settlement[]> {
  let arrive = () => {};
  const onLeave = () => {
    arrive = line.witness.givesBack(what, numbers);
  };
  return call(line, { signal, onLeave, what: 'giving' }, () => {
    arrive();
    return line.platform[what](numbers);
  });
}

interface Trip {
  readonly signal?: AbortSignal | undefined;
  /** Called where the request really leaves. */
  readonly onLeave?: () => void;
  readonly what?: 'rent' | 'giving';
}

/** One request on its way to the platform and back. What has left arrives, whatever becomes of who sent it. */
function call<T>({ time, process }: Line, { signal, onLeave, what }: Trip, act: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    process.step();
    if (signal?.aborted) return reject(signal.reason);
    const fault = process.nextFault(what === 'giving');
    let answer = (): void => reject(failureOf(fault, what === 'rent'));
    if (fault.kind !== 'unsent') {
      onLeave?.();
      if (reaches(fault)) {
        time.after(fault.there, () => {
          const outcome = outcomeOf(act);
          if (fault.kind !== 'well') return;
          answer = () => ('error' in outcome ? reject(outcome.error) : resolve(outcome.value));
        });
      }
      process.step();
    }
    const stop = () => {
      callOff();
      reject(signal?.reason);
    };
    const arrive = () => {
      signal?.removeEventListener('abort', stop);
      try {
        process.step();
      } catch (error) {
        if (error instanceof Killed) return; // it died with the answer at the door
        throw error;
      }
      answer();
    };
    const callOff = time.after(returnOf(fault), arrive, process);
    signal?.addEventListener('abort', stop, { once: true });
  });
}

function outcomeOf<T>(act: () => T): { readonly value: T } | { readonly error: unknown } {
  try {
    return { value: act() };
  } catch (error) {
    return { error };
  }
}

const reaches = (fault: Exclude<Fault, { readonly kind: 'unsent' }>): boolean =>
  fault.kind === 'well' || (fault.kind !== 'refused' && fault.acts);

function returnOf(fault: Fault): number {
  if (fault.kind === 'unsent') return fault.after;
  return fault.kind === 'hang' ? timeout : Math.min(timeout, fault.there + fault.back);
}

function failureOf(fault: Fault, isRent: boolean): Error {
  switch (fault.kind) {
    case 'unsent':
      return new SmsctlError('provider.unreachable', { effect: 'none' });
    case 'refused':
      return refusal(isRent || !isOfRent(fault.code) ? fault.code : 'rate.limited');
    case 'senseless':
      return new SmsctlError('provider.protocol', { effect: 'possible', provider: 'virtual' });
    case 'broken':
      return new TypeError('a mistake in the client');
    default:
      return new SmsctlError('provider.unreachable', { effect: 'possible' });
  }
}

const isOfRent = (code: string): boolean => code === 'numbers.none' || code === 'balance.insufficient';
