import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createHttpClient } from '../../src/net/http.ts';
import { createStepClock, listen, respond, startServer, startTlsServer, ways } from './loopback.ts';

for (const [how, nature] of ways) {
  describe(how, () => {
    const client = createHttpClient({ version: '0.0.0', env: {}, clock: createStepClock() });
    const tlsFailure = (port: number) => ({
      code: 'provider.unreachable',
      params: { reason: 'tls', host: `127.0.0.1:${port}` },
      effect: 'none',
    });

    test('a certificate that nobody vouches for is refused, and no byte of the request arrives', async (t) => {
      const server = await startTlsServer(t, (socket) => socket.end(respond('x')));
      await assert.rejects(
        client.send({ method: 'GET', url: `${server.url}/`, secret: [], ...nature }),
        tlsFailure(server.port),
      );
      assert.equal(server.requests.length, 0);
    });

    test('NODE_TLS_REJECT_UNAUTHORIZED=0 does not change that', async (t) => {
      const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
      t.after(() => {
        if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
        else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
      });
      const server = await startTlsServer(t, (socket) => socket.end(respond('x')));
      // Without the client the variable does work here, so the refusal below is the client's own.
      const { port } = server;
      const { request } = await import('node:https');
      const bare = request({ host: '127.0.0.1', port, agent: false }).end();
      await once(bare, 'response');
      await assert.rejects(
        client.send({ method: 'GET', url: `${server.url}/`, secret: [], ...nature }),
        tlsFailure(port),
      );
      assert.equal(server.requests.length, 1);
    });

    test('a connection reset during the handshake is proof that nothing left', async (t) => {
      const port = await listen(t, (socket) => socket.once('data', () => socket.resetAndDestroy()));
      const sent = client.send({ method: 'GET', url: `https://127.0.0.1:${port}/`, secret: [], ...nature });
      await assert.rejects(sent, tlsFailure(port));
    });

    test('a handshake that is closed by the other side is proof that nothing left', async (t) => {
      const port = await listen(t, (socket) => socket.once('data', () => socket.end()));
      const sent = client.send({ method: 'GET', url: `https://127.0.0.1:${port}/`, secret: [], ...nature });
      await assert.rejects(sent, tlsFailure(port));
    });

    test('a handshake that does not end in time is proof that nothing left', async (t) => {
      const server = await startServer(t, () => {});
      const hasty = createHttpClient({ version: '0.0.0', env: {}, clock: createStepClock(), timeouts: { tls: 50 } });
      const sent = hasty.send({ method: 'GET', url: `https://127.0.0.1:${server.port}/`, secret: [], ...nature });
      await assert.rejects(sent, tlsFailure(server.port));
    });

    test('a server that speaks no TLS is proof that nothing left', async (t) => {
      const port = await listen(t, (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
      const sent = client.send({ method: 'GET', url: `https://127.0.0.1:${port}/`, secret: [], ...nature });
      await assert.rejects(sent, tlsFailure(port));
    });

    const script = `
  const { createHttpClient } = await import(process.argv[1]);
  const client = createHttpClient({
    version: '0', env: {}, clock: { elapsed: () => 0 },
    timeouts: { response: Number(process.argv[3]) },
    lookup: (name, options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
  });
  try {
    const answer = await client.send({ method: 'GET', url: process.argv[2], secret: [], repeatable: process.argv[4] === 'true' });
    console.log(answer.status, answer.text);
  } catch (error) {
    console.log(error.code, error.params.reason, error.effect);
  }
`;

    async function runTrusting(url: string, response = 20_000): Promise<string> {
      const extra = fileURLToPath(new URL('test-only-certificate.pem', import.meta.url));
      const module = new URL('../../src/net/http.ts', import.meta.url).href;
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ['--input-type=module', '-e', script, module, url, String(response), String('repeatable' in nature)],
        { env: { ...process.env, NODE_EXTRA_CA_CERTS: extra } },
      );
      return stdout.trim();
    }

    test('NODE_EXTRA_CA_CERTS makes a certificate good', async (t) => {
      const server = await startTlsServer(t, (socket) => socket.end(respond('secure')));
      assert.equal(await runTrusting(`${server.url}/`), '200 secure');
    });

    test('a good certificate for another name is refused', async (t) => {
      const server = await startTlsServer(t, (socket) => socket.end(respond('secure')));
      assert.equal(await runTrusting(`https://other.example:${server.port}/`), 'provider.unreachable tls none');
      assert.equal(server.requests.length, 0);
    });

    test('a reset after the handshake leaves the effect open', async (t) => {
      const server = await startTlsServer(t, (socket) => socket.destroy());
      assert.equal(await runTrusting(`${server.url}/`), 'provider.unreachable reset possible');
      assert.equal(server.requests.length, 1);
    });

    test('no answer after the handshake leaves the effect open', async (t) => {
      const server = await startTlsServer(t, () => {});
      assert.equal(await runTrusting(`${server.url}/`, 300), 'provider.unreachable timeout possible');
      assert.equal(server.requests.length, 1);
    });
  });
}
