import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { brotliCompressSync, constants, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { createHttpClient } from '../../src/net/http.ts';
import { closeOf, createStepClock, respond, startServer, ways } from './loopback.ts';

for (const [how, nature] of ways) {
  describe(how, () => {
    const client = createHttpClient({ version: '0.0.0', env: {}, clock: createStepClock() });
    const mebibyte = 1024 * 1024;
    const text = '验证码 '.repeat(100);

    const stacked = ['deflate, then gzip', 'deflate, gzip', gzipSync(deflateSync(text))] as const;
    const codings: readonly (readonly [name: string, header: string, body: Buffer])[] = [
      ['gzip', 'gzip', gzipSync(text)],
      ['x-gzip', 'x-gzip', gzipSync(text)],
      ['gzip in capitals', 'GZIP', gzipSync(text)],
      ['deflate', 'deflate', deflateSync(text)],
      ['Brotli', 'br', brotliCompressSync(text)],
      ['Zstandard', 'zstd', zstdCompressSync(text)],
      ['identity', 'identity', Buffer.from(text)],
      ...('repeatable' in nature ? [] : [stacked]),
    ];

    for (const [name, header, body] of codings) {
      test(`a body in ${name} is read`, async (t) => {
        const server = await startServer(t, (socket) => socket.end(respond(body, `content-encoding: ${header}\r\n`)));
        assert.equal((await client.send({ method: 'GET', url: `${server.url}/`, secret: [], ...nature })).text, text);
      });
    }

    for (const header of ['gzip', 'br', 'zstd', 'deflate', 'compress']) {
      test(`an empty body in ${header} is an empty text`, async (t) => {
        const server = await startServer(t, (socket) => socket.end(respond('', `content-encoding: ${header}\r\n`)));
        assert.equal((await client.send({ method: 'GET', url: `${server.url}/`, secret: [], ...nature })).text, '');
      });
    }

    const undecodable: readonly (readonly [name: string, header: string, body: Buffer])[] = [
      ['plain text that claims to be gzip', 'gzip', Buffer.from('{"code":200}')],
      ['plain text that claims to be deflate', 'deflate', Buffer.from('{"code":200}')],
      ['plain text that claims to be Brotli', 'br', Buffer.from('{"code":200,"msg":"Success"}')],
      ['plain text that claims to be Zstandard', 'zstd', Buffer.from('{"code":200}')],
      ['gzip cut short', 'gzip', gzipSync(text).subarray(0, -12)],
      ['gzip with a wrong checksum', 'gzip', Buffer.concat([gzipSync(text).subarray(0, -8), Buffer.alloc(8, 1)])],
      ['Brotli cut short', 'br', brotliCompressSync(text).subarray(0, -4)],
      ['Zstandard cut short', 'zstd', zstdCompressSync(text).subarray(0, -4)],
      ['an unknown coding', 'compress', Buffer.from('\x1f\x9d')],
      ['an unknown coding around gzip', 'gzip, compress', gzipSync(text)],
      // Over a kept connection no compression is asked for, let alone two.
      ...('repeatable' in nature ? [stacked] : []),
    ];

    for (const [name, header, body] of undecodable) {
      test(`${name} is not read as an answer`, async (t) => {
        const server = await startServer(t, (socket) => socket.end(respond(body, `content-encoding: ${header}\r\n`)));
        await assert.rejects(client.send({ method: 'GET', url: `${server.url}/`, secret: [], ...nature }), {
          code: 'provider.protocol',
          params: { reason: 'encoding' },
          effect: 'possible',
        });
        assert.equal(server.requests.length, 1);
      });
    }

    test('a body of 1 MiB is read', async (t) => {
      const server = await startServer(t, (socket) => socket.end(respond(Buffer.alloc(mebibyte, 'a'))));
      assert.equal(
        (await client.send({ method: 'GET', url: `${server.url}/`, secret: [], ...nature })).text.length,
        mebibyte,
      );
    });

    test('a compressed body of 1 MiB is read', async (t) => {
      const body = gzipSync(Buffer.alloc(mebibyte, 'a'));
      const server = await startServer(t, (socket) => socket.end(respond(body, 'content-encoding: gzip\r\n')));
      assert.equal(
        (await client.send({ method: 'GET', url: `${server.url}/`, secret: [], ...nature })).text.length,
        mebibyte,
      );
    });

    const tooLarge = { code: 'provider.protocol', params: { reason: 'tooLarge' }, effect: 'possible' };

    test('a body of one byte more is refused', async (t) => {
      const server = await startServer(t, (socket) => socket.end(respond(Buffer.alloc(mebibyte + 1, 'a'))));
      await assert.rejects(client.send({ method: 'GET', url: `${server.url}/`, secret: [], ...nature }), tooLarge);
    });

    test('the limit counts what comes out of the compression', async (t) => {
      const body = gzipSync(Buffer.alloc(mebibyte + 1, 'a'));
      const server = await startServer(t, (socket) => socket.end(respond(body, 'content-encoding: gzip\r\n')));
      await assert.rejects(client.send({ method: 'GET', url: `${server.url}/`, secret: [], ...nature }), tooLarge);
    });

    test('a compression bomb ends the connection while its sender still holds back the rest', async (t) => {
      // Flushed but not finished: only a client that counts as it reads can refuse it.
      const bomb = gzipSync(Buffer.alloc(8 * mebibyte), { finishFlush: constants.Z_SYNC_FLUSH });
      const server = await startServer(t, (socket) => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 900000\r\ncontent-encoding: gzip\r\n\r\n');
        socket.write(bomb);
      });
      const sent = client.send({ method: 'GET', url: `${server.url}/`, secret: [], ...nature });
      await assert.rejects(sent, tooLarge);
      await closeOf(server.connections[0]);
      assert.equal(server.requests.length, 1);
    });

    test('an endless body is ended by the limit', async (t) => {
      const server = await startServer(t, (socket) => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        const pour = () => {
          while (socket.writable && socket.write('a'.repeat(65536)));
        };
        socket.on('drain', pour);
        pour();
      });
      await assert.rejects(client.send({ method: 'GET', url: `${server.url}/`, secret: [], ...nature }), tooLarge);
    });

    test('a head larger than Node takes is too large', async (t) => {
      const server = await startServer(t, (socket) => socket.end(respond('x', `x-long: ${'a'.repeat(20_000)}\r\n`)));
      await assert.rejects(client.send({ method: 'GET', url: `${server.url}/`, secret: [], ...nature }), tooLarge);
    });
  });
}
