import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import tls from 'node:tls';
import { inspect } from 'node:util';
import { createHttpClient, type HttpClientOptions } from '../../src/net/http.ts';
import { proxyPasswords } from '../../src/net/proxy.ts';
import {
  certificate,
  closeOf,
  createStepClock,
  failureOf,
  findClosedPort,
  listen,
  respond,
  startServer,
  startTlsServer,
} from './loopback.ts';

tls.setDefaultCACertificates([...tls.getCACertificates('default'), certificate]);

function createClient(env: Record<string, string>, options: Partial<HttpClientOptions> = {}) {
  return createHttpClient({ version: '0.0.0', env, clock: createStepClock(), ...options });
}

/** A proxy that answers CONNECT by joining the connection to the named port of this machine. */
async function startTunnelProxy(t: TestContext) {
  const requests: string[] = [];
  const connections: Socket[] = [];
  const port = await listen(t, (near) => {
    connections.push(near);
    near.once('data', (head) => {
      requests.push(head.toString());
      const far = connect(Number(/^CONNECT [^:]+:(\d+) /.exec(head.toString())?.[1]), '127.0.0.1');
      far.once('connect', () => near.write('HTTP/1.1 200 Connection established\r\n\r\n'));
      far.on('error', () => near.destroy()).on('close', () => near.destroy());
      near.on('close', () => far.destroy());
      near.pipe(far).pipe(near);
    });
  });
  return { url: `http://127.0.0.1:${port}`, requests, connections };
}

for (const name of ['HTTP_PROXY', 'http_proxy']) {
  test(`${name} takes an http request to the proxy, whole and in plain`, async (t) => {
    const proxy = await startServer(t, (socket) => socket.end(respond('by proxy')));
    const client = createClient({ [name]: proxy.url });
    const query = [['prefix', '+591']] as const;
    const answer = await client.send({ method: 'GET', url: 'http://api.example/x', query, secret: [] });
    assert.equal(answer.text, 'by proxy');
    assert.match(proxy.requests[0] ?? '', /^GET http:\/\/api\.example\/x\?prefix=%2B591 HTTP\/1\.1\r$/m);
    assert.match(proxy.requests[0] ?? '', /^host: api\.example\r$/im);
  });
}

test('a proxy variable without a scheme means an HTTP proxy', async (t) => {
  const proxy = await startServer(t, (socket) => socket.end(respond('by proxy')));
  const client = createClient({ http_proxy: `127.0.0.1:${proxy.port}` });
  assert.equal((await client.send({ method: 'GET', url: 'http://api.example/', secret: [] })).text, 'by proxy');
});

test('credentials of the proxy go to the proxy', async (t) => {
  const proxy = await startServer(t, (socket) => socket.end(respond('by proxy')));
  const client = createClient({ http_proxy: `http://me:p%40ss@127.0.0.1:${proxy.port}` });
  await client.send({ method: 'GET', url: 'http://api.example/', secret: [] });
  const basic = Buffer.from('me:p@ss').toString('base64');
  assert.match(proxy.requests[0] ?? '', new RegExp(`^proxy-authorization: Basic ${basic}\r$`, 'im'));
});

for (const name of ['HTTPS_PROXY', 'https_proxy']) {
  test(`${name} takes an https request through a tunnel that the proxy cannot look into`, async (t) => {
    const server = await startTlsServer(t, (socket) => socket.end(respond('by tunnel')));
    const proxy = await startTunnelProxy(t);
    const client = createClient({ [name]: proxy.url });
    const query = [['apiKey', 'CANARY']] as const;
    const answer = await client.send({ method: 'GET', url: `${server.url}/x`, query, secret: ['apiKey'] });
    assert.equal(answer.text, 'by tunnel');
    assert.match(server.requests[0] ?? '', /^GET \/x\?apiKey=CANARY HTTP\/1\.1\r$/m);
    assert.equal(proxy.requests.length, 1);
    assert.match(proxy.requests[0] ?? '', new RegExp(`^CONNECT 127\\.0\\.0\\.1:${server.port} HTTP/1\\.1\r$`, 'm'));
    assert.doesNotMatch(proxy.requests[0] ?? '', /CANARY/);
  });
}

test('a good certificate for another name is refused behind a tunnel, too', async (t) => {
  const server = await startTlsServer(t, (socket) => socket.end(respond('x')));
  const proxy = await startTunnelProxy(t);
  const url = `https://other.example:${server.port}/`;
  const sent = createClient({ https_proxy: proxy.url }).send({ method: 'GET', url, secret: [] });
  await assert.rejects(sent, unreachable('tls', 'none', `other.example:${server.port}`));
  assert.equal(server.requests.length, 0);
});

test('a reset behind a tunnel leaves the effect open', async (t) => {
  const server = await startTlsServer(t, (socket) => socket.destroy());
  const proxy = await startTunnelProxy(t);
  const sent = createClient({ https_proxy: proxy.url }).send({ method: 'GET', url: `${server.url}/`, secret: [] });
  await assert.rejects(sent, unreachable('reset', 'possible', `127.0.0.1:${server.port}`));
  assert.equal(server.requests.length, 1);
});

for (const [name, value] of [
  ['NO_PROXY', '127.0.0.1'],
  ['no_proxy', 'other.example, 127.0.0.1'],
  ['NO_PROXY', '*'],
] as const) {
  test(`${name}=${value} passes by the proxy`, async (t) => {
    const closed = `http://127.0.0.1:${await findClosedPort()}`;
    const plain = await startServer(t, (socket) => socket.end(respond('direct')));
    const secure = await startTlsServer(t, (socket) => socket.end(respond('direct')));
    const client = createClient({ http_proxy: closed, https_proxy: closed, [name]: value });
    assert.equal((await client.send({ method: 'GET', url: `${plain.url}/`, secret: [] })).text, 'direct');
    assert.equal((await client.send({ method: 'GET', url: `${secure.url}/`, secret: [] })).text, 'direct');
  });
}

test('a failure of a request that passed by the proxy is not laid on the proxy', async () => {
  const port = await findClosedPort();
  for (const scheme of ['http', 'https']) {
    const client = createClient({ http_proxy: 'http://p.example', https_proxy: 'http://p.example', no_proxy: '*' });
    const sent = client.send({ method: 'GET', url: `${scheme}://127.0.0.1:${port}/`, secret: [] });
    await assert.rejects(sent, unreachable('refused', 'none', `127.0.0.1:${port}`));
  }
});

test('a client that is told so ignores the proxy variables, broken ones included', async (t) => {
  const server = await startServer(t, (socket) => socket.end(respond('direct')));
  const client = createClient({ HTTP_PROXY: 'socks5://127.0.0.1:1' }, { proxy: false });
  assert.equal((await client.send({ method: 'GET', url: `${server.url}/`, secret: [] })).text, 'direct');
});

test("the process's own environment does not count", async (t) => {
  process.env.http_proxy = `http://127.0.0.1:${await findClosedPort()}`;
  t.after(() => delete process.env.http_proxy);
  const server = await startServer(t, (socket) => socket.end(respond('direct')));
  assert.equal((await createClient({}).send({ method: 'GET', url: `${server.url}/`, secret: [] })).text, 'direct');
});

const unreachable = (reason: string, effect: 'none' | 'possible', host: string) => ({
  code: 'provider.unreachable',
  params: { reason, host },
  effect,
});

for (const scheme of ['http', 'https']) {
  test(`a proxy that refuses the connection of an ${scheme} request is proof that nothing left`, async () => {
    const port = await findClosedPort();
    const client = createClient({ [`${scheme}_proxy`]: `http://me:CANARY@127.0.0.1:${port}` });
    const sent = client.send({ method: 'GET', url: `${scheme}://api.example/`, secret: [] });
    const error = await failureOf(sent);
    assert.equal(error.effect, 'none');
    assert.deepEqual(error.params, { reason: 'proxy', host: `127.0.0.1:${port}` });
    assert.doesNotMatch(inspect(error, { depth: null, showHidden: true }), /CANARY/);
  });
}

for (const status of ['403 Forbidden', '407 Proxy Authentication Required', '502 Bad Gateway']) {
  test(`a tunnel that the proxy refuses with ${status} is proof that nothing left`, async (t) => {
    const proxy = await startServer(t, (socket) => socket.end(respond('no', '', status)));
    const sent = createClient({ https_proxy: proxy.url }).send({
      method: 'GET',
      url: 'https://api.example/',
      secret: [],
    });
    await assert.rejects(sent, unreachable('proxy', 'none', `127.0.0.1:${proxy.port}`));
    assert.equal(proxy.requests.length, 1);
  });
}

test('a proxy that closes instead of building the tunnel is proof that nothing left', async (t) => {
  for (const act of ['end', 'resetAndDestroy'] as const) {
    const proxy = await startServer(t, (socket) => socket[act]());
    const sent = createClient({ https_proxy: proxy.url }).send({
      method: 'GET',
      url: 'https://api.example/',
      secret: [],
    });
    await assert.rejects(sent, unreachable('proxy', 'none', `127.0.0.1:${proxy.port}`));
  }
});

test('a proxy that drops the tunnel during the handshake is proof that nothing left', async (t) => {
  const proxy = await listen(t, (socket) => {
    socket.once('data', () => {
      socket.once('data', () => socket.resetAndDestroy());
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    });
  });
  const client = createClient({ https_proxy: `http://127.0.0.1:${proxy}` });
  const sent = client.send({ method: 'GET', url: 'https://api.example/', secret: [] });
  await assert.rejects(sent, unreachable('proxy', 'none', `127.0.0.1:${proxy}`));
});

test('a proxy that never builds the tunnel is given up and its connection closed', async (t) => {
  const proxy = await startServer(t, () => {});
  const client = createClient({ https_proxy: proxy.url }, { timeouts: { connect: 100, tls: 0 } });
  const sent = client.send({ method: 'GET', url: 'https://api.example/', secret: [] });
  await assert.rejects(sent, unreachable('proxy', 'none', `127.0.0.1:${proxy.port}`));
  await closeOf(proxy.connections[0]);
});

test('an abort while the tunnel is built closes the connection to the proxy', async (t) => {
  const controller = new AbortController();
  const proxy = await startServer(t, () => controller.abort(new Error('stop')));
  const client = createClient({ https_proxy: proxy.url });
  const sent = client.send({ method: 'GET', url: 'https://api.example/', secret: [] }, controller.signal);
  await assert.rejects(sent, /stop/);
  await closeOf(proxy.connections[0]);
});

test('an abort during the handshake behind a tunnel closes the connection to the proxy', async (t) => {
  const controller = new AbortController();
  const silent = await listen(t, (socket) => socket.once('data', () => controller.abort(new Error('stop'))));
  const proxy = await startTunnelProxy(t);
  const client = createClient({ https_proxy: proxy.url });
  const sent = client.send({ method: 'GET', url: `https://127.0.0.1:${silent}/`, secret: [] }, controller.signal);
  await assert.rejects(sent, /stop/);
  await closeOf(proxy.connections[0]);
});

test('a proxy that drops an http request leaves the effect open', async (t) => {
  const proxy = await startServer(t, (socket) => socket.destroy());
  const sent = createClient({ http_proxy: proxy.url }).send({ method: 'GET', url: 'http://api.example/', secret: [] });
  await assert.rejects(sent, unreachable('reset', 'possible', 'api.example'));
  assert.equal(proxy.requests.length, 1);
});

const broken: readonly (readonly [value: string, reason: string])[] = [
  ['http://', 'notUrl'],
  ['http://me:CANARY@ho st:1', 'notUrl'],
  ['http://127.0.0.1:99999', 'notUrl'],
  ['socks5://me:CANARY@127.0.0.1:1080', 'scheme'],
  ['http://me:%CANARY@127.0.0.1:8080', 'credentials'],
];

for (const [value, reason] of broken) {
  test(`HTTPS_PROXY=${value} is named as a wrong setting: ${reason}`, async () => {
    const sent = createClient({ HTTPS_PROXY: value }).send({ method: 'GET', url: 'https://api.example/', secret: [] });
    const error = await failureOf(sent);
    assert.equal(error.code, 'settings.invalid');
    assert.equal(error.effect, 'none');
    assert.deepEqual(error.params, { name: 'HTTPS_PROXY', reason });
    assert.doesNotMatch(inspect(error, { depth: null, showHidden: true }), /CANARY/);
  });
}

test('a wrong HTTPS_PROXY does not stop an http request', async (t) => {
  const server = await startServer(t, (socket) => socket.end(respond('direct')));
  const client = createClient({ HTTPS_PROXY: 'socks5://127.0.0.1:1' });
  assert.equal((await client.send({ method: 'GET', url: `${server.url}/`, secret: [] })).text, 'direct');
});

test('the passwords of all proxies are known, decoded where they can be', () => {
  const env = {
    http_proxy: 'http://me:p%40ss%2F1@proxy.example:8080',
    HTTPS_PROXY: 'me:second@proxy.example',
    https_proxy: 'http://me:100%@proxy.example',
    HTTP_PROXY: 'http://proxy.example',
  };
  assert.deepEqual(proxyPasswords(env).sort(), ['100%', 'p@ss/1', 'second']);
  assert.deepEqual(proxyPasswords({ http_proxy: '', HTTP_PROXY: 'http://[' }), []);
});
