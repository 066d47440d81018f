import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { createHttpClient, type HttpClientOptions } from '../../src/net/http.ts';
import { closeOf, createStepClock, findClosedPort, listen, respond, startServer, ways } from './loopback.ts';

for (const [how, nature] of ways) {
  describe(how, () => {
    function createClient(options: Partial<HttpClientOptions> = {}) {
      return createHttpClient({ version: '0.0.0', env: {}, clock: createStepClock(), ...options });
    }

    const unreachable = (reason: string, effect: 'none' | 'possible', host: string) => ({
      code: 'provider.unreachable',
      params: { reason, host },
      effect,
    });

    test('a refused connection is proof that nothing left', async () => {
      const port = await findClosedPort();
      const sent = createClient().send({ method: 'GET', url: `http://127.0.0.1:${port}/`, secret: [], ...nature });
      await assert.rejects(sent, unreachable('refused', 'none', `127.0.0.1:${port}`));
    });

    test('a refused connection over HTTPS is proof that nothing left', async () => {
      const port = await findClosedPort();
      const sent = createClient().send({ method: 'GET', url: `https://127.0.0.1:${port}/`, secret: [], ...nature });
      await assert.rejects(sent, unreachable('refused', 'none', `127.0.0.1:${port}`));
    });

    const lookups: readonly (readonly [code: string, reason: string])[] = [
      ['ENOTFOUND', 'dns'],
      ['EAI_AGAIN', 'dns'],
      ['EHOSTUNREACH', 'network'],
      ['ETIMEDOUT', 'connectTimeout'],
    ];

    for (const scheme of ['http', 'https']) {
      for (const [code, reason] of lookups) {
        test(`${code} before a connection to ${scheme} is ${reason} and proof that nothing left`, async () => {
          const client = createClient({
            lookup: (_name, _options, done) => done(Object.assign(new Error(code), { code }), []),
          });
          const sent = client.send({ method: 'GET', url: `${scheme}://api.example/`, secret: [], ...nature });
          await assert.rejects(sent, unreachable(reason, 'none', 'api.example'));
        });
      }

      test(`a connection to ${scheme} that does not come about in time is proof that nothing left`, async () => {
        const client = createClient({ timeouts: { connect: 30 }, lookup: () => {} });
        const sent = client.send({ method: 'GET', url: `${scheme}://api.example/`, secret: [], ...nature });
        await assert.rejects(sent, unreachable('connectTimeout', 'none', 'api.example'));
      });

      test(`the limit on the whole ends a connection to ${scheme} that does not come about, too`, async () => {
        const client = createClient({ timeouts: { whole: 30 }, lookup: () => {} });
        const sent = client.send({ method: 'GET', url: `${scheme}://api.example/`, secret: [], ...nature });
        await assert.rejects(sent, unreachable('connectTimeout', 'none', 'api.example'));
      });
    }

    test('a name is resolved and the address used', async (t) => {
      const server = await startServer(t, (socket) => socket.end(respond('here')));
      const client = createClient({
        lookup: (_name, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
      });
      const answer = await client.send({
        method: 'GET',
        url: `http://api.example:${server.port}/`,
        secret: [],
        ...nature,
      });
      assert.equal(answer.text, 'here');
      assert.match(server.requests[0] ?? '', new RegExp(`^host: api\\.example:${server.port}\\r$`, 'im'));
    });

    type Break = (socket: Socket) => void;

    const breaks: readonly (readonly [name: string, reason: string, act: Break])[] = [
      ['a connection closed without an answer', 'reset', (socket) => socket.end()],
      ['a connection reset without an answer', 'reset', (socket) => socket.resetAndDestroy()],
      ['a head that stops in the middle', 'reset', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-le')],
      [
        'a body shorter than its length',
        'truncated',
        (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nshort'),
      ],
      [
        'a chunked body without its end',
        'truncated',
        (socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nfirst\r\n'),
      ],
      [
        'a chunked body that turns into something else',
        'truncated',
        (socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nfirst\r\nnonsense'),
      ],
      [
        'a compressed body shorter than its length',
        'truncated',
        (socket) => {
          socket.write('HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 9999\r\n\r\n');
          socket.end(gzipSync('{"code":200}').subarray(0, 15));
        },
      ],
      [
        'a body without a length that ends in a reset',
        'truncated',
        (socket) => {
          socket.write('HTTP/1.1 200 OK\r\n\r\n1380013', () => socket.resetAndDestroy());
        },
      ],
      [
        'a body reset in the middle',
        'truncated',
        (socket) => {
          socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nshort', () => socket.resetAndDestroy());
        },
      ],
      ['no answer in time', 'timeout', () => {}],
      ['a head that never ends', 'timeout', (socket) => socket.write('HTTP/1.1 200 OK\r\nx-a: 1\r\n')],
      ['an informational answer and nothing more', 'timeout', (socket) => socket.write('HTTP/1.1 103 Early\r\n\r\n')],
      [
        'a switch to another protocol',
        'timeout',
        (socket) => socket.write('HTTP/1.1 101 Other\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
      ],
    ];

    for (const [name, reason, act] of breaks) {
      test(`${name} leaves the effect open, and the request is sent once`, async (t) => {
        const server = await startServer(t, act);
        const client = createClient({ timeouts: { response: reason === 'timeout' ? 100 : 20_000 } });
        const sent = client.send({ method: 'GET', url: `${server.url}/`, secret: [], ...nature });
        await assert.rejects(sent, unreachable(reason, 'possible', `127.0.0.1:${server.port}`));
        assert.equal(server.requests.length, 1);
        assert.equal(server.connections.length, 1);
      });

      test(`a POST with ${name} is sent once`, async (t) => {
        const server = await startServer(t, act);
        const client = createClient({ timeouts: { response: reason === 'timeout' ? 100 : 20_000 } });
        const sent = client.send({ method: 'POST', url: `${server.url}/`, form: [['a', '1']], secret: [], ...nature });
        await assert.rejects(sent, unreachable(reason, 'possible', `127.0.0.1:${server.port}`));
        assert.equal(server.requests.length, 1);
        assert.equal(server.connections.length, 1);
      });
    }

    test('a connection reset while the request is still being written leaves the effect open', async (t) => {
      const port = await listen(t, (socket) => socket.once('data', () => socket.resetAndDestroy()));
      const query = [['a', 'b'.repeat(500_000)]] as const;
      const sent = createClient().send({
        method: 'GET',
        url: `http://127.0.0.1:${port}/`,
        query,
        secret: [],
        ...nature,
      });
      await assert.rejects(sent, unreachable('reset', 'possible', `127.0.0.1:${port}`));
    });

    test('an answer that is not HTTP leaves the effect open', async (t) => {
      const server = await startServer(t, (socket) => socket.end('SSH-2.0-OpenSSH\r\n\r\n'));
      await assert.rejects(createClient().send({ method: 'GET', url: `${server.url}/`, secret: [], ...nature }), {
        code: 'provider.protocol',
        params: { reason: 'notHttp' },
        effect: 'possible',
      });
      assert.equal(server.requests.length, 1);
    });

    test('a body that stops without closing is ended by the limit on the whole', async (t) => {
      const server = await startServer(t, (socket) =>
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nshort'),
      );
      const client = createClient({ timeouts: { whole: 400 } });
      const sent = client.send({ method: 'GET', url: `${server.url}/`, secret: [], ...nature });
      await assert.rejects(sent, unreachable('timeout', 'possible', `127.0.0.1:${server.port}`));
      await closeOf(server.connections[0]);
    });

    test('a slow drip is ended by the limit on the whole', async (t) => {
      const server = await startServer(t, (socket) => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n');
        const drip = setInterval(() => socket.write('a'), 5);
        t.after(() => clearInterval(drip));
      });
      const client = createClient({ timeouts: { whole: 400 } });
      const sent = client.send({ method: 'GET', url: `${server.url}/`, secret: [], ...nature });
      await assert.rejects(sent, unreachable('timeout', 'possible', `127.0.0.1:${server.port}`));
    });

    test('header names that cannot be sent are a fault of ours, and nothing is sent', async (t) => {
      const server = await startServer(t, (socket) => socket.end(respond('x')));
      const headers = { 'x-broken': 'line\nbreak CANARY' };
      await assert.rejects(
        createClient().send({ method: 'GET', url: `${server.url}/`, headers, secret: [], ...nature }),
        {
          code: 'unexpected',
          params: {},
          effect: 'none',
        },
      );
      assert.equal(server.connections.length, 0);
    });
  });
}
