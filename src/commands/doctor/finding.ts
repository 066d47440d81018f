import { SmsctlError } from '../../core/errors.ts';
import type { Messages } from '../../messages/index.ts';
import { failureText } from '../../views/failure.ts';

/** What doctor found out about one thing. */
export interface Finding {
  /** For programs: `ledger`, `platform`, … */
  readonly id: string;
  /** The same for a person. */
  readonly subject: string;
  readonly level: 'ok' | 'warn' | 'fail';
  readonly detail: string;
  /** What to do; null where nothing is to be done. */
  readonly hint: string | null;
  readonly account?: { readonly provider: string; readonly profile: string };
  /** Why it failed. */
  readonly error?: SmsctlError;
}

export type Subject = Pick<Finding, 'id' | 'subject'> & { readonly account?: NonNullable<Finding['account']> };

export const fine = (subject: Subject, detail: string): Finding => ({ ...subject, level: 'ok', detail, hint: null });

export const warned = (subject: Subject, detail: string, hint: string | null): Finding => ({
  ...subject,
  level: 'warn',
  detail,
  hint,
});

/** @throws what is no SmsctlError */
export function failed(subject: Subject, error: unknown, texts: Messages): Finding {
  if (!(error instanceof SmsctlError)) throw error;
  const { message, hint } = failureText(error, texts);
  const words = [error.providerCode, error.providerMessage].filter((part) => part !== null && part !== '');
  const detail =
    words.length === 0
      ? message
      : texts.sentences([message, texts.labelled(texts.failure.platformSays, words.join(' '))]);
  return { ...subject, level: 'fail', detail, hint, error };
}
