import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { HttpRequest } from '../../src/core/ports.ts';
import { type ClosableHttpClient, createHttpClient } from '../../src/net/http.ts';
import { closeOf, createStepClock, failureOf, pauseProcess, respond, startServer } from './loopback.ts';

type Settings = Partial<Parameters<typeof createHttpClient>[0]>;

function open(t: TestContext, settings: Settings = {}): ClosableHttpClient {
  const client = createHttpClient({ version: '1', env: {}, clock: createStepClock(), ...settings });
  t.after(() => client.close());
  return client;
}

const look = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  url: `${url}/getMsg`,
  secret: [],
  repeatable: true,
  ...more,
});

test('requests that only ask share a connection, forms too', async (t) => {
  const server = await startServer(t, (socket) => socket.write(respond('x')));
  const client = open(t);
  const form = [['mobiles', '1,2']] as const;
  for (const more of [{}, { headers: { cookie: 'a=1' } }, { method: 'POST', form } as const, {}]) {
    assert.equal((await client.send(look(server.url, more))).text, 'x');
  }
  assert.equal(server.connections.length, 1);
  const [, second = '', third = ''] = server.requests;
  assert.match(second, /^cookie: a=1\r$/im);
  assert.match(third, /^POST .*content-type: application\/x-www-form-urlencoded\r\n.*\r\n\r\nmobiles=1%2C2$/su);
  for (const request of server.requests) {
    assert.match(request, /^user-agent: smsctl\/1\r$/im);
    assert.match(request, /^accept-encoding: identity\r$/im);
    assert.match(request, /^connection: keep-alive\r$/im);
  }
  assert.doesNotMatch(server.requests[3] ?? '', /cookie|content-/i, 'nothing stays from one request to the next');
});

test('those that are under way at the same time have a connection each', async (t) => {
  const server = await startServer(t, (socket) => socket.write(respond('x')));
  const client = open(t);
  await Promise.all([1, 2, 3].map(() => client.send(look(server.url))));
  assert.equal(server.connections.length, 3);
});

test('a request that may do something never goes over a connection that was kept', async (t) => {
  const server = await startServer(t, (socket) => socket.write(respond('x')));
  const client = open(t);
  await client.send(look(server.url));
  for (const nature of [{}, { repeatable: false }]) {
    await client.send({ method: 'GET', url: `${server.url}/getMobile`, secret: [], ...nature });
  }
  assert.equal(server.connections.length, 3);
  assert.match(server.requests[2] ?? '', /^connection: close\r$/im);
  await closeOf(server.connections[2]);
});

for (const [how, end] of [
  ['resets', 'resetAndDestroy'],
  ['closes', 'destroy'],
] as const) {
  test(`a platform that ${how} a kept connection is asked once more, over a fresh one`, async (t) => {
    let asked = 0;
    const server = await startServer(t, (socket) => {
      asked += 1;
      if (asked === 2) socket[end]();
      else socket.write(respond(`answer ${asked}`));
    });
    const client = open(t);
    await client.send(look(server.url));
    assert.equal((await client.send(look(server.url))).text, 'answer 3');
    assert.deepEqual([server.requests.length, server.connections.length], [3, 2]);
    assert.match(server.requests[2] ?? '', /^connection: close\r$/im);
  });

  test(`one that ${how} the fresh connection too is not asked a third time`, async (t) => {
    let asked = 0;
    const server = await startServer(t, (socket) => {
      asked += 1;
      if (asked > 1) socket[end]();
      else socket.write(respond('x'));
    });
    const client = open(t);
    await client.send(look(server.url));
    const { code, effect } = await failureOf(client.send(look(server.url)));
    assert.deepEqual([code, effect, server.requests.length], ['provider.unreachable', 'possible', 3]);
  });

  test(`one that ${how} a connection which nothing went over before is not asked again`, async (t) => {
    const server = await startServer(t, (socket) => socket[end]());
    const { code } = await failureOf(open(t).send(look(server.url)));
    assert.deepEqual([code, server.requests.length], ['provider.unreachable', 1]);
  });
}

test('a kept connection that ends in the moment it is taken costs no look', async (t) => {
  const server = await startServer(t, (socket) => socket.write(respond('x')));
  const client = open(t);
  const sockets: Socket[] = [];
  const collect = (message: unknown) => {
    const socket: unknown = Reflect.get(Object(message), 'socket');
    if (socket instanceof Socket) sockets.push(socket);
  };
  subscribe('net.client.socket', collect);
  await Promise.all([1, 2].map(() => client.send(look(server.url))));
  unsubscribe('net.client.socket', collect);
  // Node's agent passes over the one that was free first, if it has ended, but not over the one it takes.
  sockets[1]?.destroy();
  assert.equal((await client.send(look(server.url))).text, 'x');
  assert.deepEqual([sockets.length, server.requests.length], [2, 3]);
});

test('an answer that has begun is not asked for again', async (t) => {
  for (const part of ['HTTP/1.1 200 OK\r\n', 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf']) {
    let asked = 0;
    const server = await startServer(t, (socket) => {
      asked += 1;
      if (asked === 1) socket.write(respond('x'));
      else socket.end(part);
    });
    const client = open(t);
    await client.send(look(server.url));
    const { code } = await failureOf(client.send(look(server.url)));
    assert.deepEqual([code, server.requests.length], ['provider.unreachable', 2]);
  }
});

test('a platform that compresses though nobody asked for it is read all the same, and its connection kept', async (t) => {
  const server = await startServer(t, (socket) =>
    socket.write(respond(gzipSync('answer'), 'content-encoding: gzip\r\n')),
  );
  const client = open(t);
  for (let time = 0; time < 3; time += 1) assert.equal((await client.send(look(server.url))).text, 'answer');
  assert.deepEqual([server.requests.length, server.connections.length], [3, 1]);
});

test('an answer whose compression is broken costs the look that came after it over its connection nothing', async (t) => {
  const waiting: Socket[] = [];
  const server = await startServer(t, (socket, request) => {
    if (request.includes('/broken')) socket.write(respond('no gzip', 'content-encoding: gzip\r\n'));
    else waiting.push(socket);
  });
  const client = open(t);
  let isOver = false;
  const broken = failureOf(client.send({ ...look(server.url), url: `${server.url}/broken` })).finally(() => {
    isOver = true;
  });
  const after: Promise<unknown>[] = [];
  for (; !isOver; await setImmediate()) after.push(client.send(look(server.url)));
  assert.equal((await broken).params.reason, 'encoding');
  while (waiting.length < after.length) await setImmediate();
  for (const socket of waiting) socket.write(respond('x'));
  await Promise.all(after);
  assert.equal(server.connections.length, after.length, 'one of them went over the connection of the broken one');
});

test('one that hangs is not asked again', async (t) => {
  let asked = 0;
  const server = await startServer(t, (socket) => {
    asked += 1;
    if (asked === 1) socket.write(respond('x'));
  });
  const client = open(t, { timeouts: { response: 100 } });
  await client.send(look(server.url));
  const { params } = await failureOf(client.send(look(server.url)));
  assert.deepEqual([params.reason, server.requests.length], ['timeout', 2]);
  await closeOf(server.connections[0]);
});

test('a stop ends the kept connection that the request was under way on, and nothing is asked again', async (t) => {
  const stop = new AbortController();
  const reason = new Error('stopped');
  let asked = 0;
  const server = await startServer(t, (socket) => {
    asked += 1;
    if (asked === 1) socket.write(respond('x'));
    else stop.abort(reason);
  });
  const client = open(t);
  await client.send(look(server.url));
  await assert.rejects(client.send(look(server.url), stop.signal), (error) => error === reason);
  assert.equal(server.requests.length, 2);
  await closeOf(server.connections[0]);
});

test('behind a proxy no connection is kept', async (t) => {
  const proxy = await startServer(t, (socket) => socket.write(respond('x')));
  const client = open(t, { env: { http_proxy: proxy.url } });
  for (let time = 0; time < 2; time += 1) await client.send(look('http://platform.example'));
  assert.equal(proxy.connections.length, 2);
});

test('whoever closes the client ends what was kept', async (t) => {
  const server = await startServer(t, (socket) => socket.write(respond('x')));
  const client = open(t);
  await client.send(look(server.url));
  client.close();
  await closeOf(server.connections[0]);
});

test('whoever closes the client ends what is under way, and nothing is asked again', async (t) => {
  let asked = 0;
  const server = await startServer(t, (socket) => {
    asked += 1;
    if (asked === 1) socket.write(respond('x'));
    else client.close();
  });
  const client = open(t);
  await client.send(look(server.url));
  const { params, effect } = await failureOf(client.send(look(server.url)));
  assert.deepEqual([params.reason, effect, server.requests.length], ['reset', 'possible', 2]);
});

test('a connection is kept for less than the platform says, and not where that is no time', async (t) => {
  for (const [patience, kept] of [
    ['timeout=60', true],
    ['max=100, timeout=5', true],
    ['timeout=1', false],
  ] as const) {
    const server = await startServer(t, (socket) => socket.write(respond('x', `keep-alive: ${patience}\r\n`)));
    const client = open(t);
    for (let time = 0; time < 2; time += 1) await client.send(look(server.url));
    assert.equal(server.connections.length, kept ? 1 : 2, patience);
  }
  const server = await startServer(t, (socket) => socket.write(respond('x', 'keep-alive: timeout=2\r\n')));
  await open(t).send(look(server.url));
  await closeOf(server.connections[0]);
});

test('a connection that was kept too long by a pause of the process is not used again', async (t) => {
  const server = await startServer(t, (socket) => socket.write(respond('x', 'keep-alive: timeout=2\r\n')));
  const client = open(t);
  await client.send(look(server.url));
  pauseProcess(1_100);
  await client.send(look(server.url));
  assert.equal(server.connections.length, 2);
});

test('a connection on which something came that nobody asked for is not used again', async (t) => {
  const server = await startServer(t, (socket, request) => {
    socket.write(respond(request.includes('/first') ? 'first' : 'second'));
    if (request.includes('/first')) setImmediate().then(() => socket.write(respond('nobody asked')));
  });
  const client = open(t);
  const both = await Promise.all([1, 2].map(() => client.send({ ...look(server.url), url: `${server.url}/first` })));
  assert.deepEqual(
    both.map(({ text }) => text),
    ['first', 'first'],
  );
  await Promise.all(server.connections.map(closeOf));
  assert.equal((await client.send(look(server.url))).text, 'second');
  assert.equal(server.connections.length, 3);
});

test('a connection on which more came with the answer is not used again', async (t) => {
  const server = await startServer(t, (socket) => socket.write(Buffer.concat([respond('mine'), respond('whose')])));
  const client = open(t);
  for (let time = 0; time < 2; time += 1) assert.equal((await client.send(look(server.url))).text, 'mine');
  assert.equal(server.connections.length, 2);
});

test('a process ends although a connection is kept', async (t) => {
  const server = await startServer(t, (socket) => socket.write(respond('x')));
  const program = `
    import { createHttpClient } from ${JSON.stringify(new URL('../../src/net/http.ts', import.meta.url))};
    const clock = { now: () => 0, elapsed: () => 0, sleep: () => Promise.resolve() };
    const client = createHttpClient({ version: '1', env: {}, clock });
    const { text } = await client.send({ method: 'GET', url: ${JSON.stringify(`${server.url}/getMsg`)}, secret: [], repeatable: true });
    console.log(text, process.getActiveResourcesInfo().filter((name) => /TCP|Timeout/.test(name)).length);
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program]);
  assert.equal(stdout, 'x 0\n');
});
