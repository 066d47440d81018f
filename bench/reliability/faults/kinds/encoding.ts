import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { answerOf, cutAt, type Kind, lost, type Place, type Told, wired } from '../wire.ts';

const megabyte = 1 << 20;
const brotli = (body: Buffer): Buffer => brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });

let bomb: Buffer | null = null;
const bombOf = (): Buffer => {
  bomb ??= gzipSync(Buffer.alloc(32 * megabyte, ' '));
  return bomb;
};

const labelled = (told: Told, encoding: string, body: Buffer): Buffer =>
  answerOf(told, { headers: { 'content-encoding': encoding }, body });

const pressed = (name: string, reads: 'yes' | 'perhaps', encoding: string, press: (body: Buffer) => Buffer): Kind =>
  wired(name, reads, (told) => [labelled(told, encoding, press(told.body))]);

const unpressable = (name: string, encoding: string, body: (told: Told, place: Place) => Buffer): Kind =>
  lost(name, (told, place) => [labelled(told, encoding, body(told, place))]);

const typed = (name: string, type: string): Kind =>
  wired(`content type ${name}`, 'yes', (told) => [answerOf(told, { headers: { 'content-type': type } })]);

/** The bytes of the document in another way; a reader who gets them right has read it. */
const spelt = (name: string, reads: Kind['reads'], spell: (body: Buffer) => Buffer): Kind => ({
  name,
  reads,
  spoil: (told) => ({
    steps: [answerOf(told, { body: spell(told.body) })],
    text: reads === 'no' ? null : told.text,
  }),
});

const withStray = (text: string, stray: string): Buffer => {
  const [before, ...rest] = text.split('{');
  return Buffer.concat([
    Buffer.from(`${before}{"remark":"`),
    Buffer.from(stray, 'latin1'),
    Buffer.from(`",${rest.join('{')}`),
  ]);
};

/** Compression, size, type and charset. */
export const encodingKinds: readonly Kind[] = [
  pressed('gzip', 'yes', 'gzip', gzipSync),
  pressed('brotli', 'yes', 'br', brotli),
  pressed('gzip under its old name', 'perhaps', 'x-gzip', gzipSync),
  pressed('deflate', 'perhaps', 'deflate', deflateSync),
  pressed('deflate without a frame', 'perhaps', 'deflate', deflateRawSync),
  pressed('zstd', 'perhaps', 'zstd', zstdCompressSync),
  pressed('gzip twice', 'perhaps', 'gzip, gzip', (body) => gzipSync(gzipSync(body))),
  pressed('identity', 'yes', 'identity', (body) => body),
  pressed('gzip with rubbish behind it', 'perhaps', 'gzip', (body) => Buffer.concat([gzipSync(body), Buffer.alloc(9)])),
  unpressable('a gzip bomb', 'gzip', bombOf),
  unpressable('gzip cut off', 'gzip', ({ body }, { random }) => cutAt(gzipSync(body), random)),
  unpressable('gzip with a wrong sum', 'gzip', ({ body }) => {
    const whole = gzipSync(body);
    whole.writeUInt32LE((whole.readUInt32LE(whole.length - 8) ^ 1) >>> 0, whole.length - 8);
    return whole;
  }),
  unpressable('plain text labelled gzip', 'gzip', ({ body }) => body),
  unpressable('brotli rubbish', 'br', () => Buffer.from([0xff, 0xff, 0xff, 0xff, 0, 1, 2, 3])),
  unpressable('gzip labelled brotli', 'br', ({ body }) => gzipSync(body)),
  unpressable('an encoding that nobody knows', 'x-secret', ({ body }) => body),
  lost('gzip without a label', (told) => [answerOf(told, { body: gzipSync(told.body) })]),
  lost('over a megabyte', (told) => [
    answerOf(told, { body: Buffer.concat([Buffer.alloc(megabyte, ' '), told.body]) }),
  ]),
  lost('a megabyte and more, gzipped', (told) => [
    labelled(told, 'gzip', gzipSync(Buffer.concat([told.body, Buffer.alloc(megabyte, ' ')]))),
  ]),
  spelt('just under a megabyte', 'yes', (body) => Buffer.concat([body, Buffer.alloc(megabyte - body.length - 1, ' ')])),
  typed('of a page', 'text/html; charset=gbk'),
  typed('of a picture', 'image/png'),
  typed('left out', ''),
  typed('of rubbish', ';;;=\xff'),
  typed('of a stream', 'text/event-stream'),
  spelt('a byte order mark', 'yes', (body) => Buffer.concat([Buffer.from('\ufeff'), body])),
  spelt('two byte order marks', 'perhaps', (body) => Buffer.concat([Buffer.from('\ufeff\ufeff'), body])),
  spelt('UTF-16, little end first', 'perhaps', (body) => Buffer.from(`\ufeff${body}`, 'utf16le')),
  spelt('UTF-16, big end first', 'perhaps', (body) => Buffer.from(`\ufeff${body}`, 'utf16le').swap16()),
  spelt('GBK beside it', 'perhaps', (body) => withStray(String(body), '\xcf\xb5\xcd\xb3\xb7\xb1\xc3\xa6')),
  spelt('Latin-1 beside it', 'perhaps', (body) => withStray(String(body), 'Syst\xe8me occup\xe9')),
  spelt('a broken UTF-8 sequence beside it', 'perhaps', (body) => withStray(String(body), '\xf0\x9f\x92')),
  spelt('a NUL beside it', 'perhaps', (body) => withStray(String(body), 'a\0b')),
  spelt('NULs behind it', 'perhaps', (body) => Buffer.concat([body, Buffer.alloc(64)])),
  spelt('NULs in front of it', 'perhaps', (body) => Buffer.concat([Buffer.alloc(2), body])),
  {
    ...lost('random bytes', (told, { random }) => [
      answerOf(told, { body: Buffer.from(Array.from({ length: 300 }, () => 128 + Math.floor(random() * 128))) }),
    ]),
    // To a platform that may answer in bare words, letters among them are words that nobody understands.
    except: { zhima: 'yes' },
  },
];
