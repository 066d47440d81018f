/** What a program in TypeScript or JavaScript may import: the failures smsctl knows by name, and its words as types. */
export { type ErrorCode, type ErrorDetail, errorCatalogue, SmsctlError, type Stake } from './core/errors.ts';
export type { Balance, Lease, LeaseState, Message } from './core/model.ts';
