import { HTTPParser } from 'http-parser-js';

/** The status and the headers of an answer. */
export interface AnswerHead {
  readonly status: number;
  /** Names and values, one after the other. */
  readonly rawHeaders: readonly string[];
  /** `Content-Encoding` in lower case; empty where there is none. */
  readonly encoding: string;
  /** Seconds for which the other side keeps the connection (`Keep-Alive: timeout=5`, RFC 2068), where it says so. */
  readonly patience: number | null;
}

export interface AnswerEvents {
  /** The head of the answer itself: those that only announce it (1xx) are passed over. */
  readonly onHead: (head: AnswerHead) => void;
  readonly onBody: (chunk: Buffer) => void;
  /** @param keeps whether the connection may carry another request: not where more came than the answer */
  readonly onEnd: (keeps: boolean) => void;
}

/** Reads answers that come one after the other over a connection (RFC 9112). */
export interface AnswerParser {
  /** @throws an error with a `code` for what is no answer; what an event throws */
  read(chunk: Buffer): void;
  /** The other side has said all: whether that was the end of an answer without a length. */
  end(): boolean;
}

/** Bytes, as Node's own parser allows. */
const largestHead = 16 * 1024;

HTTPParser.encoding = 'latin1';
HTTPParser.maxHeaderSize = largestHead;

export function createAnswerParser({ onHead, onBody, onEnd }: AnswerEvents): AnswerParser {
  const parser = new StrictParser(HTTPParser.RESPONSE);
  let isFinal = false;
  let keeps = false;
  let isOver = false;
  parser[HTTPParser.kOnHeadersComplete] = (info) => {
    if (info.versionMajor !== 1) throw coded('HPE_INVALID_VERSION');
    if (info.statusCode < 100) throw coded('HPE_INVALID_STATUS');
    isFinal = info.statusCode >= 200;
    keeps = info.shouldKeepAlive;
    const known = readHeaders(info.headers);
    if (isFinal) onHead({ status: info.statusCode, rawHeaders: info.headers, ...known });
  };
  parser[HTTPParser.kOnBody] = (chunk) => onBody(chunk);
  parser[HTTPParser.kOnMessageComplete] = () => {
    if (!isFinal) return;
    isOver = true;
    onEnd(keeps && parser.offset === parser.end);
  };
  return {
    read(chunk) {
      const read = parser.execute(chunk);
      if (typeof read === 'number') return;
      if ('code' in read) throw read;
      throw coded(read.message.includes('header size') ? 'HPE_HEADER_OVERFLOW' : 'HPE_INVALID_CHUNK_SIZE');
    },
    end() {
      isOver = false;
      parser.finish();
      return isOver;
    },
  };
}

/** What the package's own types call private is what it takes to be strict. */
interface LenientParser {
  /** Which part of an answer is read next. */
  state: string;
  /** Where in its chunk it is, and where that ends. */
  offset: number;
  end: number;
  consumeLine(): string | undefined;
  execute(chunk: Buffer): number | Error;
  finish(): Error | undefined;
  [HTTPParser.kOnHeadersComplete]: (info: Info) => void;
  [HTTPParser.kOnBody]: (chunk: Buffer) => void;
  [HTTPParser.kOnMessageComplete]: () => void;
}

interface Info {
  readonly versionMajor: number;
  readonly statusCode: number;
  readonly headers: string[];
  readonly shouldKeepAlive: boolean;
}

/** http-parser-js is patient with what looks like no header and no length: here that is no answer. */
class StrictParser extends (HTTPParser as unknown as new (type: 'RESPONSE') => LenientParser) {
  #headSize = 0;

  override consumeLine(): string | undefined {
    const line = super.consumeLine();
    if (line === undefined) return line;
    this.#headSize = this.state === 'HEADER' ? this.#headSize + line.length : 0;
    // The package counts what has come of a head so far, not one that comes in one piece.
    if (this.#headSize > largestHead) throw coded('HPE_HEADER_OVERFLOW');
    if (line === '') return line;
    if (this.state === 'HEADER' && !/^[!#$%&'*+.^_`|~\w-]+:/.test(line)) throw coded('HPE_INVALID_HEADER_TOKEN');
    if (this.state === 'BODY_CHUNKHEAD' && !/^[\da-f]{1,8}[\t ]*(;.*)?$/i.test(line))
      throw coded('HPE_INVALID_CHUNK_SIZE');
    return line;
  }
}

function readHeaders(headers: readonly string[]): Pick<AnswerHead, 'encoding' | 'patience'> {
  const encodings: string[] = [];
  let patience: number | null = null;
  let lengths = 0;
  for (let index = 0; index < headers.length; index += 2) {
    const value = headers[index + 1] ?? '';
    switch (headers[index]?.toLowerCase()) {
      case 'content-length':
        if (!/^\d{1,15}$/.test(value)) throw coded('HPE_INVALID_CONTENT_LENGTH');
        lengths += 1;
        break;
      case 'transfer-encoding':
        if (value.toLowerCase() !== 'chunked') throw coded('HPE_INVALID_TRANSFER_ENCODING');
        lengths += 1;
        break;
      case 'content-encoding':
        encodings.push(value.toLowerCase());
        break;
      case 'keep-alive':
        patience = Number(/(?:^|[,;\s])timeout=(\d+)/i.exec(value)?.[1] ?? Number.NaN);
        break;
    }
  }
  if (lengths > 1) throw coded('HPE_UNEXPECTED_CONTENT_LENGTH');
  return { encoding: encodings.join(', '), patience: Number.isNaN(patience) ? null : patience };
}

const coded = (code: string): Error => Object.assign(new Error(code), { code });
