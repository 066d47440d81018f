import type { StagedPlatform } from '../../../test/helpers/stage.ts';

/** What the platform said, before anything is done to it. */
export interface Told {
  readonly status: number;
  /** Without those that say how the body is sent. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly text: string;
}

/** Where an answer is spoilt. */
export interface Place {
  readonly platform: StagedPlatform;
  /** Path and query of the request that is answered. */
  readonly target: string;
  /** The whole address of that request. */
  readonly self: string;
  /** An address that must never be asked. */
  readonly trap: string;
  /** [0, 1), the round's own. */
  readonly random: () => number;
}

/** Bytes, a pause in ms, or an end: a reset, a FIN, or nothing more for ever. */
export type Step = Buffer | number | 'reset' | 'fin' | 'hang';

export interface Spoilt {
  readonly steps: readonly Step[];
  /** The document that is in it, for a reader who gets it out. Null where there is none. */
  readonly text: string | null;
}

/** One way in which a platform or the network fails. */
export interface Kind {
  readonly name: string;
  /** Whether the whole document reaches a careful reader; `perhaps` where two careful readers may differ. */
  readonly reads: 'yes' | 'no' | 'perhaps';
  /** At some platforms it is another matter. */
  readonly except?: Partial<Readonly<Record<StagedPlatform, Kind['reads']>>>;
  /**
   * `unsent`: proof that nothing has left; `perhapsUnsent`: so, where the connection was seen to fail before it stood;
   * `busy`: the status that says "too many requests".
   */
  readonly means?: 'unsent' | 'perhapsUnsent' | 'busy';
  /** Strikes before a byte of the request was read: nobody listens, or nobody reads. */
  readonly at?: 'listener' | 'connection';
  /** Ends with a time limit of the program's. */
  readonly isSlow?: true;
  /** Answers to a rental alone can have it. */
  readonly only?: 'rent';
  spoil(told: Told, place: Place): Spoilt;
}

interface HeadWish {
  /** `HTTP/1.1 200 OK` unless given, the platform's status in it. */
  readonly line?: string;
  readonly status?: number;
  /** Added to the platform's; an empty value takes one away. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Lines as they are to stand there, behind the others. */
  readonly raw?: string;
}

/** The bytes of a head, the empty line included. */
export function headOf(told: Told, { line, status = told.status, headers = {}, raw = '' }: HeadWish = {}): Buffer {
  const all = { ...told.headers, connection: 'close', ...headers };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${value}\r\n`]));
  return Buffer.from(`${line ?? `HTTP/1.1 ${status} Status`}\r\n${lines.join('')}${raw}\r\n`, 'latin1');
}

/** The bytes of a whole answer with its length said. */
export function answerOf(told: Told, wish: HeadWish & { readonly body?: Buffer | string } = {}): Buffer {
  const body = Buffer.from(wish.body ?? told.body);
  const headers = { ...wish.headers, 'content-length': wish.headers?.['content-length'] ?? String(body.length) };
  return Buffer.concat([headOf(told, { ...wish, headers }), body]);
}

/** The body in chunks of so many bytes, its last chunk included unless it is to be missing. */
export function chunked(body: Buffer, size: number, last = '0\r\n\r\n'): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length; at += size) {
    const piece = body.subarray(at, at + size);
    parts.push(Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n'));
  }
  return Buffer.concat([...parts, Buffer.from(last)]);
}

export const asChunked = (told: Told, raw = ''): Buffer =>
  headOf(told, { headers: { 'transfer-encoding': 'chunked' }, raw });

/** A place inside of the bytes: neither before the first nor behind the last. */
export function cutAt(bytes: Buffer, random: () => number): Buffer {
  return bytes.subarray(0, 1 + Math.floor(random() * (bytes.length - 1)));
}

/** Nothing of the document gets through. */
export function lost(name: string, steps: (told: Told, place: Place) => readonly Step[]): Kind {
  return { name, reads: 'no', spoil: (told, place) => ({ steps: steps(told, place), text: null }) };
}

/** The document as it is, brought in another way. */
export function wired(
  name: string,
  reads: 'yes' | 'perhaps',
  steps: (told: Told, place: Place) => readonly Step[],
): Kind {
  return { name, reads, spoil: (told, place) => ({ steps: steps(told, place), text: told.text }) };
}

/** Another text in the document's place. */
export function worded(name: string, reads: Kind['reads'], word: (text: string, place: Place) => string): Kind {
  return {
    name,
    reads,
    spoil(told, place) {
      const text = word(told.text, place);
      return { steps: [answerOf(told, { body: text })], text: reads === 'no' ? null : text };
    },
  };
}

export type Document = Readonly<Record<string, unknown>>;

/** The same document with something else in it. */
export function edited(name: string, reads: Kind['reads'], edit: (document: Document, place: Place) => unknown): Kind {
  return worded(name, reads, (text, place) => JSON.stringify(edit(JSON.parse(text) as Document, place)));
}
