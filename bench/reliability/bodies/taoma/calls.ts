import { ask, mainland, several } from '../asked.ts';
import type { Call } from '../call.ts';
import {
  complainOfCodes,
  complainOfNumbers,
  complainOfSettlements,
  digestBalance,
  digestNumbers,
  digestReadings,
  digestSettlements,
} from '../digests.ts';
import { heldMessageOf, messagesOf } from './messages.ts';
import { balanceOf, blacklistingOf, readTaoma, rentalOf } from './reader.ts';
import { plan, samples } from './seeds.ts';
import { speak, type TaomaMethod } from './words.ts';

const one = [ask({ numbers: [mainland] }), ask({ numbers: [`+86${mainland}`], known: ['验证码短信', '123456'] })];
const some = [
  ask({ numbers: several }),
  ask({ numbers: several.slice(0, 2), known: ['验证码短信'] }),
  ask({ numbers: [mainland, mainland] }),
];
const holding = [
  ask({ numbers: [mainland], hold: { nextProject: null } }),
  ask({ numbers: [mainland], known: ['验证码短信'], hold: { nextProject: '9' } }),
];

type Own = Pick<Call, 'asks' | 'digest' | 'make' | 'read'> & Partial<Call>;

function call(name: string, method: TaomaMethod, own: Own): Call {
  return {
    name: `taoma ${name}`,
    samples: samples[method],
    plan: (dice, asked) => plan(method, dice, asked),
    speak,
    costs: null,
    ...own,
  };
}

const renting = {
  make: (provider, { wish }) => provider.rent(wish),
  digest: digestNumbers,
  complain: complainOfNumbers,
  read: readTaoma(rentalOf),
  costs: 'getMobiles',
} satisfies Partial<Call>;

const reading = {
  make: (provider, { numbers, hold }) => provider.read(numbers, undefined, hold ?? undefined),
  digest: digestReadings,
  complain: complainOfCodes(false),
} satisfies Partial<Call>;

const blacklisting = {
  make: async (provider, { numbers }) => provider.blacklist?.(numbers),
  digest: digestSettlements,
  complain: complainOfSettlements,
  read: readTaoma(blacklistingOf),
} satisfies Partial<Call>;

export const taomaCalls: readonly Call[] = [
  call('balance', 'getUserInfo', {
    make: (provider) => provider.balance(),
    digest: digestBalance,
    read: readTaoma(balanceOf),
    asks: [ask({})],
  }),
  call('rent', 'getMobiles', { ...renting, asks: [ask({})] }),
  call('rent-several', 'getMobiles', { ...renting, asks: [ask({ wish: { count: 5 } }), ask({ wish: { count: 50 } })] }),
  call('read', 'getMessages', { ...reading, read: readTaoma(messagesOf), asks: one }),
  call('read-several', 'getMessages', { ...reading, read: readTaoma(messagesOf), asks: some }),
  call('read-hold', 'getMessageAndHoldMobile', { ...reading, read: readTaoma(heldMessageOf), asks: holding }),
  call('blacklist', 'addBlackMobiles', { ...blacklisting, asks: one }),
  call('blacklist-several', 'addBlackMobiles', { ...blacklisting, asks: some }),
];
