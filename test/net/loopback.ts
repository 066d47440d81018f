import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { createServer as createTlsServer } from 'node:tls';
import { SmsctlError } from '../../src/core/errors.ts';
import type { Clock } from '../../src/core/ports.ts';

export const certificate = readFileSync(new URL('test-only-certificate.pem', import.meta.url), 'utf8');
const key = readFileSync(new URL('test-only-key.pem', import.meta.url), 'utf8');

/** A clock whose stopwatch moves by 7 ms at every look. */
export function createStepClock(): Clock {
  let elapsed = 0;
  return {
    now: () => 0,
    elapsed: () => {
      elapsed += 7;
      return elapsed;
    },
    sleep: () => Promise.resolve(),
  };
}

/** The two ways a request can take. */
export const ways = [
  ['over a fresh connection', {}],
  ['over one that is kept', { repeatable: true }],
] as const;

export interface Loopback {
  readonly port: number;
  /** With the scheme, without a slash at the end. */
  readonly url: string;
  /** Every request that came in whole, head and body. */
  readonly requests: readonly string[];
  /** Connections accepted so far, for TLS those with a finished handshake. */
  readonly connections: readonly Socket[];
}

export type Answer = (socket: Socket, request: string) => void;

/** A server that reads HTTP requests as bare text and answers with whatever bytes the test wants. */
export function startServer(t: TestContext, answer: Answer): Promise<Loopback> {
  return follow(t, { server: createServer(), event: 'connection', scheme: 'http' }, answer);
}

/** The same behind TLS, with the test-only certificate. */
export function startTlsServer(t: TestContext, answer: Answer): Promise<Loopback> {
  const server = createTlsServer({ key, cert: certificate });
  server.on('tlsClientError', () => {});
  return follow(t, { server, event: 'secureConnection', scheme: 'https' }, answer);
}

/** The port of a server that treats each connection as the test says. */
export async function listen(t: TestContext, act: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    t.after(() => socket.destroy());
    act(socket.on('error', () => {}));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return readPort(server);
}

/** The SmsctlError that a promise rejects with. */
export async function failureOf(sent: Promise<unknown>): Promise<SmsctlError> {
  const error: unknown = await sent.then(
    () => null,
    (reason) => reason,
  );
  if (error instanceof SmsctlError) return error;
  throw new Error('it did not fail with an SmsctlError', { cause: error });
}

/** Resolves when a connection that was made is closed. */
export async function closeOf(socket: Socket | undefined): Promise<void> {
  if (socket === undefined) throw new Error('no connection was made');
  if (!socket.closed) await new Promise((resolve) => socket.once('close', resolve));
}

/** As a laptop that sleeps: no timer and no event. */
export function pauseProcess(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/** A port on which nothing listens. */
export async function findClosedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = readPort(server);
  server.close();
  await once(server, 'close');
  return port;
}

/** A whole answer with a length. */
export function respond(body: string | Buffer, headers = '', status = '200 OK'): Buffer {
  const head = `HTTP/1.1 ${status}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n${headers}\r\n`;
  return Buffer.concat([Buffer.from(head), Buffer.from(body)]);
}

interface Listener {
  readonly server: Server;
  readonly event: 'connection' | 'secureConnection';
  readonly scheme: string;
}

async function follow(t: TestContext, { server, event, scheme }: Listener, answer: Answer): Promise<Loopback> {
  const requests: string[] = [];
  const connections: Socket[] = [];
  server.on('connection', (socket: Socket) => t.after(() => socket.destroy()));
  server.on(event, (socket: Socket) => {
    connections.push(socket);
    socket.on('error', () => {});
    let text = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk;
      if (!isWhole(text)) return;
      requests.push(text);
      answer(socket, text);
      text = '';
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const port = readPort(server);
  return { port, url: `${scheme}://127.0.0.1:${port}`, requests, connections };
}

function isWhole(text: string): boolean {
  const head = text.indexOf('\r\n\r\n');
  const length = Number(/^content-length: (\d+)/im.exec(text)?.[1] ?? 0);
  return head !== -1 && text.length >= head + 4 + length;
}

function readPort(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}
