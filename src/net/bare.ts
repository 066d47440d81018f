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

/**
 * A request over a kept connection by Node alone: a wait makes thousands of them, and got takes four times as long for
 * one (decision 019). `closed` where the connection had been used before, and not a byte of an answer came over it.
 */
export async function sendBare(
  { agent }: Connection,
  request: HttpRequest,
  route: Route,
  version: string,
): Promise<Exchanged | 'closed'> {
  const form = bodyOf(request);
  const options = {
    ...urlToHttpOptions(route.url),
    method: request.method,
    path: withQuery(route.url.pathname, request),
    headers: {
      ...headersOf(version),
      'accept-encoding': 'identity',
      ...(form === null ? {} : { ...form.headers, 'content-length': Buffer.byteLength(form.body) }),
      ...request.headers,
    },
  };
  let sender: ClientRequest | undefined;
  const cut = Promise.withResolvers<never>();
  const exchange = beginExchange(route, () => cut.reject(new Error('cut')));
  try {
    sender = open(agent, options);
    exchange.follow(sender);
    const { response, body } = await Promise.race([answerTo(sender, form?.body), cut.promise]);
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
}

function open(agent: Connection['agent'], options: RequestOptions): ClientRequest {
  return 'http' in agent
    ? httpRequest({ ...options, agent: agent.http })
    : httpsRequest({ ...options, agent: agent.https });
}

interface Whole {
  readonly response: IncomingMessage;
  readonly body: Buffer;
}

/** Whatever ends without a word, a switch to another protocol say, is left to the limits of time. */
function answerTo(sender: ClientRequest, body: string | undefined): Promise<Whole> {
  return new Promise((resolve, reject) => {
    sender.on('error', reject);
    sender.once('response', (response) => {
      response.on('error', reject);
      const { 'content-encoding': encoding } = response.headers;
      if (isEncoded(encoding)) readDecompressed(response).then(resolve, reject);
      else collect(response, resolve, reject);
    });
    sender.end(body);
  });
}

function collect(response: IncomingMessage, resolve: (whole: Whole) => void, reject: (error: unknown) => void): void {
  const collector = createCollector();
  response.on('data', (chunk: Buffer) => {
    try {
      collector.add(chunk);
    } catch (error) {
      reject(error);
    }
  });
  response.once('end', () => resolve({ response, body: collector.whole() }));
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
