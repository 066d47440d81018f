import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Order, Reply, Seen } from './platform.ts';
import { end } from './simulator.ts';

/** The bench's own platform while it runs. */
export interface RunningPlatform extends AsyncDisposable {
  readonly url: string;
  /** What the program has to be told to use it. */
  readonly baseUrls: Readonly<Record<string, string>>;
  /** What it has seen since it was last asked. */
  tell(): Promise<Seen>;
  order(order: Order): void;
}

export async function startPlatform(): Promise<RunningPlatform> {
  const child = fork(fileURLToPath(new URL('platform.ts', import.meta.url)), { execArgv: [] });
  const heard = await hear(child, 'listening');
  const url = `http://127.0.0.1:${heard.port}`;
  return {
    url,
    baseUrls: { SMSCTL_DURIAN_BASE_URL: `${url}/durian`, SMSCTL_TAOMA_BASE_URL: `${url}/taoma/http.do` },
    async tell() {
      const seen = hear(child, 'seen');
      child.send({ kind: 'tell' } satisfies Order);
      return await seen;
    },
    order: (order) => void child.send(order),
    [Symbol.asyncDispose]: () => end(child),
  };
}

async function hear<K extends Reply['kind']>(child: ChildProcess, kind: K): Promise<Extract<Reply, { kind: K }>> {
  const [reply] = (await once(child, 'message')) as [Reply];
  if (reply.kind !== kind) throw new Error(`the platform said ${reply.kind}, not ${kind}`);
  return reply as Extract<Reply, { kind: K }>;
}
