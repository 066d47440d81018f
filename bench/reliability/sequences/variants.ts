import type { ProviderDefinition } from '../../../src/providers/contract.ts';
import type { PlatformName } from './plan.ts';

/** Three platforms of nobody's, with the habits of those there are. Waits are short, so that a sequence is. */

const second = 1_000;

/** The platform holds a number a little longer than the program counts on. */
export const margin = 5 * second;

const plain: Omit<ProviderDefinition, 'abilities' | 'limits' | 'times' | 'afterCode' | 'keeps' | 'canMove'> = {
  id: 'virtual',
  title: 'Virtual',
  baseUrl: null,
  charges: 'numbers',
  fields: [],
  accountField: 'name',
  rentOptions: ['multi'],
  homeCountry: null,
  connect: () => Promise.reject(new Error('it is connected by the bench')),
  simulator: () => Promise.reject(new Error('it has none')),
};

const times = { sendAfter: 0, sendWithin: 60 * second, gap: second, rentAgain: 5 * second };

export const definitions: Readonly<Record<PlatformName, ProviderDefinition>> = {
  /** As Durian: one number a call, freed after its code, can be asked what has become of a number. */
  freeing: {
    ...plain,
    abilities: ['release', 'blacklist', 'isBlacklisted', 'status'],
    limits: { rent: 10, rentInAll: 10, read: 1, readKeeping: 1, release: 1, blacklist: 1 },
    times: { ...times, firstLook: 15 * second, every: 15 * second, giveUp: 60 * second, lease: 100 * second },
    afterCode: 'freed',
    keeps: 'multi',
    canMove: false,
  },
  /** As Zhima: has to be released after the code, all of them in one call if need be; sends messages. */
  releasing: {
    ...plain,
    abilities: ['release', 'releaseAll', 'blacklist', 'send'],
    limits: { rent: 100, rentInAll: 1000, read: 1, readKeeping: 1, release: 100, blacklist: 1 },
    times: { ...times, firstLook: 5 * second, every: 10 * second, giveUp: 80 * second, lease: 180 * second },
    afterCode: 'release',
    keeps: 'any',
    canMove: false,
  },
  /** As Taoma: many numbers a call, nothing is released, a number can be moved to another project. */
  listing: {
    ...plain,
    abilities: ['blacklist'],
    limits: { rent: 50, rentInAll: 1000, read: 50, readKeeping: 1, release: 50, blacklist: 50 },
    times: { ...times, firstLook: 10 * second, every: 10 * second, giveUp: 50 * second, lease: 100 * second },
    afterCode: 'freed',
    keeps: 'any',
    canMove: true,
  },
};
