import { SmsctlError } from '../core/errors.ts';
import type { HttpAnswer } from '../core/ports.ts';

/** Bytes, after decompression. */
const largestBody = 1024 * 1024;

/** @throws SmsctlError `provider.protocol` (`tooLarge`) as soon as there is more than 1 MiB; ends the source then. */
export async function readBody(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source) {
    size += chunk.byteLength;
    if (size > largestBody) throw new SmsctlError('provider.protocol', { params: { reason: 'tooLarge' } });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * Checks what got leaves in `content-encoding`: it takes the header away when it has decompressed.
 *
 * @throws SmsctlError `provider.protocol` (`encoding`) for a compression that it does not know.
 */
export function requireDecoded(body: Buffer, encoding: string | undefined): void {
  if (body.length === 0 || /^[\s,]*(identity[\s,]*)*$/i.test(encoding ?? '')) return;
  throw new SmsctlError('provider.protocol', { params: { reason: 'encoding' } });
}

/** UTF-8 without its byte order mark; what is not UTF-8 becomes U+FFFD. */
export function decodeText(body: Buffer): string {
  return body.toString('utf8').replace(/^\uFEFF/u, '');
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
