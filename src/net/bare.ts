import { type ClientRequest, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { urlToHttpOptions } from 'node:url';
import { SmsctlError } from '../core/errors.ts';
import type { HttpRequest } from '../core/ports.ts';
import { encodeParameters } from '../core/redact.ts';
import type { Connection } from './agent.ts';
import { createCollector, isEncoded } from './body.ts';
import { beginExchange, bodyOf, type Exchanged, headersOf, type Route } from './exchange.ts';
import { readCode } from './failure.ts';

/**
 * A request over a kept connection by Node alone: a wait makes thousands of them, and got takes four times as long for
 * one (decision 019). `closed` as for got; `encoded` where the body came compressed though nobody asked for that: got
 * knows how to read it.
 */
export async function sendBare(
  { agent }: Connection,
  request: HttpRequest,
  route: Route,
  version: string,
): Promise<Exchanged | 'closed' | 'encoded'> {
  const form = bodyOf(request);
  const options = {
    ...urlToHttpOptions(route.url),
    method: request.method,
    path: addQuery(route.url.pathname, request),
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
    const whole = await Promise.race([answerTo(sender, form?.body), cut.promise]);
    if (whole === 'encoded') {
      sender.destroy();
      return 'encoded';
    }
    return exchange.finish(whole.response, whole.body);
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

function addQuery(path: string, { query = [] }: HttpRequest): string {
  return query.length === 0 ? path : `${path}?${encodeParameters(query)}`;
}

interface Whole {
  readonly response: IncomingMessage;
  readonly body: Buffer;
}

/** Whatever ends without a word, a switch to another protocol say, is left to the limits of time. */
function answerTo(sender: ClientRequest, body: string | undefined): Promise<Whole | 'encoded'> {
  return new Promise((resolve, reject) => {
    sender.on('error', reject);
    sender.once('response', (response) => {
      response.on('error', reject);
      if (isEncoded(response.headers['content-encoding'])) {
        resolve('encoded');
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
    sender.end(body);
  });
}
