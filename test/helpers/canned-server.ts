import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { HttpClient, HttpEvent } from '../../src/core/ports.ts';
import { createHttpClient } from '../../src/net/http.ts';
import { stillClock } from './simulator.ts';

export interface CannedAnswer {
  /** 200 unless given. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** A body with status 200, an answer, or the way a connection ends before its answer is whole. */
export type Canned = string | Buffer | CannedAnswer | 'reset' | 'halfAnswer';

export interface CannedServer extends AsyncDisposable {
  /** `http://127.0.0.1:PORT/out/ext_api`: without a trailing slash. */
  readonly baseUrl: string;
  /** Every request line as it came: `GET /balance?name=me`, below the base URL, without the protocol's version. */
  readonly lines: readonly string[];
  /** Replaces what is still to be answered; the last one answers every request after it. */
  answer(...answers: readonly Canned[]): void;
  close(): Promise<void>;
}

const basePath = '/out/ext_api';

/** A loopback server that understands nothing: it says what it was told to say and writes down what it was asked. */
export async function startCannedServer(...first: readonly Canned[]): Promise<CannedServer> {
  let left = first;
  const lines: string[] = [];
  const server = createServer((request, response) => {
    const target = request.url ?? '';
    lines.push(`${request.method} ${target.startsWith(basePath) ? target.slice(basePath.length) : target}`);
    const [next = ''] = left;
    if (left.length > 1) left = left.slice(1);
    say(next, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const close = async (): Promise<void> => {
    if (!server.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  return {
    baseUrl: `http://127.0.0.1:${address.port}${basePath}`,
    lines,
    answer(...answers) {
      left = answers;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** The program's own HTTP client, without a proxy; `onEvent` is told what `--verbose` would show. */
export function createTestHttp(onEvent: (event: HttpEvent) => void = () => {}): HttpClient {
  return createHttpClient({ version: '0.0.0', env: {}, clock: stillClock, proxy: false, onEvent });
}

function say(canned: Canned, response: ServerResponse): void {
  if (canned === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  if (canned === 'halfAnswer') {
    response.writeHead(200, { 'content-length': '100' });
    response.write('{"code":200', () => response.socket?.destroy());
    return;
  }
  const answer = typeof canned === 'string' || Buffer.isBuffer(canned) ? { body: canned } : canned;
  response.writeHead(answer.status ?? 200, { 'content-type': 'application/json;charset=UTF-8', ...answer.headers });
  response.end(answer.body ?? '');
}
