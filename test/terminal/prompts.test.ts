import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { describe, it } from 'node:test';
import { SmsctlError } from '../../src/core/errors.ts';
import { en } from '../../src/messages/en/index.ts';
import { createPrompts, StepBack } from '../../src/terminal/prompts.ts';

function ask(typed: string, signal?: AbortSignal) {
  const input = new PassThrough();
  const output = new PassThrough();
  let shown = '';
  output.on('data', (chunk: Buffer) => {
    shown += chunk.toString();
  });
  input.write(typed);
  const paint = (_tone: unknown, text: string) => text;
  const prompts = createPrompts({ input, output, paint, texts: en, ...(signal ? { signal } : {}) });
  const answer = prompts.then((one) => one.secret('API key\x1b[2J\nfor Durian:'));
  return { answer, input, shown: () => shown };
}

const hasCode = (code: string) => (error: unknown) => error instanceof SmsctlError && error.code === code;

describe('the question for a secret', () => {
  it('returns what was typed and never shows it', async () => {
    const { answer, shown } = ask('s3cret密\r');
    assert.equal(await answer, 's3cret密');
    assert.ok(shown().includes('? API key for Durian:'));
    assert.ok(!/s3|cret|密/u.test(shown()), shown());
    assert.ok(!shown().includes('[2J'));
  });

  it('cannot be made to show it by a key', async () => {
    const { answer, shown } = ask('s3cret\x14\r');
    assert.equal(await answer, 's3cret');
    assert.ok(!shown().includes('s3cret'));
  });

  it('leaves nothing of its length behind', async () => {
    const { answer, shown } = ask('s3cret\r');
    await answer;
    assert.ok(shown().includes('******'));
    assert.ok(!shown().slice(shown().lastIndexOf('API key')).includes('*'));
  });

  const endings: readonly [what: string, typed: string][] = [
    ['Ctrl-C', 'abc\x03'],
    ['Ctrl-D', '\x04'],
    ['Ctrl-D behind letters', 'abc\x04'],
  ];
  for (const [what, typed] of endings) {
    it(`is interrupted by ${what}`, async () => {
      await assert.rejects(ask(typed).answer, hasCode('interrupted'));
    });
  }

  it('is interrupted by the end of its input', async () => {
    const { answer, input } = ask('abc');
    input.end();
    await assert.rejects(answer, hasCode('interrupted'));
  });

  it('is interrupted by an aborted signal, before or during the question', async () => {
    await assert.rejects(ask('', AbortSignal.abort()).answer, hasCode('interrupted'));
    const controller = new AbortController();
    const { answer } = ask('abc', controller.signal);
    setImmediate(() => controller.abort());
    await assert.rejects(answer, hasCode('interrupted'));
  });

  it('passes on why it was aborted, where that is one of our errors', async () => {
    const signal = AbortSignal.abort(new SmsctlError('terminated'));
    await assert.rejects(ask('', signal).answer, hasCode('terminated'));
  });

  it('is a step back at Esc, which to who knows no step before it is an interruption', async () => {
    const { answer, shown } = ask('abc\x1b');
    await assert.rejects(answer, (error: unknown) => error instanceof StepBack && error.code === 'interrupted');
    assert.ok(shown().endsWith('\x1b[?25h'), 'the question is erased, and the cursor is there');
  });

  it('leaves no listener on its input', async () => {
    const { answer, input } = ask('x\r');
    await answer;
    assert.equal(input.listenerCount('keypress'), 0);
    assert.equal(input.listenerCount('end'), new PassThrough().listenerCount('end'));
  });
});
