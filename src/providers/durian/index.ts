import type { ProviderDefinition } from '../contract.ts';

/** Durian RCS. Times and limits: the document's "1. 收短信调用说明", "2. 操作建议" and 2.1; see docs/providers/durian.md. */
export const durian: ProviderDefinition = {
  id: 'durian',
  title: 'Durian RCS',
  baseUrl: 'https://api.durianrcs.com/out/ext_api',
  fields: [
    { name: 'name', secret: false, required: true },
    { name: 'apiKey', secret: true, required: true },
    { name: 'vip', secret: true, required: false },
    { name: 'secretKey', secret: true, required: false },
    {
      name: 'rentCall',
      secret: false,
      required: false,
      choices: ['getMobileCode', 'getMobile'],
      default: 'getMobileCode',
    },
  ],
  accountField: 'name',
  abilities: ['release', 'blacklist', 'isBlacklisted', 'countries', 'status'],
  rentOptions: ['country', 'prefix', 'multi', 'vip', 'secretKey', 'exclude'],
  limits: { rent: 10, rentInAll: 10, read: 1, readKeeping: 1, release: 1, blacklist: 1 },
  times: {
    sendAfter: 5_000,
    sendWithin: 60_000,
    firstLook: 15_000,
    every: 15_000,
    giveUp: 300_000,
    // The platform's five minutes, less a margin: its count began before its answer reached us (D11).
    lease: 295_000,
    gap: 1_000,
    rentAgain: 5_000,
  },
  afterCode: 'freed',
  charges: 'numbers',
  keeps: 'multi',
  canMove: false,
  homeCountry: null,
  connect: async (link) => (await import('./client.ts')).connectDurian(link),
  simulator: async () => (await import('./simulator.ts')).durianSimulator,
};
