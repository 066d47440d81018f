import { connect as connectPlain, isIP, type LookupFunction, type OnReadOpts, type Socket } from 'node:net';
import { connect as connectSecure } from 'node:tls';
import { elapsed } from '../core/stopwatch.ts';
import { addressAttempt } from './agent.ts';
import { type AnswerHead, createAnswerParser } from './answer-parser.ts';

/** What whoever asks is told of an answer. */
interface Listener {
  readonly onHead: (head: AnswerHead) => void;
  readonly onBody: (chunk: Buffer) => void;
  readonly onEnd: () => void;
  readonly onError: (error: unknown) => void;
}

/** A connection that carries one request after the other. */
export interface KeptConnection {
  readonly socket: Socket;
  /** Whether it can carry another request: after a pause of the whole process the timer that ends it is late. */
  isFresh(): boolean;
  /** Whether answers came over it before, but not a byte since it was last asked: the other side had left. */
  wasLeft(): boolean;
  /**
   * Sends a whole request. What is told ends with `onEnd` or `onError`.
   *
   * @returns what ends the connection while the request is under way: nothing more is told then
   */
  ask(request: string, listener: Listener): () => void;
}

export interface KeptConnections {
  /** One that is free, the youngest first, or a new one. */
  take(): KeptConnection;
  /** Ends them all; requests that are under way fail. */
  close(): void;
}

/** Milliseconds: not long enough for whoever stands between to forget a connection without a word. */
const longestIdle = 4_000;

/** Milliseconds by which an answer may be under way when the other side's patience ends. */
const reserve = 1_000;

export function openKept(url: URL, lookup?: LookupFunction): KeptConnections {
  const all = new Set<KeptConnection>();
  let free: KeptConnection[] = [];
  const open = (): KeptConnection => {
    const opened = keep((onread) => connectTo(url, { lookup, onread }), {
      onFree: () => free.push(opened),
      onGone() {
        all.delete(opened);
        free = free.filter((one) => one !== opened);
      },
    });
    all.add(opened);
    return opened;
  };
  return {
    take() {
      let one = free.pop();
      while (one?.isFresh() === false) one = free.pop();
      return one ?? open();
    },
    close() {
      // No sign that the other side had left: nothing is to be sent anew.
      for (const { socket } of all) socket.destroy(closed('ECONNABORTED'));
    },
  };
}

interface Owner {
  readonly onFree: () => void;
  readonly onGone: () => void;
}

function keep(connect: (onread: OnReadOpts) => Socket, { onFree, onGone }: Owner): KeptConnection {
  let listener: Listener | null = null;
  let isUsed = false;
  let readBefore = 0;
  let idle = longestIdle;
  let freeSince = 0;

  const stop = (): Listener | null => {
    const told = listener;
    listener = null;
    return told;
  };
  const fail = (error: unknown) => {
    socket.destroy();
    stop()?.onError(error);
  };
  const parser = createAnswerParser({
    onHead(head) {
      const { patience } = head;
      idle = patience === null ? longestIdle : Math.min(longestIdle, patience * 1_000 - reserve);
      listener?.onHead(head);
    },
    onBody: (chunk) => listener?.onBody(Buffer.from(chunk)), // the next one comes into the same memory
    onEnd(keeps) {
      const told = stop();
      isUsed = true;
      // What is still being written when its answer is there would stand before the next request.
      if (keeps && idle > 0 && socket.writableLength === 0 && !socket.destroyed) {
        socket.unref();
        freeSince = elapsed();
        if (socket.timeout !== idle) socket.setTimeout(idle);
        onFree();
      } else {
        socket.destroy();
      }
      told?.onEnd();
    },
  });

  const buffer = Buffer.allocUnsafe(16 * 1024);
  const socket = connect({
    buffer,
    callback(size) {
      try {
        // An answer that nobody asked for must not be taken for the next one's.
        if (listener === null) socket.destroy();
        else parser.read(buffer.subarray(0, size));
      } catch (error) {
        fail(error);
      }
      return true;
    },
  });
  socket.setNoDelay(true);
  socket.setKeepAlive(true, reserve);
  socket.on('end', () => {
    if (listener !== null && !parser.end()) fail(closed('ECONNRESET'));
  });
  socket.on('error', fail);
  socket.on('timeout', () => {
    if (listener === null) socket.destroy();
  });
  socket.on('close', () => {
    onGone();
    stop()?.onError(closed('ECONNRESET'));
  });

  return {
    socket,
    isFresh: () => !socket.destroyed && elapsed() - freeSince < idle,
    wasLeft: () => isUsed && socket.bytesRead === readBefore,
    ask(request, asker) {
      listener = asker;
      readBefore = socket.bytesRead;
      socket.ref();
      socket.write(request, 'latin1');
      return () => {
        // Afterwards it may be another's.
        if (listener !== asker) return;
        stop();
        socket.destroy();
      };
    },
  };
}

const closed = (code: 'ECONNRESET' | 'ECONNABORTED'): Error => Object.assign(new Error('closed'), { code });

interface Means {
  readonly lookup: LookupFunction | undefined;
  readonly onread: OnReadOpts;
}

function connectTo(url: URL, { lookup, onread }: Means): Socket {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const secure = url.protocol === 'https:';
  const options = {
    host,
    port: Number(url.port) || (secure ? 443 : 80),
    timeout: longestIdle,
    onread,
    autoSelectFamilyAttemptTimeout: addressAttempt,
    ...(lookup === undefined ? {} : { lookup }),
  };
  if (!secure) return connectPlain(options);
  // Said here in so many words, NODE_TLS_REJECT_UNAUTHORIZED cannot switch it off.
  const settings = { ...options, rejectUnauthorized: true, ALPNProtocols: ['http/1.1'] };
  return connectSecure(isIP(host) === 0 ? { ...settings, servername: host } : settings);
}
