import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SmsctlError } from '../../src/core/errors.ts';
import { createOutput, type OutputMode, type OutputOptions, type View } from '../../src/terminal/output.ts';
import { fragments, invisibles, sequences } from './hostile-texts.ts';
import { memoryStream } from './memory-stream.ts';

const view: View = {
  json: { number: '+59173841704', project: '0257' },
  plain: [
    ['+59173841704', '0257'],
    ['+59173841705', ''],
  ],
  blocks: [{ kind: 'line', text: { text: 'One number.', tone: 'good' } }],
};

async function open(options: Partial<OutputOptions> = {}) {
  const stdout = memoryStream();
  const stderr = memoryStream();
  const color = { stdout: false, stderr: false };
  const output = await createOutput({ stdout, stderr, mode: 'plain', quiet: false, color, width: 80, ...options });
  return { output, stdout, stderr };
}

describe('show', () => {
  it('writes blocks to stderr, whatever the mode, as wide as that terminal is now', async () => {
    for (const mode of ['json', 'plain', 'terminal'] as const) {
      const { output, stdout, stderr } = await open({ mode });
      Object.assign(stderr, { columns: 9 });
      await output.show([{ kind: 'text', text: 'one two\x1b[2J three' }]);
      assert.equal(stderr.text(), 'one two\nthree\n');
      assert.equal(stdout.text(), '');
    }
  });
});

describe('a remark', () => {
  it('is broken between words where stderr is a narrow terminal, and nowhere else', async () => {
    const narrow = await open();
    Object.assign(narrow.stderr, { columns: 12 });
    narrow.output.note('one two three');
    narrow.output.alert('  four five six');
    assert.equal(narrow.stderr.text(), 'one two\n  three\n  four five\n    six\n');
    const file = await open({ width: 12 });
    file.output.note('one two three');
    assert.equal(file.stderr.text(), 'one two three\n');
    const json = await open({ mode: 'json' });
    Object.assign(json.stderr, { columns: 12 });
    json.output.alert('{"one": "two three"}');
    assert.equal(json.stderr.text(), '{"one": "two three"}\n');
  });
});

describe('result', () => {
  const shapes: readonly [OutputMode, string][] = [
    ['json', '{"number":"+59173841704","project":"0257"}\n'],
    ['plain', '+59173841704\t0257\n+59173841705\t\n'],
    ['terminal', 'One number.\n'],
  ];
  for (const [mode, text] of shapes) {
    it(`writes the ${mode} shape to stdout and nothing to stderr`, async () => {
      const { output, stdout, stderr } = await open({ mode });
      await output.result(view);
      assert.equal(stdout.text(), text);
      assert.equal(stderr.text(), '');
      assert.equal(output.mode, mode);
    });
  }

  it('paints in a terminal only, however much colour is asked for', async () => {
    const color = { stdout: true, stderr: true };
    const terminal = await open({ mode: 'terminal', color });
    await terminal.output.result(view);
    assert.equal(terminal.stdout.text(), '\x1b[32mOne number.\x1b[39m\n');
    for (const mode of ['plain', 'json'] as const) {
      const { output, stdout } = await open({ mode, color });
      await output.result(view);
      assert.ok(!stdout.text().includes('\x1b'));
    }
  });

  it('takes a terminal without columns for one of 80', async () => {
    const blocks: View['blocks'] = [{ kind: 'facts', facts: [['Text', 'a value of some length']] }];
    const { output, stdout } = await open({ mode: 'terminal', width: 0 });
    await output.result({ ...view, blocks });
    assert.equal(stdout.text(), 'Text: a value of some length\n');
  });

  it('writes nothing for an empty result in a pipe', async () => {
    const { output, stdout } = await open();
    await output.result({ ...view, plain: [] });
    assert.equal(stdout.text(), '');
  });

  it('lets no tab or line break forge a field or a row', async () => {
    const { output, stdout } = await open();
    await output.result({ ...view, plain: [['a\tb\nc', 'd\r\ne\u2028f']] });
    assert.equal(stdout.text(), 'a b c\td e f\n');
  });

  it('fails with output.failed and the reason, every time, without a stray error event', async () => {
    const stdout = memoryStream('EPIPE');
    const { output } = await open({ stdout });
    const failed = (error: unknown): boolean => {
      assert.ok(error instanceof SmsctlError);
      assert.equal(error.code, 'output.failed');
      assert.deepEqual(error.params, { reason: 'EPIPE' });
      return true;
    };
    await assert.rejects(output.result(view), failed);
    await assert.rejects(output.result(view), failed);
    await output.flush();
    assert.ok(stdout.listeners() > 0);
  });
});

describe('hostile texts', () => {
  const unsafe = /[^\P{Cc}\n\t]|[\p{Bidi_Control}\u200b\ufeff\u2028\u2029\u{e0000}-\u{e007f}]/u;
  const texts = [...sequences, ...invisibles, ...fragments].map((each) => `code ${each} 482913`);

  for (const mode of ['plain', 'terminal', 'json'] as const) {
    it(`reach neither stream in ${mode} mode, and the code stays`, async () => {
      for (const text of texts) {
        const { output, stdout, stderr } = await open({ mode });
        await output.result({
          json: { text },
          plain: [[text, text]],
          blocks: [
            { kind: 'line', text },
            { kind: 'big', text },
            { kind: 'facts', facts: [[text, text]] },
            { kind: 'table', columns: [{ label: text }], rows: [[text]] },
          ],
        });
        output.note(text);
        output.alert(text);
        await output.flush();
        assert.doesNotMatch(stdout.text(), unsafe, JSON.stringify(text));
        assert.doesNotMatch(stderr.text(), unsafe, JSON.stringify(text));
        assert.doesNotMatch(output.takeNotes().join(), unsafe, JSON.stringify(text));
        if (mode === 'json') assert.deepEqual(JSON.parse(stdout.text()), { text });
        assert.ok(stdout.text().includes('482913'));
        assert.equal(stderr.text().split('\n').length, mode === 'json' ? 2 : 3);
      }
    });
  }
});

describe('note and alert', () => {
  it('go to stderr, a line each, and leave stdout alone', async () => {
    const { output, stdout, stderr } = await open({ color: { stdout: false, stderr: true } });
    output.note('one\ntwo', 'dim');
    output.alert('three');
    await output.flush();
    assert.equal(stderr.text(), '\x1b[2mone two\x1b[22m\nthree\n');
    assert.equal(stdout.text(), '');
    assert.deepEqual(output.takeNotes(), []);
  });

  it('hands an alert to the stream at once, for it may be the last thing this process does', async () => {
    const { output, stderr } = await open();
    output.alert('still held: +59173841704');
    assert.equal(stderr.text(), 'still held: +59173841704\n');
  });

  it('drops notes but not alerts when quiet', async () => {
    for (const mode of ['plain', 'terminal', 'json'] as const) {
      const { output, stderr } = await open({ mode, quiet: true });
      output.note('a note');
      output.alert('an alert');
      await output.flush();
      assert.equal(stderr.text(), 'an alert\n');
      assert.deepEqual(output.takeNotes(), []);
    }
  });

  it('keeps notes in json mode and gives them out once', async () => {
    const { output, stderr } = await open({ mode: 'json' });
    output.note('one\x1b[2J');
    output.note('two');
    await output.flush();
    assert.equal(stderr.text(), '');
    assert.deepEqual(output.takeNotes(), ['one', 'two']);
    assert.deepEqual(output.takeNotes(), []);
  });

  it('passes JSON through as it is', async () => {
    const { output, stderr } = await open({ mode: 'json' });
    const json = '{"error":{"code":"numbers.none","message":"a\\u202e"}}';
    output.alert(json);
    assert.equal(stderr.text(), `${json}\n`);
  });

  it('goes on when stderr is broken', async () => {
    const { output, stdout } = await open({ stderr: memoryStream('ENOSPC') });
    output.note('a note');
    output.alert('an alert');
    await output.result(view);
    await output.flush();
    assert.equal(stdout.text(), '+59173841704\t0257\n+59173841705\t\n');
  });
});

describe('flush', () => {
  it('waits until the streams have taken everything', async () => {
    const taken: (() => void)[] = [];
    const stderr = { ...memoryStream(), write: (_text: string, callback: () => void) => taken.push(callback) };
    const { output } = await open({ stderr });
    output.alert('one');
    output.note('two');
    let flushed = false;
    const flush = output.flush().then(() => {
      flushed = true;
    });
    taken[0]?.();
    await new Promise(setImmediate);
    assert.equal(flushed, false);
    taken[1]?.();
    await flush;
    assert.equal(taken.length, 2);
  });
});
