import type { IncomingMessage } from 'node:http';
import got, { type Got } from 'got';
import { SmsctlError } from '../core/errors.ts';
import type { HttpRequest } from '../core/ports.ts';
import type { Connection } from './agent.ts';
import { readBody, requireDecoded } from './body.ts';
import { beginExchange, bodyOf, type Exchanged, headersOf, type Route, withQuery } from './exchange.ts';
import { readCode } from './failure.ts';

export type PreparedGot = Got;

/** With all that is the same for every request. */
export function prepareGot(version: string): PreparedGot {
  return got.extend({
    headers: headersOf(version),
    retry: { limit: 0 },
    followRedirect: false,
    throwHttpErrors: false,
    http2: false,
  });
}

export async function sendByGot(
  prepared: PreparedGot,
  { agent }: Connection,
  request: HttpRequest,
  route: Route,
): Promise<Exchanged> {
  const stream = prepared.stream(withQuery(request.url, request), { ...describe(request), agent });
  let response: IncomingMessage | undefined;
  const exchange = beginExchange(route, () => stream.destroy());
  // Errors reach the loop in readBody; one that comes after it must not end the process.
  stream.on('error', () => {});
  stream.once('request', (native) => exchange.follow(native.on('error', () => {})));
  stream.once('response', (head) => {
    response = head;
  });
  try {
    const body = await readBody(stream);
    if (response === undefined) throw exchange.failure('');
    const exchanged = exchange.finish(response, body);
    requireDecoded(body, response.headers['content-encoding']);
    return exchanged;
  } catch (error) {
    const ended = exchange.ended();
    if (ended !== undefined) throw ended.reason;
    if (error instanceof SmsctlError) throw error;
    throw exchange.failure(readCode(error));
  } finally {
    exchange.stop();
    stream.destroy();
  }
}

function describe(request: HttpRequest) {
  const { method, headers } = request;
  const form = bodyOf(request);
  if (form === null) return headers === undefined ? {} : { headers };
  // Without a body given here, got waits for somebody to write one.
  return { method, headers: { ...form.headers, ...headers }, body: form.body };
}
