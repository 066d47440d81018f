import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openAgent } from '../../src/net/agent.ts';

for (const secure of [false, true]) {
  test(`an agent for ${secure ? 'https' : 'http'} gives far addresses time and keeps no connection`, () => {
    const { agent } = openAgent(secure, null);
    const options: unknown = Reflect.get('https' in agent ? agent.https : agent.http, 'options');
    assert.partialDeepStrictEqual(options, { autoSelectFamilyAttemptTimeout: 2500, keepAlive: false });
  });
}

test('an agent for https checks certificates, whatever the environment says', () => {
  const { agent } = openAgent(true, null);
  assert.ok('https' in agent);
  assert.partialDeepStrictEqual(Reflect.get(agent.https, 'options'), {
    rejectUnauthorized: true,
    maxCachedSessions: 0,
  });
});
