import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { describe, it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { createProgress, wantsProgress } from '../../src/terminal/progress.ts';
import { displayWidth } from '../../src/terminal/width.ts';

/** A terminal of 20 columns whose erasures show as marks. */
function terminal() {
  const stream = new PassThrough();
  let text = '';
  stream.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  return Object.assign(stream, {
    isTTY: true,
    columns: 20,
    cursorTo: (): boolean => stream.write('\r'),
    moveCursor: (): boolean => stream.write('<up>'),
    clearLine: (): boolean => stream.write('<erased>'),
    text: (): string => text,
  });
}

describe('createProgress', () => {
  it('prints nothing at all when it is not enabled', async () => {
    const stderr = terminal();
    const progress = createProgress({ stderr, enabled: false, color: true });
    await progress.start('waiting');
    progress.update('still waiting');
    progress.clear();
    progress.stop();
    assert.equal(stderr.text(), '');
  });

  it('prints nothing on a terminal that claims to have no columns', async () => {
    const stderr = Object.assign(terminal(), { columns: 0 });
    const progress = createProgress({ stderr, enabled: true, color: true });
    await progress.start('waiting');
    progress.stop();
    assert.equal(stderr.text(), '');
  });

  it('shows one line that never wraps, and erases it at the end', async () => {
    const stderr = terminal();
    const progress = createProgress({ stderr, enabled: true, color: false });
    await progress.start('正在等待验证码，请勿关闭终端');
    const frame = stripVTControlCharacters(stderr.text()).replaceAll('\r', '');
    assert.match(frame, /^. 正在等待验证码，?…$/u);
    assert.ok(displayWidth(frame) < 20, frame);
    progress.stop();
    assert.ok(stderr.text().endsWith('\r<erased>'));
    assert.ok(!stderr.text().includes('<up>'));
  });

  it('makes the text printable', async () => {
    const stderr = terminal();
    const progress = createProgress({ stderr, enabled: true, color: false });
    await progress.start('a\x1b[2J\nb');
    progress.stop();
    assert.ok(stderr.text().includes(' a b'));
    assert.ok(!stderr.text().includes('[2J'));
  });

  it('changes the text, and comes back below what is printed meanwhile', async () => {
    const stderr = terminal();
    const progress = createProgress({ stderr, enabled: true, color: false });
    await progress.start('one');
    progress.update('two');
    stderr.write('a note\n');
    progress.stop();
    assert.match(stderr.text(), /one.*<erased>a note\n.*two.*<erased>$/su);
  });

  it('clears its line at once when asked to', async () => {
    const stderr = terminal();
    const progress = createProgress({ stderr, enabled: true, color: false });
    await progress.start('one');
    progress.clear();
    assert.ok(stderr.text().endsWith('\r<erased>'));
    progress.stop();
  });

  it('does not start any more once it was stopped, and can be started again', async () => {
    const stderr = terminal();
    const progress = createProgress({ stderr, enabled: true, color: false });
    const started = progress.start('one');
    progress.stop();
    await started;
    assert.ok(!stderr.text().includes('one'));
    await progress.start('two');
    assert.ok(stderr.text().includes('two'));
    progress.stop();
  });

  it('ignores an update before the start', async () => {
    const stderr = terminal();
    const progress = createProgress({ stderr, enabled: true, color: false });
    progress.update('one');
    await Promise.resolve();
    assert.equal(stderr.text(), '');
  });

  it('leaves signals, stdin and the cursor alone', async () => {
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'exit'];
    const count = (): number[] => signals.map((signal) => process.listenerCount(signal));
    const before = count();
    const stderr = terminal();
    const progress = createProgress({ stderr, enabled: true, color: true });
    await progress.start('one');
    assert.deepEqual(count(), before);
    assert.equal(process.stdin.isRaw ?? false, false);
    progress.stop();
    assert.ok(!stderr.text().includes('\x1b[?25'));
  });
});

describe('wantsProgress', () => {
  const cases: readonly [wanted: boolean, env: Record<string, string>, isTTY: boolean][] = [
    [true, { TERM: 'xterm' }, true],
    [true, {}, true],
    [false, {}, false],
    [false, { TERM: 'dumb' }, true],
    [false, { CI: 'true' }, true],
  ];
  for (const [wanted, env, isTTY] of cases) {
    it(`says ${wanted ? 'yes' : 'no'} to ${JSON.stringify(env)} ${isTTY ? 'on a terminal' : 'in a pipe'}`, () => {
      assert.equal(wantsProgress({ env, isTTY }), wanted);
    });
  }
});
