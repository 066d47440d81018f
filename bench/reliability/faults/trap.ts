import { once } from 'node:events';
import { createServer } from 'node:net';

interface Bait {
  readonly url: string;
  /** What came to this address. */
  asked(): readonly string[];
}

/** A place to which answers point and that nobody must ever ask. */
export interface Trap extends AsyncDisposable {
  set(): Bait;
}

export async function openTrap(): Promise<Trap> {
  const asked: string[] = [];
  let baits = 0;
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (bytes) => {
      asked.push(bytes.toString('latin1').split('\r\n')[0] ?? '');
      socket.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    set() {
      baits += 1;
      const path = `/bait-${baits}/`;
      return { url: `http://127.0.0.1:${port}${path}`, asked: () => asked.filter((line) => line.includes(path)) };
    },
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, 'close');
    },
  };
}
