import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { good } from './parrot-words.ts';

/** A request as the platform sees it. */
export interface Heard {
  readonly room: string;
  readonly platform: string;
  /** `getMsg`, `sms/get`, `getMessages`. */
  readonly call: string;
  /** Path and query as they came. */
  readonly target: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Answer {
  /** 200 unless given. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Said = Answer | 'reset' | 'half' | 'hang';

type Speech = (heard: Heard) => Said;

/** A platform that understands nothing: what it is not told to say, it answers as if all were well. */
export interface Parrot {
  /** `http://127.0.0.1:PORT`, which is an HTTP proxy to itself as well. */
  readonly url: string;
  /** The base URL of a platform for the program that is in this room. */
  baseUrl(room: string, platform: string): string;
  /** What it says to one call from one room, or to every call of the room (`*`), until it is told otherwise. */
  say(room: string, call: string, speech: Speech | null): void;
  /** How many requests came from a room. */
  heard(room: string): number;
  close(): Promise<void>;
}

/** One server for all rounds of a section: each talks to it from a room of its own. */
export async function startParrot(): Promise<Parrot> {
  const speeches = new Map<string, Speech>();
  const counts = new Map<string, number>();
  const server = createServer(async (incoming, response) => {
    const heard = await listen(incoming);
    if (heard === null) {
      response.writeHead(404).end();
      return;
    }
    counts.set(heard.room, (counts.get(heard.room) ?? 0) + 1);
    const speech = speeches.get(`${heard.room} ${heard.call}`) ?? speeches.get(`${heard.room} *`) ?? good;
    deliver(response, speech(heard));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const url = `http://127.0.0.1:${address.port}`;
  return {
    url,
    baseUrl: (room, platform) => `${url}/${room}/${platform}`,
    say(room, call, speech) {
      if (speech === null) speeches.delete(`${room} ${call}`);
      else speeches.set(`${room} ${call}`, speech);
    },
    heard: (room) => counts.get(room) ?? 0,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** As a proxy it is asked for whole URLs. */
async function listen(incoming: IncomingMessage): Promise<Heard | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  const [, room, platform, ...path] = url.pathname.split('/');
  if (room === undefined || platform === undefined) return null;
  const parameters = Object.fromEntries([
    ...url.searchParams,
    ...new URLSearchParams(Buffer.concat(chunks).toString('utf8')),
  ]);
  const call = parameters.action ?? path.join('/').replace(/\.php$/u, '');
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
  return { room, platform, call, target: url.pathname + url.search, parameters, headers };
}

function deliver(response: ServerResponse, said: Said): void {
  switch (said) {
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'hang':
      return;
    case 'half':
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"code":200', () => response.socket?.destroy());
      return;
    default:
      response.writeHead(said.status ?? 200, { 'content-type': 'application/json;charset=UTF-8', ...said.headers });
      response.end(said.body);
  }
}
