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
// The package also counts what came before a head, but no trailer and no chunk's size: that is done here.
HTTPParser.maxHeaderSize = Number.POSITIVE_INFINITY;

export function createAnswerParser({ onHead, onBody, onEnd }: AnswerEvents): AnswerParser {
  const parser = new StrictParser(HTTPParser.RESPONSE);
  let isFinal = false;
  let keeps = false;
  let isOver = false;
  parser[HTTPParser.kOnHeadersComplete] = (info) => {
    const { statusCode: status, headers: rawHeaders } = info;
    const { hasLength, ...known } = readHeaders(rawHeaders);
    const hasBody = status >= 200 && status !== 204 && status !== 304;
    isFinal = status >= 200;
    // Whoever names the length of a body where none can be may send it all the same.
    keeps = info.shouldKeepAlive && (hasBody || !hasLength);
    if (isFinal) onHead({ status, rawHeaders, ...known });
    return !hasBody;
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
      throw coded('HPE_INVALID_CHUNK_SIZE');
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
  /** What has come of a line whose end is still to come. */
  line: string;
  /** Where in its chunk it is, and where that ends. */
  offset: number;
  end: number;
  consumeLine(): string | undefined;
  parseHeader(line: string, headers: string[]): void;
  execute(chunk: Buffer): number | Error;
  finish(): Error | undefined;
  /** @returns whether there is no body, whatever the headers say */
  [HTTPParser.kOnHeadersComplete]: (info: Info) => boolean;
  [HTTPParser.kOnBody]: (chunk: Buffer) => void;
  [HTTPParser.kOnMessageComplete]: () => void;
}

interface Info {
  readonly statusCode: number;
  readonly headers: string[];
  readonly shouldKeepAlive: boolean;
}

/** http-parser-js is patient with what looks like no status, no header and no length: here that is no answer. */
class StrictParser extends (HTTPParser as unknown as new (type: 'RESPONSE') => LenientParser) {
  /** Of the lines that stand together. */
  #size = 0;
  /** The first line of the last answer. */
  #status = '';
  /** Lines of headers and what they say: most of them stand in every answer. */
  readonly #fields = new Map<string, readonly string[]>();

  override consumeLine(): string | undefined {
    const line = super.consumeLine();
    const { state } = this;
    const isField = state === 'HEADER' || state === 'BODY_CHUNKTRAILERS';
    const size = (isField ? this.#size : 0) + (line ?? this.line).length;
    if (size > largestHead) throw coded('HPE_HEADER_OVERFLOW');
    if (line === undefined) return line;
    this.#size = isField ? size : 0;
    if (state === 'RESPONSE_LINE' && line !== this.#status) {
      if (!/^(HTTP\/1\.[01] [1-9]\d\d( .*)?)?$/.test(line)) throw coded('HPE_INVALID_CONSTANT');
      this.#status = line;
    }
    if (state === 'BODY_CHUNKHEAD' && !/^[\da-f]{1,8}[\t ]*(;.*)?$/i.test(line)) throw coded('HPE_INVALID_CHUNK_SIZE');
    return line;
  }

  override parseHeader(line: string, headers: string[]): void {
    const known = this.#fields.get(line);
    if (known !== undefined) {
      headers.push(...known);
      return;
    }
    if (!/^[!#$%&'*+.^_`|~\w-]+:/.test(line)) throw coded('HPE_INVALID_HEADER_TOKEN');
    const before = headers.length;
    super.parseHeader(line, headers);
    if (line.length > longestKnown) return;
    if (this.#fields.size === mostKnown) this.#fields.clear();
    this.#fields.set(line, headers.slice(before));
  }
}

/** Lines of headers that are remembered, and characters of one. */
const mostKnown = 32;
const longestKnown = 100;

interface Known extends Pick<AnswerHead, 'encoding' | 'patience'> {
  /** Whether the headers say how long the body is. */
  readonly hasLength: boolean;
}

function readHeaders(headers: readonly string[]): Known {
  const encodings: string[] = [];
  let patience: number | null = null;
  let lengths = 0;
  let isChunked = false;
  for (let index = 0; index < headers.length; index += 2) {
    const value = headers[index + 1] ?? '';
    switch (headers[index]?.toLowerCase()) {
      case 'content-length':
        if (!/^\d{1,15}$/.test(value)) throw coded('HPE_INVALID_CONTENT_LENGTH');
        lengths += 1;
        break;
      case 'transfer-encoding':
        if (value.toLowerCase() !== 'chunked') throw coded('HPE_INVALID_TRANSFER_ENCODING');
        isChunked = true;
        break;
      case 'content-encoding':
        encodings.push(value.toLowerCase());
        break;
      case 'keep-alive':
        patience = Number(/(?:^|[,;\s])timeout=(\d+)/i.exec(value)?.[1] ?? Number.NaN);
        break;
    }
  }
  if (lengths + (isChunked ? 1 : 0) > 1) throw coded('HPE_UNEXPECTED_CONTENT_LENGTH');
  const hasLength = lengths > 0 || isChunked;
  return { encoding: encodings.join(', '), patience: Number.isNaN(patience) ? null : patience, hasLength };
}

const coded = (code: string): Error => Object.assign(new Error(code), { code });
