import type { ClientRequest, IncomingMessage } from 'node:http';
import type { LookupFunction, Socket } from 'node:net';
import got, { type Got } from 'got';
import { SmsctlError } from '../core/errors.ts';
import type { Clock, HttpAnswer, HttpClient, HttpEvent, HttpRequest } from '../core/ports.ts';
import { encodeParameters } from '../core/redact.ts';
import { type Connection, openAgent, openKeptAgent } from './agent.ts';
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

export interface ClosableHttpClient extends HttpClient {
  /** Ends the connections that were kept. */
  close(): void;
}

/**
 * An HttpClient of HTTP/1.1: no redirect, no cache, no cookie, and a fresh connection for every request but those that are
 * `repeatable`. Only such a one is sent again, and only where the kept connection it met had been closed. Behind a proxy
 * no connection is kept.
 */
export function createHttpClient(options: HttpClientOptions): ClosableHttpClient {
  const kept = new Map<string, Connection>();
  const keep = (secure: boolean): Connection => {
    const name = String(secure);
    const connection = kept.get(name) ?? openKeptAgent(secure, options.lookup);
    kept.set(name, connection);
    return connection;
  };
  let prepared: Got | null = null;
  const exchange = async (request: HttpRequest, route: Route): Promise<Exchanged> => {
    const secure = route.url.protocol === 'https:';
    prepared ??= prepareGot(options.version);
    const tools = { ...options, got: prepared };
    if (request.repeatable === true && route.proxy === null) {
      const exchanged = await sendOver(keep(secure), request, route, tools);
      if (exchanged !== 'closed') return exchanged;
    }
    const connection = openAgent(secure, route.proxy, options.lookup);
    try {
      const exchanged = await sendOver(connection, request, route, tools);
      if (exchanged !== 'closed') return exchanged;
      throw new SmsctlError('unexpected'); // a fresh connection has been used by nobody before
    } finally {
      connection.close();
    }
  };

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
        const { answer, size } = await exchange(request, { url, proxy, signal });
        report(`${answer.status} ${size} bytes`);
        return answer;
      } catch (error) {
        const ours = error instanceof SmsctlError || (signal?.aborted === true && error === signal.reason);
        const failure = ours ? error : new SmsctlError('unexpected');
        report(describeFailure(failure));
        throw failure;
      }
    },
    close() {
      for (const connection of kept.values()) connection.close();
      kept.clear();
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

interface Exchanged {
  readonly answer: HttpAnswer;
  readonly size: number;
}

interface Tools extends Pick<HttpClientOptions, 'timeouts'> {
  readonly got: Got;
}

/** `closed` where the connection had been used before, and not a byte of an answer came over it. */
async function sendOver(
  { agent }: Connection,
  request: HttpRequest,
  { url, proxy, signal }: Route,
  tools: Tools,
): Promise<Exchanged | 'closed'> {
  const secure = url.protocol === 'https:';
  const stream = tools.got.stream(addQuery(request), { ...describeToGot(request), agent });
  let readBefore = 0;
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
  const limits = { ...defaultTimeouts, ...tools.timeouts };
  const connect = limits.connect + (secure && proxy !== null ? limits.tls : 0);
  const watch = watchPhases({ ...limits, connect }, () => end(fail('deadline')));
  const abort = () => end(signal?.reason);

  signal?.addEventListener('abort', abort, { once: true });
  // Errors reach the loop in readBody; one that comes after it must not end the process.
  stream.on('error', () => {});
  stream.once('request', (native) => {
    sender = native.on('error', () => {});
    native.once('socket', (socket: Socket) => {
      readBefore = socket.bytesRead;
    });
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
    if (error instanceof SmsctlError) throw error;
    const code = readCode(error);
    const isUsed = sender?.reusedSocket === true && sender.socket?.bytesRead === readBefore;
    if (isUsed && watch.phase() === 'sent' && (code === 'ECONNRESET' || code === 'EPIPE')) return 'closed';
    throw fail(code);
  } finally {
    watch.stop();
    signal?.removeEventListener('abort', abort);
    stream.destroy();
  }
}

function addQuery({ url, query = [] }: HttpRequest): string {
  return query.length === 0 ? url : `${url}?${encodeParameters(query)}`;
}

function describeToGot({ method, form, headers }: HttpRequest) {
  if (method === 'GET' && headers === undefined) return {};
  const type = form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
  // Without a body given here, got waits for somebody to write one.
  const body = method === 'POST' ? { body: encodeParameters(form ?? []) } : {};
  return { method, headers: { ...type, ...headers }, ...body };
}

/** With all that is the same for every request. */
function prepareGot(version: string): Got {
  return got.extend({
    headers: {
      'user-agent': `smsctl/${version}`,
      accept: 'application/json, text/plain;q=0.9, */*;q=0.5',
      // Deflate is read but not asked for: servers disagree about its frame.
      'accept-encoding': 'gzip, br',
    },
    retry: { limit: 0 },
    followRedirect: false,
    throwHttpErrors: false,
    http2: false,
  });
}
