/// <reference lib="esnext.disposable" preserve="true" />
/** What a program in TypeScript or JavaScript may import. */
import { requireNode } from './library/needed-node.ts';

export {
  type ErrorCode,
  type ErrorDetail,
  type ErrorFacts,
  errorCatalogue,
  SmsctlError,
  type Stake,
} from './core/errors.ts';
export type { Balance, CountryStock, Lease, LeaseState, Message } from './core/model.ts';
export type {
  HeldPhoneNumber,
  LimitOptions,
  NumberWish,
  PhoneProvider,
  PlatformSimulator,
  ProviderOptions,
  SimulatedMessage,
  SimulatedRequest,
  SimulatorOptions,
  WaitOptions,
} from './library/offer.ts';
export { openProvider } from './library/provider.ts';
export { startSimulator } from './library/simulator.ts';
export { withNumber } from './library/with-number.ts';

requireNode();
