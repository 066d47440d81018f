import type { ClientRequest, IncomingMessage } from 'node:http';
import type { LookupFunction } from 'node:net';
import got from 'got';
import { SmsctlError } from '../core/errors.ts';
import type { Clock, HttpAnswer, HttpClient, HttpEvent, HttpRequest } from '../core/ports.ts';
import { encodeParameters } from '../core/redact.ts';
import { openAgent } from './agent.ts';
import { decodeText, endsByClose, groupHeaders, readBody, requireDecoded } from './body.ts';
import { describeFailure, describeRequest } from './event.ts';
import { classifyFailure, readCode, toError } from './failure.ts';
import { followRequest, type Timeouts, watchPhases } from './phases.ts';
import { type Environment, findProxy, type ProxySetting } from './proxy.ts';
import { parseTarget } from './target.ts';

export interface HttpClientOptions {
  /** This program's, for the User-Agent. */
  readonly version: string;
  /** Where the proxy variables are looked up. */
  readonly env: Environment;
  readonly clock: Clock;
  /** Told once of each request, after its end. */
  readonly onEvent?: (event: HttpEvent) => void;
  /** Milliseconds. Connect and TLS 10 s each, the head of the answer 25 s, the whole 30 s, unless given. */
  readonly timeouts?: Partial<Timeouts>;
  /** False: the proxy variables are ignored. */
  readonly proxy?: boolean;
  /** Applied to all that `onEvent` is told. */
  readonly redact?: (text: string) => string;
  /** Resolves names in the system's place. */
  readonly lookup?: LookupFunction;
}

const defaultTimeouts: Timeouts = { connect: 10_000, tls: 10_000, response: 25_000, whole: 30_000 };

/** An HttpClient of HTTP/1.1 with a fresh connection for every request: no retry, no redirect, no cache, no cookie. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  return {
    async send(request, signal) {
      signal?.throwIfAborted();
      const url = parseTarget(request.url);
      const proxy = options.proxy === false ? null : findProxy(options.env, url.protocol);
      const started = options.clock.elapsed();
      const report = (outcome: string) => {
        if (options.onEvent === undefined) return;
        const milliseconds = options.clock.elapsed() - started;
        announce({ request: describeRequest(request), outcome, milliseconds }, options);
      };
      try {
        const { answer, size } = await exchange(request, { url, proxy, signal }, options);
        report(`${answer.status} ${size} bytes`);
        return answer;
      } catch (error) {
        const ours = error instanceof SmsctlError || (signal?.aborted === true && error === signal.reason);
        const failure = ours ? error : new SmsctlError('unexpected');
        report(describeFailure(failure));
        throw failure;
      }
    },
  };
}

function announce(event: HttpEvent, { onEvent, redact = (text) => text }: HttpClientOptions): void {
  try {
    onEvent?.({ ...event, request: redact(event.request), outcome: redact(event.outcome) });
  } catch {
    // Whoever looks on must not cost an answer that may have cost money.
  }
}

interface Route {
  readonly url: URL;
  readonly proxy: ProxySetting | null;
  readonly signal: AbortSignal | undefined;
}

async function exchange(
  request: HttpRequest,
  { url, proxy, signal }: Route,
  options: HttpClientOptions,
): Promise<{ readonly answer: HttpAnswer; readonly size: number }> {
  const secure = url.protocol === 'https:';
  const connection = openAgent(secure, proxy, options.lookup);
  const stream = got.stream(addQuery(request), { ...describeToGot(request, options.version), agent: connection.agent });
  let sender: ClientRequest | undefined;
  let response: IncomingMessage | undefined;
  let ended: { readonly reason: unknown } | undefined;

  const end = (reason: unknown) => {
    ended ??= { reason };
    stream.destroy();
  };
  const fail = (code: string) => {
    // Node does not tell whether NO_PROXY let a request pass by the proxy; these are the traces of one that did not.
    const proxied = proxy !== null && (secure ? !sender?.socket : sender?.path.startsWith('http:') === true);
    const failure = classifyFailure({ phase: watch.phase(), code, proxied });
    return toError(failure, failure.reason === 'proxy' && proxy !== null ? proxy.host : url.host);
  };
  const limits = { ...defaultTimeouts, ...options.timeouts };
  const connect = limits.connect + (secure && proxy !== null ? limits.tls : 0);
  const watch = watchPhases({ ...limits, connect }, () => end(fail('deadline')));
  const abort = () => end(signal?.reason);

  signal?.addEventListener('abort', abort, { once: true });
  // Errors reach the loop in readBody; one that comes after it must not end the process.
  stream.on('error', () => {});
  stream.once('request', (native) => {
    sender = native.on('error', () => {});
    followRequest(native, watch.enter);
  });
  stream.once('response', (head) => {
    response = head;
  });
  try {
    const body = await readBody(stream);
    if (response === undefined) throw fail('');
    const headers = groupHeaders(response.rawHeaders);
    if (sender?.socket?.errored && endsByClose(headers)) throw fail('ECONNRESET');
    requireDecoded(body, response.headers['content-encoding']);
    const answer = { status: response.statusCode ?? 0, headers, text: decodeText(body) };
    return { answer, size: body.length };
  } catch (error) {
    if (ended !== undefined) throw ended.reason;
    throw error instanceof SmsctlError ? error : fail(readCode(error));
  } finally {
    watch.stop();
    signal?.removeEventListener('abort', abort);
    stream.destroy();
    connection.close();
  }
}

function addQuery({ url, query = [] }: HttpRequest): string {
  return query.length === 0 ? url : `${url}?${encodeParameters(query)}`;
}

function describeToGot({ method, form, headers }: HttpRequest, version: string) {
  return {
    method,
    headers: {
      'user-agent': `smsctl/${version}`,
      accept: 'application/json, text/plain;q=0.9, */*;q=0.5',
      // Deflate is read but not asked for: servers disagree about its frame.
      'accept-encoding': 'gzip, br',
      ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      ...headers,
    },
    // Without a body given here, got waits for somebody to write one.
    ...(method === 'POST' ? { body: encodeParameters(form ?? []) } : {}),
    retry: { limit: 0 },
    followRedirect: false,
    throwHttpErrors: false,
    http2: false,
  } as const;
}
