import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ProxySetting } from './proxy.ts';

export interface Connection {
  readonly agent: { readonly http: HttpAgent } | { readonly https: HttpsAgent };
  /** Ends every connection that was made, a half-built proxy tunnel included. */
  close(): void;
}

/** Node's 250 ms for one address of several are too short for hosts on the other side of the world. */
export const addressAttempt = 2500;

/** An agent for one request: no connection and no TLS session outlives it. */
export function openAgent(secure: boolean, proxy: ProxySetting | null, lookup?: LookupFunction): Connection {
  const settings = {
    keepAlive: false,
    autoSelectFamilyAttemptTimeout: addressAttempt,
    ...(proxy === null ? {} : { proxyEnv: proxy.proxyEnv }),
    ...(lookup === undefined ? {} : { lookup }),
  };
  if (!secure) {
    const http = new HttpAgent(settings);
    return { agent: { http }, close: collectSockets(http) };
  }
  // Said here in so many words, NODE_TLS_REJECT_UNAUTHORIZED cannot switch it off.
  const https = new HttpsAgent({ ...settings, rejectUnauthorized: true, maxCachedSessions: 0 });
  return { agent: { https }, close: collectSockets(https) };
}

// A request that is destroyed while Node still talks to the proxy leaves that socket open: agent.destroy() does not
// know of it yet.
function collectSockets(agent: HttpAgent): () => void {
  const sockets: Duplex[] = [];
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const socket = connect(options, callback);
    if (socket) sockets.push(socket.on('error', () => {}));
    return socket;
  };
  return () => {
    for (const socket of sockets) socket.destroy();
    agent.destroy();
  };
}
