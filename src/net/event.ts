import { SmsctlError } from '../core/errors.ts';
import type { HttpRequest } from '../core/ports.ts';
import { encodeParameters, showUrl } from '../core/redact.ts';

/** Method, URL and form in one line, as they were sent but for the values of secret parameters. */
export function describeRequest({ method, url, query, form, secret }: HttpRequest): string {
  const line = `${method} ${showUrl(url, query ?? [], secret)}`;
  return form === undefined ? line : `${line} ${encodeParameters(form, secret)}`;
}

export function describeFailure(error: unknown): string {
  if (!(error instanceof SmsctlError)) return 'aborted';
  const { reason } = error.params;
  return reason === undefined ? error.code : `${error.code} (${reason})`;
}
