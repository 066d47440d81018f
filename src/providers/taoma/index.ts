import type { ProviderDefinition } from '../contract.ts';

/** Taoma 淘码. Times and limits: the document's "调用说明" under each method; see docs/providers/taoma.md. */
export const taoma: ProviderDefinition = {
  id: 'taoma',
  title: 'Taoma 淘码',
  // The document's host was replaced by the site it was found on (T1).
  baseUrl: null,
  fields: [
    { name: 'userId', secret: false, required: true },
    { name: 'password', secret: true, required: true, keptAs: 'md5' },
    { name: 'softAuthor', secret: false, required: false },
    { name: 'method', secret: false, required: false, choices: ['POST', 'GET'], default: 'POST' },
  ],
  accountField: 'userId',
  abilities: ['blacklist'],
  rentOptions: [],
  limits: { rent: 50, rentInAll: 1000, read: 50, readKeeping: 1, release: 50, blacklist: 50 },
  times: {
    sendAfter: 0,
    sendWithin: 295_000,
    firstLook: 10_000,
    every: 10_000,
    // Ten looks.
    giveUp: 100_000,
    // The platform's five minutes, less a margin: its count began before its answer reached us (T11).
    lease: 295_000,
    gap: 1_000,
    rentAgain: 3_000,
  },
  afterCode: 'freed',
  charges: 'messages',
  keeps: 'any',
  canMove: true,
  homeCountry: 'CN',
  connect: async (link) => (await import('./client.ts')).connectTaoma(link),
  simulator: async () => (await import('./simulator.ts')).taomaSimulator,
};
