import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { describe, it } from 'node:test';
import { createPlainProgress } from '../../src/terminal/plain-progress.ts';
import { createFakeClock } from '../helpers/fake-clock.ts';

function open(enabled = true) {
  const clock = createFakeClock();
  const stderr = new PassThrough();
  let text = '';
  stderr.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const progress = createPlainProgress({ stderr, enabled, elapsed: () => clock.elapsed() });
  return { progress, clock, text: () => text };
}

describe('the progress of who sees nothing move', () => {
  it('is a line when something is new, and none while only the time goes on', async () => {
    const { progress, text } = open();
    await progress.start('9 s left', 'waiting');
    progress.update('8 s left', 'waiting');
    progress.update('7 s left: busy', 'busy');
    assert.equal(text(), '9 s left\n7 s left: busy\n');
  });

  it('is a line now and then, so that the silence says nothing', async () => {
    const { progress, clock, text } = open();
    await progress.start('90 s left', 'waiting');
    clock.pass(29_000);
    progress.update('61 s left', 'waiting');
    clock.pass(1_000);
    progress.update('60 s left', 'waiting');
    assert.equal(text(), '90 s left\n60 s left\n');
  });

  it('is over when it was stopped, and prints nothing where it is not wanted', async () => {
    const { progress, text } = open();
    await progress.start('one');
    progress.stop();
    progress.update('two');
    assert.equal(text(), 'one\n');
    const silent = open(false);
    await silent.progress.start('one');
    assert.equal(silent.text(), '');
  });

  it('makes the text printable, and writes no sequence of its own', async () => {
    const { progress, text } = open();
    await progress.start('a\x1b[2J\nb');
    progress.clear();
    assert.equal(text(), 'a b\n');
  });
});
