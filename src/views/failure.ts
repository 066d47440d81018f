import type { SmsctlError } from '../core/errors.ts';
import type { Messages } from '../messages/index.ts';
import { leaseJson } from './lease.ts';

/** The error of the contract (§3), in words of the user's language. */
export function failureJson(error: SmsctlError, texts: Messages) {
  const { message, hint } = failureText(error, texts);
  return {
    code: error.code,
    exitCode: error.exitCode,
    message,
    hint,
    provider: error.provider,
    providerCode: error.providerCode,
    providerMessage: error.providerMessage,
    retryable: error.retryable,
    leases: error.leases.map(leaseJson),
  };
}

export interface FailureText {
  readonly message: string;
  readonly hint: string | null;
}

/** What happened and whether money is at stake; then what to do. */
export function failureText(error: SmsctlError, texts: Messages): FailureText {
  const { message, hint } = texts.errors[error.code]((name) => String(error.params[name] ?? ''));
  const stake = error.stake === null ? '' : texts.stakes[error.stake];
  return { message: texts.sentences([message, stake].filter((part) => part !== '')), hint };
}
