import type { ProjectFacts, SendState } from '../../../../src/core/model.ts';
import { ask, mainland, several } from '../asked.ts';
import { type Asked, beforehand, type Call, value } from '../call.ts';
import {
  complainOfCodes,
  complainOfNumbers,
  complainOfSettlements,
  digestAsIs,
  digestBalance,
  digestNumbers,
  digestReadings,
  digestSettlements,
} from '../digests.ts';
import {
  balanceOf,
  blacklistingOf,
  numbersOf,
  projectOf,
  readingOf,
  releaseAllOf,
  releasingOf,
  sendingOf,
  sendStateOf,
} from './reader.ts';
import { readReleases } from './release.ts';
import { plan, samples } from './seeds.ts';
import { mayLeave, readInSession, readVerification } from './session.ts';
import { speak, type ZhimaMethod } from './words.ts';

const held = [ask({ numbers: [mainland] }), ask({ numbers: [mainland], known: ['您的验证码是123456', '123456'] })];
const about = (asked: Asked) => asked.numbers[0] as (typeof asked.numbers)[number];

type Own = Pick<Call, 'digest' | 'make' | 'read'> & Partial<Call>;

function call(name: string, method: ZhimaMethod, own: Own): Call {
  return {
    name: `zhima ${name}`,
    asks: held,
    samples: samples[method],
    plan: (dice) => plan(method, dice),
    speak,
    costs: null,
    hasSession: true,
    ...own,
  };
}

const renting: Own = {
  make: (provider, { wish }) => provider.rent(wish),
  digest: digestNumbers,
  complain: complainOfNumbers,
  read: readInSession('phoneNos/get', numbersOf),
  costs: '/phoneNos/get.php',
  mayLeave: mayLeave('phoneNos/get'),
};

const releasing = {
  make: async (provider, { numbers }) => provider.release?.(numbers),
  digest: digestSettlements,
  complain: complainOfSettlements,
} satisfies Partial<Call>;

function digestProject(what: unknown): unknown {
  const { name, status, kind, prices, raw } = what as ProjectFacts;
  const inOrder = Object.fromEntries(['name', 'status', 'price', 'type', 'msg'].map((one) => [one, raw[one]]));
  return [name, status, kind, prices.map(({ from, to, price }) => ({ from, to, price })), inOrder];
}

export const zhimaCalls: readonly Call[] = [
  call('balance', 'pkey/verification', {
    make: (provider) => provider.balance(),
    digest: digestBalance,
    read: ([first]) => readVerification(first, balanceOf),
    hasSession: false,
  }),
  // The rental waits for the verification: whatever that says, a failure has cost nothing.
  call('session', 'pkey/verification', {
    make: (provider, { wish }) => provider.rent(wish),
    digest: digestNumbers,
    read: ([first]) => beforehand(readVerification(first, () => value([mainland]))),
    asks: [ask({})],
    costs: '/phoneNos/get.php',
    thenSays: `{"phoneNos":"${mainland}"}`,
    hasSession: false,
  }),
  call('rent', 'phoneNos/get', { ...renting, asks: [ask({}), ask({ wish: { international: true } })] }),
  call('rent-several', 'phoneNos/get', {
    ...renting,
    asks: [ask({ wish: { count: 5 } }), ask({ wish: { count: 100 } })],
  }),
  call('read', 'sms/get', {
    make: (provider, { numbers }) => provider.read(numbers),
    digest: digestReadings,
    complain: complainOfCodes(false),
    read: readInSession('sms/get', readingOf),
  }),
  call('release', 'sms/release', { ...releasing, read: readInSession('sms/release', releasingOf) }),
  call('release-several', 'sms/release', {
    ...releasing,
    read: readReleases,
    asks: [ask({ numbers: several.slice(0, 3) })],
  }),
  call('release-all', 'sms/releaseAll', {
    make: async (provider) => provider.releaseAll?.(),
    digest: digestAsIs,
    read: readInSession('sms/releaseAll', releaseAllOf),
  }),
  call('blacklist', 'sms/block', {
    make: async (provider, { numbers }) => provider.blacklist?.(numbers),
    digest: digestSettlements,
    complain: complainOfSettlements,
    read: readInSession('sms/block', blacklistingOf),
  }),
  call('project', 'items/details', {
    make: async (provider) => provider.project?.('0257'),
    digest: digestProject,
    read: readInSession('items/details', projectOf),
  }),
  call('send', 'sms/send', {
    make: async (provider, asked) => provider.send?.(about(asked), 'YES'),
    digest: digestAsIs,
    read: readInSession('sms/send', sendingOf),
    costs: '/sms/send.php',
    mayLeave: mayLeave('sms/send'),
  }),
  call('send-state', 'sms/send', {
    make: async (provider, asked) => provider.sendState?.(about(asked)),
    digest: (what) => [(what as SendState).state, (what as SendState).note],
    read: readInSession('sms/send', sendStateOf),
  }),
];
