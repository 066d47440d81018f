import type { ServerResponse } from 'node:http';
import type { Clock } from '../core/ports.ts';
import type { Reply } from './reply.ts';

/** Sends a reply in its manner. A hanging one stays open until the server closes. */
export async function deliver(
  response: ServerResponse,
  reply: Reply,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<void> {
  const { socket } = response;
  if (reply.manner === 'hang') return;
  if (reply.manner === 'reset') socket?.resetAndDestroy();
  if (reply.manner === 'refuse') socket?.destroy();
  if (reply.status === null || response.destroyed) return;

  response.writeHead(reply.status, { ...reply.headers, 'content-length': String(reply.body.length) });
  if (reply.manner === 'whole') {
    response.end(reply.body);
  } else if (reply.manner === 'half') {
    // The bytes must have left before the connection ends, or the client sees nothing at all.
    response.write(reply.body.subarray(0, Math.floor(reply.body.length / 2)), () => socket?.destroy());
  } else {
    for (const byte of reply.body) {
      if (response.destroyed) return;
      response.write(Buffer.of(byte));
      await clock.sleep(reply.every, signal);
    }
    response.end();
  }
}
