import assert from 'node:assert/strict';
import { test } from 'node:test';
import { junitOf } from '../../src/views/junit.ts';
import { messagesFor } from '../helpers/messages.ts';

test('what a name holds cannot break out of the XML', () => {
  const story = { name: `a"<b>&'\u0007`, startedAt: 0, command: null, isTimedOut: false, leases: [], error: null };
  const text = junitOf({ ...story, exitCode: 127 }, { texts: messagesFor('en'), now: 1500 });
  assert.match(text, /name="command: a&quot;&lt;b&gt;&amp;'" time="1\.5">/);
  assert.match(text, /tests="1" failures="1"/);
});
