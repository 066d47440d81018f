import type { RentRequest } from '../../src/core/model.ts';

/** One number of any kind for project 0257, but for what is wanted. */
export const rentWish = (wanted: Partial<RentRequest> = {}): RentRequest => ({
  project: '0257',
  count: 1,
  country: null,
  prefix: null,
  multi: false,
  vip: null,
  secretKey: null,
  exclude: 'mine',
  area: null,
  operator: null,
  international: false,
  number: null,
  ...wanted,
});
