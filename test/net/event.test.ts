import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import type { HttpEvent, HttpRequest } from '../../src/core/ports.ts';
import { createRedactor } from '../../src/core/redact.ts';
import { createHttpClient, type HttpClientOptions } from '../../src/net/http.ts';
import {
  type Answer,
  createStepClock,
  failureOf,
  findClosedPort,
  respond,
  startServer,
  startTlsServer,
} from './loopback.ts';

const canary = 'QXJVZ+k3y/=';

function createWatched(options: Partial<HttpClientOptions> = {}) {
  const events: HttpEvent[] = [];
  const onEvent = (event: HttpEvent) => events.push(event);
  const client = createHttpClient({ version: '0.0.0', env: {}, clock: createStepClock(), onEvent, ...options });
  return { events, client };
}

const keyed = (url: string): HttpRequest => ({
  method: 'POST',
  url: `${url}/getMobile`,
  query: [
    ['ApiKey', canary],
    ['pid', '0257'],
  ],
  form: [
    ['password', canary],
    ['text', 'two words'],
  ],
  headers: { 'x-key': canary },
  secret: ['apikey', 'password'],
});

test('one event tells the request with its secrets masked, the answer in a line and how long it took', async (t) => {
  const server = await startServer(t, (socket) => socket.end(respond('{"code":200,"msg":"Success","data":"1"}')));
  const { client, events } = createWatched();
  await client.send(keyed(server.url));
  assert.deepEqual(events, [
    {
      request: `POST ${server.url}/getMobile?ApiKey=***&pid=0257 password=***&text=two%20words`,
      outcome: '200 39 bytes',
      milliseconds: 7,
    },
  ]);
});

test('an event passes through the redactor, too', async (t) => {
  const server = await startServer(t, (socket) => socket.end(respond('')));
  const { client, events } = createWatched({ redact: createRedactor([canary]) });
  await client.send({ method: 'GET', url: `${server.url}/`, query: [['unmarked', canary]], secret: [] });
  assert.equal(events[0]?.request, `GET ${server.url}/?unmarked=***`);
});

test('a failed request is told of once, with its reason', async () => {
  const port = await findClosedPort();
  const { client, events } = createWatched();
  await assert.rejects(client.send({ method: 'GET', url: `http://127.0.0.1:${port}/`, secret: [] }));
  assert.deepEqual(
    events.map(({ outcome }) => outcome),
    ['provider.unreachable (refused)'],
  );
});

test('an aborted request is told of once', async (t) => {
  const controller = new AbortController();
  const server = await startServer(t, () => controller.abort());
  const { client, events } = createWatched();
  await assert.rejects(client.send({ method: 'GET', url: `${server.url}/`, secret: [] }, controller.signal));
  assert.deepEqual(
    events.map(({ outcome }) => outcome),
    ['aborted'],
  );
});

test('what an onlooker throws does not cost the answer', async (t) => {
  const server = await startServer(t, (socket) => socket.end(respond('a number')));
  const { client } = createWatched({
    onEvent: () => {
      throw new Error('onlooker');
    },
  });
  assert.equal((await client.send({ method: 'GET', url: `${server.url}/`, secret: [] })).text, 'a number');
});

const answers: readonly (readonly [name: string, answer: Answer])[] = [
  ['a reset', (socket) => socket.resetAndDestroy()],
  ['a closed connection', (socket) => socket.end()],
  ['no answer', () => {}],
  ['a cut answer', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nshort')],
  [
    'an answer that echoes the request and is too large',
    (socket, request) => socket.end(respond(request.padEnd(2 ** 21))),
  ],
  [
    'an echo that is not compressed as it claims',
    (socket, request) => socket.end(respond(request, 'content-encoding: gzip\r\n')),
  ],
  ['an echo that is not HTTP', (socket, request) => socket.end(request)],
];

for (const [name, answer] of answers) {
  test(`${name} gives an error without a secret in any corner of it`, async (t) => {
    const server = await startServer(t, answer);
    await findNoCanary(server.url);
  });
}

test('a refused connection gives an error without a secret in any corner of it', async () => {
  await findNoCanary(`http://127.0.0.1:${await findClosedPort()}`);
});

test('a refused certificate gives an error without a secret in any corner of it', async (t) => {
  const server = await startTlsServer(t, (socket) => socket.end(respond('x')));
  await findNoCanary(server.url);
});

test('a fault of ours gives an error without a secret in any corner of it', async () => {
  const { client } = createWatched();
  const request = { ...keyed('http://127.0.0.1'), headers: { 'x-key': `${canary}\n` } };
  assertNoCanary(await failureOf(client.send(request)));
});

async function findNoCanary(url: string): Promise<void> {
  const { client, events } = createWatched({ timeouts: { response: 200 } });
  assertNoCanary(await failureOf(client.send(keyed(url))));
  assert.equal(events.length, 1);
  assertNoCanary(events);
}

function assertNoCanary(value: unknown): void {
  const shown = [inspect(value, { depth: null, showHidden: true, getters: true }), JSON.stringify(value)];
  if (value instanceof Error) {
    assert.equal(value.cause, undefined);
    shown.push(String(value), value.stack ?? '', value.message, ...Object.getOwnPropertyNames(value));
  }
  for (const text of shown) {
    assert.doesNotMatch(text, /QXJVZ|k3y/i);
    assert.doesNotMatch(text, /node_modules|RequestError/);
  }
}
