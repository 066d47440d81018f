import { SmsctlError } from '../../src/core/errors.ts';
import type { Balance, HeldNumber, PlatformStatus, Reading, RentedNumber } from '../../src/core/model.ts';
import type { Clock, Limits } from '../../src/core/ports.ts';
import type { Account } from '../../src/flows/account.ts';
import type { Provider, ProviderDefinition, ProviderTimes, Settlement } from '../../src/providers/contract.ts';

type CallName = 'balance' | 'rent' | 'read' | 'release' | 'blacklist' | 'isBlacklisted' | 'status';

export interface Call {
  readonly name: CallName;
  /** When it was made, ms since the clock's start. */
  readonly at: number;
  readonly numbers: readonly string[];
}

/** What the platform says, call by call. `time` counts the calls of this kind from 1, for `look` those at this number. */
export interface Script {
  readonly balance?: (time: number) => string;
  readonly rent?: (time: number) => readonly RentedNumber[];
  /** The whole read call, before any number is looked at: throws, or does nothing. */
  readonly read?: (time: number, numbers: readonly HeldNumber[]) => void;
  readonly look?: (number: HeldNumber, time: number) => Reading;
  readonly release?: (number: HeldNumber, time: number) => Settlement;
  readonly blacklist?: (number: HeldNumber, time: number) => Settlement;
  readonly isBlacklisted?: (number: HeldNumber) => boolean;
  readonly status?: (number: HeldNumber, time: number) => PlatformStatus;
  /** How long calls take, ms. One that has a signal is cut short by it. */
  readonly takes?: Partial<Record<CallName, number>>;
}

export interface Kind {
  readonly definition?: Partial<ProviderDefinition>;
  readonly times?: Partial<ProviderTimes>;
  readonly limits?: Partial<Limits>;
  readonly profile?: string;
}

export interface FakeAccount extends Account {
  /** Every call that was made, in order. */
  readonly calls: readonly Call[];
  /** `read 15000`, `blacklist 300000 +591…`: what was asked and when. */
  made(name: CallName): readonly number[];
}

/** Durian's times and habits, unless told otherwise. */
export const plainTimes: ProviderTimes = {
  sendAfter: 5_000,
  sendWithin: 60_000,
  firstLook: 15_000,
  every: 15_000,
  giveUp: 300_000,
  lease: 295_000,
  gap: 0,
  rentAgain: 5_000,
};

export const waiting: Reading = { kind: 'waiting', note: 'not yet' };
export const done: Settlement = { kind: 'done' };

/** A message whose text is its code. */
export function received(...codes: readonly string[]): Reading {
  return { kind: 'received', messages: codes.map((code) => ({ text: code, code, project: null })) };
}

export function failure(code: SmsctlError['code'], effect: 'none' | 'possible' = 'none'): SmsctlError {
  return new SmsctlError(code, { effect, provider: 'fake', providerMessage: `said ${code}` });
}

/** An account at a platform that lives in memory and does what the script says. */
export function openFakeAccount(clock: Clock, script: Script = {}, kind: Kind = {}): FakeAccount {
  const calls: Call[] = [];
  const looks = new Map<string, number>();

  const call = async (name: CallName, numbers: readonly HeldNumber[] = [], signal?: AbortSignal): Promise<number> => {
    calls.push({ name, at: clock.elapsed(), numbers: numbers.map((number) => number.platformNumber) });
    const time = calls.filter((one) => one.name === name).length;
    signal?.throwIfAborted();
    const takes = script.takes?.[name] ?? 0;
    if (takes > 0) await clock.sleep(takes, signal);
    return time;
  };
  const lookAt = (number: HeldNumber): Reading => {
    const time = (looks.get(number.platformNumber) ?? 0) + 1;
    looks.set(number.platformNumber, time);
    return script.look?.(number, time) ?? waiting;
  };

  const provider: Provider = {
    rentRequest: () => ({ method: 'GET', url: 'http://127.0.0.1/rent', secret: [] }),
    async balance(signal): Promise<Balance> {
      const time = await call('balance', [], signal);
      const balance = script.balance?.(time) ?? '100';
      return { account: null, balance, unit: 'points', maxNumbers: null, createdAt: null };
    },
    async rent() {
      const time = await call('rent');
      return [...(script.rent?.(time) ?? [])];
    },
    async read(numbers, signal) {
      const time = await call('read', numbers, signal);
      script.read?.(time, numbers);
      return numbers.map(lookAt);
    },
    async release(numbers, signal) {
      const time = await call('release', numbers, signal);
      return numbers.map((number) => script.release?.(number, time) ?? done);
    },
    async blacklist(numbers, signal) {
      const time = await call('blacklist', numbers, signal);
      return numbers.map((number) => script.blacklist?.(number, time) ?? done);
    },
    async isBlacklisted(number, signal) {
      await call('isBlacklisted', [number], signal);
      return script.isBlacklisted?.(number) ?? false;
    },
    async status(number, signal) {
      const time = await call('status', [number], signal);
      return script.status?.(number, time) ?? 'held';
    },
  };

  const { definition = {} } = kind;
  const times = { ...plainTimes, ...kind.times };
  return {
    definition: {
      id: 'fake',
      title: 'Fake',
      baseUrl: 'http://127.0.0.1/fake',
      fields: [],
      accountField: 'name',
      abilities: ['release', 'blacklist', 'isBlacklisted', 'countries', 'status'],
      rentOptions: ['country', 'prefix', 'multi'],
      limits: { rent: 10, rentInAll: 10, read: 1, readKeeping: 1, release: 1, blacklist: 1 },
      times,
      afterCode: 'freed',
      charges: 'numbers',
      keeps: 'multi',
      canMove: false,
      homeCountry: null,
      connect: async () => provider,
      simulator: () => Promise.reject(new Error('the fake has no simulator')),
      ...definition,
    },
    provider: definition.abilities?.includes('status') === false ? without(provider, 'status') : provider,
    profile: kind.profile ?? 'default',
    paceKey: 'fake account',
    limits: { maxHeld: null, maxPerDay: null, minBalance: null, ...kind.limits },
    times,
    calls,
    made: (name) => calls.filter((one) => one.name === name).map((one) => one.at),
  };
}

function without(provider: Provider, ability: 'status'): Provider {
  const { [ability]: _, ...rest } = provider;
  return rest;
}
