import { type ClientRequest, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { urlToHttpOptions } from 'node:url';
import decompressResponse from 'decompress-response';
import { SmsctlError } from '../core/errors.ts';
import type { HttpRequest } from '../core/ports.ts';
import type { Connection } from './agent.ts';
import { createCollector, isEncoded, readBody, requireDecoded } from './body.ts';
import { beginExchange, bodyOf, type Exchanged, headersOf, type Route, withQuery } from './exchange.ts';
import { readCode } from './failure.ts';

/** Sends to one address over a kept connection; `closed` where that had been closed before a byte of an answer came. */
export type BareSender = (request: HttpRequest, route: Route) => Promise<Exchanged | 'closed'>;

/**
 * A request over a kept connection by Node alone: a wait makes thousands of them, and got takes four times as long for
 * one (decision 019). What is the same for all requests to an address is made ready once.
 */
export function prepareBare({ agent }: Connection, url: URL, version: string): BareSender {
  const { hostname: host, port } = urlToHttpOptions(url);
  const headers = { host: url.host, ...headersOf(version), 'accept-encoding': 'identity' };
  const listed = Object.entries(headers).flat();
  const open = (options: RequestOptions): ClientRequest =>
    'http' in agent
      ? httpRequest({ ...options, host, port, agent: agent.http })
      : httpsRequest({ ...options, host, port, agent: agent.https });

  return async (request, route) => {
    const form = bodyOf(request);
    const own =
      form === null
        ? request.headers
        : { ...form.headers, 'content-length': String(Buffer.byteLength(form.body)), ...request.headers };
    const options = {
      method: request.method,
      path: withQuery(url.pathname, request),
      headers: own === undefined ? listed : Object.entries({ ...headers, ...own }).flat(),
    };
    let sender: ClientRequest | undefined;
    const whole = Promise.withResolvers<Whole>();
    const exchange = beginExchange(route, () => whole.reject(new Error('cut')));
    try {
      sender = open(options);
      exchange.follow(sender);
      listen(sender, whole);
      sender.end(form?.body);
      const { response, body } = await whole.promise;
      return exchange.finish(response, body);
    } catch (error) {
      sender?.destroy();
      const ended = exchange.ended();
      if (ended !== undefined) throw ended.reason;
      if (error instanceof SmsctlError) throw error;
      const code = readCode(error);
      if (exchange.wasClosed(code)) return 'closed';
      throw exchange.failure(code);
    } finally {
      exchange.stop();
    }
  };
}

interface Whole {
  readonly response: IncomingMessage;
  readonly body: Buffer;
}

/** Whatever ends without a word, a switch to another protocol say, is left to the limits of time. */
function listen(sender: ClientRequest, { resolve, reject }: PromiseWithResolvers<Whole>): void {
  sender.on('error', reject);
  sender.once('response', (response) => {
    response.on('error', reject);
    const { 'content-encoding': encoding } = response.headers;
    if (isEncoded(encoding)) {
      readDecompressed(response).then(resolve, reject);
      return;
    }
    const collector = createCollector();
    response.on('data', (chunk: Buffer) => {
      try {
        collector.add(chunk);
      } catch (error) {
        reject(error);
      }
    });
    response.once('end', () => resolve({ response, body: collector.whole() }));
  });
}

/** Nobody asked for it, but an answer is read once: what it tells, the next one may not tell again. */
async function readDecompressed(response: IncomingMessage): Promise<Whole> {
  const { headers } = response;
  if (headers['content-encoding']?.toLowerCase() === 'x-gzip') headers['content-encoding'] = 'gzip'; // its old name
  const decompressed = decompressResponse(response);
  const body = await readBody(decompressed);
  requireDecoded(body, decompressed.headers['content-encoding']);
  return { response, body };
}
