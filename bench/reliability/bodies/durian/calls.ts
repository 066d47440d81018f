import type { Provider } from '../../../../src/providers/contract.ts';
import { ask, bolivian } from '../asked.ts';
import type { Asked, Call } from '../call.ts';
import {
  complainOfCodes,
  complainOfCountries,
  complainOfNumbers,
  complainOfSettlements,
  digestAsIs,
  digestBalance,
  digestCountries,
  digestNumbers,
  digestReadings,
  digestSettlements,
} from '../digests.ts';
import { type DurianMethod, readDurian } from './reader.ts';
import { plan, samples } from './seeds.ts';

const held = [
  ask({ numbers: [bolivian] }),
  ask({ numbers: [bolivian.slice(1)], wish: { multi: true } }),
  ask({ numbers: [bolivian], known: ['123456', '1'] }),
];
const about = (asked: Asked) => asked.numbers[0] as (typeof asked.numbers)[number];

type Own = Pick<Call, 'digest' | 'make'> & Partial<Call>;

function call(name: string, method: DurianMethod, own: Own): Call {
  return {
    name: `durian ${name}`,
    asks: held,
    samples: samples[method],
    plan: (dice, asked) => plan(method, dice, asked),
    read: (said, asked) => readDurian(method, said, asked),
    costs: null,
    ...own,
  };
}

const renting = {
  make: (provider: Provider, { wish }: Asked) => provider.rent(wish),
  digest: digestNumbers,
  complain: complainOfNumbers,
  costs: '/getMobileCode',
};

export const durianCalls: readonly Call[] = [
  call('balance', 'getUserInfo', { make: (provider) => provider.balance(), digest: digestBalance }),
  call('rent', 'getMobile', { ...renting, asks: [ask({}), ask({ wish: { country: 'BO', multi: true } })] }),
  call('rent-several', 'getMobile', { ...renting, asks: [ask({ wish: { count: 5 } }), ask({ wish: { count: 10 } })] }),
  call('read', 'getMsg', {
    make: (provider, { numbers }) => provider.read(numbers),
    digest: digestReadings,
    complain: complainOfCodes(true),
  }),
  call('release', 'passMobile', {
    make: async (provider, { numbers }) => provider.release?.(numbers),
    digest: digestSettlements,
    complain: complainOfSettlements,
  }),
  call('blacklist', 'addBlack', {
    make: async (provider, { numbers }) => provider.blacklist?.(numbers),
    digest: digestSettlements,
    complain: complainOfSettlements,
  }),
  call('blacklisted', 'getBlack', {
    make: async (provider, asked) => provider.isBlacklisted?.(about(asked)),
    digest: digestAsIs,
  }),
  call('status', 'getStatus', {
    make: async (provider, asked) => provider.status?.(about(asked)),
    digest: digestAsIs,
  }),
  call('countries', 'getCountryPhoneNum', {
    make: async (provider) => provider.countries?.({ project: '0257', vip: null }),
    digest: digestCountries,
    complain: complainOfCountries,
  }),
];
