import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { HttpEvent } from '../../src/core/ports.ts';
import { createHttpClient } from '../../src/net/http.ts';
import { closeOf, createStepClock, respond, startServer, ways } from './loopback.ts';

for (const [how, nature] of ways) {
  describe(how, () => {
    const client = createHttpClient({ version: '0.0.0', env: {}, clock: createStepClock() });
    const reason = new Error('stop');

    test('an aborted signal sends nothing', async (t) => {
      const server = await startServer(t, (socket) => socket.end(respond('x')));
      const sent = client.send(
        { method: 'GET', url: `${server.url}/`, secret: [], ...nature },
        AbortSignal.abort(reason),
      );
      await assert.rejects(sent, (error) => error === reason);
      assert.equal(server.connections.length, 0);
    });

    test('an abort before the connection is made sends nothing', async (t) => {
      const server = await startServer(t, (socket) => socket.end(respond('x')));
      const controller = new AbortController();
      const sent = client.send({ method: 'GET', url: `${server.url}/`, secret: [], ...nature }, controller.signal);
      controller.abort(reason);
      await assert.rejects(sent, (error) => error === reason);
      assert.equal(server.requests.length, 0);
    });

    test('an abort while the answer is awaited rejects with its reason and closes the connection', async (t) => {
      const controller = new AbortController();
      const server = await startServer(t, () => controller.abort(reason));
      const sent = client.send({ method: 'GET', url: `${server.url}/`, secret: [], ...nature }, controller.signal);
      await assert.rejects(sent, (error) => error === reason);
      await closeOf(server.connections[0]);
      assert.equal(server.requests.length, 1);
    });

    test('an abort in the middle of the body rejects with its reason and closes the connection', async (t) => {
      const controller = new AbortController();
      const server = await startServer(t, (socket) => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nshort', () => controller.abort(reason));
      });
      const sent = client.send({ method: 'GET', url: `${server.url}/`, secret: [], ...nature }, controller.signal);
      await assert.rejects(sent, (error) => error === reason);
      await closeOf(server.connections[0]);
    });

    test('an abort while a name is resolved rejects with its reason', async () => {
      const controller = new AbortController();
      const waiting = createHttpClient({
        version: '0.0.0',
        env: {},
        clock: createStepClock(),
        lookup: () => controller.abort(reason),
      });
      const sent = waiting.send(
        { method: 'GET', url: 'https://api.example/', secret: [], ...nature },
        controller.signal,
      );
      await assert.rejects(sent, (error) => error === reason);
    });

    test('a signal that is aborted later has nothing left to end', async (t) => {
      const events: HttpEvent[] = [];
      const server = await startServer(t, (socket) => socket.end(respond('x')));
      const watched = createHttpClient({
        version: '0.0.0',
        env: {},
        clock: createStepClock(),
        onEvent: (event) => events.push(event),
      });
      const controller = new AbortController();
      await watched.send({ method: 'GET', url: `${server.url}/`, secret: [], ...nature }, controller.signal);
      controller.abort(reason);
      assert.deepEqual(
        events.map(({ outcome }) => outcome),
        ['200 1 bytes'],
      );
    });
  });
}
