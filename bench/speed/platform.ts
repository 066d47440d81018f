import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A platform that only answers looks, in a process of its own: as the documents have it and with next to no work, so that
 * what is measured is the client. It says when each look came, and when the one before it had been answered.
 */

/** By the clock of this machine that never jumps, which all processes share; milliseconds. */
export interface Look {
  readonly number: string;
  readonly arrived: number;
  readonly answered: number;
}

export interface Seen {
  /** When this was told, by the same clock. */
  readonly at: number;
  readonly requests: number;
  readonly looks: readonly Look[];
  /** When the platform had the code, by number. */
  readonly codes: Readonly<Record<string, number>>;
}

export type Order =
  /** Tells what was seen since the last time. */
  | { readonly kind: 'tell' }
  /** From its `nth` look on, each number has its code so many ms after that look came. */
  | { readonly kind: 'codes'; readonly nth: number; readonly after: Readonly<Record<string, number>> };

export type Reply = { readonly kind: 'listening'; readonly port: number } | ({ readonly kind: 'seen' } & Seen);

const clock = (): number => Number(process.hrtime.bigint()) / 1e6;

let looks: Look[] = [];
let requests = 0;
let rented = 0;
let planned: Extract<Order, { kind: 'codes' }> | null = null;
const counts = new Map<string, number>();
const codes = new Map<string, number>();

/** Whether the number has its code by now. */
function look(number: string, now: number): boolean {
  const after = planned?.after[number];
  if (planned !== null && after !== undefined && !codes.has(number)) {
    const count = (counts.get(number) ?? 0) + 1;
    counts.set(number, count);
    if (count === planned.nth) codes.set(number, now + after);
  }
  return (codes.get(number) ?? Number.POSITIVE_INFINITY) <= now;
}

function answer(
  url: string,
  body: string,
  now: number,
): { readonly numbers: readonly string[]; readonly text: string } {
  const query = new URLSearchParams(url.slice(url.indexOf('?') + 1));
  if (url.startsWith('/taoma')) {
    const numbers = (new URLSearchParams(body).get('mobiles') ?? '').split(',');
    return { numbers, text: '{"state":true,"size":0,"message":"暂时没收到短信"}' };
  }
  if (url.includes('/getMobile')) {
    rented += 1;
    return { numbers: [], text: `{"code":200,"msg":"Success","data":"+${59_160_000_000 + rented},+591"}` };
  }
  const number = query.get('pn') ?? '';
  const text = look(number, now)
    ? `{"code":200,"msg":"Success","data":"${100_000 + (Number(number.slice(1)) % 900_000)}"}`
    : '{"code":908,"msg":"wait","data":""}';
  return { numbers: [number], text };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const server = createServer(async (request, response) => {
  const arrived = clock();
  requests += 1;
  const body = request.method === 'POST' ? await readBody(request) : '';
  const { numbers, text } = answer(request.url ?? '', body, arrived);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text);
  const answered = clock();
  for (const number of numbers) looks.push({ number, arrived, answered });
});

const reply = (message: Reply) => process.send?.(message);

process.on('message', (order: Order) => {
  if (order.kind === 'codes') planned = order;
  if (order.kind === 'tell') {
    reply({ kind: 'seen', at: clock(), requests, looks, codes: Object.fromEntries(codes) });
    looks = [];
    requests = 0;
  }
});
process.on('disconnect', () => process.exit());
// A thousand clients may come at once.
server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => {
  reply({ kind: 'listening', port: (server.address() as AddressInfo).port });
});
