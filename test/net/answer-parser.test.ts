import assert from 'node:assert/strict';
import { once } from 'node:events';
import { get } from 'node:http';
import { test } from 'node:test';
import fc from 'fast-check';
import { type AnswerHead, createAnswerParser } from '../../src/net/answer-parser.ts';
import { startServer } from './loopback.ts';

interface Read {
  readonly heads: AnswerHead[];
  readonly body: string;
  readonly ends: boolean[];
  readonly error: string | null;
}

/** What a parser makes of pieces that come one after the other; `null` is the end of the connection. */
function read(pieces: readonly (string | null)[]): Read {
  const heads: AnswerHead[] = [];
  const ends: boolean[] = [];
  let body = '';
  const parser = createAnswerParser({
    onHead: (head) => heads.push(head),
    onBody(chunk) {
      body += chunk.toString('latin1');
    },
    onEnd: (keeps) => ends.push(keeps),
  });
  try {
    for (const piece of pieces) {
      if (piece === null) parser.end();
      else parser.read(Buffer.from(piece, 'latin1'));
    }
  } catch (error) {
    return { heads, body, ends, error: String(Reflect.get(Object(error), 'code')) };
  }
  return { heads, body, ends, error: null };
}

const ok = (headers: string, body = '') => `HTTP/1.1 200 OK\r\n${headers}\r\n${body}`;

for (const [name, pieces, body, ends] of [
  ['a length', [ok('content-length: 4\r\n', 'four')], 'four', [true]],
  ['no body', [ok('content-length: 0\r\n')], '', [true]],
  ['a status without one', ['HTTP/1.1 204 No Content\r\n\r\n'], '', [true]],
  ['chunks', [ok('transfer-encoding: chunked\r\n', '3;a=b\r\nfou\r\n1\r\nr\r\n0\r\nx: y\r\n\r\n')], 'four', [true]],
  ['neither, to the end', [ok('', 'fo'), 'ur', null], 'four', [false]],
  ['a connection that is to end', [ok('connection: close\r\ncontent-length: 1\r\n', 'x')], 'x', [false]],
  ['the old version', ['HTTP/1.0 200 OK\r\ncontent-length: 1\r\n\r\nx'], 'x', [false]],
  ['an announcement before it', [`HTTP/1.1 103 Early\r\na: b\r\n\r\n${ok('content-length: 1\r\n', 'x')}`], 'x', [true]],
  ['more than was asked for', [ok('content-length: 1\r\n', 'xHTTP/1.1 200')], 'x', [false]],
  ['no body, though a length is named', ['HTTP/1.1 304 Same\r\ncontent-length: 4\r\n\r\n'], '', [false]],
  ['no body, though chunks are named', ['HTTP/1.1 204 None\r\ntransfer-encoding: chunked\r\n\r\n'], '', [false]],
  [
    'an announcement that names a length',
    [`HTTP/1.1 103 Early\r\ncontent-length: 4\r\n\r\n${ok('content-length: 1\r\n', 'x')}`],
    'x',
    [true],
  ],
  [
    'chunks that are announced twice',
    [ok('transfer-encoding: chunked\r\n'.repeat(2), '1\r\nx\r\n0\r\n\r\n')],
    'x',
    [true],
  ],
  [
    'a body that is larger than a head may be',
    [ok('content-length: 20000\r\n', 'x'.repeat(20_000))],
    'x'.repeat(20_000),
    [true],
  ],
  ['a length that was not reached', [ok('content-length: 4\r\n', 'fo'), null], 'fo', []],
  ['a chunk that was not ended', [ok('transfer-encoding: chunked\r\n', '4\r\nfo'), null], 'fo', []],
  ['nothing', [null], '', []],
] as const) {
  test(`an answer with ${name}`, () => {
    const seen = read(pieces);
    assert.deepEqual([seen.body, seen.ends, seen.error], [body, ends, null]);
  });
}

test('one answer after the other is read, each with its own head', () => {
  const { heads, body, ends } = read([
    ok('content-length: 1\r\na: 1\r\n', 'x'),
    ok('content-length: 1\r\nb: 2\r\n', 'y'),
  ]);
  assert.deepEqual([body, ends], ['xy', [true, true]]);
  assert.deepEqual(
    heads.map(({ rawHeaders }) => rawHeaders),
    [
      ['content-length', '1', 'a', '1'],
      ['content-length', '1', 'b', '2'],
    ],
  );
});

test('the size of an answer is not counted to the head of the next one', () => {
  const cut = ok(`content-length: 1\r\na: ${'b'.repeat(999)}\r\n`, 'y');
  const next = read([ok('content-length: 16000\r\n', 'x'.repeat(16_000)), cut.slice(0, 900), cut.slice(900)]);
  assert.deepEqual([next.ends, next.error], [[true, true], null]);
});

const broken = [
  ['another protocol', 'SSH-2.0-OpenSSH\r\n\r\n'],
  ['another version', 'HTTP/2.0 200 OK\r\ncontent-length: 0\r\n\r\n'],
  ['a version that is not known', 'HTTP/1.2 200 OK\r\ncontent-length: 0\r\n\r\n'],
  ['a status of four digits', 'HTTP/1.1 2000 OK\r\ncontent-length: 0\r\n\r\n'],
  ['a status of no kind', 'HTTP/1.1 099 Odd\r\ncontent-length: 0\r\n\r\n'],
  ['a line that is no header', ok('content-length: 1\r\nno header\r\n', 'x')],
  ['a header that goes on in the next line', ok('a: b\r\n c\r\ncontent-length: 1\r\n', 'x')],
  ['a space before the colon', ok('content-length : 1\r\n', 'x')],
  ['a length that is no number', ok('content-length: 1x\r\n', 'x')],
  ['a negative length', ok('content-length: -1\r\n', 'x')],
  ['two lengths', ok('content-length: 1\r\ncontent-length: 2\r\n', 'xy')],
  ['a length and chunks', ok('content-length: 1\r\ntransfer-encoding: chunked\r\n', '1\r\nx\r\n0\r\n\r\n')],
  ['a chunk without a size', ok('transfer-encoding: chunked\r\n', 'zz\r\nx\r\n0\r\n\r\n')],
  ['a chunk whose size is an empty line', ok('transfer-encoding: chunked\r\n', '1\r\nx\r\n\r\n\r\n')],
  ['a trailer that is no header', ok('transfer-encoding: chunked\r\n', '0\r\nno header\r\n\r\n')],
  ['trailers of 20 KB', ok('transfer-encoding: chunked\r\n', `0\r\n${`x: ${'a'.repeat(200)}\r\n`.repeat(100)}\r\n`)],
  ['a trailer of 20 KB that does not end', ok('transfer-encoding: chunked\r\n', `0\r\nx: ${'a'.repeat(20_000)}`)],
  ['a size of 20 KB that does not end', ok('transfer-encoding: chunked\r\n', `1;${'a'.repeat(20_000)}`)],
  ['a chunk that is longer than its size', ok('transfer-encoding: chunked\r\n', '1\r\nxy\r\n0\r\n\r\n')],
  ['a head of 20 KB in one piece', ok(`x: ${'a'.repeat(20_000)}\r\ncontent-length: 1\r\n`, 'x')],
  ['a head of 20 KB in many lines', ok(`x: ${'a'.repeat(200)}\r\n`.repeat(100))],
] as const;

for (const [name, text] of broken) {
  test(`${name} is no answer, in one piece or in many`, () => {
    assert.match(read([text]).error ?? 'none', /^HPE_/);
    assert.match(read(text.split('')).error ?? 'none', /^HPE_/);
  });
}

test('an answer is the same however it is cut, and as Node reads it', async (t) => {
  let next = '';
  const server = await startServer(t, (socket) => socket.end(next, 'latin1'));
  const byNode = async (text: string): Promise<[number | undefined, readonly string[], string]> => {
    next = text;
    const sent = get(server.url, { agent: false });
    const [response] = await once(sent, 'response');
    let body = '';
    for await (const chunk of response.setEncoding('latin1')) body += chunk;
    return [response.statusCode, response.rawHeaders, body];
  };
  const word = fc.stringMatching(/^[a-z]{1,8}$/);
  const header = fc.tuple(
    word.map((name) => `x-${name}`),
    fc.stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/),
  );
  const body = fc.stringMatching(/^[\x20-\xff]{0,40}$/);
  const whole = fc.record({
    status: fc.integer({ min: 200, max: 599 }),
    headers: fc.array(header),
    parts: fc.array(body),
    isChunked: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(whole, fc.array(fc.nat(200)), async ({ status, headers, parts, isChunked }, cuts) => {
      fc.pre(status !== 204 && status !== 304);
      const chunks = parts.filter((part) => part !== '').map((part) => `${part.length.toString(16)}\r\n${part}\r\n`);
      const length = isChunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${parts.join('').length}`;
      const lines = [...headers.map(([name, value]) => `${name}: ${value}`), length];
      const text = `HTTP/1.1 ${status} Word\r\n${lines.join('\r\n')}\r\n\r\n${isChunked ? `${chunks.join('')}0\r\n\r\n` : parts.join('')}`;
      const places = [0, ...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length];
      const pieces = places.slice(1).map((place, index) => text.slice(places[index], place));
      const { heads, body: ours, ends, error } = read(pieces.filter((piece) => piece !== ''));
      assert.deepEqual([error, ends, heads.length], [null, [true], 1]);
      assert.deepEqual([heads[0]?.status, heads[0]?.rawHeaders, ours], await byNode(text));
    }),
    { numRuns: 150 },
  );
});
