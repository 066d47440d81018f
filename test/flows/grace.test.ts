import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startGrace } from '../../src/flows/grace.ts';
import { createFakeClock } from '../helpers/fake-clock.ts';

const reason = new Error('stop');

test('the grace ends as long after the stop as it was given, for the same reason', async () => {
  const clock = createFakeClock();
  const stop = new AbortController();
  const grace = startGrace(stop.signal, 2_000, clock);
  clock.at(5_000, () => stop.abort(reason));
  const seen: boolean[] = [];
  clock.at(6_999, () => seen.push(grace.signal.aborted));
  await clock.run(clock.sleep(7_001));
  assert.deepEqual([seen, grace.signal.aborted, grace.signal.reason], [[false], true, reason]);
});

test('a stop that came first leaves the grace whole', async () => {
  const clock = createFakeClock();
  const grace = startGrace(AbortSignal.abort(reason), 2_000, clock);
  await clock.run(clock.sleep(1_999));
  assert.equal(grace.signal.aborted, false);
  await clock.run(clock.sleep(2));
  assert.equal(grace.signal.aborted, true);
});

test('work that is over is never cut short, and leaves no timer behind', async () => {
  for (const stopFirst of [true, false]) {
    const clock = createFakeClock();
    const stop = new AbortController();
    const grace = startGrace(stop.signal, 2_000, clock);
    if (stopFirst) stop.abort(reason);
    grace.end();
    stop.abort(reason);
    await assert.rejects(clock.run(new Promise(() => {})), /no sleep/, 'nobody sleeps');
    assert.equal(grace.signal.aborted, false);
  }
});
