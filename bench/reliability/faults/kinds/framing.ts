import { answerOf, asChunked, chunked, cutAt, headOf, type Kind, lost, type Told, wired } from '../wire.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

/** A whole answer whose status line is another. */
const withLine = (name: string, line: string): Kind => lost(name, (told) => [answerOf(told, { line })]);

const length = (told: Told, change: number): Record<string, string> => ({
  'content-length': String(told.body.length + change),
});

/** How an answer is put into bytes. */
export const framingKinds: readonly Kind[] = [
  lost('a length beyond the body', (told) => [answerOf(told, { headers: length(told, 7) }), 'fin']),
  lost('a length short of the body', (told) => [answerOf(told, { headers: length(told, -3) })]),
  lost('a length of nothing', (told) => [answerOf(told, { headers: { 'content-length': '0' } })]),
  lost('a negative length', (told) => [answerOf(told, { headers: { 'content-length': '-5' } })]),
  lost('a length that is no number', (told) => [answerOf(told, { headers: { 'content-length': 'many' } })]),
  wired('the same length twice', 'perhaps', (told) => [
    answerOf(told, { raw: `Content-Length: ${told.body.length}\r\n` }),
  ]),
  lost('two lengths', (told) => [answerOf(told, { raw: `Content-Length: ${told.body.length + 10}\r\n` })]),
  wired('a length beside chunks', 'perhaps', (told) => [
    headOf(told, { headers: { ...length(told, 0), 'transfer-encoding': 'chunked' } }),
    chunked(told.body, 16),
  ]),
  wired('small chunks', 'yes', (told) => [asChunked(told), chunked(told.body, 3)]),
  wired('chunks with extensions and trailers', 'yes', (told) => {
    const body = chunked(told.body, 1 << 20, '0\r\nx-checksum: 1\r\n\r\n').toString('latin1');
    return [asChunked(told, 'trailer: x-checksum\r\n'), bytes(body.replace('\r\n', ';name="a b"\r\n'))];
  }),
  lost('half a chunk', (told, { random }) => [asChunked(told), cutAt(chunked(told.body, 1 << 20, ''), random), 'fin']),
  lost('chunks without a last one', (told) => [asChunked(told), chunked(told.body, 16, ''), 'fin']),
  lost('chunks without a last one, then reset', (told) => [asChunked(told), chunked(told.body, 16, ''), 50, 'reset']),
  {
    ...lost('chunks that never end', (told) => [asChunked(told), chunked(told.body, 16, ''), 'hang']),
    isSlow: true,
  },
  lost('a chunk size that is no number', (told) => [asChunked(told), bytes('zz\r\n'), told.body]),
  lost('a chunk longer than its size', (told) => [asChunked(told), bytes('3\r\n'), told.body, bytes('\r\n0\r\n\r\n')]),
  wired('no length, to the end', 'yes', (told) => [headOf(told), told.body, 'fin']),
  wired('HTTP/1.0 with a length', 'yes', (told) => [answerOf(told, { line: 'HTTP/1.0 200 OK' })]),
  wired('HTTP/1.0 without a length', 'yes', (told) => [headOf(told, { line: 'HTTP/1.0 200 OK' }), told.body, 'fin']),
  lost('a body without a head', (told) => [told.body, 'fin']),
  lost('the greeting of another protocol', () => [bytes('SSH-2.0-OpenSSH_9.6\r\n'), 'fin']),
  lost('a TLS alert', () => [Buffer.from([0x15, 3, 1, 0, 2, 2, 40]), 'fin']),
  lost('HTTP/2', () => [Buffer.from([0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 100]), 'fin']),
  withLine('a status line without a status', 'HTTP/1.1'),
  withLine('a status of letters', 'HTTP/1.1 OK OK'),
  withLine('a status of two digits', 'HTTP/1.1 20 OK'),
  withLine('a version that is none', 'HTTP/x.y 200 OK'),
  wired('HTTP/2.0 in letters', 'perhaps', (told) => [answerOf(told, { line: 'HTTP/2.0 200 OK' })]),
  wired('line feeds alone', 'perhaps', (told) => [
    bytes(
      headOf(told, { headers: length(told, 0) })
        .toString('latin1')
        .replaceAll('\r\n', '\n'),
    ),
    told.body,
    'fin',
  ]),
  wired('an empty line in front', 'perhaps', (told) => [bytes('\r\n'), answerOf(told)]),
  wired('a header over two lines', 'perhaps', (told) => [answerOf(told, { raw: 'x-note: one\r\n two\r\n' })]),
  lost('a header that is none', (told) => [answerOf(told, { raw: 'this is no header\r\n' })]),
  lost('a NUL in a header', (told) => [answerOf(told, { raw: 'x-note: a\0b\r\n' })]),
  wired('a header of eight kilobytes', 'yes', (told) => [answerOf(told, { raw: `x-note: ${'n'.repeat(8_192)}\r\n` })]),
  lost('a header of a megabyte', (told) => [answerOf(told, { raw: `x-note: ${'n'.repeat(1 << 20)}\r\n` })]),
  wired('five hundred headers', 'yes', (told) => [answerOf(told, { raw: 'x-n: 1\r\n'.repeat(500) })]),
  wired('odd cookies', 'yes', (told) => [
    answerOf(told, { raw: 'set-cookie: =;;\r\nset-cookie: a\r\nset-cookie: é=ü; Max-Age=x\r\n' }),
  ]),
  wired('100 Continue first', 'yes', (told) => [bytes('HTTP/1.1 100 Continue\r\n\r\n'), 20, answerOf(told)]),
  wired('102 Processing first', 'yes', (told) => [bytes('HTTP/1.1 102 Processing\r\n\r\n'), 20, answerOf(told)]),
  wired('early hints first', 'yes', (told, { trap }) => [
    bytes(`HTTP/1.1 103 Early Hints\r\nlink: <${trap}>; rel=preload\r\n\r\n`.repeat(3)),
    answerOf(told),
  ]),
  {
    ...lost('101 Switching Protocols', () => [
      bytes('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n'),
      50,
      'fin',
    ]),
    isSlow: true,
  },
  lost('100 Continue and no more', () => [bytes('HTTP/1.1 100 Continue\r\n\r\n'), 'fin']),
  wired('an empty line behind the answer', 'yes', (told) => [answerOf(told), bytes('\r\n')]),
  wired('bytes behind the answer', 'perhaps', (told) => [
    answerOf(told),
    bytes('GET /more HTTP/1.1\r\n\r\n\0\x01\x02'),
  ]),
  wired('a second answer behind the first', 'perhaps', (told) => [
    answerOf(told),
    answerOf(told, { status: 500, body: '{"code":500}' }),
  ]),
  wired('a second answer, later', 'perhaps', (told) => [
    answerOf(told),
    50,
    answerOf(told, { status: 403, body: 'no' }),
  ]),
];
