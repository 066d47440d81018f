import { onAbort } from '../core/abort.ts';
import type { SmsctlError } from '../core/errors.ts';
import type { HttpAnswer, HttpRequest } from '../core/ports.ts';
import { encodeParameters } from '../core/redact.ts';
import { decodeText, groupHeaders } from './body.ts';
import { classifyFailure, type Phase, toError } from './failure.ts';
import { type Timeouts, watchPhases } from './phases.ts';
import type { ProxySetting } from './proxy.ts';

export interface Route {
  readonly url: URL;
  readonly proxy: ProxySetting | null;
  readonly signal: AbortSignal | undefined;
  readonly timeouts: Timeouts;
}

export interface Exchanged {
  readonly answer: HttpAnswer;
  /** Bytes of the body, after decompression. */
  readonly size: number;
}

/** One request and its answer, under the limits of its route. */
export interface Exchange {
  phase(): Phase;
  enter(phase: Phase): void;
  /** What to throw for an error with this code. */
  failure(code: string): SmsctlError;
  /** Why we ended it, if we did. */
  ended(): { readonly reason: unknown } | undefined;
  stop(): void;
}

interface Means {
  /** Ends the connection; called when a limit is over or the signal is aborted. */
  readonly cut: () => void;
  /** Whether the request was to go through a proxy. */
  readonly isProxied?: () => boolean;
}

export function beginExchange({ url, proxy, signal, timeouts }: Route, { cut, isProxied }: Means): Exchange {
  let ended: { readonly reason: unknown } | undefined;
  const end = (reason: unknown) => {
    ended ??= { reason };
    cut();
  };
  const failure = (code: string) => {
    const found = classifyFailure({ phase: watch.phase(), code, proxied: isProxied?.() ?? false });
    return toError(found, found.reason === 'proxy' && proxy !== null ? proxy.host : url.host);
  };
  const connect = timeouts.connect + (url.protocol === 'https:' && proxy !== null ? timeouts.tls : 0);
  const watch = watchPhases({ ...timeouts, connect }, () => end(failure('deadline')));
  const unheard = signal === undefined ? () => {} : onAbort(signal, () => end(signal.reason));
  return {
    phase: watch.phase,
    enter: watch.enter,
    failure,
    ended: () => ended,
    stop() {
      watch.stop();
      unheard();
    },
  };
}

/** The answer and its size, from what came. */
export function exchanged(
  head: { readonly status: number; readonly rawHeaders: readonly string[] },
  body: Buffer,
): Exchanged {
  const answer = {
    status: head.status,
    text: decodeText(body),
    // Hardly anybody asks for them.
    get headers() {
      return groupHeaders(head.rawHeaders);
    },
  };
  return { answer, size: body.length };
}

/** What every request says of this program. */
export const headersOf = (version: string) => ({
  'user-agent': `smsctl/${version}`,
  accept: 'application/json, text/plain;q=0.9, */*;q=0.5',
  // Deflate is read but not asked for: servers disagree about its frame.
  'accept-encoding': 'gzip, br',
});

/** The address, or its path, with the query as it is sent. */
export function withQuery(address: string, { query = [] }: HttpRequest): string {
  return query.length === 0 ? address : `${address}?${encodeParameters(query)}`;
}

/** The form as it is sent, with a type; a POST without one has an empty body. */
export function bodyOf({ method, form }: HttpRequest): { body: string; headers: Record<string, string> } | null {
  if (method === 'GET') return null;
  const headers = form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
  return { body: encodeParameters(form ?? []), headers };
}
