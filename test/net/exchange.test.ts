import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createHttpClient } from '../../src/net/http.ts';
import { createStepClock, respond, startServer, ways } from './loopback.ts';

for (const [how, nature] of ways) {
  describe(how, () => {
    const isKept = 'repeatable' in nature;
    const client = createHttpClient({ version: '1.2.3', env: {}, clock: createStepClock() });

    test('a query leaves as RFC 3986 components, in order, and nothing is encoded twice', async (t) => {
      const server = await startServer(t, (socket) => socket.end(respond('{}')));
      await client.send({
        method: 'GET',
        url: `${server.url}/out/ext_api/getMobile`,
        query: [
          ['prefix', '+591'],
          ['key', 'a=b&c/d?'],
          ['text', 'two words'],
          ['项目', '中'],
          ['odd', "!'()*~-._"],
          ['percent', '%2B'],
          ['empty', ''],
        ],
        secret: ['key'],
      });
      assert.equal(
        server.requests[0]?.split('\r\n')[0],
        'GET /out/ext_api/getMobile?prefix=%2B591&key=a%3Db%26c%2Fd%3F&text=two%20words&%E9%A1%B9%E7%9B%AE=%E4%B8%AD' +
          '&odd=%21%27%28%29%2A~-._&percent=%252B&empty= HTTP/1.1',
      );
    });

    test('the request names this program, what it can read and whether more will come', async (t) => {
      const server = await startServer(t, (socket) => socket.end(respond('{}')));
      await client.send({ method: 'GET', url: `${server.url}/`, headers: { 'X-Token': 'abc' }, secret: [], ...nature });
      const head = server.requests[0] ?? '';
      assert.match(head, /^user-agent: smsctl\/1\.2\.3\r$/im);
      assert.match(head, /^accept: application\/json, text\/plain;q=0\.9, \*\/\*;q=0\.5\r$/im);
      assert.match(head, isKept ? /^accept-encoding: identity\r$/im : /^accept-encoding: gzip, br\r$/im);
      assert.match(head, /^x-token: abc\r$/im);
      assert.match(head, isKept ? /^connection: keep-alive\r$/im : /^connection: close\r$/im);
      assert.doesNotMatch(head, /^cookie:/im);
    });

    test('a form is sent in the body', async (t) => {
      const server = await startServer(t, (socket) => socket.end(respond('ok')));
      const form = [
        ['mobile', '+591 7'],
        ['text', '中=1'],
      ] as const;
      await client.send({
        method: 'POST',
        url: `${server.url}/send`,
        query: [['a', '1']],
        form,
        secret: [],
        ...nature,
      });
      const [head = '', body] = server.requests[0]?.split('\r\n\r\n') ?? [];
      assert.match(head, /^POST \/send\?a=1 HTTP\/1\.1\r$/m);
      assert.match(head, /^content-type: application\/x-www-form-urlencoded\r?$/im);
      assert.equal(body, 'mobile=%2B591%207&text=%E4%B8%AD%3D1');
    });

    test('a POST without a form is sent at once, with an empty body', async (t) => {
      const server = await startServer(t, (socket) => socket.end(respond('ok')));
      const answer = await client.send({ method: 'POST', url: `${server.url}/x`, secret: [], ...nature });
      assert.equal(answer.text, 'ok');
      assert.match(server.requests[0] ?? '', /^content-length: 0\r$/im);
    });

    for (const status of [200, 204, 304, 400, 401, 404, 408, 413, 429, 500, 502, 503, 504]) {
      test(`status ${status} is an answer, and the request is not repeated`, async (t) => {
        const server = await startServer(t, (socket) =>
          socket.end(respond(status === 204 || status === 304 ? '' : 'body', 'retry-after: 0\r\n', `${status} Any`)),
        );
        const answer = await client.send({ method: 'GET', url: `${server.url}/`, secret: [], ...nature });
        assert.equal(answer.status, status);
        assert.equal(server.requests.length, 1);
        assert.equal(server.connections.length, 1);
      });
    }

    for (const status of [301, 302, 303, 307, 308]) {
      test(`a redirect ${status} is not followed`, async (t) => {
        const other = await startServer(t, (socket) => socket.end(respond('other')));
        const server = await startServer(t, (socket) =>
          socket.end(respond('moved', `location: ${other.url}/\r\n`, `${status} Moved`)),
        );
        const answer = await client.send({ method: 'GET', url: `${server.url}/`, secret: [], ...nature });
        assert.equal(answer.status, status);
        assert.equal(answer.headers.location, `${other.url}/`);
        assert.equal(answer.text, 'moved');
        assert.equal(other.connections.length, 0);
      });
    }

    test(`every request ${isKept ? 'shares a connection' : 'has a connection of its own'}, and no cookie comes back`, async (t) => {
      const server = await startServer(t, (socket) =>
        socket.write(respond('x', 'set-cookie: a=1\r\nset-cookie: b=2\r\n')),
      );
      const request = { method: 'GET', url: `${server.url}/`, secret: [], ...nature } as const;
      await client.send(request);
      const answer = await client.send(request);
      assert.equal(server.connections.length, isKept ? 1 : 2);
      assert.doesNotMatch(server.requests[1] ?? '', /cookie/i);
      assert.deepEqual(answer.headers['set-cookie'], ['a=1', 'b=2']);
    });

    test('header names come in lower case, values of a repeated name in a list', async (t) => {
      const server = await startServer(t, (socket) => socket.end(respond('x', 'X-One: 1\r\nX-Two: a\r\nx-two: b\r\n')));
      const { headers } = await client.send({ method: 'GET', url: `${server.url}/`, secret: [], ...nature });
      assert.equal(headers['x-one'], '1');
      assert.deepEqual(headers['x-two'], ['a', 'b']);
    });

    const bodies: readonly (readonly [name: string, body: Buffer, text: string])[] = [
      ['UTF-8', Buffer.from('验证码 123456'), '验证码 123456'],
      ['UTF-8 with a byte order mark', Buffer.from('\ufeff{"code":200}'), '{"code":200}'],
      ['bytes that are not UTF-8', Buffer.from([0x61, 0xff, 0x62]), 'a\ufffdb'],
      ['nothing', Buffer.alloc(0), ''],
    ];

    for (const [name, body, text] of bodies) {
      test(`a body of ${name} is decoded`, async (t) => {
        const server = await startServer(t, (socket) => socket.end(respond(body)));
        const answer = await client.send({ method: 'GET', url: `${server.url}/`, secret: [], ...nature });
        assert.equal(answer.text, text);
      });
    }

    test('a chunked body that breaks in the middle of a character is joined before it is decoded', async (t) => {
      const [first, second] = [Buffer.from('中').subarray(0, 1), Buffer.from('中').subarray(1)];
      const server = await startServer(t, (socket) => {
        socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\n');
        socket.write(first);
        socket.write('\r\n2\r\n');
        socket.write(second);
        socket.end('\r\n0\r\n\r\n');
      });
      assert.equal((await client.send({ method: 'GET', url: `${server.url}/`, secret: [], ...nature })).text, '中');
    });

    test('a body without a length ends where the server closes', async (t) => {
      const server = await startServer(t, (socket) => socket.end('HTTP/1.1 200 OK\r\n\r\nall of it'));
      assert.equal(
        (await client.send({ method: 'GET', url: `${server.url}/`, secret: [], ...nature })).text,
        'all of it',
      );
    });

    test('a reset after the whole answer does not spoil it', async (t) => {
      const server = await startServer(t, (socket) => {
        socket.write(respond('whole'), () => socket.resetAndDestroy());
      });
      assert.equal((await client.send({ method: 'GET', url: `${server.url}/`, secret: [], ...nature })).text, 'whole');
    });

    test('what comes after the length that was named is not part of the answer', async (t) => {
      const server = await startServer(t, (socket) =>
        socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}HTTP/1.1 500 X'),
      );
      assert.equal((await client.send({ method: 'GET', url: `${server.url}/`, secret: [], ...nature })).text, '{}');
    });

    test('an informational answer before the real one is passed over', async (t) => {
      const server = await startServer(t, (socket) => {
        socket.write('HTTP/1.1 103 Early Hints\r\n\r\n');
        socket.end(respond('real'));
      });
      const answer = await client.send({ method: 'GET', url: `${server.url}/`, secret: [], ...nature });
      assert.deepEqual([answer.status, answer.text], [200, 'real']);
    });

    const badTargets: readonly (readonly [url: string, reason: string])[] = [
      ['http://me:pass@127.0.0.1/x', 'credentials'],
      ['http://me@127.0.0.1/x', 'credentials'],
      ['http://127.0.0.1/x#top', 'fragment'],
      ['http://127.0.0.1/x?a=1', 'query'],
      ['ftp://127.0.0.1/x', 'scheme'],
      ['file:///etc/passwd', 'scheme'],
      ['127.0.0.1/x', 'notUrl'],
      ['', 'notUrl'],
    ];

    for (const [url, reason] of badTargets) {
      test(`the address "${url}" is refused: ${reason}`, async () => {
        await assert.rejects(client.send({ method: 'GET', url, secret: [], ...nature }), {
          code: 'settings.invalid',
          params: { name: 'baseUrl', reason },
          effect: 'none',
        });
      });
    }
  });
}
