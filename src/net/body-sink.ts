import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import decompressResponse from 'decompress-response';
import { createCollector, isEncoded, readBody, requireDecoded } from './body.ts';

/** Takes the body of an answer, piece by piece. */
export interface BodySink {
  /** @throws SmsctlError as a collector does */
  add(chunk: Buffer): void;
  end(): void;
}

interface Whole {
  readonly done: (body: Buffer) => void;
  readonly fail: (error: unknown) => void;
}

/** @param encoding `Content-Encoding` in lower case */
export function openSink(encoding: string, whole: Whole): BodySink {
  if (isEncoded(encoding)) return openDecoder(encoding, whole);
  const collector = createCollector();
  return { add: collector.add, end: () => whole.done(collector.whole()) };
}

/** Nobody asked for it, but an answer is read once: what it tells, the next one may not tell again. */
function openDecoder(encoding: string, { done, fail }: Whole): BodySink {
  // What decompress-response takes.
  const response = new IncomingMessage(new Socket());
  response.headers = { 'content-encoding': encoding === 'x-gzip' ? 'gzip' : encoding }; // its old name
  const decompressed = decompressResponse(response);
  readBody(decompressed)
    .then((body) => {
      requireDecoded(body, decompressed.headers['content-encoding']);
      done(body);
    })
    .catch(fail);
  const compressed = createCollector();
  return {
    add(chunk) {
      compressed.add(chunk);
      response.push(chunk);
    },
    end() {
      response.complete = true;
      response.push(null);
    },
  };
}
