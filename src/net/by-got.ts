import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import got, { type Got } from 'got';
import { SmsctlError } from '../core/errors.ts';
import type { HttpRequest } from '../core/ports.ts';
import type { Connection } from './agent.ts';
import { endsByClose, groupHeaders, readBody, requireDecoded } from './body.ts';
import { beginExchange, bodyOf, type Exchanged, exchanged, headersOf, type Route, withQuery } from './exchange.ts';
import { readCode } from './failure.ts';
import { followSocket } from './phases.ts';

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
  let sender: ClientRequest | undefined;
  const exchange = beginExchange(route, {
    cut: () => stream.destroy(),
    isProxied() {
      if (route.proxy === null) return false;
      // Node does not tell whether NO_PROXY let a request pass by the proxy; these are the traces of one that did not.
      return route.url.protocol === 'https:' ? !sender?.socket : sender?.path.startsWith('http:') === true;
    },
  });
  // Errors reach the loop in readBody; one that comes after it must not end the process.
  stream.on('error', () => {});
  stream.once('request', (native) => {
    sender = native.on('error', () => {});
    native.once('socket', (socket: Socket) => followSocket(socket, exchange.enter));
    native.once('response', () => exchange.enter('answering'));
  });
  stream.once('response', (head) => {
    response = head;
  });
  try {
    const body = await readBody(stream);
    if (response === undefined) throw exchange.failure('');
    const { statusCode: status = 0, rawHeaders } = response;
    if (sender?.socket?.errored && endsByClose(groupHeaders(rawHeaders))) throw exchange.failure('ECONNRESET');
    requireDecoded(body, response.headers['content-encoding']);
    return exchanged({ status, rawHeaders }, body);
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
