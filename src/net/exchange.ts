import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { onAbort } from '../core/abort.ts';
import type { SmsctlError } from '../core/errors.ts';
import type { HttpAnswer, HttpRequest } from '../core/ports.ts';
import { encodeParameters } from '../core/redact.ts';
import { decodeText, endsByClose, groupHeaders } from './body.ts';
import { classifyFailure, toError } from './failure.ts';
import { followSocket, type Timeouts, watchPhases } from './phases.ts';
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
  /** Takes notice of the request as soon as there is one. */
  follow(sender: ClientRequest): void;
  /** What to throw for an error with this code. */
  failure(code: string): SmsctlError;
  /** Why we ended it, if we did. */
  ended(): { readonly reason: unknown } | undefined;
  /** Whether a kept connection had been closed before the request came: not a byte of an answer came over it. */
  wasClosed(code: string): boolean;
  /** @throws SmsctlError where a reset may have cut the body */
  finish(response: IncomingMessage, body: Buffer): Exchanged;
  stop(): void;
}

/** @param cut ends the connection; called when a limit is over or the signal is aborted. */
export function beginExchange({ url, proxy, signal, timeouts }: Route, cut: () => void): Exchange {
  const secure = url.protocol === 'https:';
  let sender: ClientRequest | undefined;
  let readBefore = 0;
  let ended: { readonly reason: unknown } | undefined;

  const end = (reason: unknown) => {
    ended ??= { reason };
    cut();
  };
  const failure = (code: string) => {
    // Node does not tell whether NO_PROXY let a request pass by the proxy; these are the traces of one that did not.
    const proxied = proxy !== null && (secure ? !sender?.socket : sender?.path.startsWith('http:') === true);
    const found = classifyFailure({ phase: watch.phase(), code, proxied });
    return toError(found, found.reason === 'proxy' && proxy !== null ? proxy.host : url.host);
  };
  const connect = timeouts.connect + (secure && proxy !== null ? timeouts.tls : 0);
  const watch = watchPhases({ ...timeouts, connect }, () => end(failure('deadline')));
  const unheard = signal === undefined ? () => {} : onAbort(signal, () => end(signal.reason));

  return {
    follow(native) {
      sender = native;
      native.once('socket', (socket: Socket) => {
        readBefore = socket.bytesRead;
        followSocket(socket, watch.enter);
      });
      native.once('response', () => watch.enter('answering'));
    },
    failure,
    ended: () => ended,
    wasClosed(code) {
      const isUsed = sender?.reusedSocket === true && sender.socket?.bytesRead === readBefore;
      // Before 'sent' it was closed in the moment it was handed over.
      return isUsed && watch.phase() !== 'answering' && (code === 'ECONNRESET' || code === 'EPIPE');
    },
    finish(response, body) {
      const { statusCode: status = 0, rawHeaders } = response;
      if (sender?.socket?.errored && endsByClose(groupHeaders(rawHeaders))) throw failure('ECONNRESET');
      const text = decodeText(body);
      // Hardly anybody asks for the headers.
      const answer = {
        status,
        text,
        get headers() {
          return groupHeaders(rawHeaders);
        },
      };
      return { answer, size: body.length };
    },
    stop() {
      watch.stop();
      unheard();
    },
  };
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
