import type { ProviderDefinition } from '../contract.ts';

/** Zhima 智码. Times and limits: the document's 1.1 and the remarks of its calls; see docs/providers/zhima.md. */
export const zhima: ProviderDefinition = {
  id: 'zhima',
  title: 'Zhima 智码',
  baseUrl: 'http://120.78.198.87/zsmcode',
  fields: [
    { name: 'account', secret: false, required: true },
    { name: 'pkey', secret: true, required: true },
  ],
  accountField: 'account',
  abilities: ['release', 'releaseAll', 'blacklist', 'project', 'send'],
  rentOptions: ['area', 'operator', 'international', 'number'],
  limits: { rent: 100, rentInAll: 1000, read: 1, readKeeping: 1, release: 100, blacklist: 1 },
  times: {
    // The document says nothing of when to have the SMS sent: at once, and while a usual wait still looks for it.
    sendAfter: 0,
    sendWithin: 600_000,
    firstLook: 5_000,
    every: 5_000,
    giveUp: 600_000,
    // The platform's thirty minutes, less a margin: its count began before its answer reached us (Z14).
    lease: 1_790_000,
    gap: 1_000,
    rentAgain: 5_000,
  },
  afterCode: 'release',
  charges: 'messages',
  keeps: 'any',
  canMove: false,
  homeCountry: 'CN',
  connect: async (link) => (await import('./client.ts')).connectZhima(link),
  simulator: async () => (await import('./simulator.ts')).zhimaSimulator,
};
