import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { describe, it } from 'node:test';
import { SmsctlError } from '../../src/core/errors.ts';
import { en } from '../../src/messages/en/index.ts';
import { createPlainPrompts } from '../../src/terminal/plain-prompts.ts';
import { type Prompts, StepBack } from '../../src/terminal/prompts.ts';

/** Answers each question as soon as it is asked. */
function open(answers: readonly string[], signal?: AbortSignal) {
  const left = [...answers];
  const input = new PassThrough();
  const output = new PassThrough();
  let text = '';
  output.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    if (!text.endsWith('Answer: ')) return;
    const answer = left.shift();
    if (answer === undefined) setImmediate(() => input.end());
    else setImmediate(() => input.write(answer));
  });
  const prompts = createPlainPrompts({ input, output, texts: en, ...(signal === undefined ? {} : { signal }) });
  return { prompts, text: () => text };
}

const fruits = [
  { value: 1, name: 'Apple' },
  { value: 2, name: 'Pear\x1b[2J  ripe', description: 'Sweet.' },
];
const isInterrupted = (error: unknown) =>
  error instanceof SmsctlError && error.code === 'interrupted' && !(error instanceof StepBack);

describe('questions on plain lines', () => {
  it('have numbers before their choices, and print nothing that moves anything', async () => {
    const { prompts, text } = open(['2\n']);
    assert.equal(await prompts.choose('Which?', fruits), 2);
    assert.ok(text().startsWith('Which?\n1. Apple\n2. Pear, ripe. Sweet.\n'), text());
    assert.ok(!text().includes('\x1b'));
  });

  it('are asked again after what is no answer', async () => {
    const { prompts, text } = open(['3\n', 'pear\n', '1\n']);
    assert.equal(await prompts.choose('Which?', fruits), 1);
    assert.equal(text().split('That is none of the answers.').length, 3);
  });

  it('take an empty line for the usual answer, where there is one', async () => {
    assert.equal(await open(['\n']).prompts.choose('Which?', fruits, { initial: 2 }), 2);
    assert.equal(await open(['\n', '1\n']).prompts.choose('Which?', fruits), 1);
    assert.equal(await open(['\n']).prompts.text('How many?', { initial: '4' }), '4');
    assert.equal(await open(['\n']).prompts.confirm('Sure?'), false);
    assert.equal(await open(['\n']).prompts.confirm('Sure?', { initial: true }), true);
  });

  it('take a yes and a no in short and in full', async () => {
    for (const yes of ['y', 'YES']) assert.equal(await open([`${yes}\n`]).prompts.confirm('Sure?'), true);
    for (const no of ['n', 'no']) {
      assert.equal(await open([`${no}\n`]).prompts.confirm('Sure?', { initial: true }), false);
    }
    assert.equal(await open(['perhaps\n', 'y\n']).prompts.confirm('Sure?'), true);
  });

  it('say what is wrong with a text', async () => {
    const { prompts, text } = open(['x\n', ' 7 \n']);
    const check = (typed: string) => (typed === '7' ? null : 'Seven, please.');
    assert.equal(await prompts.text('Number?', { check }), '7');
    assert.ok(text().includes('Seven, please.\n'));
  });

  it('find a choice among many by a part of its name, then by its number', async () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ value: index, name: `Item ${index}` }));
    const find = (typed: string) => many.filter(({ name }) => name.includes(typed));
    assert.equal(await open(['Item 17\n']).prompts.search('Which?', find), 17);
    const { prompts, text } = open(['\n', 'Item 1\n', '3\n']);
    assert.equal(await prompts.search('Which?', find), 11);
    assert.ok(text().includes('9. Item 8\n9 of 30.'));
    assert.ok(!text().includes('10. '));
    const none = open(['xyz\n', 'Item 29\n']);
    assert.equal(await none.prompts.search('Which?', find), 29);
    assert.ok(none.text().includes('Nothing fits.'));
  });

  it('never show a secret, and let it be mended', async () => {
    for (const keys of [['s3x\x7fcret\r'], ['lost\x15s3', '\x1b[A', 'cret', '\n']]) {
      const input = new PassThrough();
      const output = new PassThrough();
      let shown = '';
      output.on('data', (chunk: Buffer) => {
        shown += chunk.toString();
      });
      const answer = createPlainPrompts({ input, output, texts: en }).secret('Key:');
      for (const key of keys) {
        input.write(key);
        await new Promise((resolve) => setImmediate(resolve));
      }
      assert.equal(await answer, 's3cret');
      assert.ok(shown.startsWith('Key:\n'));
      assert.doesNotMatch(shown, /s3|cret/);
    }
  });

  for (const [key, what] of [
    ['\x03', 'Ctrl-C'],
    ['\x04', 'Ctrl-D'],
  ] as const) {
    it(`are left by ${what} at a secret`, async () => {
      const { prompts, text } = open([key]);
      await assert.rejects(prompts.secret('Key:'), isInterrupted);
      assert.ok(text().endsWith('Answer: \n'));
    });
  }

  it('go back by Escape at a secret', async () => {
    await assert.rejects(open(['\x1b']).prompts.secret('Key:'), StepBack);
  });

  const all: readonly [string, (prompts: Prompts) => Promise<unknown>][] = [
    ['choose', (prompts) => prompts.choose('?', fruits)],
    ['search', (prompts) => prompts.search('?', () => fruits)],
    ['text', (prompts) => prompts.text('?')],
    ['confirm', (prompts) => prompts.confirm('?')],
  ];
  for (const [what, ask] of all) {
    it(`go back by b, and are left by q, by the end of the input and by a signal: ${what}`, async () => {
      await assert.rejects(ask(open(['b\n']).prompts), StepBack);
      await assert.rejects(ask(open(['Q\n']).prompts), isInterrupted);
      const ended = open([]);
      await assert.rejects(ask(ended.prompts), isInterrupted);
      assert.ok(ended.text().endsWith('Answer: \n'), 'what follows begins a line of its own');
      const stopped = AbortSignal.abort(new SmsctlError('terminated'));
      await assert.rejects(ask(open([], stopped).prompts), { code: 'terminated' });
    });
  }
});
