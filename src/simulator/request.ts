import type { IncomingMessage } from 'node:http';
import type { SimulatedRequest } from '../providers/simulated.ts';

const mostBytes = 64 * 1024;

/** A request read whole: its target as it came, and as a URL. */
export interface WholeRequest {
  readonly method: string;
  readonly target: string;
  readonly url: URL;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The whole request, or the status of its refusal. */
export async function readRequest(incoming: IncomingMessage): Promise<WholeRequest | 400 | 403 | 413> {
  const target = incoming.url ?? '/';
  const { host, origin } = incoming.headers;
  if (!isOurs(`http://${host ?? ''}`) || (origin !== undefined && !isOurs(origin))) return 403;
  const base = 'http://127.0.0.1';
  if (!target.startsWith('/') || !URL.canParse(base + target)) return 400;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length <= mostBytes) chunks.push(bytes);
  }
  if (length > mostBytes) return 413;
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
  const body = Buffer.concat(chunks).toString('utf8');
  return { method: incoming.method ?? 'GET', target, url: new URL(base + target), body, headers };
}

/** A page on the web must not drive the simulator, neither by its own name for this address nor from afar. */
function isOurs(origin: string): boolean {
  return URL.canParse(origin) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(origin).hostname);
}

/** The request as a platform sees it below its base path, or null where it is not below it. */
export function requestBelow(whole: WholeRequest, base: string): SimulatedRequest | null {
  const { url, method, headers, body } = whole;
  const path = url.pathname.slice(base.length);
  if (!url.pathname.startsWith(base) || !(path === '' || path.startsWith('/'))) return null;
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '');
  const parameters = Object.fromEntries([...url.searchParams, ...new URLSearchParams(isForm ? body : '')]);
  return { method, path, parameters, headers };
}
