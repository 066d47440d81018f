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
    ...limitJson(error),
  };
}

/** The limit of the user's own that was reached; nothing for any other failure. */
function limitJson({ code, params }: SmsctlError) {
  if (!code.startsWith('limit.')) return {};
  const { limit, used = 0, asked = 0, balance = null, setting = null, source = null, origin = null } = params;
  const name = code.slice('limit.'.length);
  return { limit: { name, value: limit, used, asked, balance, key: setting, source, origin } };
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
