import { validateHeaderName, validateHeaderValue } from 'node:http';
import { SmsctlError } from '../core/errors.ts';
import type { HttpRequest } from '../core/ports.ts';
import type { AnswerHead } from './answer-parser.ts';
import { type BodySink, openSink } from './body-sink.ts';
import {
  beginExchange,
  bodyOf,
  type Exchange,
  type Exchanged,
  exchanged,
  headersOf,
  type Route,
  withQuery,
} from './exchange.ts';
import { readCode } from './failure.ts';
import type { KeptConnection, KeptConnections } from './kept.ts';
import { followSocket } from './phases.ts';

/** Sends to one address over a kept connection; `closed` where that had been closed before a byte of an answer came. */
export type BareSender = (request: HttpRequest, route: Route) => Promise<Exchanged | 'closed'>;

/**
 * A request over a kept connection: a wait makes thousands of them, and Node's own client takes twice as long for one
 * (decision 019). What is the same for all requests to an address is made ready once.
 */
export function prepareBare(kept: KeptConnections, url: URL, version: string): BareSender {
  const usual = { host: url.host, ...headersOf(version), 'accept-encoding': 'identity', connection: 'keep-alive' };
  const usualLines = linesOf(usual);
  const write = (request: HttpRequest): string => {
    const form = bodyOf(request);
    const ofForm = form === null ? {} : { ...form.headers, 'content-length': String(form.body.length) };
    const isUsual = form === null && request.headers === undefined;
    const lines = isUsual ? usualLines : linesOf({ ...usual, ...ofForm, ...request.headers });
    return `${request.method} ${withQuery(url.pathname, request)} HTTP/1.1\r\n${lines}\r\n${form?.body ?? ''}`;
  };

  return async (request, route) => {
    const whole = Promise.withResolvers<Whole>();
    const exchange = beginExchange(route, { cut: () => whole.reject(new Error('cut')) });
    let connection: KeptConnection | undefined;
    let drop = () => {};
    try {
      const text = write(request);
      connection = kept.take();
      followSocket(connection.socket, exchange.enter);
      drop = ask(connection, { text, exchange, whole });
      const { head, body } = await whole.promise;
      return exchanged(head, body);
    } catch (error) {
      drop();
      const ended = exchange.ended();
      if (ended !== undefined) throw ended.reason;
      if (error instanceof SmsctlError) throw error;
      const code = readCode(error);
      if (connection?.wasLeft() === true && (code === 'ECONNRESET' || code === 'EPIPE')) return 'closed';
      throw exchange.failure(code);
    } finally {
      exchange.stop();
    }
  };
}

interface Whole {
  readonly head: AnswerHead;
  readonly body: Buffer;
}

interface Asking {
  readonly text: string;
  readonly exchange: Exchange;
  readonly whole: PromiseWithResolvers<Whole>;
}

function ask(connection: KeptConnection, { text, exchange, whole }: Asking): () => void {
  let sink: BodySink | undefined;
  return connection.ask(text, {
    onHead(head) {
      exchange.enter('answering');
      sink = openSink(head.encoding, { done: (body) => whole.resolve({ head, body }), fail: whole.reject });
    },
    onBody: (chunk) => sink?.add(chunk),
    onEnd: () => sink?.end(),
    onError: whole.reject,
  });
}

function linesOf(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => {
      validateHeaderName(name);
      validateHeaderValue(name, value);
      return `${name}: ${value}\r\n`;
    })
    .join('');
}
