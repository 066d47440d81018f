import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { createHttpClient } from '../../src/net/http.ts';
import { createStepClock, failureOf, pauseProcess, respond, startServer, ways } from './loopback.ts';

for (const [way, nature] of ways) {
  for (const [name, answer] of [
    ['as it is', respond('482913')],
    ['compressed', respond(gzipSync('482913'), 'content-encoding: gzip\r\n')],
  ] as const) {
    test(`an answer ${name} that arrived in a pause which outlasts the limits is read, ${way}`, async (t) => {
      const server = await startServer(t, (socket) => {
        socket.write(answer);
        pauseProcess(900);
      });
      const limits = { response: 150, whole: 300 };
      const client = createHttpClient({ version: '1', env: {}, clock: createStepClock(), timeouts: limits });
      t.after(() => client.close());
      const { text } = await client.send({ method: 'GET', url: `${server.url}/`, secret: [], ...nature });
      assert.equal(text, '482913');
    });
  }

  test(`a pause without an answer ends in the limit all the same, ${way}`, async (t) => {
    const server = await startServer(t, () => void pauseProcess(900));
    const client = createHttpClient({ version: '1', env: {}, clock: createStepClock(), timeouts: { response: 150 } });
    t.after(() => client.close());
    const { params } = await failureOf(client.send({ method: 'GET', url: `${server.url}/`, secret: [], ...nature }));
    assert.equal(params.reason, 'timeout');
  });
}
