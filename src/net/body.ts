import { SmsctlError } from '../core/errors.ts';
import type { HttpAnswer } from '../core/ports.ts';

/** Bytes, after decompression. */
const largestBody = 1024 * 1024;

interface Collector {
  /** @throws SmsctlError `provider.protocol` (`tooLarge`) as soon as there is more than 1 MiB. */
  add(chunk: Uint8Array): void;
  whole(): Buffer;
}

export function createCollector(): Collector {
  const chunks: Uint8Array[] = [];
  let size = 0;
  return {
    add(chunk) {
      size += chunk.byteLength;
      if (size > largestBody) throw new SmsctlError('provider.protocol', { params: { reason: 'tooLarge' } });
      chunks.push(chunk);
    },
    whole() {
      const [only] = chunks;
      return chunks.length === 1 && Buffer.isBuffer(only) ? only : Buffer.concat(chunks);
    },
  };
}

/** @throws SmsctlError as a collector does; ends the source then. */
export async function readBody(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const collector = createCollector();
  for await (const chunk of source) collector.add(chunk);
  return collector.whole();
}

export function isEncoded(contentEncoding: string | undefined): boolean {
  return !/^[\s,]*(identity[\s,]*)*$/i.test(contentEncoding ?? '');
}

/**
 * Checks what got leaves in `content-encoding`: it takes the header away when it has decompressed.
 *
 * @throws SmsctlError `provider.protocol` (`encoding`) for a compression that it does not know.
 */
export function requireDecoded(body: Buffer, encoding: string | undefined): void {
  if (body.length === 0 || !isEncoded(encoding)) return;
  throw new SmsctlError('provider.protocol', { params: { reason: 'encoding' } });
}

/** UTF-8 without its byte order mark; what is not UTF-8 becomes U+FFFD. */
export function decodeText(body: Buffer): string {
  const text = body.toString('utf8');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** Node's flat list of names and values, as HttpAnswer has it. */
export function groupHeaders(raw: readonly string[]): HttpAnswer['headers'] {
  const values = new Map<string, string[]>();
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = (raw[index] ?? '').toLowerCase();
    values.set(name, [...(values.get(name) ?? []), raw[index + 1] ?? '']);
  }
  return Object.fromEntries([...values].map(([name, list]) => [name, list.length === 1 ? (list[0] ?? '') : list]));
}

/** Whether only the end of the connection ends the body: then a reset, which Node passes over, may have cut it. */
export function endsByClose(headers: HttpAnswer['headers']): boolean {
  return !('content-length' in headers || 'transfer-encoding' in headers);
}
