import type { LookupFunction } from 'node:net';
import { SmsctlError } from '../core/errors.ts';
import type { Clock, HttpClient, HttpEvent, HttpRequest } from '../core/ports.ts';
import { openAgent } from './agent.ts';
import { type BareSender, prepareBare } from './bare.ts';
import { type PreparedGot, prepareGot, sendByGot } from './by-got.ts';
import { describeFailure, describeRequest } from './event.ts';
import type { Exchanged, Route } from './exchange.ts';
import { type KeptConnections, openKept } from './kept.ts';
import type { Timeouts } from './phases.ts';
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

/** Where requests go; of the last one it is kept what looks at many numbers share. */
interface Destination {
  readonly address: string;
  readonly url: URL;
  readonly proxy: ProxySetting | null;
  send: BareSender | null;
}

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
  const kept = new Map<string, KeptConnections>();
  const keep = (url: URL): KeptConnections => {
    const connections = kept.get(url.origin) ?? openKept(url, options.lookup);
    kept.set(url.origin, connections);
    return connections;
  };
  const timeouts = { ...defaultTimeouts, ...options.timeouts };
  let prepared: PreparedGot | null = null;
  let last: Destination | null = null;
  const find = (address: string): Destination => {
    if (last?.address === address) return last;
    const url = parseTarget(address);
    const proxy = options.proxy === false ? null : findProxy(options.env, url.protocol);
    last = { address, url, proxy, send: null };
    return last;
  };
  const sendFresh = async (request: HttpRequest, { url, proxy }: Destination, route: Route): Promise<Exchanged> => {
    const connection = openAgent(url.protocol === 'https:', proxy, options.lookup);
    try {
      prepared ??= prepareGot(options.version);
      return await sendByGot(prepared, connection, request, route);
    } finally {
      connection.close();
    }
  };
  const report = (request: HttpRequest, started: number, outcome: string) => {
    if (options.onEvent === undefined) return;
    const milliseconds = options.clock.elapsed() - started;
    announce({ request: describeRequest(request), outcome, milliseconds }, options);
  };

  return {
    async send(request, signal) {
      signal?.throwIfAborted();
      const to = find(request.url);
      const started = options.onEvent === undefined ? 0 : options.clock.elapsed();
      const route = { url: to.url, proxy: to.proxy, signal, timeouts };
      try {
        let came: Exchanged | 'closed' = 'closed';
        if (request.repeatable === true && to.proxy === null) {
          to.send ??= prepareBare(keep(to.url), to.url, options.version);
          came = await to.send(request, route);
          // Whoever was stopped meanwhile asks for nothing more; what came all the same is handed on.
          if (came === 'closed') signal?.throwIfAborted();
        }
        const { answer, size } = came === 'closed' ? await sendFresh(request, to, route) : came;
        report(request, started, `${answer.status} ${size} bytes`);
        return answer;
      } catch (error) {
        const ours = error instanceof SmsctlError || (signal?.aborted === true && error === signal.reason);
        const failure = ours ? error : new SmsctlError('unexpected');
        report(request, started, describeFailure(failure));
        throw failure;
      }
    },
    close() {
      for (const connections of kept.values()) connections.close();
      kept.clear();
      last = null;
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
