import { request as httpRequest } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { threadId } from 'node:worker_threads';
import type { StagedPlatform } from '../../../test/helpers/stage.ts';
import { answerOf, type Kind, type Place, type Spoilt, type Step, type Told } from './wire.ts';

/** A request that came, and what went back. */
export interface Seen {
  /** `METHOD target body`; empty where a connection was ended before it was read. */
  readonly request: string;
  /** Whether it is of the call that is looked at. */
  readonly isCall: boolean;
  readonly isHit: boolean;
  /** The document that went back, for whoever can read it. */
  readonly text: string | null;
}

interface Fault {
  readonly kind: Kind;
  /** Whether the platform acts on what it is asked, or never gets to see it. */
  readonly when: 'before' | 'after';
  /** So many requests are hit. */
  readonly hits: number;
}

export interface FrontOptions {
  readonly platform: StagedPlatform;
  /** The platform's own base URL. */
  readonly behind: string;
  readonly call: { readonly request: RegExp; readonly lead: number | null };
  /** Keeps the platform's memory, and hands back the way to have it again. */
  readonly keep: () => () => void;
  readonly trap: string;
  readonly random: () => number;
  readonly fault: Fault;
}

export interface Front extends AsyncDisposable {
  readonly baseUrl: string;
  readonly seen: readonly Seen[];
  /** From now on everything passes. */
  disarm(): Promise<void>;
}

/**
 * Stands before a platform, passes on what comes and spoils what goes back. It knows nothing of platforms but how to tell
 * the requests that are to be hit.
 */
export async function openFront(options: FrontOptions): Promise<Front> {
  const { call, fault } = options;
  const seen: Seen[] = [];
  const sockets = new Set<Socket>();
  let left = fault.hits;
  let connections = 0;
  let server: Server | null = null;
  let reopening: NodeJS.Timeout | undefined;
  const behind = new URL(options.behind);

  const accept = (socket: Socket): void => {
    sockets.add(socket.on('error', () => {}).once('close', () => sockets.delete(socket)));
    connections += 1;
    const isNext = left > 0 && call.lead !== null;
    if (fault.kind.at === 'listener' && isNext && connections === call.lead) shut();
    if (fault.kind.at === 'connection' && isNext && connections > (call.lead ?? 0)) {
      left -= 1;
      seen.push({ request: '', isCall: true, isHit: true, text: null });
      void play(
        socket,
        fault.kind.spoil({ status: 200, headers: {}, body: Buffer.from('{}'), text: '{}' }, place('/')).steps,
      );
      return;
    }
    readRequest(socket, (question) => void answer(socket, question).catch(() => socket.destroy()));
  };

  const answer = async (socket: Socket, question: Question): Promise<void> => {
    const request = `${question.method} ${question.target} ${question.body}`;
    const isCall = call.request.test(request);
    const isHit = isCall && left > 0 && fault.kind.at === undefined;
    if (isHit) left -= 1;
    const undo = isHit && fault.when === 'before' ? options.keep() : () => {};
    const told = await passOn(behind, question);
    undo();
    const spoilt: Spoilt = isHit
      ? fault.kind.spoil(told, place(question.target))
      : { steps: [answerOf(told)], text: told.text };
    seen.push({ request, isCall, isHit, text: spoilt.text });
    await play(socket, spoilt.steps);
  };

  const listen = async (): Promise<number> => {
    for (let tries = 0; ; tries += 1) {
      const wanted = port === 0 ? nextPort() : port;
      const opened = createServer({ allowHalfOpen: true, noDelay: true }, accept);
      try {
        await new Promise<void>((resolve, reject) =>
          opened.once('error', reject).listen({ port: wanted, host: '127.0.0.1', backlog: 64 }, resolve),
        );
        server = opened;
        return wanted;
      } catch (error) {
        opened.close();
        if (tries > 200) throw error;
      }
    }
  };

  const shut = (): void => {
    server?.close();
    server = null;
    if (!Number.isFinite(left)) return;
    left = 0;
    reopening = setTimeout(() => void listen(), 250);
  };

  let port = 0;
  port = await listen();
  const origin = `http://127.0.0.1:${port}`;
  const place = (target: string): Place => ({ ...options, target, self: origin + target });
  if (fault.kind.at === 'listener' && call.lead === 0) shut();

  return {
    baseUrl: origin + behind.pathname,
    seen,
    async disarm() {
      left = 0;
      clearTimeout(reopening);
      if (server === null) await listen();
    },
    async [Symbol.asyncDispose]() {
      clearTimeout(reopening);
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => (server === null ? resolve() : server.close(() => resolve())));
    },
  };
}

// Below those that systems hand out by themselves, so that one that was closed on purpose is nobody else's meanwhile.
let offset = (process.pid * 37 + threadId * 3001) % 12_000;
function nextPort(): number {
  offset = (offset + 1) % 12_000;
  return 20_000 + offset;
}

interface Question {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly string[];
  readonly body: string;
}

/** Reads one request; what comes behind it is passed over. */
function readRequest(socket: Socket, act: (question: Question) => void): void {
  let bytes = Buffer.alloc(0);
  const onData = (chunk: Buffer): void => {
    bytes = Buffer.concat([bytes, chunk]);
    const end = bytes.indexOf('\r\n\r\n');
    if (end < 0) return;
    const [line = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
    const headers = lines.flatMap((one) => [one.slice(0, one.indexOf(':')), one.slice(one.indexOf(':') + 1).trim()]);
    const length = Number(headers[headers.findIndex((name) => /^content-length$/iu.test(name)) + 1] ?? 0);
    const hasBody = headers.some((name) => /^content-length$/iu.test(name));
    if (hasBody && bytes.length < end + 4 + length) return;
    socket.off('data', onData);
    const [method = '', target = ''] = line.split(' ');
    act({ method, target, headers, body: hasBody ? bytes.subarray(end + 4).toString('utf8') : '' });
  };
  socket.on('data', onData).on('end', () => socket.end());
}

/** Asks the platform behind, and hands over what it said without how it was sent. */
function passOn(behind: URL, { method, target, headers, body }: Question): Promise<Told> {
  const { promise, resolve, reject } = Promise.withResolvers<Told>();
  const sent = httpRequest(
    { host: behind.hostname, port: behind.port, method, path: target, headers: [...headers], agent: false },
    (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const whole = Buffer.concat(chunks);
        const kept = Object.entries(response.headers).filter(([name]) => !ofTheSending.includes(name));
        const told = Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
        resolve({ status: response.statusCode ?? 0, headers: told, body: whole, text: whole.toString('utf8') });
      });
    },
  );
  sent.on('error', reject).end(body);
  return promise;
}

const ofTheSending = ['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding'];

async function play(socket: Socket, steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    if (socket.destroyed || step === 'hang') return;
    if (step === 'reset') socket.resetAndDestroy();
    else if (step === 'fin') socket.end();
    else if (typeof step === 'number') await pauseOn(socket, step);
    else await new Promise((resolve) => socket.write(step, resolve));
  }
  if (!socket.destroyed) socket.end();
}

function pauseOn(socket: Socket, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer);
      socket.off('close', over);
      resolve();
    };
    const timer = setTimeout(over, ms);
    socket.once('close', over);
  });
}
